/**
 * Yields the search over one roster, in memory: by birth date, by name, and within an agency. Pure,
 * so that it runs where there is time for it. The rule: nobody is listed before something is typed.
 */
import uFuzzy from '@leeoniya/ufuzzy';
import { LIMITS } from '#core/limits.ts';
import {
  type Sorted,
  findByBirthDate,
  findByName,
  prepareNames,
  wordsWithin,
} from '#core/name-index.ts';
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
  const everybody = vocabularyOf(index.words);
  /** Somebody types one name in one agency: the next key finds its words ready. */
  let chosen: { readonly agency: number; readonly people: Vocabulary } | null = null;
  /** Every word of a name with a space before it, so that a beginning is found by one search. */
  const spaced = index.haystack.map((name) => ` ${name}`);
  // One error within a word: the library names this mode in an enum that modules cannot import.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  const fuzzy = new uFuzzy({ intraMode: 1 });
  const most = LIMITS.foundShownMax;

  function peopleOf(agency: number): Vocabulary {
    if (chosen?.agency === agency) return chosen.people;
    const words = wordsWithin(index, agenciesWithin(agencies, agency));
    chosen = { agency, people: vocabularyOf(words) };
    return chosen.people;
  }

  /** An error is forgiven where nobody is found as typed. */
  function byName(text: string, people: Vocabulary): readonly RosterRow[] {
    const found = findByName(index, text, { most, among: people.sorted });
    return found.total > 0 ? found.rows : byTypo(text, people);
  }

  /** One word may have one error; the others, and the first letter of each, are as typed. */
  function byTypo(text: string, { sorted, ...people }: Vocabulary): readonly RosterRow[] {
    const words = wordsOf(text);
    const found = new Set<number>();
    for (const [i, word] of words.entries()) {
      if (word.length < FUZZY_LETTERS_MIN || found.size >= most) continue;
      const others = words.filter((_, j) => j !== i);
      const near = people.ofLetter.get(word.slice(0, 1)) ?? [];
      for (const at of fuzzy.filter(people.words, word, near) ?? []) {
        for (const row of sorted.rows.subarray(people.from[at], people.from[at + 1])) {
          if (hasWords(spaced[row] ?? '', others)) found.add(row);
        }
      }
    }
    return [...found].slice(0, most).flatMap((at) => rows[at] ?? []);
  }

  return (query) => {
    switch (query.by) {
      case 'birth-date':
        return findByBirthDate(index, query.digits, { most }).rows;
      case 'name':
        return byName(query.text, everybody);
      case 'agency':
        return byName(query.text, peopleOf(query.agency));
    }
  };
}

function wordsOf(text: string): readonly string[] {
  return normaliseName(text.slice(0, LIMITS.nameCharsMax))
    .split(' ')
    .filter((word) => word !== '');
}

/** Whether a name, its words spaced, has for each of these words one that begins with it. */
function hasWords(spaced: string, words: readonly string[]): boolean {
  return words.every((word) => spaced.includes(` ${word}`));
}

/** An agency and everything below it. */
function agenciesWithin(agencies: readonly Agency[], top: number): ReadonlySet<number> {
  const below = agencies.filter(({ no }) => pathOf(agencies, no).some((above) => above.no === top));
  return new Set(below.map(({ no }) => no));
}

/** Every word once, though thousands bear it: a fuzzy search over names would read each again. */
interface Vocabulary {
  readonly sorted: Sorted;
  readonly words: string[];
  /** Where each word begins among the sorted ones; one more at the end. */
  readonly from: readonly number[];
  /** The places in `words` by first letter, ascending. */
  readonly ofLetter: ReadonlyMap<string, number[]>;
}

function vocabularyOf(sorted: Sorted): Vocabulary {
  const { keys } = sorted;
  const words: string[] = [];
  const from: number[] = [];
  const ofLetter = new Map<string, number[]>();
  keys.forEach((word, at) => {
    if (word === keys[at - 1]) return;
    const own = ofLetter.get(word.slice(0, 1));
    if (own === undefined) ofLetter.set(word.slice(0, 1), [words.length]);
    else own.push(words.length);
    words.push(word);
    from.push(at);
  });
  return { sorted, words, from: [...from, keys.length], ofLetter };
}
