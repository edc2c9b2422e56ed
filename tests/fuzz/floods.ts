/**
 * The largest inputs that a decoder may be given: one field of a good one holds as many
 * empty things as fit. They cost a sender nothing, and must cost a reader little.
 */
import { assert } from '#core/assert.ts';
import { type Bytes, joinBytes } from '#core/bytes.ts';
import { type Wire, decode, encode } from '#core/codec.ts';

const HEAD_BYTES = 5;

interface Flood {
  /** The major type of CBOR of what is repeated into: bytes, a text, a list. */
  readonly major: 2 | 3 | 4;
  readonly unit: Uint8Array;
}

const FLOODS: readonly Flood[] = [
  ...['00', '40', '60', '80', 'a0', 'f6', '8180', '81'].map((unit) => flood(4, unit)),
  ...['0a', '61', '610a', 'c3a9', 'e6b0b4'].map((unit) => flood(3, unit)),
  flood(2, '00'),
];

function flood(major: Flood['major'], unit: string): Flood {
  return { major, unit: Buffer.from(unit, 'hex') };
}

/** The first field flooded in every way, the others by what they hold. */
export function wireFloods(good: Bytes, bytesMax: number): readonly (() => Bytes)[] {
  const decoded = decode(good, { bytesMax: good.length });
  assert(decoded.ok && Array.isArray(decoded.value), 'a good input is a list of fields');
  const fields = decoded.value as readonly Wire[]; // checked above
  return fields.flatMap((field, at) =>
    FLOODS.filter(({ major }) => at === 0 || major === majorOf(field)).map(
      (one) => () => flooded({ fields, at }, one, bytesMax),
    ),
  );
}

function majorOf(field: Wire): number {
  if (typeof field === 'string') return 3;
  return field instanceof Uint8Array ? 2 : 4;
}

function flooded(
  { fields, at }: { readonly fields: readonly Wire[]; readonly at: number },
  { major, unit }: Flood,
  bytesMax: number,
): Bytes {
  const before = fields.slice(0, at).map((field) => encode(field));
  const after = fields.slice(at + 1).map((field) => encode(field));
  const others = [...before, ...after].reduce((sum, { length }) => sum + length, 0);
  const count = Math.floor((bytesMax - others - 2 * HEAD_BYTES) / unit.length);
  const head = new DataView(new ArrayBuffer(HEAD_BYTES));
  head.setUint8(0, (major << 5) | 26);
  head.setUint32(1, major === 4 ? count : count * unit.length);
  const body = new Uint8Array(count * unit.length);
  for (let i = 0; i < body.length; i++) body[i] = unit[i % unit.length] ?? 0;
  const whole = fields.length < 24 ? [0x80 | fields.length] : [0x98, fields.length];
  return joinBytes([
    Uint8Array.from(whole),
    ...before,
    new Uint8Array(head.buffer),
    body,
    ...after,
  ]);
}

/** A good text with a piece repeated before it, after it, or in its place. */
export function textFloods(
  good: string,
  { pieces, charsMax }: { readonly pieces: readonly string[]; readonly charsMax: number },
): readonly (() => string)[] {
  return pieces.flatMap((piece) => {
    const many = (): string => piece.repeat(Math.floor(charsMax / piece.length));
    return [many, () => good + many(), () => many() + good];
  });
}
