/**
 * Devices that the organiser gave up: lost, broken, or never used. Nothing of the ledger changes by
 * it; it is a remark with a name and a reason, and may be taken back.
 */
import { fromHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import type { GivenUp } from '#core/office-gathering-api.ts';
import type { Context, ReadContext } from '../context.ts';

/** A device of a gathering. */
export interface DevicePlace {
  readonly gatheringNo: number;
  /** Its journal as hex. */
  readonly journal: string;
}

/** Gives a device up; the newest reason stands. Fault: not-found. */
export async function giveUp(
  context: Context,
  place: DevicePlace,
  remark: GivenUp,
): Promise<Result<GivenUp>> {
  const journalNo = await findJournalNo(context, place);
  if (journalNo === null) return bad('not-found', 'device');
  const said = { at_ms: remark.atMs, organiser: remark.by, reason: remark.reason };
  await context.database.query
    .insertInto('given_up')
    .values({ journal_no: journalNo, ...said })
    .onConflict((conflict) => conflict.column('journal_no').doUpdateSet(said))
    .execute();
  return good(remark);
}

/** Expects something of the device again. Fault: not-found. */
export async function takeBack(context: Context, place: DevicePlace): Promise<Result<null>> {
  const journalNo = await findJournalNo(context, place);
  if (journalNo === null) return bad('not-found', 'device');
  await context.database.query.deleteFrom('given_up').where('journal_no', '=', journalNo).execute();
  return good(null);
}

/** The devices of a gathering that were given up, by the number of their journal. */
export async function readGivenUp(
  { database: { query } }: ReadContext,
  gatheringNo: number,
): Promise<ReadonlyMap<number, GivenUp>> {
  const rows = await query
    .selectFrom('given_up')
    .innerJoin('journals', 'journals.no', 'journal_no')
    .select(['journal_no', 'at_ms as atMs', 'organiser as by', 'reason'])
    .where('gathering_no', '=', gatheringNo)
    .execute();
  return new Map(rows.map(({ journal_no, ...remark }) => [journal_no, remark]));
}

async function findJournalNo(
  { database: { query } }: Context,
  { gatheringNo, journal }: DevicePlace,
): Promise<number | null> {
  const found = await query
    .selectFrom('journals')
    .select('no')
    .where('gathering_no', '=', gatheringNo)
    .where('id', '=', fromHex(journal) ?? new Uint8Array(0))
    .executeTakeFirst();
  return found?.no ?? null;
}
