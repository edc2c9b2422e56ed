/**
 * Deterministic CBOR: RFC 8949 §4.2.1 without floats, tags, undefined or indefinite lengths.
 * decode(encode(x)) = x, and encode(decode(b)) = b: bytes that are not canonical are refused. Our
 * own, because no library refuses all of this profile in one walk, and the smallest one that writes
 * it weighs an eighth of what a phone may load before it can sign.
 */
import { assert } from './assert.ts';
import type { Bytes } from './bytes.ts';
import { type FaultCode, type Result, bad, good } from './fault.ts';
import { LIMITS } from './limits.ts';

/** What the wire can hold. Maps appear only in COSE headers and keys, with integer labels. */
export type Wire =
  number | string | boolean | null | Uint8Array | readonly Wire[] | ReadonlyMap<number, Wire>;

/**
 * Canonical bytes of a value. `encode([1, 'a'])` is `82 01 61 61`. Numbers must be safe integers.
 * Half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD: no signing is lost by a text.
 */
export function encode(value: Wire): Bytes {
  assert(isWire(value, LIMITS.messageDepthMax), 'only the deterministic subset is encoded');
  const sink: Sink = { bytes: new Uint8Array(512), at: 0 };
  writeItem(sink, value);
  return sink.at === sink.bytes.length ? sink.bytes : sink.bytes.slice(0, sink.at);
}

/**
 * The value of canonical bytes. Faults: too-large, too-deep, malformed, not-canonical. Byte strings
 * are views over the input, which must not be changed afterwards. An empty item is one byte long
 * and a hundred in memory: large files from outside bound their items too.
 */
export function decode(
  bytes: Uint8Array,
  { bytesMax, itemsMax = bytesMax }: { readonly bytesMax: number; readonly itemsMax?: number },
): Result<Wire> {
  if (bytes.length > bytesMax)
    return bad('too-large', `${bytes.length} bytes, at most ${bytesMax}`);
  const cursor: Cursor = { bytes: plainOf(bytes), at: 0, itemsLeft: itemsMax, fault: null };
  const value = readItem(cursor, LIMITS.messageDepthMax);
  if (cursor.fault !== null) return bad(cursor.fault, `at byte ${cursor.at}`);
  return cursor.at === bytes.length ? good(value) : bad('malformed', 'bytes left over');
}

/**
 * The same bytes as a plain Uint8Array: a node:Buffer and its views print and compare differently.
 */
function plainOf(bytes: Uint8Array): Uint8Array {
  if (bytes.constructor === Uint8Array) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function isWire(value: Wire, depthLeft: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  if (depthLeft === 0) return false;
  if (!(value instanceof Map))
    return (value as readonly Wire[]).every((item) => isWire(item, depthLeft - 1));
  return [...value].every(
    ([key, item]) => Number.isSafeInteger(key) && isWire(item, depthLeft - 1),
  );
}

/** Bytes that grow as items are written. */
interface Sink {
  bytes: Bytes;
  at: number;
}

function writeItem(sink: Sink, value: Wire): void {
  if (typeof value === 'number') {
    if (value >= 0) writeHead(sink, 0, value);
    else writeHead(sink, 1, -1 - value);
  } else if (typeof value === 'string') {
    writeBytes(sink, 3, utf8Of(value));
  } else if (value instanceof Uint8Array) {
    writeBytes(sink, 2, value);
  } else if (value === null || typeof value === 'boolean') {
    writeHead(sink, 7, value === null ? 22 : value ? 21 : 20);
  } else if (value instanceof Map) {
    writeHead(sink, 5, value.size);
    for (const key of [...value.keys()].sort((a, b) => (comesAfter(a, b) ? 1 : -1))) {
      writeItem(sink, key);
      writeItem(sink, value.get(key) ?? null);
    }
  } else {
    const items = value as readonly Wire[]; // what is left of the type
    writeHead(sink, 4, items.length);
    for (const item of items) writeItem(sink, item);
  }
}

function writeBytes(sink: Sink, major: number, bytes: ArrayLike<number>): void {
  writeHead(sink, major, bytes.length);
  makeRoom(sink, bytes.length);
  sink.bytes.set(bytes, sink.at);
  sink.at += bytes.length;
}

/** The head of an item in its shortest form. */
function writeHead(sink: Sink, major: number, size: number): void {
  makeRoom(sink, 9);
  const place = SMALLEST.filter((smallest) => size >= smallest).length - 1;
  sink.bytes[sink.at++] = (major << 5) | (place < 0 ? size : 24 + place);
  for (let left = place < 0 ? 0 : 1 << place; left > 0; left--) {
    sink.bytes[sink.at++] = Math.floor(size / 256 ** (left - 1)) % 256;
  }
}

function makeRoom(sink: Sink, count: number): void {
  if (sink.at + count <= sink.bytes.length) return;
  const grown = new Uint8Array(Math.max(sink.bytes.length * 2, sink.at + count));
  grown.set(sink.bytes);
  sink.bytes = grown;
}

function utf8Of(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    const more = SHORTEST.filter((shortest) => point >= shortest).length - 1;
    const lead = more === 0 ? 0 : (0xff00 >> (more + 1)) & 0xff;
    bytes.push(lead | (point >> (6 * more)));
    for (let left = more - 1; left >= 0; left--) bytes.push(0x80 | ((point >> (6 * left)) & 0x3f));
  }
  return bytes;
}

/** A cursor in the bytes, and the first misfit. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  itemsLeft: number;
  fault: FaultCode | null;
}

function misfit(cursor: Cursor, fault: FaultCode): null {
  cursor.fault ??= fault;
  return null;
}

function readItem(cursor: Cursor, depthLeft: number): Wire {
  const head = cursor.bytes[cursor.at++];
  if (head === undefined) return misfit(cursor, 'malformed');
  if (cursor.itemsLeft-- < 1) return misfit(cursor, 'too-large');
  const major = head >> 5;
  if (major === 7) return readSimple(cursor, head & 31);
  const size = readSize(cursor, head & 31);
  if (cursor.fault !== null) return null;
  switch (major) {
    case 0:
      return size;
    case 1:
      return size < Number.MAX_SAFE_INTEGER ? -1 - size : misfit(cursor, 'malformed');
    case 2:
      return readBytes(cursor, size);
    case 3:
      return readText(cursor, size);
    case 4:
      return readList(cursor, size, depthLeft - 1);
    case 5:
      return readMap(cursor, size, depthLeft - 1);
    default:
      return misfit(cursor, 'not-canonical');
  }
}

function readSimple(cursor: Cursor, short: number): Wire {
  if (short === 20 || short === 21) return short === 21;
  return short === 22 ? null : misfit(cursor, 'not-canonical');
}

/** The smallest argument that needs 1, 2, 4 or 8 bytes after the head (RFC 8949 §4.2.1). */
const SMALLEST = [24, 256, 65_536, 4_294_967_296];

function readSize(cursor: Cursor, short: number): number {
  if (short < 24) return short;
  if (short > 27) return misfit(cursor, short === 31 ? 'not-canonical' : 'malformed') ?? 0;
  const end = cursor.at + (1 << (short - 24));
  let size = 0;
  while (cursor.at < end) size = size * 256 + (cursor.bytes[cursor.at++] ?? Number.NaN);
  if (!Number.isSafeInteger(size)) misfit(cursor, 'malformed');
  if (size < (SMALLEST[short - 24] ?? 0)) misfit(cursor, 'not-canonical');
  return size;
}

function readBytes(cursor: Cursor, size: number): Wire {
  const end = cursor.at + size;
  if (end > cursor.bytes.length) return misfit(cursor, 'malformed');
  const bytes = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return bytes;
}

function readList(cursor: Cursor, size: number, depthLeft: number): Wire {
  if (depthLeft < 0) return misfit(cursor, 'too-deep');
  const items: Wire[] = [];
  for (let i = 0; i < size && cursor.fault === null; i++) items.push(readItem(cursor, depthLeft));
  return items;
}

/** Keys are integers in ascending bytewise order, which is: 0, 1, 2 … and then -1, -2 … */
function readMap(cursor: Cursor, size: number, depthLeft: number): Wire {
  if (depthLeft < 0) return misfit(cursor, 'too-deep');
  const items = new Map<number, Wire>();
  let last: number | null = null;
  for (let i = 0; i < size && cursor.fault === null; i++) {
    const key: Wire = readItem(cursor, 0);
    if (typeof key !== 'number' || (last !== null && !comesAfter(key, last))) {
      return misfit(cursor, 'not-canonical');
    }
    items.set(key, readItem(cursor, depthLeft));
    last = key;
  }
  return items;
}

function comesAfter(key: number, last: number): boolean {
  return key < 0 ? last >= 0 || key < last : last >= 0 && key > last;
}

/**
 * Reads UTF-8 in runs. Joined letter by letter, a long text would be a rope of millions of pieces.
 */
function readText(cursor: Cursor, size: number): Wire {
  const { bytes } = cursor;
  const end = cursor.at + size;
  if (end > bytes.length) return misfit(cursor, 'malformed');
  let text = readAscii(cursor, end);
  while (cursor.at < end) {
    let count = 0;
    while (cursor.at < end && count < RUN_MAX - 1) {
      const lead = bytes[cursor.at] ?? 0;
      const point = lead < 0x80 ? lead : readPoint(cursor, end);
      if (lead < 0x80) cursor.at++;
      if (point < 0) return misfit(cursor, 'malformed');
      if (point > 0xffff) UNITS[count++] = 0xd7c0 + (point >> 10);
      UNITS[count++] = point > 0xffff ? 0xdc00 + (point & 0x3ff) : point;
    }
    text += Reflect.apply(String.fromCharCode, null, UNITS.subarray(0, count));
  }
  return text;
}

/**
 * The next code point (RFC 3629), or -1: it must be in its shortest form, no surrogate, and
 * complete.
 */
function readPoint(cursor: Cursor, end: number): number {
  const lead = cursor.bytes[cursor.at++] ?? 0;
  const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
  if (more === 0 || cursor.at + more > end) return -1;
  let point = lead & (0x3f >> more);
  for (let i = 0; i < more; i++) {
    const byte = cursor.bytes[cursor.at++] ?? 0;
    if (byte >> 6 !== 2) return -1;
    point = (point << 6) | (byte & 0x3f);
  }
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < (SHORTEST[more] ?? 0) || isSurrogate || point > 0x10_ffff ? -1 : point;
}

/** Reads ASCII letters in one step, at half the cost of one by one. */
function readAscii(cursor: Cursor, end: number): string {
  const start = cursor.at;
  const last = Math.min(end, start + RUN_MAX);
  while (cursor.at < last && (cursor.bytes[cursor.at] ?? 0) < 0x80) cursor.at++;
  return Reflect.apply(String.fromCharCode, null, cursor.bytes.subarray(start, cursor.at));
}

/** The number of arguments that every engine accepts in one call. */
const RUN_MAX = 256;

/** A buffer for the letters of one run. */
const UNITS = new Uint16Array(RUN_MAX);

/** The smallest code point that takes so many bytes after the first. */
const SHORTEST = [0, 0x80, 0x800, 0x1_0000];
