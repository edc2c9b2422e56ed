/** Entries: what holds for any signing, and for any change of its bytes. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { type Wire, decode, encode } from '#core/codec.ts';
import { type Envelope, encodeEntry, parseEntry } from '#core/entry.ts';
import { LIMITS } from '#core/limits.ts';
import { CHAIN, fieldsOf, flipped } from '../../scripts/vectors/samples.ts';
import { bytesOf, counts, drafts, textOf } from '../support/core-values.ts';

const entries = fc
  .tuple(drafts, counts, bytesOf(32))
  .map(([draft, seq, prev]) => ({ ...draft, seq: Math.max(1, seq), prev }));

const ENVELOPE_FIELDS = 9;

test('parsing undoes encoding', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const bytes = encodeEntry(entry);
      const { body, ...envelope } = entry;
      expect(bytes.length).toBeLessThanOrEqual(LIMITS.entryBytesMax);
      expect(parseEntry(bytes)).toEqual({
        ok: true,
        value: { envelope: { version: 1, ...envelope }, body: { ok: true, value: body } },
      });
    }),
    { numRuns: 500 },
  );
});

test('a bit turned anywhere is refused, or reads as something else', () => {
  for (const { bytes } of CHAIN) {
    const original = parseEntry(bytes);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const read = parseEntry(flipped(bytes, bit));
      if (read.ok) expect(read).not.toEqual(original);
    }
  }
});

/** Anything the wire can hold, as the fields after an envelope. */
const rests: fc.Arbitrary<readonly Wire[]> = fc.array(
  fc.oneof(
    fc.nat(5),
    textOf(10),
    bytesOf(3),
    fc.constant(null),
    fc.array(fc.oneof(fc.nat(5), textOf(5), fc.array(fc.nat(3), { maxLength: 6 })), {
      maxLength: 10,
    }),
  ),
  { maxLength: 4 },
);

function envelopeOf(bytes: ReturnType<typeof encodeEntry>): Envelope {
  const read = parseEntry(bytes);
  assert(read.ok, read.ok ? '' : read.fault.detail);
  return read.value.envelope;
}

test('a body that does not fit is a fault of the body alone', () => {
  fc.assert(
    fc.property(entries, rests, (entry, rest) => {
      const bytes = encodeEntry(entry);
      const edited = encode([...fieldsOf(bytes).slice(0, ENVELOPE_FIELDS), ...rest]);
      const read = parseEntry(edited);
      assert(read.ok, 'the envelope is untouched');
      expect(read.value.envelope).toEqual(envelopeOf(bytes));
      if (!read.value.body.ok) expect(read.value.body.fault.code).toBe('malformed');
    }),
    { numRuns: 300 },
  );
});

test('a later version keeps its envelope, whatever follows it', () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 2, max: 255 }), rests, (entry, version, rest) => {
      const envelope = fieldsOf(encodeEntry(entry)).slice(1, ENVELOPE_FIELDS);
      const read = parseEntry(encode([version, ...envelope, ...rest]));
      assert(read.ok, 'the envelope is untouched');
      expect(read.value.envelope).toEqual({ ...envelopeOf(encodeEntry(entry)), version });
      expect(read.value.body).toMatchObject({ ok: false, fault: { code: 'unknown-version' } });
    }),
  );
});

test('whatever is read as an entry was canonical', () => {
  const [first] = CHAIN;
  assert(first !== undefined, 'the chain has entries');
  const edits = fc.array(fc.tuple(fc.nat(first.bytes.length - 1), fc.nat(255)), { maxLength: 3 });
  fc.assert(
    fc.property(edits, (changes) => {
      const bytes = first.bytes.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      if (!parseEntry(bytes).ok) return;
      const decoded = decode(bytes, { bytesMax: LIMITS.entryBytesMax });
      expect(decoded.ok ? encode(decoded.value) : null).toEqual(bytes);
    }),
    { numRuns: 2_000 },
  );
});
