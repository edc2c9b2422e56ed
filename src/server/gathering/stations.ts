/** Stations: one-time codes that make a device a station. */
import type { Transaction } from 'kysely';
import type * as v from 'valibot';
import { toHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { SIZES } from '#core/id.ts';
import { invitationUrl } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import type { StationCode, StationList, newStation } from '#core/office-gathering-api.ts';
import type { Context } from '../context.ts';
import type { GatheringRow, Tables } from '../db/schema.ts';
import { sha256 } from '../keys.ts';
import { type Answer, answered, refused } from '../problem.ts';

/**
 * Makes a station ready. Its code is answered this once; the office keeps the digest. A name that
 * another desk has is a conflict, unless it is wanted `again`, as for a tablet that is replaced.
 */
export async function makeStation(
  context: Context,
  gathering: GatheringRow,
  { name, again }: v.InferOutput<typeof newStation>,
): Promise<Answer<StationCode>> {
  const code = context.random(SIZES.secret);
  const nowMs = context.now();
  const expiresAtMs = nowMs + LIMITS.stationCodeMs;
  // One transaction: of two organisers with one name in mind, the second is told.
  const isMade = await context.database.query.transaction().execute(async (query) => {
    if (!again && (await namesInUse(query, gathering.no, nowMs)).has(nameKey(name))) return false;
    await query
      .insertInto('stations')
      .values({
        gathering_no: gathering.no,
        name,
        code_digest: sha256(code),
        expires_at_ms: expiresAtMs,
        journal_no: null,
        withdrawn_at_ms: null,
      })
      .execute();
    return true;
  });
  if (!isMade) return refused('conflict', { name: 'taken' });
  const invitation = gathering.invitation;
  const url = invitationUrl(context.config.origin, invitation, code);
  return answered({ name, url, expiresAtMs });
}

/** Names of desks that a tablet has, or may still get by its code. */
async function namesInUse(
  query: Transaction<Tables>,
  gatheringNo: number,
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const rows = await query
    .selectFrom('stations')
    .leftJoin('journals', 'journals.no', 'stations.journal_no')
    .select(['name', 'expires_at_ms', 'journal_no', 'journals.withdrawn_at_ms'])
    .where('stations.gathering_no', '=', gatheringNo)
    .execute();
  const inUse = rows.filter((row) =>
    row.journal_no === null ? row.expires_at_ms > nowMs : row.withdrawn_at_ms === null,
  );
  return new Set(inUse.map(({ name }) => nameKey(name)));
}

/** What an eye on the field takes for the same name. */
function nameKey(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** The stations of a gathering in the order they were made. */
export async function listStations(context: Context, gatheringNo: number): Promise<StationList> {
  const nowMs = context.now();
  const rows = await context.database.query
    .selectFrom('stations')
    .leftJoin('journals', 'journals.no', 'stations.journal_no')
    .select([
      'stations.no',
      'name',
      'expires_at_ms as expiresAtMs',
      'stations.withdrawn_at_ms as withdrawnAtMs',
      'journals.id',
    ])
    .where('stations.gathering_no', '=', gatheringNo)
    .orderBy('stations.no')
    .execute();
  return {
    stations: rows.map(({ id, withdrawnAtMs, ...row }) => ({
      ...row,
      device: id === null ? null : toHex(id),
      isOpen: id === null && withdrawnAtMs === null,
      isOver: row.expiresAtMs <= nowMs,
    })),
  };
}

/**
 * Withdraws a code that no tablet has used: from now on it is one whose time is over. Faults:
 * not-found; conflict, when a tablet was quicker.
 */
export async function withdrawCode(
  context: Context,
  gatheringNo: number,
  stationNo: number,
): Promise<Result<null>> {
  const nowMs = context.now();
  const { query } = context.database;
  const found = await query
    .selectFrom('stations')
    .select('no')
    .where('no', '=', stationNo)
    .where('gathering_no', '=', gatheringNo)
    .executeTakeFirst();
  if (found === undefined) return bad('not-found', 'station');
  const { numUpdatedRows } = await query
    .updateTable('stations')
    .set((column) => ({
      expires_at_ms: column.fn<number>('min', ['expires_at_ms', column.val(nowMs)]),
      withdrawn_at_ms: column.fn.coalesce('withdrawn_at_ms', column.val(nowMs)),
    }))
    .where('no', '=', found.no)
    .where('journal_no', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? good(null) : bad('conflict', 'the code was used');
}
