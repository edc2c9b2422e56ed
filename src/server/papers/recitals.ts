/** The recitals of a gathering as paper tells them: who led, from when to when. */
import { formatClock, formatClocks, formatDay, isSameDay } from '#core/dates.ts';
import { LIMITS } from '#core/limits.ts';
import type { Zone } from '#core/time.ts';
import type { Field } from '../print/letterhead.ts';
import type { ToldGathering } from '#core/gathering-facts.ts';
import { assert } from '#core/assert.ts';
import { isSetAside } from '#core/decision.ts';
import { isPossibleTime } from '#core/entry-time.ts';
import { parseEntry } from '#core/entry.ts';
import { shownText } from '#core/plain-text.ts';
import type { ReadContext } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import { spanOf } from '../ledger/registry.ts';

/** The joint oath as it was recorded. */
export interface PrintedRecital {
  readonly leader: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Set where the hours cannot be right: when the office first had the entry. */
  readonly receivedAtMs: number | null;
}

/** Those that are neither set aside nor revoked, in the order in which they began. */
export async function readRecitals(
  { database }: ReadContext,
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

/** Each recital in a line; a head has room for some, and says how many more there are. */
export function recitalFields(
  recitals: readonly PrintedRecital[],
  gathering: ToldGathering,
): readonly Field[] {
  const shown = recitals.slice(0, LIMITS.printRecitalsMax);
  const moreCount = recitals.length - shown.length;
  return [
    ...shown.map((recital) => ({ label: 'Ikrar', value: toldOf(recital, gathering) })),
    ...(moreCount === 0 ? [] : [{ label: 'Ikrar', value: `dan ${moreCount} lagi` }]),
  ];
}

function toldOf(recital: PrintedRecital, { zone, startsAtMs }: ToldGathering): string {
  const { leader, receivedAtMs, ...span } = recital;
  const isOtherDay = !isSameDay(span.fromMs, startsAtMs, zone);
  const hours = isSameDay(span.fromMs, span.toMs, zone)
    ? [...(isOtherDay ? [formatDay(span.fromMs, zone)] : []), formatClocks(span, zone)].join(', ')
    : `${momentOf(span.fromMs, zone)} s.d. ${momentOf(span.toMs, zone)}`;
  const clock =
    receivedAtMs === null ? '' : ` (jam perangkat; diterima ${momentOf(receivedAtMs, zone)})`;
  return `Dibacakan bersama, dipimpin oleh ${leader}, ${hours}${clock}`;
}

function momentOf(ms: number, zone: Zone): string {
  return `${formatDay(ms, zone)} pukul ${formatClock(ms, zone)}`;
}
