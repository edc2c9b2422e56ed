/**
 * Searches people by name or birth date, among up to LIMITS.rosterRowsMax rows, at every key, on a
 * cheap tablet. All is sorted once; a search reads only the entries with the typed prefix.
 */
import { LIMITS } from './limits.ts';
import { normaliseName, queryWords } from './names.ts';

/** The fields of a row that are searched. The birth date is YYYY-MM-DD. */
export interface Findable {
  readonly name: string;
  readonly birthDate: string | null;
  readonly agency: number;
}

/** A roster prepared for search. Made once; every search only reads it. */
export interface NameIndex<Row extends Findable> {
  readonly rows: readonly Row[];
  /** The normalised name of each row, for the fuzzy search of device/roster/roster-search.ts. */
  readonly haystack: string[];
  /** Rows in the order of their normalised names. */
  readonly byName: Sorted;
  /** The place of each row in byName. */
  readonly placeOf: Uint32Array;
  /** Every word of every name, with the row that has it. */
  readonly words: Sorted;
  /** Birth dates as DDMMYYYY. */
  readonly births: Sorted;
}

/** Keys in ascending order, and the row of each. */
export interface Sorted {
  readonly keys: readonly string[];
  readonly rows: Uint32Array;
}

/** The result of a search: the best rows first, and the number of all matches. */
export interface FoundRows<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** How many rows to return, and which words to search; the words of everybody by default. */
export interface FindOptions {
  readonly most: number;
  readonly among?: Sorted;
}

const QUERY_LETTERS_MIN = 2;
const BIRTH_DIGITS_MIN = 4;
const GROUPS = 4;

/** Prepares rows for findByName and findByBirthDate. */
export function prepareNames<Row extends Findable>(rows: readonly Row[]): NameIndex<Row> {
  const haystack = rows.map(({ name }) => normaliseName(name));
  const byName = sortKeys(haystack.map((name) => [name]));
  const placeOf = new Uint32Array(rows.length);
  byName.rows.forEach((row, place) => {
    placeOf[row] = place;
  });
  const words = sortKeys(haystack.map(searchableWords));
  const births = sortKeys(
    rows.map(({ birthDate }) => (birthDate === null ? [] : [digitsOf(birthDate)])),
  );
  return { rows, haystack, byName, placeOf, words, births };
}

/** The words of the people of some agencies. */
export function wordsWithin<Row extends Findable>(
  { rows, words }: NameIndex<Row>,
  agencies: ReadonlySet<number>,
): Sorted {
  const places: number[] = [];
  words.rows.forEach((row, place) => {
    if (agencies.has(rows[row]?.agency ?? 0)) places.push(place);
  });
  return {
    keys: places.map((place) => words.keys[place] ?? ''),
    rows: Uint32Array.from(places, (place) => words.rows[place] ?? 0),
  };
}

/**
 * Rows whose name has a word beginning with every word of the query, in any order; an initial on
 * either side stands for its word. Best first: names that begin with the query, then the alphabet;
 * matches through an initial come last. An empty query finds nobody, and among everybody one letter
 * does not either. Titles and degrees are ignored.
 */
export function findByName<Row extends Findable>(
  index: NameIndex<Row>,
  query: string,
  options: FindOptions,
): FoundRows<Row> {
  const text = query.slice(0, LIMITS.nameCharsMax);
  const size = index.rows.length;
  // The last word may be a degree or a name half typed (`Budi Se`). It is searched as a name first.
  const words = queryWords(text, { degrees: 'kept' });
  const bareWords = queryWords(text, { degrees: 'dropped' });
  const asTyped = ranksOf(index, words, options);
  if (bareWords.length === words.length) return best(index, asTyped, options.most);
  const places = new Set(asTyped.map((rank) => rank % size));
  const bare = ranksOf(index, bareWords, options)
    .filter((rank) => !places.has(rank % size))
    .map((rank) => rank + GROUPS * size);
  return best(index, [...asTyped, ...bare], options.most);
}

/**
 * Rows born on a day typed as digits: DDMMYYYY, or its beginning. What stands between the digits is
 * ignored. Fewer digits than day and month find nobody: half a roster is not a list to be shown.
 */
export function findByBirthDate<Row extends Findable>(
  index: NameIndex<Row>,
  query: string,
  { most }: Pick<FindOptions, 'most'>,
): FoundRows<Row> {
  const digits = query.replace(/\D/g, '');
  if (digits.length < BIRTH_DIGITS_MIN) return { rows: [], total: 0 };
  const { from, to } = rangeOf(index.births.keys, digits);
  const ranks: number[] = [];
  for (const row of index.births.rows.subarray(from, to)) {
    ranks.push(index.placeOf[row] ?? 0);
  }
  return best(index, ranks, most);
}

/** The ranks of the rows that match: lower is better, and each tells its row. */
function ranksOf<Row extends Findable>(
  index: NameIndex<Row>,
  words: readonly (readonly string[])[],
  { among = index.words }: FindOptions,
): readonly number[] {
  const letters = words.reduce((sum, [word = '']) => sum + word.length, 0);
  if (letters < (among === index.words ? QUERY_LETTERS_MIN : 1)) return [];
  const { matches, initials } = matchWords(index, words, among);
  const beginnings = beginningsOf(index, words);
  const ranks: number[] = [];
  for (const row of matches) {
    const guessed = initials[row] ?? 0;
    if (guessed === words.length) continue;
    const place = index.placeOf[row] ?? 0;
    const begins = beginnings.some(({ from, to }) => place >= from && place < to);
    ranks.push(rankOf(index, row, (guessed > 0 ? 2 : 0) + (begins ? 0 : 1)));
  }
  return ranks;
}

/** The rows that have every word of the query, and of each row how many as an initial. */
function matchWords<Row extends Findable>(
  index: NameIndex<Row>,
  words: readonly (readonly string[])[],
  { keys, rows }: Sorted,
): { readonly matches: readonly number[]; readonly initials: Uint8Array } {
  /** How many words of the query each row has, from the first on. */
  const hits = new Uint8Array(index.rows.length);
  const initials = new Uint8Array(index.rows.length);
  const matches: number[] = [];
  const hit = (row: number, i: number): void => {
    hits[row] = i + 1;
    if (i + 1 === words.length) matches.push(row);
  };
  words.forEach((spellings, i) => {
    for (const spelling of spellings) {
      const { from, to } = rangeOf(keys, spelling);
      for (let at = from; at < to; at++) {
        const row = rows[at] ?? 0;
        if (hits[row] === i) hit(row, i);
      }
    }
    const initial = spellings[0]?.slice(0, 1) ?? '';
    for (let at = lowest(keys, initial); keys[at] === initial; at++) {
      const row = rows[at] ?? 0;
      if (hits[row] !== i) continue;
      hit(row, i);
      initials[row] = (initials[row] ?? 0) + 1;
    }
  });
  return { matches, initials };
}

/** The ranges of names that begin with the query, as typed and in the normalised spelling. */
function beginningsOf<Row extends Findable>(
  index: NameIndex<Row>,
  words: readonly (readonly string[])[],
): readonly WordRange[] {
  const typed = words.map((spellings) => spellings[0] ?? '').join(' ');
  const respelt = words.map((spellings) => spellings.at(-1) ?? '').join(' ');
  return [typed, respelt].map((text) => rangeOf(index.byName.keys, text));
}

/**
 * A rank: one number that sorts by group, then by the alphabet, and from which the row can be
 * computed.
 */
function rankOf<Row extends Findable>(index: NameIndex<Row>, row: number, group: number): number {
  return group * index.rows.length + (index.placeOf[row] ?? 0);
}

/** The rows of the lowest ranks, found without sorting all. */
function best<Row extends Findable>(
  index: NameIndex<Row>,
  ranks: readonly number[],
  most: number,
): FoundRows<Row> {
  const lowestRanks: number[] = [];
  for (const rank of ranks) {
    if (lowestRanks.length === most && rank >= (lowestRanks.at(-1) ?? 0)) continue;
    const at = lowestRanks.findIndex((other) => other > rank);
    lowestRanks.splice(at < 0 ? lowestRanks.length : at, 0, rank);
    if (lowestRanks.length > most) lowestRanks.pop();
  }
  const rows = lowestRanks.flatMap((rank) => {
    const row = index.rows[index.byName.rows[rank % index.rows.length] ?? 0];
    return row === undefined ? [] : [row];
  });
  return { rows, total: ranks.length };
}

/**
 * The words of a name. In a name that is joined with Nur, the part after Nur is also a word,
 * because many people search for it.
 */
function searchableWords(name: string): readonly string[] {
  const words = name.split(' ').filter((word) => word !== '');
  const afterNur = words.flatMap((word) => (/^nur.{3}/u.test(word) ? [word.slice(3)] : []));
  return [...words, ...afterNur];
}

/** `1976-07-22` as it is typed: `22071976`. */
function digitsOf(birthDate: string): string {
  return birthDate.slice(8) + birthDate.slice(5, 7) + birthDate.slice(0, 4);
}

function sortKeys(keysOfRows: readonly (readonly string[])[]): Sorted {
  const pairs = keysOfRows.flatMap((keys, row) => keys.map((key) => ({ key, row })));
  pairs.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row - b.row));
  return { keys: pairs.map(({ key }) => key), rows: Uint32Array.from(pairs, ({ row }) => row) };
}

interface WordRange {
  readonly from: number;
  readonly to: number;
}

/** The keys that begin with a text. */
function rangeOf(keys: readonly string[], prefix: string): WordRange {
  return { from: lowest(keys, prefix), to: lowest(keys, `${prefix}\uffff`) };
}

/** Binary search: the first index whose key is not lower than the text. */
function lowest(keys: readonly string[], text: string): number {
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((keys[middle] ?? '') < text) from = middle + 1;
    else to = middle;
  }
  return from;
}
