/**
 * Turns the organiser's table into the people of a roster. Every fault names his own row and
 * heading, so that he can correct all of them at once. Nothing is corrected silently.
 */
import type { Category } from './category.ts';
import {
  type PersonNumber,
  birthDateOf,
  calendarDate,
  doubtOf,
  keptText,
  parseNumber,
} from './identity.ts';
import { LIMITS } from './limits.ts';
import { maskNik } from './nik.ts';
import { cleanText, tellsNik, textDoubt } from './plain-text.ts';
import type { Agency, RosterRow } from './roster.ts';
import { type RowCells, nameAgency } from './roster-agency.ts';
import {
  type ReadColumn,
  type RosterColumns,
  type RosterTable,
  cellBeyond,
  isColumnNumbers,
  readColumns,
  tidyCell,
} from './roster-columns.ts';
import { type RosterFault, type RosterFaultCode, shownCell } from './roster-fault.ts';
import {
  ROSTER_FIELDS,
  type RosterField,
  agencyKindOf,
  categoryOfPost,
  categoryOfWords,
  orderOfPost,
  plainWords,
  NO_AGENCY,
} from './roster-words.ts';

/** A person read from a table, and the row. The office adds the number in the roster. */
export interface ParsedPerson extends Omit<RosterRow, 'no'> {
  readonly row: number;
}

/** The result: the people without errors, their agencies, and every fault. */
export interface JudgedTable {
  readonly columns: readonly ReadColumn[];
  readonly rows: readonly ParsedPerson[];
  readonly agencies: readonly Agency[];
  readonly faults: readonly RosterFault[];
}

const BORN_YEAR_MIN = 1920;
const BORN_YEAR_MAX = 2015;
const MONTHS =
  'januari februari maret april mei juni juli agustus september oktober november desember'.split(
    ' ',
  );
// Fifteen digits or more, with single blanks or dots between: a NIP, a NIK or a longer number.
const LONG_NUMBER = /\d(?:[ .]?\d){14,}/;
const OF_WORDS: readonly RosterField[] = [
  'name',
  'rank',
  'position',
  'agency',
  'unit',
  'district',
  'village',
];
const BESIDE_NAME = ROSTER_FIELDS.filter((field) => field !== 'counter' && field !== 'name');

/** Judges every line of a table whose header is known. A blank line is skipped. */
export function judgeRows(table: RosterTable): JudgedTable {
  const columns = readColumns(table);
  const faults = [...columns.unused];
  const rows: ParsedPerson[] = [];
  const known: LinesAbove = {
    rowOfNumber: new Map(),
    namesakes: new Map(),
    agencies: plantAgencies(),
    untold: new Set(),
  };
  table.lines.forEach((cells, i) => {
    if (cells.length === 0) return;
    const line = openLine(table, { columns, cells, row: table.headerRow + 1 + i });
    if (line.blank || (i === 0 && isColumnNumbers(cells))) return;
    const person = judgeLine(line, known);
    faults.push(...line.faults);
    if (!line.faults.some(({ severity }) => severity === 'error')) rows.push(person);
  });
  return { columns: columns.read, rows, agencies: known.agencies.all, faults };
}

/** What was read in the earlier lines. */
interface LinesAbove {
  readonly rowOfNumber: Map<string, number>;
  /** By name, position and agency. */
  readonly namesakes: Map<string, ParsedPerson[]>;
  readonly agencies: Grove;
  /** The fields of a place whose content is not kept. */
  readonly untold: Set<RosterField>;
}

/** A line while it is judged: its cells by field, and its faults so far. */
interface JudgedLine extends RowCells {
  readonly row: number;
  readonly blank: boolean;
  readonly faults: RosterFault[];
  /** The cell as it is in the file; `cell` gives words cleaned. */
  written(field: RosterField): string;
  note(field: RosterField, fault: Noted): void;
}

interface Noted {
  readonly code: RosterFaultCode;
  readonly severity?: RosterFault['severity'];
  readonly otherRow?: number;
}

interface Grove {
  readonly all: readonly Agency[];
  find(name: string, parent: number | null): number;
}

interface LineCells {
  readonly columns: RosterColumns;
  readonly cells: readonly string[];
  readonly row: number;
}

function openLine({ header }: RosterTable, { columns, cells, row }: LineCells): JudgedLine {
  const faults: RosterFault[] = [];
  const tidy = cells.map(tidyCell);
  const counter = columns.at.get('counter');
  const at = (field: RosterField): number => columns.at.get(field) ?? -1;
  const beyond = cellBeyond(tidy, columns);
  if (beyond !== null) {
    const value = shownCell(beyond.text);
    const column = beyond.letter;
    faults.push({ severity: 'error', row, column, code: 'cell-beyond', value, otherRow: null });
  }
  return {
    row,
    blank: tidy.every((cell, i) => i === counter || cell === ''),
    faults,
    cell(field) {
      return OF_WORDS.includes(field) ? cleanText(this.written(field)) : this.written(field);
    },
    written: (field) => tidy[at(field)] ?? '',
    heading: (field) => tidyCell(header[at(field)] ?? ''),
    note(field, { code, severity = 'error', otherRow }) {
      faults.push({
        severity,
        row,
        column: this.heading(field),
        code,
        value: shownCell(this.written(field)),
        otherRow: otherRow ?? null,
      });
    },
  };
}

function judgeLine(line: JudgedLine, known: LinesAbove): ParsedPerson {
  const number = judgeNumber(line, known.rowOfNumber);
  const rank = [line.cell('rank'), line.cell('grade')].filter((text) => text !== '').join(', ');
  const position = line.cell('position');
  if (rank.length > LIMITS.rankCharsMax) line.note('rank', { code: 'text-too-long' });
  if (position.length > LIMITS.positionCharsMax) line.note('position', { code: 'text-too-long' });
  const person = {
    row: line.row,
    name: judgeName(line),
    number: maskNik(keptText(number)),
    numberKind: number.kind,
    birthDate: judgeBirth(line, number),
    rank,
    position,
    agency: judgeAgency(line, known),
    category: judgeCategory(line, { number, position }),
    order: judgeOrder(line, { position, rank }),
  };
  // An extra comma shifts the cells of a row. A NIK in a cell of words would then be shown and
  // printed whole.
  for (const field of OF_WORDS) {
    const written = line.written(field);
    if (LONG_NUMBER.test(written) || tellsNik(written)) {
      line.note(field, { code: 'number-misplaced' });
    }
    const doubt = textDoubt(written);
    // Invisible characters are removed without a warning. U+FFFD is in place of a letter that the
    // file has lost.
    if (doubt === 'look-alike' || doubt === 'marks' || written.includes('\ufffd')) {
      line.note(field, { code: 'letters-changed', severity: 'warning' });
    }
  }
  judgeTwice(line, { person, namesakes: known.namesakes });
  return person;
}

function judgeName(line: JudgedLine): string {
  const name = line.cell('name');
  // A row with only a name gets a warning. Below the people a file often has a signature block:
  // `Mengetahui,`, `Kepala Dinas …`.
  const isAlone = BESIDE_NAME.every((field) => line.cell(field) === '');
  if (!/\p{L}/u.test(name)) line.note('name', { code: 'name-missing' });
  else if (isAlone) line.note('name', { code: 'name-alone', severity: 'warning' });
  if (name.length > LIMITS.nameCharsMax) line.note('name', { code: 'name-too-long' });
  return name;
}

/**
 * Warns when two rows may be one person: same name, post and agency, unless both have a number or
 * their birth dates differ.
 */
function judgeTwice(
  line: JudgedLine,
  {
    person,
    namesakes,
  }: { readonly person: ParsedPerson; readonly namesakes: LinesAbove['namesakes'] },
): void {
  const name = plainWords(person.name);
  if (name === '') return;
  const key = [name, plainWords(person.position), person.agency].join('\n');
  const above = namesakes.get(key) ?? [];
  namesakes.set(key, above);
  const same = above.find(
    (one) =>
      (one.numberKind === 'none' || person.numberKind === 'none') &&
      (one.birthDate === null || person.birthDate === null || one.birthDate === person.birthDate),
  );
  const otherRow = same?.row;
  if (otherRow !== undefined) {
    line.note('name', { code: 'person-twice', severity: 'warning', otherRow });
  }
  above.push(person);
}

function judgeNumber(line: JudgedLine, rowOfNumber: Map<string, number>): PersonNumber {
  const none: PersonNumber = { kind: 'none', text: '' };
  const parsed = parseNumber(line.cell('number'));
  if (!parsed.ok) {
    // A word such as `honorer` is no number at all: a warning. Wrong digits may be the number of
    // somebody else: an error.
    const severity = /\d|#/.test(line.cell('number')) ? 'error' : 'warning';
    const isDamaged = parsed.fault.code === 'number-damaged';
    line.note('number', { code: isDamaged ? 'number-damaged' : 'number-invalid', severity });
    return none;
  }
  const number = parsed.value;
  const isOdd = number.kind === 'other' && LONG_NUMBER.test(number.text);
  const doubt = isOdd ? 'number-invalid' : doubtOf(number);
  if (doubt !== null) line.note('number', { code: doubt, severity: 'warning' });
  if (number.kind === 'none') return number;
  const otherRow = rowOfNumber.get(number.text);
  if (otherRow === undefined) rowOfNumber.set(number.text, line.row);
  else line.note('number', { code: 'number-duplicate', otherRow });
  return number;
}

/** The birth date of the file is used. A NIP with another date gets a warning. */
function judgeBirth(line: JudgedLine, number: PersonNumber): string | null {
  const numbered = birthDateOf(number);
  const text = line.cell('birth');
  if (/^[-–]?$/.test(text)) return numbered;
  const written = parseBirth(text);
  if (written === null) line.note('birth', { code: 'date-invalid' });
  else if (numbered !== null && numbered !== written) {
    line.note('birth', { code: 'date-invalid', severity: 'warning' });
  }
  return written;
}

/** A day as DD-MM-YYYY, DD/MM/YYYY, YYYY-MM-DD or `22 Juli 1976`; a place may stand before it. */
function parseBirth(text: string): string | null {
  const day = text.slice(text.lastIndexOf(',') + 1).replace(/[T ]00:00(?::00)?(?:\.0+)?Z?$/, '');
  const [, y = '', m = '', d = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day.trim()) ?? [];
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(day.trim());
  const worded = /^(\d{1,2})[- ]([a-z]+)[- ](\d{4})$/i.exec(day.trim());
  const [, dd = d, mm = m, yyyy = y] = numeric ?? worded ?? [];
  const month = worded === null ? mm : String(MONTHS.indexOf(mm.toLowerCase()) + 1);
  const year = Number(yyyy);
  return year < BORN_YEAR_MIN || year > BORN_YEAR_MAX ? null : calendarDate(yyyy, month, dd);
}

function judgeCategory(
  line: JudgedLine,
  { number, position }: { readonly number: PersonNumber; readonly position: string },
): Category {
  const said = line.cell('category');
  const meant = categoryOfWords(said);
  if (said !== '' && meant === null) line.note('category', { code: 'category-unknown' });
  return meant ?? categoryOfPost(number.kind, position);
}

function judgeOrder(
  line: JudgedLine,
  { position, rank }: { readonly position: string; readonly rank: string },
): number {
  const said = line.cell('order');
  if (/^\d{1,6}$/.test(said)) return Number(said);
  if (said !== '') line.note('order', { code: 'order-invalid', severity: 'warning' });
  return orderOfPost(position, rank);
}

/** The agency of a line. A column that only tells where an agency is gets one warning. */
function judgeAgency(line: JudgedLine, { agencies, untold }: LinesAbove): number {
  const { above, own, ...named } = nameAgency(line);
  for (const field of named.untold) {
    if (!untold.has(field)) line.note(field, { code: 'place-unused', severity: 'warning' });
    untold.add(field);
  }
  for (const { field, name } of [above, own]) {
    if (name.length > LIMITS.unitCharsMax) line.note(field, { code: 'text-too-long' });
  }
  const count = agencies.all.length;
  const no = findAgency(agencies, { above: above.name, own: own.name });
  if (agencies.all.length > Math.max(count, LIMITS.agenciesMax)) {
    line.note(own.name === '' ? above.field : own.field, { code: 'agencies-too-many' });
  }
  return no;
}

function findAgency(
  agencies: Grove,
  { above, own }: { readonly above: string; readonly own: string },
): number {
  if (above === '') return agencies.find(own === '' ? NO_AGENCY : own, null);
  const parent = agencies.find(above, null);
  return own === '' || plainWords(own) === plainWords(above) ? parent : agencies.find(own, parent);
}

/**
 * The tree of agencies, built row by row. Two names under one parent are one agency when they
 * differ only in capitals or signs.
 */
function plantAgencies(): Grove {
  const all: Agency[] = [];
  const noOf = new Map<string, number>();
  return {
    all,
    find(name, parent) {
      const key = `${parent ?? ''}\n${plainWords(name)}`;
      const known = noOf.get(key);
      if (known !== undefined) return known;
      const no = all.length;
      all.push({ no, name, shortName: name, kind: agencyKindOf(name), parent });
      noOf.set(key, no);
      return no;
    },
  };
}
