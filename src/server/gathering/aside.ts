/** What of each device is set aside, with its doubts, and what the organiser accepted of it. */
import { type Decided, isSetAside } from '#core/decision.ts';
import type { DeviceState } from '#core/office-gathering-api.ts';
import type { LedgerDoubt } from '#core/doubt.ts';
import type { ReadContext } from '../context.ts';
import type { Tally } from './held-entries.ts';

/** The entries of one journal, and those that are kept beside them. */
interface OfJournal {
  readonly tallies: readonly Tally[];
  readonly beside: readonly Beside[];
}

/** Signings, and what is set aside with its reason; an entry beside another counts as forked. */
export function asideOf(
  { tallies, beside }: OfJournal,
  device: Decided | null,
): Pick<DeviceState, 'signings' | 'quarantined' | 'accepted' | 'doubts'> {
  const counts = new Map<LedgerDoubt, number>();
  const asideCount = beside.filter(({ decided }) =>
    isSetAside('forked', { entry: decided, device }),
  ).length;
  if (asideCount > 0) counts.set('forked', asideCount);
  let [signings, quarantined, accepted] = [0, asideCount, beside.length - asideCount];
  for (const { kind, doubt, decided, count } of tallies) {
    if (kind === 'signing') signings += count;
    const isAside = isSetAside(doubt, { entry: decided, device });
    if (isAside) quarantined += count;
    else if (doubt !== null) accepted += count;
    if (doubt !== null && isAside) counts.set(doubt, (counts.get(doubt) ?? 0) + count);
  }
  const doubts = [...counts].map(([doubt, count]) => ({ doubt, count }));
  return { signings, quarantined, accepted, doubts: doubts.sort((a, b) => b.count - a.count) };
}

/** An entry that is kept beside another, and what is decided of it. */
export interface Beside {
  readonly seq: number;
  readonly decided: Decided | null;
}

/** Entries kept beside others, by journal. */
export async function readBeside(
  { database: { query } }: ReadContext,
  gatheringNo: number,
): Promise<ReadonlyMap<number, readonly Beside[]>> {
  const rows = await query
    .selectFrom('strays')
    .innerJoin('journals', 'journals.no', 'strays.journal_no')
    .select(['journals.no', 'strays.seq', 'strays.decided'])
    .where('journals.gathering_no', '=', gatheringNo)
    .orderBy('strays.seq')
    .execute();
  return Map.groupBy(rows, ({ no }) => no);
}
