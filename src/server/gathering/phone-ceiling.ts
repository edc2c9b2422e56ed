/** How many walk-ins of phones count at a gathering at most: shown, and changed. */
import type { Context } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';

/** The ceiling, how many were taken up to it, and how many stand above. */
export interface PhoneWalkIns {
  readonly ceiling: number;
  readonly walkIns: number;
  readonly overCeiling: number;
}

export async function phoneWalkInsOf(
  { database }: Context,
  row: Pick<GatheringRow, 'no' | 'phone_ceiling' | 'phone_walk_ins'>,
): Promise<PhoneWalkIns> {
  const { count } = await database.query
    .selectFrom('entries')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('gathering_no', '=', row.no)
    .where('doubt', '=', 'over-ceiling')
    .where('decided', 'is', null)
    .executeTakeFirstOrThrow();
  return { ceiling: row.phone_ceiling, walkIns: row.phone_walk_ins, overCeiling: count };
}

/**
 * Changes the ceiling. What stood above a lower one is judged again, in the order in which it came;
 * what was taken stays taken.
 */
export function setPhoneCeiling(
  { database, registry, ledger }: Context,
  gatheringNo: number,
  ceiling: number,
): Promise<void> {
  return database.exclusive(() => {
    database.sqlite
      .prepare('update gatherings set phone_ceiling = ? where no = ?')
      .run(ceiling, gatheringNo);
    registry.forget();
    ledger.fillCeiling(gatheringNo);
    ledger.recount(gatheringNo);
  });
}
