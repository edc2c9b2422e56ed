/**
 * From the table an organiser keeps to the people of a roster. Every fault of every row is named by
 * his own row and heading, so that he mends the file once; nothing is corrected in silence.
 */
import type { Category } from './category.ts';
import type { FaultCode } from './fault.ts';
import {
  type PersonNumber,
  birthDateOf,
  calendarDate,
  doubtOf,
  keptText,
  maskNumber,
  parseNumber,
} from './identity.ts';
import { LIMITS } from './limits.ts';
import type { Agency, RosterRow } from './roster.ts';
import {
  type RosterField,
  agencyKindOf,
  categoryOfPost,
  categoryOfWords,
  fieldOf,
  orderOfPost,
  plainWords,
} from './roster-words.ts';

/** A table of texts. The first line below the header is row `headerRow + 1` of the spreadsheet. */
export interface RosterTable {
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly lines: readonly (readonly string[])[];
}

/** One person read from a table; `row` is where. The office gives the number in the roster. */
export interface ParsedPerson extends Omit<RosterRow, 'no'> {
  readonly row: number;
}

/** Something wrong in a table. An error keeps the whole file out; a warning only asks to look. */
export interface RosterFault {
  readonly severity: 'error' | 'warning';
  /** The row as the spreadsheet counts it, from 1. */
  readonly row: number;
  /** The organiser's own heading; empty when the fault is of the whole row. */
  readonly column: string;
  readonly code: FaultCode;
  /** What stands there, shortened; a NIK only with its last four digits. */
  readonly value: string;
  /** The earlier row with the same number; null for every other fault. */
  readonly otherRow: number | null;
}

/** What a table says: the people without errors, their agencies, and every fault. */
export interface JudgedTable {
  readonly rows: readonly ParsedPerson[];
  readonly agencies: readonly Agency[];
  readonly faults: readonly RosterFault[];
}

const VALUE_CHARS_MAX = 40;
const BORN_YEAR_MIN = 1920;
const BORN_YEAR_MAX = 2015;
const NO_AGENCY = 'Tanpa unit kerja';
const MONTHS =
  'januari februari maret april mei juni juli agustus september oktober november desember'.split(
    ' ',
  );
const BLANKS = /[\s\p{Cc}\u00a0]+/gu;
const INVISIBLE = /[\u200b\u2060\ufeff]/g;
const COLUMN_NUMBER = /^\(?\d{1,2}\)?$/;

/** True when a line names the columns of a roster: the name, and at least one other. */
export function isRosterHeader(cells: readonly string[]): boolean {
  const fields = new Set(cells.map(fieldOf));
  fields.delete(null);
  fields.delete('counter');
  return fields.has('name') && fields.size > 1;
}

/** Judges every line of a table whose header is known. Blank lines are no people and no faults. */
export function judgeRows(table: RosterTable): JudgedTable {
  const faults: RosterFault[] = [];
  const rows: ParsedPerson[] = [];
  const columns = columnsOf(table);
  const agencies = plantAgencies();
  const rowOfNumber = new Map<string, number>();
  table.lines.forEach((cells, i) => {
    const line = openLine(table, { columns, cells, row: table.headerRow + 1 + i });
    if (line.blank || (i === 0 && isColumnNumbers(cells))) return;
    const person = judgeLine(line, { rowOfNumber, agencies });
    faults.push(...line.faults);
    if (!line.faults.some(({ severity }) => severity === 'error')) rows.push(person);
  });
  return { rows, agencies: agencies.all, faults };
}

/** One line while it is judged: its cells by field, and the faults found so far. */
interface Line {
  readonly row: number;
  readonly blank: boolean;
  readonly faults: RosterFault[];
  cell(field: RosterField): string;
  heading(field: RosterField): string;
  note(field: RosterField, fault: Noted): void;
}

interface Noted {
  readonly code: FaultCode;
  readonly severity?: RosterFault['severity'];
  readonly otherRow?: number;
}

interface Grove {
  readonly all: readonly Agency[];
  find(name: string, parent: number | null): number;
}

type Columns = ReadonlyMap<RosterField, number>;

/** Which column holds which field. The first of two with one meaning counts. */
function columnsOf({ header, lines }: RosterTable): Columns {
  const columns = new Map<RosterField, number>();
  header.forEach((heading, at) => {
    const field = fieldOf(heading);
    // `Nomor` may be the number of a person, or just count the lines.
    const counts = plainWords(heading) === 'nomor' && isCounter(lines, at);
    const meant = counts ? 'counter' : field;
    if (meant !== null && !columns.has(meant)) columns.set(meant, at);
  });
  return columns;
}

function isCounter(lines: RosterTable['lines'], at: number): boolean {
  const first = lines.map((cells) => tidy(cells[at] ?? '')).find((cell) => cell !== '');
  return first === undefined || /^\(?1\)?\.?$/.test(first);
}

function isColumnNumbers(cells: readonly string[]): boolean {
  return cells.map(tidy).every((cell) => cell === '' || COLUMN_NUMBER.test(cell));
}

function openLine(
  { header }: RosterTable,
  {
    columns,
    cells,
    row,
  }: { readonly columns: Columns; readonly cells: readonly string[]; readonly row: number },
): Line {
  const faults: RosterFault[] = [];
  const counter = columns.get('counter');
  const at = (field: RosterField): number => columns.get(field) ?? -1;
  return {
    row,
    blank: cells.every((cell, i) => i === counter || tidy(cell) === ''),
    faults,
    cell: (field) => tidy(cells[at(field)] ?? ''),
    heading: (field) => tidy(header[at(field)] ?? ''),
    note(field, { code, severity = 'error', otherRow }) {
      faults.push({
        severity,
        row,
        column: this.heading(field),
        code,
        value: shorten(this.cell(field)),
        otherRow: otherRow ?? null,
      });
    },
  };
}

function judgeLine(
  line: Line,
  {
    rowOfNumber,
    agencies,
  }: { readonly rowOfNumber: Map<string, number>; readonly agencies: Grove },
): ParsedPerson {
  const number = judgeNumber(line, rowOfNumber);
  const rank = [line.cell('rank'), line.cell('grade')].filter((text) => text !== '').join(', ');
  const position = line.cell('position');
  if (rank.length > LIMITS.rankCharsMax) line.note('rank', { code: 'text-too-long' });
  if (position.length > LIMITS.positionCharsMax) line.note('position', { code: 'text-too-long' });
  return {
    row: line.row,
    name: judgeName(line),
    number: keptText(number),
    numberKind: number.kind,
    birthDate: judgeBirth(line, number),
    rank,
    position,
    agency: judgeAgency(line, agencies),
    category: judgeCategory(line, { number, position }),
    order: judgeOrder(line, { position, rank }),
  };
}

function judgeName(line: Line): string {
  const name = line.cell('name');
  if (!/\p{L}/u.test(name)) line.note('name', { code: 'name-missing' });
  if (name.length > LIMITS.nameCharsMax) line.note('name', { code: 'name-too-long' });
  return name;
}

function judgeNumber(line: Line, rowOfNumber: Map<string, number>): PersonNumber {
  const none: PersonNumber = { kind: 'none', text: '' };
  const parsed = parseNumber(line.cell('number'));
  if (!parsed.ok) {
    // A word such as `honorer` claims no number; digits that are no number are somebody's.
    const severity = /\d|#/.test(line.cell('number')) ? 'error' : 'warning';
    line.note('number', { code: parsed.fault.code, severity });
    return none;
  }
  const number = parsed.value;
  const doubt = doubtOf(number);
  if (doubt !== null) line.note('number', { code: doubt, severity: 'warning' });
  if (number.kind === 'none') return number;
  const otherRow = rowOfNumber.get(number.text);
  if (otherRow === undefined) rowOfNumber.set(number.text, line.row);
  else line.note('number', { code: 'number-duplicate', otherRow });
  return number;
}

/** The date in the file counts; a NIP that disagrees is only pointed out. */
function judgeBirth(line: Line, number: PersonNumber): string | null {
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
  line: Line,
  { number, position }: { readonly number: PersonNumber; readonly position: string },
): Category {
  const said = line.cell('category');
  const meant = categoryOfWords(said);
  if (said !== '' && meant === null) line.note('category', { code: 'category-unknown' });
  return meant ?? categoryOfPost(number.kind, position);
}

function judgeOrder(
  line: Line,
  { position, rank }: { readonly position: string; readonly rank: string },
): number {
  const said = line.cell('order');
  if (/^\d{1,6}$/.test(said)) return Number(said);
  if (said !== '') line.note('order', { code: 'invalid', severity: 'warning' });
  return orderOfPost(position, rank);
}

/**
 * A person stands in a unit under its agency, or, when the file names only the place (or an agency
 * that is itself a district), in a village under its district.
 */
function judgeAgency(line: Line, agencies: Grove): number {
  for (const field of ['agency', 'unit', 'district', 'village'] as const) {
    const tooLong = line.cell(field).length > LIMITS.unitCharsMax;
    if (tooLong) line.note(field, { code: 'text-too-long' });
  }
  const [office, unit] = [line.cell('agency'), line.cell('unit')];
  const ofPlace = unit === '' && (office === '' || agencyKindOf(office) === 'kecamatan');
  const district = ofPlace ? districtName(line) : '';
  const above = district === '' ? office : district;
  const own = ofPlace ? villageName(line) : unit;
  if (above === '') return agencies.find(own === '' ? NO_AGENCY : own, null);
  const parent = agencies.find(above, null);
  return own === '' || plainWords(own) === plainWords(above) ? parent : agencies.find(own, parent);
}

function districtName(line: Line): string {
  const bare = line.cell('district').replace(/^kec(?:amatan\b|\.)\s*/i, '');
  return bare === '' ? '' : `Kecamatan ${bare}`;
}

/** Under the heading `Desa/Kelurahan` a bare name may be either, so it stays bare. */
function villageName(line: Line): string {
  const name = line.cell('village');
  const either = plainWords(line.heading('village')).includes('kel');
  return name === '' || either || agencyKindOf(name) !== 'lain' ? name : `Desa ${name}`;
}

/** The tree as it grows. One name under one parent is one agency, however it is capitalised. */
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

function tidy(cell: string): string {
  return cell.replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
}

function shorten(value: string): string {
  const digits = value.replace(/\D/g, '');
  if (digits.length === 16) return maskNumber(digits);
  return value.length <= VALUE_CHARS_MAX ? value : `${value.slice(0, VALUE_CHARS_MAX - 1)}…`;
}
