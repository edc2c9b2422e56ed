/**
 * Which column of a roster file holds what. A column that holds something and is not read is a
 * warning: nothing of a file is left out in silence.
 */
import { type RosterFault, shownCell } from './roster-fault.ts';
import { type RosterField, fieldOf, plainWords } from './roster-words.ts';

/** A table of texts. The first line below the header is row `headerRow + 1` of the spreadsheet. */
export interface RosterTable {
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly lines: readonly (readonly string[])[];
}

/** One column that is read: where it stands, and as what. */
export interface ReadColumn {
  readonly heading: string;
  /** As a spreadsheet names it: `A`, `AB`. */
  readonly letter: string;
  readonly field: RosterField;
}

/** The columns of a table. */
export interface RosterColumns {
  /** The place of each field, from 0. */
  readonly at: ReadonlyMap<RosterField, number>;
  readonly read: readonly ReadColumn[];
  /** One warning for each column that holds something and is not read. */
  readonly unused: readonly RosterFault[];
  /** How many columns there are up to the last heading. */
  readonly width: number;
}

const BLANKS = /[\s\p{Cc}\u00a0]+/gu;
const INVISIBLE = /[\u200b\u2060\ufeff]/g;
const COLUMN_NUMBER = /^\(?\d{1,2}\)?$/;
const COUNT = /^\(?\d{1,6}\)?\.?$/;
const FIRST_COUNT = /^\(?1\)?\.?$/;

/** True when a line names the columns of a roster: the name, and at least one other. */
export function isRosterHeader(cells: readonly string[]): boolean {
  const fields = new Set(cells.map(fieldOf));
  fields.delete(null);
  fields.delete('counter');
  return fields.has('name') && fields.size > 1;
}

/** Reads the columns of a table. Of two with one meaning the first is read. */
export function readColumns(table: RosterTable): RosterColumns {
  const { header, headerRow, lines } = table;
  const at = new Map<RosterField, number>();
  const read: ReadColumn[] = [];
  const unused: RosterFault[] = [];
  const width = header.map((heading) => tidyCell(heading) !== '').lastIndexOf(true) + 1;
  header.slice(0, width).forEach((cell, place) => {
    const [heading, letter] = [tidyCell(cell), letterOf(place)];
    const field = meaningOf(table, place);
    const isRead = field !== null && !at.has(field);
    if (isRead) at.set(field, place);
    if (isRead && field !== 'counter') read.push({ heading, letter, field });
    const left = isRead && field !== 'counter' ? undefined : firstLeft({ lines, place, field });
    if (left === undefined) return;
    unused.push({
      severity: 'warning',
      row: headerRow,
      column: heading === '' ? letter : `${heading} (${letter})`,
      code: 'column-unused',
      value: shownCell(left),
      otherRow: null,
    });
  });
  return { at, read, unused, width };
}

/** The first cell with something to read beyond the last heading, and its column; or null. */
export function cellBeyond(
  cells: readonly string[],
  { width }: Pick<RosterColumns, 'width'>,
): { readonly letter: string; readonly text: string } | null {
  const at = cells.findIndex((cell, i) => i >= width && tidyCell(cell) !== '');
  return at < 0 ? null : { letter: letterOf(at), text: tidyCell(cells[at] ?? '') };
}

/** True of the line that some forms have below the headings: 1, 2, 3 … */
export function isColumnNumbers(cells: readonly string[]): boolean {
  return cells.map(tidyCell).every((cell) => cell === '' || COLUMN_NUMBER.test(cell));
}

/** A cell as a person reads it: single blanks, nothing invisible. */
export function tidyCell(cell: string): string {
  return cell.replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
}

/** `Nomor` may be the number of a person, or just count the lines. */
function meaningOf({ header, lines }: RosterTable, place: number): RosterField | null {
  const heading = header[place] ?? '';
  if (plainWords(heading) !== 'nomor') return fieldOf(heading);
  const first = firstCell(lines, { place, says: (cell) => cell !== '' });
  return first === undefined || FIRST_COUNT.test(first) ? 'counter' : fieldOf(heading);
}

interface UnreadColumn {
  readonly lines: RosterTable['lines'];
  readonly place: number;
  readonly field: RosterField | null;
}

/** The first cell of an unread column that says something; counting the lines says nothing. */
function firstLeft({ lines, place, field }: UnreadColumn): string | undefined {
  const people = isColumnNumbers(lines[0] ?? []) ? lines.slice(1) : lines;
  const counts = (cell: string): boolean => field === 'counter' && COUNT.test(cell);
  return firstCell(people, { place, says: (cell) => cell !== '' && !counts(cell) });
}

interface SoughtCell {
  readonly place: number;
  readonly says: (cell: string) => boolean;
}

function firstCell(lines: RosterTable['lines'], { place, says }: SoughtCell): string | undefined {
  const cellOf = (cells: readonly string[]): string => tidyCell(cells[place] ?? '');
  const line = lines.find((cells) => cells.length > 0 && says(cellOf(cells)));
  return line === undefined ? undefined : cellOf(line);
}

function letterOf(place: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
}
