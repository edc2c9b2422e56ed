/**
 * Devices that the organiser gave up: lost, broken, or never used. Nothing of the ledger changes by
 * it; it is a remark with a name and a reason, and may be taken back.
 */
import * as v from 'valibot';
import { fromHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type GivenUp, givenUp } from '#core/office-gathering-api.ts';
import type { Context } from './context.ts';

/** A device of a gathering. */
export interface DevicePlace {
  readonly gatheringNo: number;
  /** Its journal as hex. */
  readonly journal: string;
}

const META = 'given-up ';

/** Gives a device up; the newest reason stands. Fault: not-found. */
export async function giveUp(
  context: Context,
  place: DevicePlace,
  remark: GivenUp,
): Promise<Result<GivenUp>> {
  const name = await findName(context, place);
  if (name === null) return bad('not-found', 'device');
  const value = JSON.stringify(remark);
  await context.database.query
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return good(remark);
}

/** Expects something of the device again. Fault: not-found. */
export async function takeBack(context: Context, place: DevicePlace): Promise<Result<null>> {
  const name = await findName(context, place);
  if (name === null) return bad('not-found', 'device');
  await context.database.query.deleteFrom('meta').where('name', '=', name).execute();
  return good(null);
}

/** Every device that was given up, by its journal as hex. */
export async function readGivenUp({
  database: { query },
}: Context): Promise<ReadonlyMap<string, GivenUp>> {
  const rows = await query
    .selectFrom('meta')
    .selectAll()
    .where('name', '>=', META)
    .where('name', '<', `${META}g`) // hex ends before
    .execute();
  return new Map(
    rows.map(({ name, value }) => [name.slice(META.length), v.parse(givenUp, JSON.parse(value))]),
  );
}

/** Under which name of `meta` the remark of a device stands; null when there is no such device. */
async function findName(
  { database: { query } }: Context,
  { gatheringNo, journal }: DevicePlace,
): Promise<string | null> {
  const found = await query
    .selectFrom('journals')
    .select('no')
    .where('gathering_no', '=', gatheringNo)
    .where('id', '=', fromHex(journal) ?? new Uint8Array(0))
    .executeTakeFirst();
  return found === undefined ? null : `${META}${journal.toLowerCase()}`;
}
