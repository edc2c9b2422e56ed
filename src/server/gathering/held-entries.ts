/** What the ledger holds of every journal of a gathering, for its completeness. */
import type { Decided } from '#core/decision.ts';
import type { LedgerDoubt } from '#core/doubt.ts';
import type { ReadContext } from '../context.ts';

/** Sequences held beyond the head without a gap, by journal. */
export async function readBeyond(
  { database: { query } }: ReadContext,
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

/** How many entries of a kind, with a doubt and a decision, a journal has. */
export interface Tally {
  readonly kind: string;
  readonly doubt: LedgerDoubt | null;
  readonly decided: Decided | null;
  readonly count: number;
}

/** The entries of every journal, counted by what holds for them. */
export async function readTallies(
  { database: { query } }: ReadContext,
  gatheringNo: number,
): Promise<ReadonlyMap<number, readonly Tally[]>> {
  const rows = await query
    .selectFrom('entries')
    .innerJoin('journals', 'journals.no', 'entries.journal_no')
    .select((column) => [
      'journals.no',
      'entries.kind',
      'entries.doubt',
      'entries.decided',
      column.fn.countAll<number>().as('count'),
    ])
    .where('journals.gathering_no', '=', gatheringNo)
    .groupBy(['journals.no', 'entries.kind', 'entries.doubt', 'entries.decided'])
    .execute();
  return Map.groupBy(rows, ({ no }) => no);
}
