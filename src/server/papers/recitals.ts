/** The recitals of a gathering as paper tells them: who led, from when to when. */
import { assert } from '#core/assert.ts';
import { isSetAside } from '#core/decision.ts';
import { isPossibleTime } from '#core/entry-time.ts';
import { parseEntry } from '#core/entry.ts';
import { shownText } from '#core/plain-text.ts';
import type { Reading } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import type { PrintedRecital } from '../print/attendance-list.ts';
import { spanOf } from '../ledger/registry.ts';

/** Those that are neither set aside nor revoked, in the order in which they began. */
export async function readRecitals(
  { database }: Reading,
  gathering: Pick<GatheringRow, 'no' | 'starts_at_ms' | 'valid_hours'>,
): Promise<readonly PrintedRecital[]> {
  const span = spanOf(gathering.starts_at_ms, gathering.valid_hours);
  const rows = await database.query
    .selectFrom('entries')
    .innerJoin('journals', 'journals.no', 'entries.journal_no')
    .leftJoin('batches', 'batches.no', 'entries.batch_no')
    .select(['entries.bytes', 'entries.doubt', 'entries.decided'])
    .select(['journals.decided as deviceDecided', 'batches.received_at_ms as receivedAtMs'])
    .where('entries.gathering_no', '=', gathering.no)
    .where('entries.kind', '=', 'recital')
    .where('entries.revoked', '=', 0)
    .execute();
  const counting = rows.filter(
    ({ doubt, decided, deviceDecided }) =>
      !isSetAside(doubt, { entry: decided, device: deviceDecided }),
  );
  return counting
    .map(({ bytes, receivedAtMs }): PrintedRecital => {
      const read = parseEntry(bytes);
      assert(read.ok && read.value.body.ok, 'an entry without a doubt is readable');
      const body = read.value.body.value;
      assert(body.kind === 'recital', 'its kind is its column');
      const { leader, fromMs, toMs } = body;
      const isPossible = isPossibleTime(toMs, receivedAtMs, span);
      const known = isPossible ? null : receivedAtMs;
      return { leader: shownText(leader), fromMs, toMs, receivedAtMs: known };
    })
    .sort((a, b) => a.fromMs - b.fromMs);
}
