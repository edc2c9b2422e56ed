/** Pacts: filled text, and digests that both sides find without talking. */
import { describe, expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { DEFAULT_MATRIX, PACT_CODES } from '#core/category.ts';
import { decode, encode } from '#core/codec.ts';
import {
  type Pact,
  defaultPacts,
  fillPact,
  fillText,
  pactRef,
  pactSetDigest,
  parsePact,
  wirePact,
} from '#core/pact.ts';
import { PACT_TEMPLATES } from '#core/pact-texts.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { digest } from '../../scripts/vectors/key.ts';
import { FIELDS, hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/pact.json' with { type: 'json' };

describe('filling', () => {
  test('puts the fields into their places, every time', () => {
    const text = '{NAMA_PEMILIHAN} {TAHUN}, {nama_pemilihan} {TAHUN}: {KABUPATEN}, {Kabupaten}';
    expect(fillText(text, { government: 'Kota Contoh', election: 'Pilkada', year: 2031 })).toBe(
      'PILKADA 2031, Pilkada 2031: KOTA CONTOH, Kota Contoh',
    );
  });

  test('leaves other braces as they are', () => {
    expect(fillText('{nama} {} {toString} {Tahun', FIELDS)).toBe('{nama} {} {toString} {Tahun');
  });

  test('puts a field in as it is written, whatever it holds', () => {
    const fields = { government: "$& $1 $$ $'", election: '{TAHUN} {Kabupaten}', year: 2031 };
    expect(fillText('{nama_pemilihan} di {Kabupaten}', fields)).toBe(
      "{TAHUN} {Kabupaten} di $& $1 $$ $'",
    );
  });

  test('fills every part of a pact but the names of its identity lines', () => {
    const template = {
      title: ['{TAHUN}'],
      opening: '{TAHUN}',
      identity: ['{TAHUN}'],
      promise: '{TAHUN}',
      clauses: ['{TAHUN}', 'a'],
      closing: '{TAHUN}',
    };
    expect(fillPact({ code: 'desa', version: 3 }, template, FIELDS)).toEqual({
      code: 'desa',
      version: 3,
      title: ['2031'],
      opening: '2031',
      identity: ['{TAHUN}'],
      promise: '2031',
      clauses: ['2031', 'a'],
      closing: '2031',
    });
  });
});

describe('the defaults', () => {
  const pacts = defaultPacts(FIELDS);

  test('are one of each code, of the version of the texts', () => {
    expect(pacts.map(({ code }) => code)).toEqual(PACT_CODES);
    expect(pacts.map(({ version }) => version)).toEqual([1, 1, 1, 1]);
    expect(pacts[2]?.clauses).toEqual(PACT_TEMPLATES.desa.clauses);
  });

  test('come back from the wire as they went', () => {
    for (const pact of pacts) {
      const decoded = decode(encode(wirePact(pact)), { bytesMax: 20_000 });
      expect(decoded.ok ? parsePact(decoded.value) : decoded).toEqual({ ok: true, value: pact });
    }
  });

  test('have the digests of the vectors', async () => {
    const refs = await Promise.all(pacts.map((pact) => pactRef(pact, digest)));
    expect(plain(refs)).toEqual(
      vectors.pacts.map(({ code, version, digest: known }) => ({ code, version, digest: known })),
    );
    expect(pacts.map((pact) => toHex(encode(wirePact(pact))))).toEqual(
      vectors.pacts.map((vector) => vector.hex),
    );
    const set = await pactSetDigest(pacts, DEFAULT_MATRIX, digest);
    expect(toHex(set)).toBe(vectors.pactSet);
    expect(set).toHaveLength(16);
    expect(hex(vectors.pactSet)).toEqual(set);
  });
});

async function digestOf(pacts: readonly Pact[], matrix = DEFAULT_MATRIX): Promise<string> {
  return toHex(await pactSetDigest(pacts, matrix, digest));
}

test('a change of one letter, number or rule changes the digest', async () => {
  const pacts = defaultPacts(FIELDS);
  const changes = await Promise.all([
    digestOf(pacts),
    digestOf(defaultPacts({ ...FIELDS, year: 2032 })),
    digestOf(defaultPacts({ ...FIELDS, government: 'Kabupaten contoh' })),
    digestOf(pacts.map((pact) => ({ ...pact, version: 2 }))),
    digestOf(pacts.toReversed()),
    digestOf(pacts.slice(1)),
    digestOf(
      pacts,
      DEFAULT_MATRIX.map((rule) => ({ ...rule, optional: false })),
    ),
  ]);
  expect(new Set(changes).size).toBe(changes.length);
});
