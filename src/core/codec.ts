/**
 * Deterministic CBOR: RFC 8949 §4.2.1 without floats, tags, undefined or indefinite lengths.
 * decode(encode(x)) = x, and encode(decode(b)) = b: bytes that are not canonical are refused.
 */
import { decode as cborDecode, encode as cborEncode, rfc8949EncodeOptions } from 'cborg';
import { assert } from './assert.ts';
import { type Bytes, equalBytes } from './bytes.ts';
import { type FaultCode, type Result, bad, good } from './fault.ts';
import { LIMITS } from './limits.ts';

/** What the wire can hold. Maps appear only in COSE headers and keys, with integer labels. */
export type Wire =
  number | string | boolean | null | Uint8Array | readonly Wire[] | ReadonlyMap<number, Wire>;

const DECODE_OPTIONS = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
  useMaps: true,
};

/** Canonical bytes of a value. `encode([1, 'a'])` is `82 01 61 61`. Numbers must be safe integers. */
export function encode(value: Wire): Bytes {
  const bytes = cborEncode(value, rfc8949EncodeOptions);
  assert(scan(bytes, LIMITS.messageDepthMax) === null, 'only the deterministic subset is encoded');
  return bytes;
}

/** The value of canonical bytes. Faults: too-large, too-deep, malformed, not-canonical. */
export function decode(
  bytes: Uint8Array,
  { bytesMax }: { readonly bytesMax: number },
): Result<Wire> {
  if (bytes.length > bytesMax)
    return bad('too-large', `${bytes.length} bytes, at most ${bytesMax}`);
  const fault = scan(bytes, LIMITS.messageDepthMax);
  if (fault !== null) return bad(fault, 'the structure of the bytes');
  let value: Wire;
  try {
    // The scan admitted only what Wire names.
    value = cborDecode(bytes, DECODE_OPTIONS) as Wire;
  } catch (error) {
    return bad('malformed', String(error));
  }
  const again = cborEncode(value, rfc8949EncodeOptions);
  return equalBytes(again, bytes) ? good(value) : bad('not-canonical');
}

/** Walks the heads of the items once: structure, depth and allowed types, before anything is built. */
function scan(bytes: Uint8Array, depthMax: number): FaultCode | null {
  const open: number[] = [];
  let at = 0;
  do {
    const head = bytes[at++];
    if (head === undefined) return 'malformed';
    const major = head >> 5;
    const short = head & 31;
    let size = short;
    if (major < 7 && short >= 24) {
      if (short > 27) return short === 31 ? 'not-canonical' : 'malformed';
      const width = 1 << (short - 24);
      if (at + width > bytes.length) return 'malformed';
      size = 0;
      for (let i = 0; i < width; i++) size = size * 256 + (bytes[at++] ?? 0);
    }
    if (major === 2 || major === 3) {
      at += size;
      if (at > bytes.length) return 'malformed';
    } else if (major === 4 || major === 5) {
      if (open.length >= depthMax) return 'too-deep';
      if (size > bytes.length) return 'malformed';
      open.push(major === 4 ? size + 1 : size * 2 + 1);
    } else if (major === 6 || (major === 7 && (short < 20 || short > 22))) {
      return 'not-canonical';
    }
    closeFull(open);
  } while (open.length > 0);
  return at === bytes.length ? null : 'malformed';
}

/** Counts one item off the innermost open container, and closes every one that is full. */
function closeFull(open: number[]): void {
  while (open.length > 0) {
    const left = (open.at(-1) ?? 0) - 1;
    open[open.length - 1] = left;
    if (left > 0) return;
    open.pop();
  }
}
