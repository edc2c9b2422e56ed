/**
 * The roster: the people a programme expects, and the tree of agencies they belong to, as values
 * and as compact bytes. Every prepared tablet holds the whole of it, so that any desk can sign
 * anybody: columns, not rows, because gzip then makes 9,000 people about 135 kB instead of 210.
 */
import { assert } from './assert.ts';
import type { Bytes } from './bytes.ts';
import { CATEGORIES, type Category, categoryNumber } from './category.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad } from './fault.ts';
import { NUMBER_KINDS, type NumberKind, birthDateOf, calendarDate } from './identity.ts';
import { LIMITS } from './limits.ts';
import { type Reader, isLater, readArray } from './reader.ts';

/** The kinds of agency, in the order of their number on the wire. The last is any other. */
export const AGENCY_KINDS = [
  'setda',
  'setwan',
  'inspektorat',
  'dinas',
  'badan',
  'satpol',
  'rsud',
  'bagian',
  'kecamatan',
  'kelurahan',
  'desa',
  'puskesmas',
  'sekolah',
  'upt',
  'vertikal',
  'luar',
  'lain',
] as const;

/** What kind of body an agency is. */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** A body in the tree government > office > sub-unit, or district > village. */
export interface Agency {
  /** Its own place in the list of agencies, from 0. */
  readonly no: number;
  /** The official name, as written. */
  readonly name: string;
  /** The short name; the same as the name when none is known. */
  readonly shortName: string;
  readonly kind: AgencyKind;
  /** The agency above it; null at the top. */
  readonly parent: number | null;
}

/** One person of the roster. */
export interface RosterRow {
  /** Stable within the programme, from 1. */
  readonly no: number;
  /** The official name with its titles, exactly as written. */
  readonly name: string;
  /** The number; four digits of a NIK; empty when there is none. */
  readonly number: string;
  readonly numberKind: NumberKind;
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  readonly rank: string;
  readonly position: string;
  /** The agency's `no`. */
  readonly agency: number;
  readonly category: Category;
  /** Order of protocol: lower stands first, equals follow the alphabet. */
  readonly order: number;
}

/** Everybody a programme expects. */
export interface Roster {
  /** Which programme, as its id in text. */
  readonly programme: string;
  readonly agencies: readonly Agency[];
  readonly rows: readonly RosterRow[];
}

const VERSION = 1;
// A text column is one string: decoding 50,000 small strings one by one takes ten times as long.
const BETWEEN = '\n';
const BORN_UNKNOWN = 0;
const BORN_AS_NUMBERED = 1;

/**
 * Bytes of a roster: `[1, programme, ...4 columns of agencies, ...12 columns of people]`. A birth
 * date that the NIP already holds is not repeated.
 */
export function encodeRoster({ programme, agencies, rows }: Roster): Bytes {
  const ranks = listOnce(rows.map(({ rank }) => rank));
  const positions = listOnce(rows.map(({ position }) => position));
  return encode([
    VERSION,
    programme,
    joinTexts(agencies.map(({ name }) => name)),
    joinTexts(agencies.map(({ name, shortName }) => (shortName === name ? '' : shortName))),
    agencies.map(({ kind }) => AGENCY_KINDS.indexOf(kind)),
    agencies.map(({ parent }) => (parent === null ? 0 : parent + 1)),
    steps(rows.map(({ no }) => no)),
    joinTexts(rows.map(({ name }) => name)),
    joinTexts(rows.map(({ number }) => number)),
    rows.map(({ numberKind }) => NUMBER_KINDS.indexOf(numberKind)),
    rows.map(wireBirth),
    joinTexts(ranks.texts),
    ranks.places,
    joinTexts(positions.texts),
    positions.places,
    steps(rows.map(({ agency }) => agency)),
    rows.map(({ category }) => categoryNumber(category)),
    rows.map(({ order }) => order),
  ]);
}

/** Items of a roster with every column full: four that agencies have, and eight of numbers. */
const ITEMS_MAX = 19 + 2 * LIMITS.agenciesMax + 8 * LIMITS.rosterRowsMax;

/**
 * The roster of bytes, which has no other form in bytes. Faults: those of decode, unknown-version,
 * malformed (naming the column).
 */
export function decodeRoster(bytes: Uint8Array): Result<Roster> {
  return rosterOf(bytes, lastOf);
}

/**
 * The roster of bytes, as a device reads it, which may have been built before its office. A kind of
 * agency or of number that is not known here reads as any other; whoever is of a category that is
 * not known here is left out, because nobody may be shown as what he is not. Faults: as above.
 */
export function readRoster(bytes: Uint8Array): Result<Roster> {
  return rosterOf(bytes, () => Number.MAX_SAFE_INTEGER);
}

/** The highest number that a column may have of a closed list. */
type Highest = (list: readonly string[]) => number;

function lastOf(list: readonly string[]): number {
  return list.length - 1;
}

function rosterOf(bytes: Uint8Array, highest: Highest): Result<Roster> {
  const decoded = decode(bytes, { bytesMax: LIMITS.packageBytesMax, itemsMax: ITEMS_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'roster');
  const version = reader.int('version', { min: 1 });
  if (version > VERSION) return bad('unknown-version', `roster version ${version}`);
  const programme = reader.text('programme', LIMITS.titleCharsMax);
  const agencies = readAgencies(reader, highest);
  const rows = readRows(reader, { agencyCount: agencies.length, highest });
  return reader.end({ programme, agencies, rows });
}

/** The agencies above one, from itself to the top. */
export function pathOf(agencies: readonly Agency[], no: number): readonly Agency[] {
  const path: Agency[] = [];
  let agency = agencies[no];
  while (agency !== undefined && path.length < LIMITS.agencyDepthMax) {
    path.push(agency);
    agency = agency.parent === null ? undefined : agencies[agency.parent];
  }
  return path;
}

/** What an agency is part of, from below upwards; empty at the top. */
export function aboveOf(agencies: readonly Agency[], no: number): string {
  const [, ...above] = pathOf(agencies, no);
  return above.map(({ shortName }) => shortName).join(', ');
}

/** An agency as people tell it from its namesakes: `Sekretariat, Dinas Kesehatan`. */
export function unitOf(agencies: readonly Agency[], no: number): string {
  const parts = [agencies[no]?.name ?? '', aboveOf(agencies, no)];
  return parts.filter((part) => part !== '').join(', ');
}

function readAgencies(reader: Reader, highest: Highest): readonly Agency[] {
  const charsMax = LIMITS.unitCharsMax;
  const countMax = LIMITS.agenciesMax;
  const names = readTexts(reader, { name: 'agency names', charsMax, countMax });
  const shorts = readTexts(reader, { name: 'agency short names', charsMax, countMax });
  const count = names.length;
  const kinds = readInts(reader, { name: 'kinds', count, max: highest(AGENCY_KINDS) });
  const parents = readInts(reader, { name: 'parents', count, max: count });
  if (shorts.length !== count) reader.refuse('agencies');
  const agencies = names.map((name, no): Agency => {
    const above = parents[no] ?? 0;
    const short = shorts[no] ?? '';
    if (name === '') reader.refuse('agency name');
    if (short === name) reader.refuse('agency short name');
    return {
      no,
      name,
      shortName: short === '' ? name : short,
      kind: AGENCY_KINDS[kinds[no] ?? 0] ?? 'lain',
      parent: above === 0 ? null : above - 1,
    };
  });
  const endless = agencies.some(({ no }) => pathOf(agencies, no).at(-1)?.parent !== null);
  if (endless) reader.refuse('agency tree');
  return agencies;
}

function readRows(
  reader: Reader,
  { agencyCount, highest }: { readonly agencyCount: number; readonly highest: Highest },
): readonly RosterRow[] {
  const stepsOfNo = reader.list('numbers in the roster', LIMITS.rosterRowsMax);
  const count = stepsOfNo.length;
  const nos = addSteps(reader, { name: 'numbers in the roster', list: stepsOfNo, min: 1 });
  const countMax = count;
  const names = readTexts(reader, { name: 'names', charsMax: LIMITS.nameCharsMax, countMax });
  const numbers = readTexts(reader, { name: 'numbers', charsMax: LIMITS.numberCharsMax, countMax });
  const kinds = readInts(reader, { name: 'number kinds', count, max: highest(NUMBER_KINDS) });
  const births = readInts(reader, { name: 'birth dates', count, max: 21_001_231 });
  const ranks = readPlaced(reader, { name: 'ranks', count, charsMax: LIMITS.rankCharsMax });
  const charsMax = LIMITS.positionCharsMax;
  const positions = readPlaced(reader, { name: 'positions', count, charsMax });
  const list = reader.list('agencies', LIMITS.rosterRowsMax);
  const places = addSteps(reader, { name: 'agencies', list, min: 0, max: agencyCount - 1 });
  const categories = readInts(reader, { name: 'categories', count, max: highest(CATEGORIES) });
  const orders = readInts(reader, { name: 'orders', count });
  const full = [names, numbers, places].every((column) => column.length === count);
  if (!full || new Set(nos).size !== count) reader.refuse('columns');
  const rows = nos.map((no, i): RosterRow => {
    const number = numbers[i] ?? '';
    const kind = NUMBER_KINDS[kinds[i] ?? 0] ?? null;
    const numberKind = kind ?? (number === '' ? 'none' : 'other');
    if (!numberFits(numberKind, number)) reader.refuse('number');
    if (names[i] === '') reader.refuse('name');
    return {
      no,
      name: names[i] ?? '',
      number,
      numberKind,
      birthDate: readBirth(reader, { wire: births[i] ?? 0, kind, number }),
      rank: ranks[i] ?? '',
      position: positions[i] ?? '',
      agency: places[i] ?? 0,
      category: CATEGORIES[categories[i] ?? 0] ?? 'guest',
      order: orders[i] ?? 0,
    };
  });
  return rows.filter((_, i) => !isLater(categories[i], CATEGORIES));
}

/** Checks the shape only. The import of the file has checked the rest. */
function numberFits(kind: NumberKind, text: string): boolean {
  switch (kind) {
    case 'nip':
    case 'nipppk':
      return /^\d{18}$/.test(text);
    case 'nik':
      return /^\d{4}$/.test(text);
    case 'nrp':
    case 'other':
      return text !== '';
    case 'none':
      return text === '';
  }
}

function wireBirth({ birthDate, numberKind, number }: RosterRow): number {
  if (birthDate === null) return BORN_UNKNOWN;
  const numbered = birthDateOf({ kind: numberKind, text: number });
  return birthDate === numbered ? BORN_AS_NUMBERED : Number(birthDate.replaceAll('-', ''));
}

function readBirth(
  reader: Reader,
  row: { readonly wire: number; readonly kind: NumberKind | null; readonly number: string },
): string | null {
  if (row.wire === BORN_UNKNOWN) return null;
  // This build does not know where a number of a later kind has its date.
  if (row.wire === BORN_AS_NUMBERED && row.kind === null) return null;
  const digits = String(row.wire);
  const numbered = birthDateOf({ kind: row.kind ?? 'other', text: row.number });
  const written = calendarDate(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6));
  const birthDate = row.wire === BORN_AS_NUMBERED ? numbered : written;
  if (birthDate === null || written === numbered) reader.refuse('birth date');
  return birthDate;
}

/** A dictionary: each text once, in order of appearance, and for each row its index. */
function listOnce(texts: readonly string[]): {
  readonly texts: readonly string[];
  readonly places: readonly number[];
} {
  const placeOf = new Map<string, number>();
  for (const text of texts) if (!placeOf.has(text)) placeOf.set(text, placeOf.size);
  return { texts: [...placeOf.keys()], places: texts.map((text) => placeOf.get(text) ?? 0) };
}

/** Delta encoding: a rising column becomes small equal numbers, which gzip compresses well. */
function steps(numbers: readonly number[]): readonly number[] {
  return numbers.map((number, i) => number - (numbers[i - 1] ?? 0));
}

function joinTexts(texts: readonly string[]): Wire {
  assert(!texts.some((text) => text.includes(BETWEEN)), 'a text of the roster is one line');
  return texts.length === 0 ? null : texts.join(BETWEEN);
}

interface TextColumn {
  readonly name: string;
  readonly charsMax: number;
  readonly countMax: number;
}

/** Reads a column of texts, and never makes more than `countMax`. */
function readTexts(reader: Reader, { name, charsMax, countMax }: TextColumn): readonly string[] {
  if (reader.isNull()) return [];
  const texts = reader.text(name, LIMITS.packageBytesMax).split(BETWEEN, countMax + 1);
  if (texts.length > countMax || texts.some((text) => text.length > charsMax)) reader.refuse(name);
  return texts;
}

interface IntColumn {
  readonly name: string;
  readonly count: number;
  readonly max?: number;
}

function readInts(
  reader: Reader,
  { name, count, max = Number.MAX_SAFE_INTEGER }: IntColumn,
): readonly number[] {
  const list = reader.list(name, LIMITS.rosterRowsMax);
  if (list.length !== count) reader.refuse(name);
  return list.map((item) => {
    if (typeof item === 'number' && item >= 0 && item <= max) return item;
    reader.refuse(name);
    return 0;
  });
}

interface SteppedColumn {
  readonly name: string;
  readonly list: readonly Wire[];
  readonly min: number;
  readonly max?: number;
}

function addSteps(
  reader: Reader,
  { name, list, min, max = Number.MAX_SAFE_INTEGER }: SteppedColumn,
): readonly number[] {
  let sum = 0;
  return list.map((step) => {
    sum += typeof step === 'number' ? step : Number.NaN;
    if (sum >= min && sum <= max) return sum;
    reader.refuse(name);
    return min;
  });
}

/** Reads a dictionary and its indexes. A dictionary in another order is refused. */
function readPlaced(
  reader: Reader,
  {
    name,
    count,
    charsMax,
  }: { readonly name: string; readonly count: number; readonly charsMax: number },
): readonly string[] {
  const texts = readTexts(reader, { name, charsMax, countMax: count });
  const places = readInts(reader, { name, count, max: texts.length - 1 });
  let met = 0;
  for (const place of places) {
    if (place > met) reader.refuse(name);
    if (place === met) met += 1;
  }
  if (met !== texts.length || new Set(texts).size !== met) reader.refuse(name);
  return places.map((at) => texts[at] ?? '');
}
