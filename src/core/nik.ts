/**
 * A whole NIK in any text. Of a NIK only the last four digits are ever shown, whoever sent it and
 * in whatever field: with blanks, dots or other signs between its digits, in the digits of any
 * script, or inside a longer number. A NIP is shown whole, though sixteen of its digits may look
 * like a NIK.
 */
import { parseNumber } from './identity.ts';

const NIK_DIGITS = 16;
const NIP_DIGITS = 18;
const SHOWN_DIGITS = 4;
const COVER = '•'.repeat(NIK_DIGITS - SHOWN_DIGITS);
// Those of any script, and the small ones, the circled, the bracketed and those with a stop.
const ENCLOSED =
  '\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff' +
  '\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792\\u{1f100}-\\u{1f10c}';
const DIGIT = `\\p{Nd}\\xb2\\xb3\\xb9\\u2070-\\u2079\\u2080-\\u2089${ENCLOSED}`;
const ONES: readonly number[] = [0x24f5, 0x2776, 0x2780, 0x278a];
const EACH_DIGIT = new RegExp(`[${DIGIT}]`, 'gu');
// No letter stands between its digits, and no cover: what was covered is not read again.
const GAP = `(?:(?!${COVER})[^\\p{L}${DIGIT}])*`;
const LONG_NUMBER = new RegExp(`[${DIGIT}](?:${GAP}[${DIGIT}]){${NIK_DIGITS - 1},}`, 'gu');
// A region, born on day 1-31 (41-71 for a woman) of month 1-12, a year, and a number in order. No
// province is 20, with which a date begins.
const BUILT = /^(?!20)[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}$/;
const ALONE_NIP = /^\d{18}$/;

/** The text with all but the last four digits of every NIK covered: `••••••••••••0003`. */
export function maskNik(text: string): string {
  const nik = findNik(text);
  if (nik === null) return text;
  const shown = nik.digits.slice(-SHOWN_DIGITS).map(({ from, to }) => text.slice(from, to));
  return maskNik(text.slice(0, nik.from) + COVER + shown.join('') + text.slice(nik.to));
}

/** True when a text holds a whole NIK. */
export function hasNik(text: string): boolean {
  return findNik(text) !== null;
}

/** A decimal digit of any script as an ASCII digit: scripts keep theirs in a row, from 0 to 9. */
export function asciiDigit(digit: string): string {
  const [plain] = /[0-9]/.exec(digit.normalize('NFKC')) ?? [];
  if (plain !== undefined) return plain;
  const point = digit.codePointAt(0) ?? 0;
  if (/\p{No}/u.test(digit)) return enclosedDigit(point);
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++;
  return String(value % 10);
}

/** Those that Unicode does not take apart: rows from 1 to 9, and zeros that stand alone. */
function enclosedDigit(point: number): string {
  const one = ONES.filter((first) => first <= point).at(-1) ?? point;
  const value = point - one + 1;
  return value <= 9 ? String(value) : '0';
}

interface Digit {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

interface DigitSpan {
  readonly from: number;
  readonly to: number;
  readonly digits: readonly Digit[];
}

function findNik(text: string): DigitSpan | null {
  for (const { 0: number, index } of text.matchAll(LONG_NUMBER)) {
    // What nearly every long number is, said before each digit is looked at: an office asks often.
    if (ALONE_NIP.test(number) && parseNumber(number).ok) continue;
    const digits = [...number.matchAll(EACH_DIGIT)].map(({ 0: digit, index: at }): Digit => {
      const from = index + at;
      return { from, to: from + digit.length, value: asciiDigit(digit) };
    });
    for (let at = 0; at + NIK_DIGITS <= digits.length; at++) {
      if (isNip(digits, at)) at += NIP_DIGITS - 1;
      else if (isNik(text, digits, at)) return spanOf(digits.slice(at, at + NIK_DIGITS));
    }
  }
  return null;
}

function spanOf(digits: readonly Digit[]): DigitSpan {
  return { from: digits[0]?.from ?? 0, to: digits.at(-1)?.to ?? 0, digits };
}

/** True when nothing touches so many digits from there on: they are no part of a longer number. */
function isWhole(digits: readonly Digit[], at: number, count: number): boolean {
  const end = at + count;
  return digits[at - 1]?.to !== digits[at]?.from && digits[end - 1]?.to !== digits[end]?.from;
}

function isNip(digits: readonly Digit[], at: number): boolean {
  const text = valueOf(digits.slice(at, at + NIP_DIGITS));
  return text.length === NIP_DIGITS && isWhole(digits, at, NIP_DIGITS) && parseNumber(text).ok;
}

/** Unbroken, or in groups alike, it is one however it is built: some were given out wrong. */
function isNik(text: string, digits: readonly Digit[], at: number): boolean {
  const sixteen = digits.slice(at, at + NIK_DIGITS);
  const gaps = sixteen.slice(1).map(({ from }, i) => text.slice(sixteen[i]?.to, from));
  const isBuilt = BUILT.test(valueOf(sixteen));
  if (!isWhole(digits, at, NIK_DIGITS)) return isBuilt && gaps.join('') === '';
  const apart = gaps.filter((gap) => gap !== '');
  const areAlike = apart.every((gap) => gap === apart[0]);
  const isInFours = gaps.every((gap, i) => (gap !== '') === (i % 4 === 3));
  const isAlone = digits.length === NIK_DIGITS && apart.length !== 1;
  return isBuilt || (areAlike && (apart.length === 0 || isInFours || isAlone));
}

function valueOf(digits: readonly Digit[]): string {
  return digits.map(({ value }) => value).join('');
}
