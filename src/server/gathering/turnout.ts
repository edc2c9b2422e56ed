/** Turnout as the organiser watches it: the ledger's counters, arranged as the tree of agencies. */
import { type TurnoutCount, WALK_IN_AGENCY } from '#core/attendance.ts';
import { CATEGORIES } from '#core/category.ts';
import type { TurnoutCounts } from '#core/office-decision-api.ts';
import type { Turnout } from '#core/office-gathering-api.ts';
import { completenessOf, provisionalOf, remarksOf } from './completeness.ts';
import type { Context } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';

const NONE: TurnoutCounts = {
  expected: 0,
  attended: 0,
  signed: 0,
  extraAttended: 0,
  extraSigned: 0,
};

/** The counters of a gathering as they stand. */
export async function turnoutOf(context: Context, gathering: GatheringRow): Promise<Turnout> {
  const rows = await readCounts(context, gathering.no);
  const completeness = await completenessOf(context, gathering);
  const walkInsOf = (from: number): Turnout['walkIns'] => {
    const sum = sumOf(rows.filter(({ agency }) => agency === from));
    return { attended: sum.extraAttended, signed: sum.extraSigned };
  };
  return {
    totals: sumOf(rows),
    agencies: await arrange(context, gathering.programme_no, rows),
    categories: CATEGORIES.map((category) => ({
      category,
      ...sumOf(rows.filter((row) => row.category === category)),
    })),
    walkIns: walkInsOf(WALK_IN_AGENCY.station),
    phoneWalkIns: walkInsOf(WALK_IN_AGENCY.phone),
    provisional: provisionalOf(completeness),
    knownUntilMs: completeness.knownUntilMs,
    remarks: remarksOf(completeness),
  };
}

/** The counters of a gathering by agency and category; WALK_IN_AGENCY holds the walk-ins. */
async function readCounts(
  { database }: Context,
  gatheringNo: number,
): Promise<readonly TurnoutCount[]> {
  return database.query
    .selectFrom('turnout')
    .select([
      'agency_no as agency',
      'category',
      'expected',
      'attended',
      'signed',
      'extra_attended as extraAttended',
      'extra_signed as extraSigned',
    ])
    .where('gathering_no', '=', gatheringNo)
    .execute();
}

/** Agencies that have anybody in or below them, each after the one above it. */
async function arrange(
  { database }: Context,
  programmeNo: number,
  counts: readonly TurnoutCount[],
): Promise<Turnout['agencies']> {
  const agencies = await database.query
    .selectFrom('agencies')
    .select(['no', 'name', 'short_name as shortName', 'parent_no as parent'])
    .where('programme_no', '=', programmeNo)
    .orderBy('no')
    .execute();
  const below = Map.groupBy(agencies, ({ parent }) => parent);
  const ownOf = new Map(
    [...Map.groupBy(counts, ({ agency }) => agency)].map(([no, own]) => [no, sumOf(own)]),
  );
  const walk = (parent: number | null, depth: number): Turnout['agencies'] =>
    (below.get(parent) ?? []).flatMap(({ no, name, shortName }) => {
      const own = ownOf.get(no) ?? NONE;
      const inside = walk(no, depth + 1);
      const direct = inside.filter((agency) => agency.depth === depth + 1);
      const whole = sumOf([own, ...direct.map((agency) => agency.whole)]);
      const anybody = whole.expected + whole.extraAttended + whole.extraSigned > 0;
      return anybody ? [{ no, name, shortName, depth, own, whole }, ...inside] : [];
    });
  return walk(null, 0);
}

function sumOf(counts: readonly TurnoutCounts[]): TurnoutCounts {
  return counts.reduce(
    (sum, count) => ({
      expected: sum.expected + count.expected,
      attended: sum.attended + count.attended,
      signed: sum.signed + count.signed,
      extraAttended: sum.extraAttended + count.extraAttended,
      extraSigned: sum.extraSigned + count.extraSigned,
    }),
    NONE,
  );
}
