/**
 * What a roster file makes of the roster there is: the same person keeps the same number for ever,
 * and no number passes to another, because entries in the field name people by it. Pure; rosters.ts
 * writes it.
 */
import { isAlike, normaliseName } from '#core/names.ts';
import { type JudgedTable, type ParsedPerson } from '#core/roster-table.ts';
import { plainWords } from '#core/roster-words.ts';
import { type Agency, type RosterRow, pathOf } from '#core/roster.ts';

/** The roster as it stands, and whom entries name. */
export interface StandingRoster {
  readonly rows: readonly RosterRow[];
  readonly agencies: readonly Agency[];
  /** The highest number ever given. */
  readonly highestNo: number;
  hasEntries(no: number): boolean;
}

/** The roster as it will stand, in order of number. */
export interface RosterPlan {
  readonly rows: readonly RosterRow[];
  readonly agencies: readonly Agency[];
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

/** People are found again by number, else by name, agency and position; all others are new. */
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
  for (const row of held) {
    const agency = replant(agencies, pathOf(standing.agencies, row.agency));
    rows.push({ ...row, agency });
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

/** Each person of the file, by place, as the roster has him, if he was on it before. */
function findAgain(standing: StandingRoster, judged: JudgedTable): ReadonlyMap<number, RosterRow> {
  const found = new Map<number, RosterRow>();
  const byNumber = new Map(
    standing.rows.flatMap((row) => (isOwnNumber(row) ? [[row.number, row] as const] : [])),
  );
  const isMended = mendingOf(standing.rows, judged.rows);
  judged.rows.forEach((person, at) => {
    const row = isOwnNumber(person) ? byNumber.get(person.number) : undefined;
    if (row !== undefined && isMended(row.name, person.name)) found.set(at, row);
  });
  const taken = new Set([...found.values()].map(({ no }) => no));
  const left = standing.rows.filter(({ no }) => !taken.has(no));
  const byPost = Map.groupBy(left, (row) => postOf(row, standing.agencies));
  judged.rows.forEach((person, at) => {
    if (found.has(at)) return;
    const same = byPost.get(postOf(person, judged.agencies)) ?? [];
    const row = same.find((one) => !taken.has(one.no) && sameBirth(one, person));
    if (row === undefined) return;
    taken.add(row.no);
    found.set(at, row);
  });
  return found;
}

/**
 * Whether one name became another by mending its spelling: the two are alike, and one person less
 * bears the old one. Else the number stood with the wrong person in one of the two files, as where
 * a column slipped by a row.
 */
function mendingOf(
  before: readonly Named[],
  now: readonly Named[],
): (from: string, to: string) => boolean {
  const fewer = fewerOf(before, now);
  return (from, to) => {
    if (from === to) return true;
    const [old, mended] = [normaliseName(from), normaliseName(to)];
    return old === mended || ((fewer.get(old) ?? 0) > 0 && isAlike(old, mended));
  };
}

type Named = Pick<RosterRow, 'name'>;

/** How many people fewer bear a name than before, by its normalised form. */
function fewerOf(before: readonly Named[], now: readonly Named[]): ReadonlyMap<string, number> {
  const asWritten = new Map<string, number>();
  for (const { name } of before) asWritten.set(name, (asWritten.get(name) ?? 0) + 1);
  for (const { name } of now) asWritten.set(name, (asWritten.get(name) ?? 0) - 1);
  const fewer = new Map<string, number>();
  for (const [name, count] of asWritten) {
    if (count === 0) continue; // most names stay as they are, and normalising is slow
    const normal = normaliseName(name);
    fewer.set(normal, (fewer.get(normal) ?? 0) + count);
  }
  return fewer;
}

/** Four digits of a NIK are not one person's own. */
function isOwnNumber({ numberKind }: Pick<RosterRow, 'numberKind'>): boolean {
  return numberKind !== 'none' && numberKind !== 'nik';
}

function postOf(
  { name, agency, position }: RosterRow | ParsedPerson,
  agencies: readonly Agency[],
): string {
  const path = pathOf(agencies, agency).map((above) => plainWords(above.name));
  return [normaliseName(name), plainWords(position), ...path].join('\n');
}

/** Two who share name and post are still two when their birth dates differ. */
function sameBirth(a: RosterRow, b: ParsedPerson): boolean {
  return a.birthDate === null || b.birthDate === null || a.birthDate === b.birthDate;
}

/** The place of an agency in a list, which gets what it lacks of the path (the agency first). */
function replant(agencies: Agency[], path: readonly Agency[]): number {
  let parent: number | null = null;
  for (const agency of path.toReversed()) {
    const above: number | null = parent;
    const known: Agency | undefined = agencies.find(
      (one) => one.parent === above && plainWords(one.name) === plainWords(agency.name),
    );
    if (known === undefined) agencies.push({ ...agency, no: agencies.length, parent: above });
    parent = known?.no ?? agencies.length - 1;
  }
  return parent ?? 0;
}
