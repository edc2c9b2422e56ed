/**
 * CBOR that is nearly right: values in which a part is changed, moved, repeated or left out,
 * however deep it stands, and forms of a value that no encoder of ours writes.
 */
import { type Bytes, joinBytes } from '#core/bytes.ts';
import { type Wire, decode } from '#core/codec.ts';
import type { Chance } from '../../scripts/demo/chance.ts';
import { editBytes, editText } from './edits.ts';

const NUMBERS: readonly number[] = (
  '-1 0 1 2 3 4 15 16 17 23 24 25 64 100 101 255 256 500 501 65535 65536 19760722 21001231 ' +
  '2147483647 2147483648 4294967295 4294967296 9007199254740991 9007199254740992 253402214399999 ' +
  '-24 -25 -256 -257 -9007199254740991 -9007199254740992 9223372036854775808'
)
  .split(' ')
  .map(Number);
const SIZES = [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 66, 120, 121, 160, 161, 256];

/** Values that fields are bounded by. */
function madeValue(chance: Chance): Wire {
  switch (chance.int(0, 6)) {
    case 0:
      return chance.pick(NUMBERS);
    case 1:
      return chance.pick(['a', '\n', '水', '7']).repeat(chance.pick(SIZES));
    case 2:
      return new Uint8Array(chance.pick(SIZES)).fill(chance.int(0, 255));
    case 3:
      return chance.pick([true, false, null]);
    case 4:
      return Array.from({ length: chance.int(0, 3) }, () => chance.pick(NUMBERS));
    case 5:
      return new Map([[chance.int(-2, 5), chance.pick(NUMBERS)]]);
    default:
      return Array.from({ length: chance.pick(SIZES) }, () => 0);
  }
}

/** The bytes after one edit of the value they hold; of the bytes alone, where they hold none. */
export function editWire(chance: Chance, bytes: Bytes, others: readonly Bytes[]): Bytes {
  const tag = bytes[0] === 0xd2 ? bytes.subarray(0, 1) : bytes.subarray(0, 0);
  const value = valueOf(bytes.subarray(tag.length));
  if (value === undefined) return editBytes(chance, bytes, others);
  const edited = editValue(chance, value, others);
  const oddity = chance.next() < 0.25 ? 0.1 : 0;
  return joinBytes([tag, ...piecesOf(edited, { chance, oddity })]);
}

/** An array or map of bytes; undefined when they hold none. */
function valueOf(bytes: Uint8Array): Wire | undefined {
  const decoded = decode(bytes, { bytesMax: bytes.length });
  return decoded.ok && typeof decoded.value === 'object' && decoded.value !== null
    ? decoded.value
    : undefined;
}

function editValue(chance: Chance, value: Wire, others: readonly Bytes[]): Wire {
  if (chance.next() < 0.05) return madeValue(chance);
  if (typeof value === 'number')
    return chance.pick([value + 1, value - 1, -value, value * 2, ...NUMBERS]);
  if (typeof value === 'string') return editLines(chance, value);
  if (value instanceof Uint8Array) {
    const bytes = value.slice();
    const inner = bytes.length > 8 && chance.next() < 0.8;
    return inner ? editWire(chance, bytes, others) : editBytes(chance, bytes, others);
  }
  if (value instanceof Map) return editMap(chance, value as ReadonlyMap<number, Wire>, others);
  return Array.isArray(value) ? editList(chance, value as readonly Wire[], others) : !value;
}

/** Columns of a roster are one text; a line of it changes place or is written twice. */
function editLines(chance: Chance, text: string): string {
  const lines = text.split('\n');
  if (lines.length === 1 || chance.next() < 0.3) return editText(chance, text, [text, '\n']);
  return moved(chance, lines, (line) => editText(chance, line, lines)).join('\n');
}

function editMap(chance: Chance, map: ReadonlyMap<number, Wire>, others: readonly Bytes[]): Wire {
  const pairs = moved(chance, [...map], ([key, item]): readonly [number, Wire] =>
    chance.next() < 0.5 ? [chance.pick(NUMBERS), item] : [key, editValue(chance, item, others)],
  );
  return new Map(pairs);
}

function editList(chance: Chance, list: readonly Wire[], others: readonly Bytes[]): Wire {
  if (list.length === 0 || chance.next() < 0.05) {
    const foreign = valueOf(chance.pick(others));
    const [item = madeValue(chance)] = Array.isArray(foreign) ? [chance.pick([...foreign, 0])] : [];
    return list.toSpliced(chance.int(0, list.length), 0, item as Wire);
  }
  return moved(chance, list, (item) => editValue(chance, item, others));
}

/** One item changed, left out, written twice, or in another's place. */
function moved<T>(chance: Chance, items: readonly T[], change: (item: T) => T): readonly T[] {
  if (items.length === 0) return items;
  const at = chance.int(0, items.length - 1);
  const item = chance.pick(items.slice(at, at + 1));
  const turn = chance.next();
  if (turn < 0.7) return items.with(at, change(item));
  if (turn < 0.8) return items.toSpliced(at, 1);
  if (turn < 0.9) return items.toSpliced(chance.int(0, items.length), 0, item);
  return items.toSpliced(at, 1).toSpliced(chance.int(0, items.length - 1), 0, item);
}

interface Writing {
  readonly chance: Chance;
  /** How likely each head is one that no encoder writes. */
  readonly oddity: number;
}

/** CBOR of a value, by no code of the product, and with numbers that the product has not. */
function piecesOf(value: Wire, writing: Writing): readonly Bytes[] {
  if (typeof value === 'number')
    return [value < 0 ? head(1, -1 - value, writing) : head(0, value, writing)];
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(value);
    return [head(3, bytes.length, writing), bytes];
  }
  if (value instanceof Uint8Array) return [head(2, value.length, writing), value.slice()];
  if (value === null || typeof value === 'boolean')
    return [head(7, value === null ? 22 : value ? 21 : 20, writing)];
  if (value instanceof Map) {
    const pairs = [...(value as ReadonlyMap<number, Wire>)].sort(([a], [b]) => rank(a) - rank(b));
    const items = pairs.flatMap(([key, item]) => [
      ...piecesOf(key, writing),
      ...piecesOf(item, writing),
    ]);
    return [head(5, pairs.length, writing), ...items];
  }
  const list = value as readonly Wire[]; // what is left of the type
  return [head(4, list.length, writing), ...list.flatMap((item) => piecesOf(item, writing))];
}

/** Keys in order of their bytes: 0, 1, 2 … and then -1, -2 …. */
function rank(key: number): number {
  return key < 0 ? 2 ** 53 - key : key;
}

function head(major: number, size: number, { chance, oddity }: Writing): Bytes {
  const least =
    major === 7 || size < 24 ? 0 : size < 256 ? 1 : size < 65_536 ? 2 : size < 2 ** 32 ? 4 : 8;
  if (chance.next() >= oddity) return sized(major, size, least);
  switch (chance.int(0, 4)) {
    case 0:
      return sized(major, size, chance.pick([1, 2, 4, 8]));
    case 1:
      return Uint8Array.of((major << 5) | chance.int(24, 31));
    case 2:
      return joinBytes([Uint8Array.of(chance.pick([0xc0, 0xc1, 0xd2])), sized(major, size, least)]);
    case 3:
      return joinBytes([
        sized(7, chance.int(24, 27), 0),
        new Uint8Array(chance.pick([1, 2, 4, 8])),
      ]);
    default:
      return sized(major, chance.pick([size + 1, 2 ** 32, 2 ** 53, 2 ** 63]), 8);
  }
}

function sized(major: number, size: number, bytes: number): Bytes {
  if (bytes === 0) return Uint8Array.of((major << 5) | (size & 31));
  const written = new Uint8Array(1 + bytes);
  written[0] = (major << 5) | (24 + Math.log2(bytes));
  let left = BigInt(size);
  for (let at = bytes; at > 0; at--) {
    written[at] = Number(left & 255n);
    left >>= 8n;
  }
  return written;
}
