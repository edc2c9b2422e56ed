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
const AGENCY_LETTERS_MIN = 1;

/** Prepares a roster for search. Takes a while for a large one. */
export function openSearch({ rows, agencies }: Pick<Roster, 'rows' | 'agencies'>): Search {
  const index = prepareNames(rows);
  // One error within a word: the library names this mode in an enum that modules cannot import.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  const fuzzy = new uFuzzy({ intraMode: 1 });
  const most = LIMITS.foundShownMax;

  function byTypo(text: string): readonly RosterRow[] {
    const needle = normaliseName(text);
    if (needle.length < FUZZY_LETTERS_MIN) return [];
    const found = fuzzy.filter(index.haystack, needle) ?? [];
    return found.slice(0, most).flatMap((i) => rows[i] ?? []);
  }

  function inAgency(agency: number, text: string): readonly RosterRow[] {
    const words = normaliseName(text)
      .split(' ')
      .filter((word) => word !== '');
    if ((words[0] ?? '').length < AGENCY_LETTERS_MIN) return [];
    const within = agenciesWithin(agencies, agency);
    const found: RosterRow[] = [];
    for (const place of index.byName.rows) {
      const row = rows[place];
      if (row === undefined || !within.has(row.agency)) continue;
      const name = ` ${index.haystack[place] ?? ''}`;
      if (words.every((word) => name.includes(` ${word}`))) found.push(row);
      if (found.length === most) break;
    }
    return found;
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

/** An agency and everything below it. */
function agenciesWithin(agencies: readonly Agency[], top: number): ReadonlySet<number> {
  const below = agencies.filter(({ no }) => pathOf(agencies, no).some((above) => above.no === top));
  return new Set(below.map(({ no }) => no));
}
