/**
 * The numbers by which officials are known: NIP, NI PPPK, NIK, NRP, or a free one. A number is
 * text, never a JavaScript number: 18 digits do not fit one, and a spreadsheet that tried leaves a
 * wrong person's number behind. No kind has a check digit, so the roster decides, not the number.
 */
import { type Result, bad, good } from './fault.ts';
import { LIMITS } from './limits.ts';

/** The kinds, in the order of their number on the wire. */
export const NUMBER_KINDS = ['nip', 'nipppk', 'nik', 'nrp', 'other', 'none'] as const;

/** Which kind of number someone has. */
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** A number that was understood. Its text is normalised: no blanks or dots between digits. */
export interface PersonNumber {
  readonly kind: NumberKind;
  readonly text: string;
}

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const APOSTROPHES = /['`\u2018\u2019\u02bc]/g;
const CAPTION = /^(?:(?:NIPPPK|NIP|NI PPPK|NIK|NRP)(?:[ .:/]+|(?=\d)))+/i;
const SAID_TO_BE_NONE = /^(?:[-–—_.0 ]+|tidak ada|belum ada|kosong|nihil|n\/a|none)$/i;
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+?\d+$/i;
const SPREADSHEET_ERROR = /^#/;
const DECIMALS = /^\d{15,}[.,]0+$/;
const SERVICE = /^\d{5,}\/[A-Z]{1,4}$/;

/**
 * The number in a cell or a form field. `'19760722 200112 2 901` is the NIP 197607222001122901;
 * a blank or a dash is no number. Faults: number-damaged when a spreadsheet has rounded it (the
 * true digits are gone), number-invalid when no person can have it. Layouts: BKN rule 22/2007.
 */
export function parseNumber(text: string): Result<PersonNumber> {
  const shown = text.normalize('NFKC').replace(INVISIBLE, '').replace(APOSTROPHES, '');
  // A letter and an accent that something invisible held apart are one letter now.
  const bare = shown.normalize('NFC').trim().replace(/\s+/g, ' ').replace(CAPTION, '').trim();
  if (bare === '' || SAID_TO_BE_NONE.test(bare)) return good({ kind: 'none', text: '' });
  const packed = bare.replace(/\s/g, '');
  if (SCIENTIFIC.test(packed) || SPREADSHEET_ERROR.test(packed) || DECIMALS.test(packed)) {
    return bad('number-damaged', 'a spreadsheet format');
  }
  const digits = packed.replaceAll('.', '');
  if (/^\d+$/.test(digits)) return parseDigits(digits);
  const upper = packed.toUpperCase();
  if (SERVICE.test(upper) && upper.length <= 20) return good({ kind: 'nrp', text: upper });
  if (bare.length > LIMITS.numberCharsMax) return bad('number-invalid', 'too long');
  if (!/\d/.test(bare)) return bad('number-invalid', 'no digit');
  return good({ kind: 'other', text: bare });
}

/**
 * Why an accepted number should be checked; null when nothing is odd. `number-damaged`: the digits
 * are exactly the value of a float. `number-invalid`: the count of contracts is not 21-29.
 */
export function doubtOf({ kind, text }: PersonNumber): 'number-damaged' | 'number-invalid' | null {
  if (kind !== 'nip' && kind !== 'nipppk') return null;
  if (isFloat(text)) return 'number-damaged';
  return kind === 'nipppk' && !between(text.slice(12, 14), 21, 29) ? 'number-invalid' : null;
}

/**
 * The birth date a NIP or NI PPPK begins with, as YYYY-MM-DD; null for every other kind. A NIK has
 * one too, with a year of two digits and known mistakes that are never corrected: it is not read.
 */
export function birthDateOf({ kind, text }: PersonNumber): string | null {
  if (kind !== 'nip' && kind !== 'nipppk') return null;
  return calendarDate(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8));
}

/** The last four digits of a NIK, which is all that is ever kept of one; null for other kinds. */
export function nikLastFour({ kind, text }: PersonNumber): string | null {
  return kind === 'nik' ? text.slice(-4) : null;
}

/** The text of a number that may be kept and sent: the whole of it, but four digits of a NIK. */
export function keptText(number: PersonNumber): string {
  return nikLastFour(number) ?? number.text;
}

/** What kind a text of `keptText` is of: four digits alone are what is kept of a NIK. */
export function keptKind(text: string): NumberKind {
  if (FOUR_DIGITS.test(text)) return 'nik';
  const parsed = parseNumber(text);
  return parsed.ok ? parsed.value.kind : 'other';
}

/** Four digits. They may be the end of a NIK or a whole number of another kind. */
export const FOUR_DIGITS = /^\d{4}$/;

/**
 * A number as screens and public pages show it. `197607222001122901` is `19760722•••••••901`;
 * other long ones show their last four characters, and four or fewer are shown as they are.
 */
export function maskNumber(text: string): string {
  if (/^\d{18}$/.test(text)) return `${text.slice(0, 8)}${'•'.repeat(7)}${text.slice(15)}`;
  if (text.length <= 4) return text;
  const shown = text.length < 8 ? 2 : 4;
  return '•'.repeat(text.length - shown) + text.slice(-shown);
}

/** What stands before the number in print: `NIP`, `NI PPPK`, `NRP`; empty when there is none. */
export function numberLabel(kind: NumberKind): string {
  return LABELS[kind];
}

const LABELS: Readonly<Record<NumberKind, string>> = {
  nip: 'NIP',
  nipppk: 'NI PPPK',
  nik: 'NIK',
  nrp: 'NRP',
  other: 'Nomor',
  none: '',
};

/** The day of three texts of digits as YYYY-MM-DD; null when the calendar has no such day. */
export function calendarDate(year: string, month: string, day: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const fits = between(year, 1900, 2100) && between(month, 1, 12) && between(day, 1, daysOf(y, m));
  return fits ? `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` : null;
}

function parseDigits(digits: string): Result<PersonNumber> {
  switch (digits.length) {
    case 18:
      return parseEighteen(digits);
    case 16:
      return parseNik(digits);
    case 17:
    case 19:
    case 20:
      return bad('number-invalid', `${digits.length} digits: one missing or too many`);
    default:
      if (digits.length > LIMITS.numberCharsMax) return bad('number-invalid', 'too long');
      return good({ kind: between(String(digits.length), 5, 8) ? 'nrp' : 'other', text: digits });
  }
}

/** Digits 13-14 tell the two apart: a month of appointment, or 20-39 for the count of contracts. */
function parseEighteen(digits: string): Result<PersonNumber> {
  if (digits.endsWith('000')) return bad('number-damaged', 'no sequence is 000');
  const born = digits.slice(0, 4);
  const date = calendarDate(born, digits.slice(4, 6), digits.slice(6, 8));
  if (date === null || !between(born, 1940, 2010)) return bad('number-invalid', 'birth date');
  const age = Number(digits.slice(8, 12)) - Number(born);
  if (age < 17 || age > 60) return bad('number-invalid', 'year of appointment');
  if (!between(digits.slice(14, 15), 1, 2)) return bad('number-invalid', 'sex');
  const pair = digits.slice(12, 14);
  if (between(pair, 1, 12)) return good({ kind: 'nip', text: digits });
  if (between(pair, 20, 39)) return good({ kind: 'nipppk', text: digits });
  return bad('number-invalid', 'month of appointment');
}

/**
 * The region code is not checked: it is the region of the first registration, perhaps with an old
 * code.
 */
function parseNik(digits: string): Result<PersonNumber> {
  if (digits.endsWith('0000')) return bad('number-damaged', 'no sequence is 0000');
  const day = Number(digits.slice(6, 8));
  const dayFits = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  if (!dayFits || !between(digits.slice(8, 10), 1, 12)) return bad('number-invalid', 'birth date');
  return good({ kind: 'nik', text: digits });
}

/**
 * True when the digits are exactly the value of a float, as they are after a program rounded them.
 * One NIP in sixteen is so by chance, but none that ends in 001, as nearly all do.
 */
function isFloat(digits: string): boolean {
  const float = Number(digits);
  return String(float) === digits || BigInt(float) === BigInt(digits);
}

function between(digits: string, least: number, most: number): boolean {
  const value = Number(digits);
  return /^\d+$/.test(digits) && value >= least && value <= most;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
