/**
 * The ledger: entries grow and never change; beside the bytes stand labels (a doubt, a revocation,
 * what was decided) and the turnout counters, moved in the same transaction. Every call here is
 * synchronous and runs inside `database.exclusive` or `together`.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Bytes } from '#core/bytes.ts';
import type { JournalState } from '#core/receipt.ts';
import type { Verdict } from '#core/verdict.ts';
import { evidence, stateOf } from './ledger-reads.ts';
import { type Relabelled, fillCeiling, judgeAgain, judgeAnew, recount } from './ledger-recount.ts';
import { prepareLedger } from './ledger-statements.ts';
import type { LedgerDelivery } from './ledger-delivery.ts';
import { BatchWriting } from './ledger-writing.ts';
import type { Registry } from './registry.ts';

export interface Ledger {
  /** Writes a batch, one verdict per entry. */
  write(delivery: LedgerDelivery): readonly Verdict[];
  /** True once the organiser withdrew the journal's permission. */
  isWithdrawn(journalNo: number): boolean;
  /** What is held of a journal; null when it was never enrolled. */
  stateOf(journalId: Bytes): JournalState | null;
  /** Counts the turnout of a gathering from nothing. */
  recount(gatheringNo: number): void;
  /** Judges again what was doubted for the roster's or the pacts' sake; recount afterwards. */
  judgeAgain(gatheringNo: number): void;
  /** Judges again what was over the ceiling of phones; recount afterwards. */
  fillCeiling(gatheringNo: number): void;
  /** Judges every entry by the rules of now; recount afterwards. */
  judgeAnew(gatheringNo: number): readonly Relabelled[];
  /** The seal, and the body it was made over, put together again from the entries. */
  evidence(batchNo: number): { readonly body: Bytes; readonly seal: Bytes };
}

export function openLedger(sqlite: DatabaseSync, registry: Registry): Ledger {
  const statements = prepareLedger(sqlite);
  return {
    write: (delivery) => new BatchWriting(statements, registry, delivery).write(),
    isWithdrawn: (journalNo) => statements.isWithdrawn(journalNo),
    stateOf: (journalId) => stateOf(statements, journalId),
    recount: (gatheringNo) => recount(sqlite, registry, gatheringNo),
    judgeAgain: (gatheringNo) => judgeAgain(sqlite, registry, gatheringNo),
    fillCeiling: (gatheringNo) => fillCeiling(sqlite, registry, gatheringNo),
    judgeAnew: (gatheringNo) => judgeAnew(sqlite, registry, gatheringNo),
    evidence: (batchNo) => evidence(statements, batchNo),
  };
}
