/**
 * Damaged inputs: bytes and texts with an edit or a few, drawn from a seeded stream. The
 * same stream makes the same damage.
 */
import { type Bytes, joinBytes } from '#core/bytes.ts';
import type { Chance } from '../../scripts/demo/chance.ts';

/** Bytes that begin or end something in one of the formats. */
const TELLING_BYTES = [0, 1, 0x7f, 0x80, 0x81, 0x9f, 0xa0, 0xbf, 0xd2, 0xf6, 0xf7, 0xfb, 0xff];

/** Letters that formats, spreadsheets and people trip over. */
const TELLING_TEXTS = (
  '|\n|\r\n|\t|\0|"|""|,|;|=|-|.|/|#|\\|\ud800|\udc00|😀|é|e\u0301|\u0301\u0301\u0301|ß|İ|ı|ſ|ﬁ|①|' +
  " |'|\u00a0|\u200b|\u200f|\u202e|\u2066|\ufeff|\ufffd|\u2028|水|٣|ﷺ|0|9|999999999999999999|" +
  '1E+17|2,0|{}|[|null|__proto__|<|%PDF'
).split('|');

/** So many edits that most inputs have one, and a few have many. */
export function editsCount(chance: Chance): number {
  let count = 1;
  while (count < 8 && chance.next() < 0.4) count += 1;
  return count;
}

/** Bytes after one edit. `others` are where foreign pieces come from. */
export function editBytes(chance: Chance, bytes: Bytes, others: readonly Bytes[]): Bytes {
  const at = chance.int(0, bytes.length);
  const to = Math.min(bytes.length, at + chance.int(1, 8));
  const [before, cut, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  switch (chance.int(0, 8)) {
    case 0:
      return joinBytes([before, cut.map((byte) => byte ^ (1 << chance.int(0, 7))), after]);
    case 1:
      return joinBytes([before, cut.map(() => chance.pick(TELLING_BYTES)), after]);
    case 2:
      return joinBytes([before, cut.map(() => chance.int(0, 255)), after]);
    case 3:
      return joinBytes([before, after]);
    case 4:
      return joinBytes([before, cut, cut, after]);
    case 5:
      return joinBytes([before, Uint8Array.of(chance.pick(TELLING_BYTES)), cut, after]);
    case 6:
      return bytes.slice(0, at);
    case 7:
      return asBuffer(bytes);
    default:
      return joinBytes([before, pieceOf(chance, chance.pick(others)), after]);
  }
}

/** The same bytes as Node hands them over: a Buffer, somewhere in the middle of another. */
function asBuffer(bytes: Bytes): Bytes {
  const around = Buffer.alloc(bytes.length + 16, 0xa5);
  around.set(bytes, 5);
  return around.subarray(5, 5 + bytes.length);
}

function pieceOf(chance: Chance, bytes: Bytes): Bytes {
  const at = chance.int(0, bytes.length);
  return bytes.subarray(at, at + chance.int(1, 64));
}

/** A text after one edit. */
export function editText(chance: Chance, text: string, others: readonly string[]): string {
  const at = chance.int(0, text.length);
  const to = at + chance.int(0, 6);
  const [before, cut, after] = [text.slice(0, at), text.slice(at, to), text.slice(to)];
  switch (chance.int(0, 7)) {
    case 0:
      return before + chance.pick(TELLING_TEXTS) + cut + after;
    case 1:
      return before + chance.pick(TELLING_TEXTS) + after;
    case 2:
      return before + String.fromCharCode(chance.int(0, 0xffff)) + after;
    case 3:
      return before + after;
    case 4:
      return before + cut.repeat(chance.int(2, 40)) + after;
    case 5:
      return chance.next() < 0.5 ? text.toUpperCase() : text.toLowerCase();
    case 6:
      return before + Array.from(cut).toReversed().join('') + after;
    default:
      return before + pieceOfText(chance, chance.pick(others)) + after;
  }
}

function pieceOfText(chance: Chance, text: string): string {
  const at = chance.int(0, text.length);
  return text.slice(at, at + chance.int(1, 40));
}
