/**
 * Yields the search over one roster, in memory: by birth date, by name, and within an agency. Pure,
 * so that it runs where there is time for it. The rule: nobody is listed before something is typed.
 */
import uFuzzy from '@leeoniya/ufuzzy';
import { LIMITS } from '#core/limits.ts';
import { findByBirthDate, findByName, prepareNames } from '#core/name-index.ts';
import { normaliseName } from '#core/names.ts';
import { type Agency, type Roster, type RosterRow, pathOf } from '#core/roster.ts';

export type Query =
  | { readonly by: 'birth-date'; readonly digits: string }
  | { readonly by: 'name'; readonly text: string }
  | { readonly by: 'agency'; readonly agency: number; readonly text: string };

/** The best rows, at most LIMITS.foundShownMax. */
export type Search = (query: Query) => readonly RosterRow[];

const FUZZY_LETTERS_MIN = 4;

/** Prepares a roster for search. Takes a while for a large one. */
export function openSearch({ rows, agencies }: Pick<Roster, 'rows' | 'agencies'>): Search {
  const index = prepareNames(rows);
  const ofAgency = rowsByAgency(index.byName.rows, rows);
  const ofLetter = rowsByLetter(index.haystack);
  // One error within a word: the library names this mode in an enum that modules cannot import.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  const fuzzy = new uFuzzy({ intraMode: 1 });
  const most = LIMITS.foundShownMax;

  /** One word may have one error; the others, and the first letter of each, are as typed. */
  function byTypo(text: string): readonly RosterRow[] {
    const words = wordsOf(text);
    const found = new Set<number>();
    for (const [i, word] of words.entries()) {
      if (word.length < FUZZY_LETTERS_MIN || found.size >= most) continue;
      const others = words.filter((_, j) => j !== i);
      const sameLetter = ofLetter.get(word.slice(0, 1)) ?? [];
      const pool = sameLetter.filter((at) => hasWords(index.haystack[at], others));
      for (const at of fuzzy.filter(index.haystack, word, pool) ?? []) found.add(at);
    }
    return [...found].slice(0, most).flatMap((at) => rows[at] ?? []);
  }

  function inAgency(agency: number, text: string): readonly RosterRow[] {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const found = agenciesWithin(agencies, agency)
      .flatMap((no) => ofAgency.get(no) ?? [])
      .filter((at) => hasWords(index.haystack[at], words));
    const byName = found.sort((a, b) => (index.placeOf[a] ?? 0) - (index.placeOf[b] ?? 0));
    return byName.slice(0, most).flatMap((at) => rows[at] ?? []);
  }

  return (query) => {
    switch (query.by) {
      case 'birth-date':
        return findByBirthDate(index, query.digits, { most }).rows;
      case 'name': {
        const found = findByName(index, query.text, { most });
        return found.total > 0 ? found.rows : byTypo(query.text);
      }
      case 'agency':
        return inAgency(query.agency, query.text);
    }
  };
}

function wordsOf(text: string): readonly string[] {
  return normaliseName(text.slice(0, LIMITS.nameCharsMax))
    .split(' ')
    .filter((word) => word !== '');
}

/** Whether a name has, for each of the words, one that begins with it. */
function hasWords(name: string | undefined, words: readonly string[]): boolean {
  const spaced = ` ${name ?? ''}`;
  return words.every((word) => spaced.includes(` ${word}`));
}

/** An agency and everything below it. */
function agenciesWithin(agencies: readonly Agency[], top: number): readonly number[] {
  const below = agencies.filter(({ no }) => pathOf(agencies, no).some((above) => above.no === top));
  return below.map(({ no }) => no);
}

/** The places of each agency's rows, in the order of names. */
function rowsByAgency(
  byName: Uint32Array,
  rows: readonly RosterRow[],
): ReadonlyMap<number, readonly number[]> {
  const ofAgency = new Map<number, number[]>();
  for (const at of byName) {
    const agency = rows[at]?.agency ?? -1;
    const own = ofAgency.get(agency);
    if (own === undefined) ofAgency.set(agency, [at]);
    else own.push(at);
  }
  return ofAgency;
}

/** The places of the rows that have a word with this first letter, ascending. */
function rowsByLetter(haystack: readonly string[]): ReadonlyMap<string, number[]> {
  const ofLetter = new Map<string, number[]>();
  haystack.forEach((name, at) => {
    for (const letter of new Set(name.split(' ').map((word) => word.slice(0, 1)))) {
      const own = ofLetter.get(letter);
      if (own === undefined) ofLetter.set(letter, [at]);
      else own.push(at);
    }
  });
  return ofLetter;
}
