/** Entries: bytes that never change, and that an office keeps even without understanding them. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { CATEGORIES } from '#core/category.ts';
import {
  ENTRY_VERSION,
  type EntryBody,
  IDENTIFIED_BY,
  type ReadEntry,
  encodeEntry,
  parseEntry,
  signatoryKey,
} from '#core/entry.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { sha256 } from '../../scripts/vectors/key.ts';
import { CHAIN, SIGNING, WALK_IN, filled, hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/entry.json' with { type: 'json' };

function read(bytes: Parameters<typeof parseEntry>[0]): ReadEntry {
  const entry = parseEntry(bytes);
  assert(entry.ok, entry.ok ? '' : entry.fault.detail);
  return entry.value;
}

const [FIRST] = CHAIN;
assert(FIRST !== undefined, 'the chain has entries');
const draft = FIRST.entry;

function bodyOf(body: EntryBody): EntryBody {
  const entry = read(encodeEntry({ ...draft, body }));
  assert(entry.body.ok, entry.body.ok ? '' : entry.body.fault.detail);
  return entry.body.value;
}

describe('the vectors', () => {
  test.each(vectors.valid)('$name is read, and written the same', (vector) => {
    const { envelope, body } = read(hex(vector.hex));
    expect(plain(envelope)).toEqual(vector.envelope);
    assert(body.ok, 'understood');
    expect(plain(body.value)).toEqual(vector.body);
    expect(toHex(encodeEntry({ ...envelope, body: body.value }))).toBe(vector.hex);
    expect(toHex(sha256(hex(vector.hex)))).toBe(vector.digest);
  });

  test.each(vectors.notUnderstood)('$name is kept by its envelope', (vector) => {
    const { envelope, body } = read(hex(vector.hex));
    const later = vector.fault === 'unknown-version' || envelope.seq === 2;
    expect(envelope.seq).toBe(later ? envelope.seq : 1);
    expect(envelope.build).toBe(draft.build);
    expect(body).toMatchObject({ ok: false, fault: { code: vector.fault } });
  });

  test.each(vectors.invalid)('$name is no entry', (vector) => {
    expect(parseEntry(hex(vector.hex))).toMatchObject({ ok: false, fault: { code: vector.fault } });
  });
});

test('writes version 1, and keeps the version of a later one', () => {
  expect(ENTRY_VERSION).toBe(1);
  expect(read(FIRST.bytes).envelope.version).toBe(1);
  const later = vectors.notUnderstood.find(({ fault }) => fault === 'unknown-version');
  expect(read(hex(later?.hex ?? '')).envelope).toMatchObject({ version: 2, seq: 1, id: draft.id });
});

test('keeps the number of every way to identify: entries hold it', () => {
  expect(IDENTIFIED_BY).toEqual(['card', 'birth-date', 'name', 'list', 'self']);
});

describe('a signing comes back as it went', () => {
  test.each(CATEGORIES)('of category %s', (category) => {
    const body = { ...SIGNING, signatory: { ...SIGNING.signatory, category } };
    expect(bodyOf(body)).toEqual(body);
  });

  test.each(IDENTIFIED_BY)('identified by %s', (identifiedBy) => {
    expect(bodyOf({ ...SIGNING, identifiedBy })).toEqual({ ...SIGNING, identifiedBy });
  });

  test.each<[string, EntryBody]>([
    ['signed without attending', { ...SIGNING, acts: { attended: false, signed: true } }],
    ['attended alone', { ...SIGNING, acts: { attended: true, signed: false }, pact: null }],
    ['assisted', { ...SIGNING, assisted: true }],
    ['for somebody else', { ...WALK_IN, represents: 'Camat Contoh' }],
    ['without ink', { ...SIGNING, ink: filled(0, 0) }],
  ])('%s', (_, body) => {
    expect(bodyOf(body)).toEqual(body);
  });

  test('with a number that no number type can hold', () => {
    expect(bodyOf(WALK_IN)).toMatchObject({ signatory: { number: '197607222001122901' } });
  });
});

test('keys a signatory of the roster by number, a walk-in by the entry', () => {
  expect(signatoryKey(SIGNING.signatory, draft.id)).toBe('n:17');
  expect(signatoryKey(WALK_IN.signatory, filled(16, 1))).toBe('w:0102030405060708090a0b0c0d0e0f10');
});
