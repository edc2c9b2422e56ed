/** Rows that several parts of the device read, inside a transaction of their tables or alone. */
import type { Db, GatheringRow, RunTable } from './db.ts';

/** The gathering that this device works for. */
export async function currentGathering(
  db: Pick<Db, 'current' | 'gatherings'>,
): Promise<GatheringRow | undefined> {
  const current = await db.current.get(1);
  return current && db.gatherings.get(current.gathering);
}

/** The rows of a run of one journal, both ends included. */
export function rowsBetween<Row>(
  table: RunTable<Row>,
  journal: string,
  { from, to }: { readonly from: number; readonly to: number },
): ReturnType<RunTable<Row>['toCollection']> {
  return table.where('[journal+seq]').between([journal, from], [journal, to], true, true);
}
