/**
 * What can be wrong inside a roster file. Each fault names the organiser's own row and column, and
 * shows what stands there, so that he finds it in his spreadsheet.
 */
import { maskNumber } from './identity.ts';
import { shownText } from './plain-text.ts';

/** Every fault that a row or column of a roster file can have. A new one enters here first. */
export const ROSTER_FAULTS = [
  'number-damaged',
  'number-invalid',
  'number-duplicate',
  'number-misplaced',
  'name-missing',
  'name-too-long',
  'name-alone',
  'person-twice',
  'text-too-long',
  'date-invalid',
  'category-unknown',
  'order-invalid',
  'agencies-too-many',
  'cell-beyond',
  'column-unused',
  'place-unused',
  'quote-open',
  'letters-changed',
  'line-too-long',
] as const;

/** The code of one fault in a roster file. */
export type RosterFaultCode = (typeof ROSTER_FAULTS)[number];

/** Something wrong in a table. An error keeps the whole file out; a warning only asks to look. */
export interface RosterFault {
  readonly severity: 'error' | 'warning';
  /** The row as the spreadsheet counts it, from 1; of a whole column, the row of the headings. */
  readonly row: number;
  /** The organiser's own heading, or where the column stands; empty when the whole row is meant. */
  readonly column: string;
  readonly code: RosterFaultCode;
  /** What stands there, shortened; a NIK only with its last four digits. */
  readonly value: string;
  /** The earlier row with the same number or person; null for every other fault. */
  readonly otherRow: number | null;
}

const VALUE_CHARS_MAX = 40;

/** A cell as a fault shows it: 40 characters at most, a NIK as `••••••••••••9903`. */
export function shownCell(cell: string): string {
  const digits = cell.replace(/\D/g, '');
  if (digits.length === 16) return maskNumber(digits);
  const shown = shownText(cell);
  return shown.length <= VALUE_CHARS_MAX ? shown : `${shown.slice(0, VALUE_CHARS_MAX - 1)}…`;
}
