/**
 * What a roster file makes of the roster there is: the same person keeps the same number for ever,
 * because entries in the field name people by it. Pure; rosters.ts writes it.
 */
import { normaliseName } from '#core/names.ts';
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
    const no = found.get(at);
    if (no !== undefined) return { ...person, no };
    highestNo += 1;
    return { ...person, no: highestNo };
  });
  const agencies = [...judged.agencies];
  const again = new Set(found.values());
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
    changes: {
      added: judged.rows.length - found.size,
      kept: found.size,
      removed: vanished.length - held.length,
      keptForEntries: held.length,
    },
  };
}

/** The number of each person of the file, by place, who was on the roster before. */
function findAgain(standing: StandingRoster, judged: JudgedTable): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const byNumber = new Map(
    standing.rows.flatMap((row) => (isOwnNumber(row) ? [[row.number, row.no] as const] : [])),
  );
  judged.rows.forEach((person, at) => {
    const no = isOwnNumber(person) ? byNumber.get(person.number) : undefined;
    if (no !== undefined) found.set(at, no);
  });
  const taken = new Set(found.values());
  const left = standing.rows.filter(({ no }) => !taken.has(no));
  const byPost = Map.groupBy(left, (row) => postOf(row, standing.agencies));
  judged.rows.forEach((person, at) => {
    if (found.has(at)) return;
    const same = byPost.get(postOf(person, judged.agencies)) ?? [];
    const row = same.find((one) => !taken.has(one.no) && sameBirth(one, person));
    if (row === undefined) return;
    taken.add(row.no);
    found.set(at, row.no);
  });
  return found;
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
