/**
 * Finds and masks a whole NIK in a text. Only the last four digits of a NIK are ever shown, in
 * every field. It is found with blanks, dots or other signs between its digits, in digits of any
 * script, and inside a longer number. A NIP is shown whole, although sixteen of its digits may look
 * like a NIK.
 */
import { parseNumber } from './identity.ts';

const NIK_DIGITS = 16;
const NIP_DIGITS = 18;
const SHOWN_DIGITS = 4;
const COVER = '•'.repeat(NIK_DIGITS - SHOWN_DIGITS);
// The decimal digits of every script, also small, in circles, in brackets or with a stop.
const ENCLOSED =
  '\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff' +
  '\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792\\u{1f100}-\\u{1f10c}';
const DIGIT = `\\p{Nd}\\xb2\\xb3\\xb9\\u2070-\\u2079\\u2080-\\u2089${ENCLOSED}`;
const ONES: readonly number[] = [0x24f5, 0x2776, 0x2780, 0x278a];
const EACH_DIGIT = new RegExp(`[${DIGIT}]`, 'gu');
// Between two digits there may be any sign except a letter and the mask character. So a masked NIK
// is not found again.
const GAP = `(?:(?!${COVER})[^\\p{L}${DIGIT}])*`;
const LONG_NUMBER = new RegExp(`[${DIGIT}](?:${GAP}[${DIGIT}]){${NIK_DIGITS - 1},}`, 'gu');
// Region (6 digits), day of birth (1-31, for a woman 41-71), month, year, sequence. No province has
// code 20, but many dates begin with it.
const BUILT = /^(?!20)[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}$/;
const ALONE_NIP = /^\d{18}$/;

/** Masks every NIK in a text except its last four digits: `••••••••••••0003`. */
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

/** The ASCII digit of a decimal digit of any script. Every script has its ten digits in order. */
export function asciiDigit(digit: string): string {
  const [plain] = /[0-9]/.exec(digit.normalize('NFKC')) ?? [];
  if (plain !== undefined) return plain;
  const point = digit.codePointAt(0) ?? 0;
  if (/\p{No}/u.test(digit)) return enclosedDigit(point);
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++;
  return String(value % 10);
}

/** A digit that NFKC does not change: it is in a row from 1 to 9, or it is a single zero. */
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
    // Nearly every long number is a NIP, so this is checked first: the office calls this often.
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

/** True when the digits are not part of a longer number. */
function isWhole(digits: readonly Digit[], at: number, count: number): boolean {
  const end = at + count;
  return digits[at - 1]?.to !== digits[at]?.from && digits[end - 1]?.to !== digits[end]?.from;
}

function isNip(digits: readonly Digit[], at: number): boolean {
  const text = valueOf(digits.slice(at, at + NIP_DIGITS));
  return text.length === NIP_DIGITS && isWhole(digits, at, NIP_DIGITS) && parseNumber(text).ok;
}

/**
 * True for a NIK. Digits without a break, or in equal groups, count as a NIK however they are
 * built, because some NIKs were issued with errors.
 */
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
