/**
 * What happens to rosters in real offices: faults put into clean rows at given rates, and the ways
 * a file is saved. Every fault put in is also told, so that a test can look for it.
 */
import { chance as startChance } from './chance.ts';
import type { Chance } from './chance.ts';

/** Faults of single rows. */
type DirtKind =
  | 'degrees-bare'
  | 'upper-case'
  | 'double-space'
  | 'no-break-space'
  | 'apostrophe'
  | 'number-spaced'
  | 'number-scientific'
  | 'number-zeroed'
  | 'nik-zeroed'
  | 'number-missing'
  | 'numbers-swapped'
  | 'agency-misspelt'
  | 'moved-away'
  | 'two-units';

/** The share of fitting rows that get each fault, from 0 to 1; nothing where nothing is said. */
type DirtRates = Readonly<Partial<Record<DirtKind, number>>>;

/** One fault that was put in: `row` as a spreadsheet counts, the header being row 1. */
interface Spot {
  readonly kind: DirtKind;
  readonly row: number;
  readonly column: string;
}

/** How an organiser's programme saves a file. */
interface FileDirt {
  readonly separator?: ';' | ',';
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'windows-1252';
  /** A title, a blank line and a row of column numbers around the header. */
  readonly framed?: boolean;
  /** Headings as another office writes them. */
  readonly headings?: 'official' | 'short' | 'shouted';
}

const NAME = 'Nama Lengkap dan Gelar';
const NUMBER = 'NIP/NI PPPK';
const POSITION = 'Jabatan';
const UNIT = 'Unit Kerja';
const AGENCY = 'Perangkat Daerah';

const DEPARTURES = ['Pensiun TMT 1-3-2025', 'Mutasi ke provinsi', 'Pindah tugas'];

const SHORT_HEADINGS: Readonly<Record<string, string>> = {
  [NAME]: 'Nama Pegawai',
  [NUMBER]: 'NIP',
  [AGENCY]: 'OPD',
  'Tanggal Lahir': 'Tgl Lahir',
  'Pangkat/Golongan': 'Pangkat/Gol',
};

/** A change of one cell; null when the cell does not lend itself to it. */
interface CellDirt {
  readonly column: string;
  readonly change: (cell: string, chance: Chance) => string | null;
}

const CELL_DIRT: readonly (readonly [DirtKind, CellDirt])[] = [
  ['degrees-bare', { column: NAME, change: bareDegrees }],
  ['upper-case', { column: NAME, change: (cell) => cell.toUpperCase() }],
  ['double-space', { column: NAME, change: (cell) => cell.replace(' ', '  ') }],
  ['no-break-space', { column: NAME, change: (cell) => cell.replace(' ', '\u00a0') }],
  ['apostrophe', { column: NUMBER, change: ofLong((cell) => `'${cell}`) }],
  ['number-spaced', { column: NUMBER, change: ofLong(spaced) }],
  ['number-scientific', { column: NUMBER, change: ofLong(scientific) }],
  ['number-zeroed', { column: NUMBER, change: ofLong((cell) => `${cell.slice(0, 15)}000`) }],
  ['number-missing', { column: NUMBER, change: ofLong(() => '') }],
  ['nik-zeroed', { column: NUMBER, change: (cell, chance) => (cell ? null : zeroedNik(chance)) }],
  ['agency-misspelt', { column: AGENCY, change: misspelt }],
  ['moved-away', { column: POSITION, change: (_, chance) => chance.pick(DEPARTURES) }],
];

/** A table while it is being soiled. */
interface Sheet {
  readonly header: readonly string[];
  readonly lines: string[][];
  readonly rates: DirtRates;
  readonly chance: Chance;
  readonly spots: Spot[];
  readonly touched: Set<string>;
}

/**
 * Puts faults into a table whose first row is the header. Rows stay where they are; those of
 * somebody kept in two units are added at the end. A cell gets one fault at most.
 */
export function dirt(
  rows: readonly (readonly string[])[],
  rates: DirtRates,
  seed: number,
): { readonly rows: readonly (readonly string[])[]; readonly spots: readonly Spot[] } {
  const [header = [], ...clean] = rows;
  const lines = clean.map((line) => [...line]);
  const chance = startChance(seed);
  const sheet: Sheet = { header, lines, rates, chance, spots: [], touched: new Set() };
  soilCells(sheet);
  swapNumbers(sheet);
  keepInTwoUnits(sheet);
  return { rows: [header, ...lines], spots: sheet.spots };
}

/** Writes a table to a file the way some office's programme does. */
export function dirtyFile(rows: readonly (readonly string[])[], how: FileDirt = {}): Uint8Array {
  const { separator = ';', encoding = 'utf-8', framed = false, headings = 'official' } = how;
  const [header = [], ...lines] = rows;
  const blank = header.map(() => '');
  const above = framed ? [['DAFTAR PEGAWAI', ...blank.slice(1)], blank] : [];
  const below = framed ? [header.map((_, index) => String(index + 1))] : [];
  const named = header.map((heading) => renamed(heading, headings));
  const text = [...above, named, ...below, ...lines]
    .map((line) => `${line.map((cell) => quoted(cell, separator)).join(separator)}\r\n`)
    .join('');
  if (encoding === 'windows-1252') return windows1252(text);
  return new TextEncoder().encode(encoding === 'utf-8-bom' ? `\ufeff${text}` : text);
}

function soilCells({ header, lines, rates, chance, spots, touched }: Sheet): void {
  for (const [index, line] of lines.entries()) {
    for (const [kind, { column, change }] of CELL_DIRT) {
      const place = `${index} ${column}`;
      if (chance.next() >= (rates[kind] ?? 0) || touched.has(place)) continue;
      const at = header.indexOf(column);
      const before = line[at] ?? '';
      const after = change(before, chance);
      if (after === null || after === before) continue;
      line[at] = after;
      touched.add(place);
      spots.push({ kind, row: index + 2, column });
    }
  }
}

function swapNumbers({ header, lines, rates, chance, spots, touched }: Sheet): void {
  const at = header.indexOf(NUMBER);
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next === undefined || chance.next() >= (rates['numbers-swapped'] ?? 0)) continue;
    const places = [`${index} ${NUMBER}`, `${index + 1} ${NUMBER}`];
    const [mine = '', theirs = ''] = [line[at], next[at]];
    if (!isLong(mine) || !isLong(theirs) || places.some((place) => touched.has(place))) continue;
    line[at] = theirs;
    next[at] = mine;
    for (const place of places) touched.add(place);
    spots.push({ kind: 'numbers-swapped', row: index + 2, column: NUMBER });
    spots.push({ kind: 'numbers-swapped', row: index + 3, column: NUMBER });
  }
}

/** The second row of a person, with the same number, in somebody else's unit. */
function keepInTwoUnits({ header, lines, rates, chance, spots, touched }: Sheet): void {
  const [at, unitAt, agencyAt] = [NUMBER, UNIT, AGENCY].map((column) => header.indexOf(column));
  if (at === undefined || unitAt === undefined || agencyAt === undefined) return;
  for (const [index, line] of lines.slice().entries()) {
    if (chance.next() >= (rates['two-units'] ?? 0)) continue;
    const other = chance.pick(lines);
    const clean = isLong(line[at] ?? '') && !touched.has(`${index} ${NUMBER}`);
    if (!clean || other[unitAt] === line[unitAt]) continue;
    const moved = [...line];
    moved[unitAt] = other[unitAt] ?? '';
    moved[agencyAt] = other[agencyAt] ?? '';
    lines.push(moved);
    spots.push({ kind: 'two-units', row: lines.length + 1, column: NUMBER });
  }
}

function isLong(cell: string): boolean {
  return /^\d{18}$/.test(cell);
}

function ofLong(change: (cell: string) => string): (cell: string) => string | null {
  return (cell) => (isLong(cell) ? change(cell) : null);
}

/** `S.Pd.I., M.Si.` as `SPdI, MSi` or run together without the comma. */
function bareDegrees(cell: string, chance: Chance): string | null {
  const [name = '', ...degrees] = cell.split(', ');
  if (degrees.length === 0) return null;
  const bare = degrees.map((degree) => degree.replaceAll('.', ''));
  return chance.next() < 0.5 ? [name, ...bare].join(', ') : `${name} ${degrees.join('')}`;
}

function spaced(cell: string): string {
  return [cell.slice(0, 8), cell.slice(8, 14), cell.slice(14, 15), cell.slice(15)].join(' ');
}

/** As a spreadsheet with a decimal comma shows a number that is too wide for its column. */
function scientific(cell: string): string {
  const rounded = Math.round(Number(cell.slice(0, 7)) / 10);
  return `${String(rounded).slice(0, 1)},${String(rounded).slice(1)}E+17`;
}

function zeroedNik(chance: Chance): string {
  const day = String(chance.int(1, 28)).padStart(2, '0');
  const month = String(chance.int(1, 12)).padStart(2, '0');
  return `990101${day}${month}${chance.int(70, 99)}0000`;
}

function misspelt(cell: string, chance: Chance): string | null {
  const slips = [
    cell.replace(/^Dinas /, 'Dinas. '),
    cell.replace(/^Kecamatan /, 'Kec. '),
    cell.replace(' dan ', ' & '),
    cell.replace('Pendidikan', 'Pendidkan'),
    cell.replace('Kesehatan', 'Kesehtan'),
  ].filter((slip) => slip !== cell);
  return slips.length === 0 ? null : chance.pick(slips);
}

function renamed(heading: string, headings: 'official' | 'short' | 'shouted'): string {
  if (headings === 'shouted') return heading.toUpperCase();
  return headings === 'short' ? (SHORT_HEADINGS[heading] ?? heading) : heading;
}

function quoted(cell: string, separator: string): string {
  const plain = !cell.includes(separator) && !/["\r\n]/.test(cell);
  return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** Word processors turn apostrophes into U+2019, which is 0x92 in Windows-1252. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => {
    if (char === "'") return 0x92;
    const code = char.charCodeAt(0);
    if (code > 0xff || (code >= 0x80 && code < 0xa0)) throw new Error(`not Windows-1252: ${char}`);
    return code;
  });
}
