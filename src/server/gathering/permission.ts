/** The permission of a device to send: withdrawn by the organiser, and given back. */
import { fromHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import type { Context } from '../context.ts';
import type { DevicePlace } from './given-up.ts';

/** From now on the device sends nothing more, and keeps what it has. Fault: not-found. */
export async function withdrawPermission(
  context: Context,
  place: DevicePlace,
): Promise<Result<null>> {
  const { numUpdatedRows } = await journalAt(context, place)
    .set((column) => ({
      withdrawn_at_ms: column.fn.coalesce('withdrawn_at_ms', column.val(context.now())),
    }))
    .executeTakeFirst();
  return numUpdatedRows === 1n ? good(null) : bad('not-found', 'device');
}

/** What the device kept meanwhile comes, and counts as ever. Fault: not-found. */
export async function givePermissionBack(
  context: Context,
  place: DevicePlace,
): Promise<Result<null>> {
  const { numUpdatedRows } = await journalAt(context, place)
    .set({ withdrawn_at_ms: null })
    .executeTakeFirst();
  return numUpdatedRows === 1n ? good(null) : bad('not-found', 'device');
}

function journalAt({ database: { query } }: Context, { gatheringNo, journal }: DevicePlace) {
  return query
    .updateTable('journals')
    .where('gathering_no', '=', gatheringNo)
    .where('id', '=', fromHex(journal) ?? new Uint8Array(0));
}
