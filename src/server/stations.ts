/** Stations: one-time codes that make a device a station; and devices that lose permission. */
import { toHex, fromHex, type Bytes } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { SIZES } from '#core/id.ts';
import { invitationUrl } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import type { StationCode, StationList } from '#core/office-gathering-api.ts';
import type { Context } from './context.ts';
import type { GatheringRow } from './db/schema.ts';
import { sha256 } from './keys.ts';

/** Makes a station ready. Its code is answered this once; the office keeps the digest. */
export async function makeStation(
  context: Context,
  gathering: GatheringRow,
  name: string,
): Promise<StationCode> {
  const code = context.random(SIZES.secret);
  const expiresAtMs = context.now() + LIMITS.stationCodeMs;
  await context.database.query
    .insertInto('stations')
    .values({
      gathering_no: gathering.no,
      name,
      code_digest: sha256(code),
      expires_at_ms: expiresAtMs,
      journal_no: null,
    })
    .execute();
  const invitation = gathering.invitation as Bytes; // a blob column
  return { name, url: invitationUrl(context.config.origin, invitation, code), expiresAtMs };
}

/** The stations of a gathering in the order they were made. */
export async function listStations(
  { database }: Context,
  gatheringNo: number,
): Promise<StationList> {
  const rows = await database.query
    .selectFrom('stations')
    .leftJoin('journals', 'journals.no', 'stations.journal_no')
    .select(['name', 'expires_at_ms as expiresAtMs', 'journals.id'])
    .where('stations.gathering_no', '=', gatheringNo)
    .orderBy('stations.no')
    .execute();
  return {
    stations: rows.map(({ id, ...row }) => ({ ...row, device: id === null ? null : toHex(id) })),
  };
}

/** Withdraws a device: it may send nothing more, and keeps what it has. Fault: not-found. */
export async function withdrawDevice(
  context: Context,
  gatheringNo: number,
  journalHex: string,
): Promise<Result<null>> {
  const { numUpdatedRows } = await context.database.query
    .updateTable('journals')
    .set((column) => ({
      withdrawn_at_ms: column.fn.coalesce('withdrawn_at_ms', column.val(context.now())),
    }))
    .where('gathering_no', '=', gatheringNo)
    .where('id', '=', fromHex(journalHex) ?? new Uint8Array(0))
    .executeTakeFirst();
  return numUpdatedRows === 1n ? good(null) : bad('not-found', 'device');
}
