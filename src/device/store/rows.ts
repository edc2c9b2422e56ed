/**
 * Queries that several parts of the device use. They may run inside a transaction of their tables.
 */
import type { Db, KeptGatheringRow, RunTable } from './db.ts';

/** The gathering that this device works for. */
export async function currentGathering(
  db: Pick<Db, 'current' | 'gatherings'>,
): Promise<KeptGatheringRow | undefined> {
  const current = await db.current.get(1);
  return current && db.gatherings.get(current.gathering);
}

/** The rows of a range of one journal, both ends included. */
export function rowsBetween<Row>(
  table: RunTable<Row>,
  journal: string,
  { from, to }: { readonly from: number; readonly to: number },
): ReturnType<RunTable<Row>['toCollection']> {
  return table.where('[journal+seq]').between([journal, from], [journal, to], true, true);
}
