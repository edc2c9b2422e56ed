/**
 * Completeness: what every device says it made, against what the office has. A device is only not
 * outstanding when it was heard since the gathering began and the office has all that it claimed.
 */
import { toHex } from '#core/bytes.ts';
import { missingRanges, rangesOf } from '#core/ledger.ts';
import type { Completeness, DeviceState } from '#core/office-gathering-api.ts';
import type { Context } from './context.ts';
import type { GatheringRow, JournalRow } from './db/schema.ts';

/** Every device of a gathering, in the order of enrolment, and their sums. */
export async function completenessOf(
  context: Context,
  gathering: Pick<GatheringRow, 'no' | 'starts_at_ms'>,
): Promise<Completeness> {
  const journals = await context.database.query
    .selectFrom('journals')
    .selectAll()
    .where('gathering_no', '=', gathering.no)
    .orderBy('no')
    .execute();
  const seqsBeyond = await readBeyond(context, gathering.no);
  const quarantined = await countQuarantined(context, gathering.no);
  const devices = journals.map((journal) =>
    stateOf(journal, {
      beyond: seqsBeyond.get(journal.no) ?? [],
      quarantined: quarantined.get(journal.no) ?? 0,
      startsAtMs: gathering.starts_at_ms,
    }),
  );
  const sum = (of: (device: DeviceState) => number): number =>
    devices.reduce((total, device) => total + of(device), 0);
  return {
    totals: {
      made: sum(({ claimed }) => claimed),
      received: sum(({ received }) => received),
      missing: sum(({ missingCount }) => missingCount),
      devices: devices.length,
      outstandingDevices: devices.filter(({ outstanding }) => outstanding).length,
    },
    devices,
  };
}

interface Held {
  readonly beyond: readonly number[];
  readonly quarantined: number;
  readonly startsAtMs: number;
}

function stateOf(journal: JournalRow, { beyond, quarantined, startsAtMs }: Held): DeviceState {
  const claimed = Math.max(journal.claimed_seq, journal.highest_seq, journal.seq);
  const missing = missingRanges(journal.seq, rangesOf(beyond), claimed);
  const missingCount = missing.reduce((total, { from, to }) => total + to - from + 1, 0);
  const isUnheard = journal.claimed_at_ms === null || journal.claimed_at_ms < startsAtMs;
  return {
    id: toHex(journal.id),
    station: journal.station,
    grade: journal.grade,
    build: journal.build,
    enrolledAtMs: journal.enrolled_at_ms,
    withdrawnAtMs: journal.withdrawn_at_ms,
    claimed,
    contiguous: journal.seq,
    received: claimed - missingCount,
    missing,
    missingCount,
    forked: journal.forked === 1,
    quarantined,
    kept: journal.claimed_kept,
    lastSeenAtMs: journal.claimed_at_ms,
    clockOffsetMs: journal.clock_offset_ms,
    battery: journal.battery,
    outstanding: missingCount > 0 || (isUnheard && journal.withdrawn_at_ms === null),
  };
}

/** Sequences held beyond the head without a gap, by journal. */
async function readBeyond(
  { database: { query } }: Context,
  gatheringNo: number,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const held = query
    .selectFrom('entries')
    .innerJoin('journals', 'journals.no', 'entries.journal_no')
    .select(['journals.no as no', 'entries.seq as seq'])
    .where('journals.gathering_no', '=', gatheringNo)
    .whereRef('entries.seq', '>', 'journals.seq');
  const beside = query
    .selectFrom('strays')
    .innerJoin('journals', 'journals.no', 'strays.journal_no')
    .select(['journals.no as no', 'strays.seq as seq'])
    .where('journals.gathering_no', '=', gatheringNo)
    .where('place', '=', 'conflict')
    .whereRef('strays.seq', '>', 'journals.seq');
  const rows = await held.union(beside).orderBy('seq').execute();
  const byJournal = Map.groupBy(rows, ({ no }) => no);
  return new Map([...byJournal].map(([no, own]) => [no, own.map(({ seq }) => seq)]));
}

/** Entries with a doubt and entries kept beside others, by journal. */
async function countQuarantined(
  { database: { query } }: Context,
  gatheringNo: number,
): Promise<ReadonlyMap<number, number>> {
  const doubted = await query
    .selectFrom('entries')
    .innerJoin('journals', 'journals.no', 'entries.journal_no')
    .select((column) => ['journals.no', column.fn.countAll<number>().as('count')])
    .where('journals.gathering_no', '=', gatheringNo)
    .where('doubt', 'is not', null)
    .groupBy('journals.no')
    .execute();
  const beside = await query
    .selectFrom('strays')
    .innerJoin('journals', 'journals.no', 'strays.journal_no')
    .select((column) => ['journals.no', column.fn.countAll<number>().as('count')])
    .where('journals.gathering_no', '=', gatheringNo)
    .groupBy('journals.no')
    .execute();
  const counts = new Map<number, number>();
  for (const { no, count } of [...doubted, ...beside])
    counts.set(no, (counts.get(no) ?? 0) + count);
  return counts;
}
