/** The vectors of the codec: what every head, text, list and map looks like, and may not. */
import { type Wire, encode } from '#core/codec.ts';
import type { FaultCode } from '#core/fault.ts';
import { toHex } from '#core/bytes.ts';
import { filled } from './samples.ts';

const VALUES: readonly (readonly [name: string, value: Wire])[] = [
  ...[0, 23, 24, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296].map(named),
  named(Number.MAX_SAFE_INTEGER),
  ...[-1, -24, -25, -256, -257, -65_537, -4_294_967_297].map(named),
  named(Number.MIN_SAFE_INTEGER),
  ...[false, true, null].map(named),
  ['no bytes', filled(0, 0)],
  ['24 bytes', filled(24, 0)],
  ['a text without letters', ''],
  ['a text of 24 letters', 'Pakta Integritas Contoh.'],
  ['a text of two, three and four bytes a letter', 'ü水𐅑'],
  [
    'the first and last code points of each length',
    '\0\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}',
  ],
  ['the code points around the surrogates', '\ud7ff\ue000'],
  ['an empty array', []],
  ['arrays in an array', [1, [2, 3], [4, [5]]]],
  ['25 items', Array.from({ length: 25 }, (_, i) => i)],
  ['six arrays, one in another', [[[[[[]]]]]]],
  ['an empty map', new Map()],
  [
    'keys in order of their bytes',
    new Map([10, 24, 100, 1_000, -1, -25].map((key) => [key, null])),
  ],
];

/** What is refused, and as what. */
const REFUSED: readonly (readonly [name: string, hex: string, fault: FaultCode])[] = [
  ['no bytes', '', 'malformed'],
  ['23 in two bytes', '1817', 'not-canonical'],
  ['255 in three bytes', '1900ff', 'not-canonical'],
  ['65,535 in five bytes', '1a0000ffff', 'not-canonical'],
  ['4,294,967,295 in nine bytes', '1b00000000ffffffff', 'not-canonical'],
  ['-24 in two bytes', '3817', 'not-canonical'],
  ['the length of a byte string in two bytes', '580100', 'not-canonical'],
  ['the length of a text in two bytes', '780161', 'not-canonical'],
  ['the length of an array in two bytes', '980100', 'not-canonical'],
  ['the length of a map in two bytes', 'b8010000', 'not-canonical'],
  ['bytes of indefinite length', '5f4100ff', 'not-canonical'],
  ['a text of indefinite length', '7f6161ff', 'not-canonical'],
  ['an array of indefinite length', '9f00ff', 'not-canonical'],
  ['a map of indefinite length', 'bf0000ff', 'not-canonical'],
  ['a break alone', 'ff', 'not-canonical'],
  ['a float of two bytes', 'f93c00', 'not-canonical'],
  ['a float of four bytes', 'fa3f800000', 'not-canonical'],
  ['a float of eight bytes', 'fb3ff0000000000000', 'not-canonical'],
  ['undefined', 'f7', 'not-canonical'],
  ['a simple value', 'f0', 'not-canonical'],
  ['a simple value in two bytes', 'f8ff', 'not-canonical'],
  ['a tag', 'c000', 'not-canonical'],
  ['the tag of CBOR itself', 'd9d9f700', 'not-canonical'],
  ['a reserved head', '1c', 'malformed'],
  ['an integer above 2^53 - 1', '1b0020000000000000', 'malformed'],
  ['an integer below -(2^53 - 1)', '3b001fffffffffffff', 'malformed'],
  ['an integer of eight bytes of ones', '1bffffffffffffffff', 'malformed'],
  ['a key twice', 'a200000000', 'not-canonical'],
  ['keys out of order', 'a201000000', 'not-canonical'],
  ['a negative key before a positive one', 'a220000000', 'not-canonical'],
  ['-2 before -1', 'a221002000', 'not-canonical'],
  ['a text as a key', 'a1616100', 'not-canonical'],
  ['a byte that begins no letter', '61ff', 'malformed'],
  ['a letter of two bytes cut off', '61c3', 'malformed'],
  ['a second byte that is none', '62c328', 'malformed'],
  ['a slash in two bytes', '62c0af', 'malformed'],
  ['a slash in three bytes', '63e080af', 'malformed'],
  ['a slash in four bytes', '64f08080af', 'malformed'],
  ['U+07FF in three bytes', '63e09fbf', 'malformed'],
  ['U+FFFF in four bytes', '64f08fbfbf', 'malformed'],
  ['half a surrogate pair', '63eda080', 'malformed'],
  ['a code point above U+10FFFF', '64f4908080', 'malformed'],
  ['a lead byte of five', '64f8888080', 'malformed'],
  ['a letter that ends beyond its text', '8261e000', 'malformed'],
  ['bytes cut off', '4200', 'malformed'],
  ['a text cut off', '6261', 'malformed'],
  ['an array cut off', '8200', 'malformed'],
  ['a map cut off', 'a100', 'malformed'],
  ['a head cut off', '1901', 'malformed'],
  ['more items than bytes', '9bffffffffffffffff', 'malformed'],
  ['more bytes than there are', '5b001fffffffffffff', 'malformed'],
  ['a byte left over', '0000', 'malformed'],
  ['seven arrays, one in another', '81818181818180', 'too-deep'],
  ['seven maps, one in another', 'a100a100a100a100a100a100a0', 'too-deep'],
  ['a thousand arrays, one in another', '81'.repeat(1_000), 'too-deep'],
];

/** codec.json */
export function codecVectors(): object {
  return {
    about:
      'Deterministic CBOR as the protocol uses it. In a value, {"bytes": hex} is a byte string and ' +
      '{"map": [[key, value]]} a map. At most six arrays or maps in one another.',
    valid: VALUES.map(([name, value]) => ({ name, hex: toHex(encode(value)), value: told(value) })),
    invalid: REFUSED.map(([name, hex, fault]) => ({ name, hex, fault })),
  };
}

/** A value of the wire as JSON. */
export function told(value: Wire): unknown {
  if (value instanceof Uint8Array) return { bytes: toHex(value) };
  if (value instanceof Map) return { map: [...value].map(([key, item]) => [key, told(item)]) };
  return Array.isArray(value) ? value.map(told) : value;
}

function named(value: number | boolean | null): readonly [name: string, value: Wire] {
  return [String(value), value];
}
