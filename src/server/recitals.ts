/** The recitals of a gathering as paper tells them: who led, from when to when. */
import { assert } from '#core/assert.ts';
import type { Bytes } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { LIMITS } from '#core/limits.ts';
import type { Context } from './context.ts';
import type { PrintedRecital } from './print/attendance-list.ts';

/** Those that are neither doubted nor revoked, in the order in which they began. */
export async function readRecitals(
  { database }: Context,
  gatheringNo: number,
): Promise<readonly PrintedRecital[]> {
  const rows = await database.query
    .selectFrom('entries')
    .innerJoin('journals', 'journals.no', 'entries.journal_no')
    .select(['entries.bytes', 'journals.clock_offset_ms as offsetMs'])
    .where('entries.gathering_no', '=', gatheringNo)
    .where('entries.kind', '=', 'recital')
    .where('entries.doubt', 'is', null)
    .where('entries.revoked', '=', 0)
    .execute();
  return rows
    .map(({ bytes, offsetMs }): PrintedRecital => {
      const read = parseEntry(bytes as Bytes); // a blob column
      assert(read.ok && read.value.body.ok, 'an entry without a doubt is readable');
      const body = read.value.body.value;
      assert(body.kind === 'recital', 'its kind is its column');
      const { leader, fromMs, toMs } = body;
      const isByWrongClock = Math.abs(offsetMs ?? 0) > LIMITS.clockDriftWarnMs;
      return { leader, fromMs, toMs, isByWrongClock };
    })
    .sort((a, b) => a.fromMs - b.fromMs);
}
