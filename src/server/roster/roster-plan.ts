/**
 * What a roster file makes of the roster there is: the same person keeps the same number for ever,
 * and no number passes to another, because entries in the field name people by it. Pure; rosters.ts
 * writes it.
 */
import type { JudgedTable } from '#core/roster-table.ts';
import { plainWords } from '#core/roster-words.ts';
import { type Agency, type RosterRow, pathOf } from '#core/roster.ts';
import { type RosterPeople, findAgain } from './roster-match.ts';

/** The roster as it stands, and whom entries name. */
export interface StandingRoster extends RosterPeople<RosterRow> {
  /** The highest number ever given. */
  readonly highestNo: number;
  hasEntries(no: number): boolean;
}

/** The roster as it will stand, in order of number. */
export interface RosterPlan extends RosterPeople<RosterRow> {
  readonly highestNo: number;
  /** How people were spelled until now whom the file spells otherwise. */
  readonly earlierNames: readonly Pick<RosterRow, 'no' | 'name'>[];
  readonly changes: {
    readonly added: number;
    readonly kept: number;
    readonly removed: number;
    readonly keptForEntries: number;
  };
}

/** Whoever is not found again is new, and gets a number that nobody had. */
export function planRoster(standing: StandingRoster, judged: JudgedTable): RosterPlan {
  const found = findAgain(standing, judged);
  let highestNo = standing.highestNo;
  const rows = judged.rows.map((person, at): RosterRow => {
    const before = found.get(at);
    if (before !== undefined) return { ...person, no: before.no };
    highestNo += 1;
    return { ...person, no: highestNo };
  });
  const agencies = [...judged.agencies];
  const again = new Set([...found.values()].map(({ no }) => no));
  const vanished = standing.rows.filter(({ no }) => !again.has(no));
  const held = vanished.filter(({ no }) => standing.hasEntries(no));
  const placeOf = graftingOn(agencies);
  for (const row of held) {
    rows.push({ ...row, agency: placeOf(pathOf(standing.agencies, row.agency)) });
  }
  return {
    rows: rows.sort((a, b) => a.no - b.no),
    agencies,
    highestNo,
    earlierNames: [...found].flatMap(([at, { no, name }]) =>
      name === judged.rows[at]?.name ? [] : [{ no, name }],
    ),
    changes: {
      added: judged.rows.length - found.size,
      kept: found.size,
      removed: vanished.length - held.length,
      keptForEntries: held.length,
    },
  };
}

/** Gives an agency its place in a list, which gets what it lacks of the path (the agency first). */
function graftingOn(agencies: Agency[]): (path: readonly Agency[]) => number {
  const placeOf = new Map(agencies.map(({ no, name, parent }) => [keyOf(name, parent), no]));
  return (path) => {
    let place: number | null = null;
    for (const agency of path.toReversed()) {
      const parent: number | null = place;
      const key = keyOf(agency.name, parent);
      place = placeOf.get(key) ?? agencies.length;
      if (place === agencies.length) agencies.push({ ...agency, no: place, parent });
      placeOf.set(key, place);
    }
    return place ?? 0;
  };
}

/** One name under one parent is one agency, however it is capitalised. */
function keyOf(name: string, parent: number | null): string {
  return `${parent ?? ''}\n${plainWords(name)}`;
}
