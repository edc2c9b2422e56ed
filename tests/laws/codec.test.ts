/** The codec: what holds for any value and any bytes. */
import * as cborg from 'cborg';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { type Wire, decode, encode } from '#core/codec.ts';
import { flipped } from '../../scripts/vectors/samples.ts';

const ROOM = { bytesMax: 100_000 };
const integers = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -300, max: 300 }));
const scalars: fc.Arbitrary<Wire> = fc.oneof(
  integers,
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.uint8Array({ maxLength: 30 }),
);

/** Values at most six arrays or maps deep. */
function wires(depth: number): fc.Arbitrary<Wire> {
  if (depth === 0) return scalars;
  const inner = wires(depth - 1);
  const maps = fc
    .uniqueArray(fc.tuple(integers, inner), { selector: ([key]) => key, maxLength: 6 })
    .map((pairs): Wire => new Map(pairs));
  return fc.oneof({ weight: 2, arbitrary: scalars }, fc.array(inner, { maxLength: 6 }), {
    weight: 1,
    arbitrary: maps,
  });
}

const values = wires(6);

/** Heads, lengths and pieces, thrown together: more of it decodes than of plain noise. */
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom('00', '20', '40', '60', '80', 'a0', 'f4', 'f6', '17', '1818', '1903e8'),
      fc.constantFrom('81', '82', 'a1', 'a2', '4101', '6161', '62c3bc', '3818', '9800', '1b'),
      fc.constantFrom('9f', 'ff', 'c0', 'f7', 'f8', 'fb', '5f', '7f', '61ff', '1817', '7800'),
    ),
    { maxLength: 12 },
  )
  .map((heads) => Uint8Array.from(Buffer.from(heads.join(''), 'hex')));

test('decoding undoes encoding', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(decode(encode(value), ROOM)).toEqual({ ok: true, value });
    }),
    { numRuns: 1_000 },
  );
});

test('encoding undoes decoding: whatever is read has that one form', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(pieces, fc.uint8Array({ maxLength: 12 })), (bytes) => {
      const decoded = decode(bytes, ROOM);
      if (!decoded.ok) return;
      read += 1;
      expect(toHex(encode(decoded.value))).toBe(toHex(bytes));
    }),
    { numRuns: 20_000 },
  );
  expect(read).toBeGreaterThan(500);
});

test('a bit turned anywhere is refused, or reads as another value of that one form', () => {
  let refused = 0;
  fc.assert(
    fc.property(values, (value) => {
      const bytes = encode(value);
      for (let bit = 0; bit < Math.min(bytes.length * 8, 800); bit++) {
        const edited = flipped(bytes, bit);
        const decoded = decode(edited, ROOM);
        if (decoded.ok) expect(toHex(encode(decoded.value))).toBe(toHex(edited));
        else refused += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(refused).toBeGreaterThan(500);
});

test('nothing is read of bytes cut short, or with one more', () => {
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(255), (value, at, byte) => {
      const bytes = encode(value);
      expect(decode(bytes.slice(0, at % bytes.length), ROOM).ok).toBe(false);
      expect(decode(Uint8Array.of(...bytes, byte), ROOM).ok).toBe(false);
    }),
  );
});

test('another library reads the same, byte for byte', () => {
  fc.assert(
    fc.property(values, (value) => {
      const theirs: unknown = cborg.decode(encode(value), { useMaps: true, strict: true });
      expect(theirs).toEqual(value);
    }),
  );
});

test('a text of any letters comes back, or with U+FFFD for half a pair', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        expect(decode(encode(text), ROOM)).toEqual({ ok: true, value: text.toWellFormed() });
      },
    ),
  );
});
