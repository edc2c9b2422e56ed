/** What is read out of the ledger again: how far a journal is held, what proves a batch. */
import { assert } from '#core/assert.ts';
import { encodeBatch } from '#core/batch.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { rangesOf } from '#core/ledger.ts';
import { LIMITS } from '#core/limits.ts';
import type { JournalState } from '#core/receipt.ts';
import type { LedgerStatements } from './ledger-statements.ts';

/** What is held of a journal; null when it was never enrolled. */
export function stateOf(statements: LedgerStatements, journalId: Bytes): JournalState | null {
  const journal = statements.journalOf(journalId);
  if (journal === null) return null;
  const beyond =
    journal.highestSeq > journal.seq
      ? statements.seqsBeyond(journal.no, journal.seq).slice(0, LIMITS.rangedSeqsMax)
      : [];
  return {
    journal: journalId,
    seq: journal.seq,
    digest: journal.digest,
    extra: rangesOf(beyond).slice(0, LIMITS.rangesMax),
    forked: journal.forked,
    safeSeq: journal.safeSeq,
    highestSeq: journal.highestSeq,
  };
}

/** The seal of a batch, and the body it was made over, put together again from the entries. */
export function evidence(
  statements: LedgerStatements,
  batchNo: number,
): { body: Bytes; seal: Bytes } {
  const { batch, seal, journalNo, firstSeq, count, beside } = statements.frameOf(batchNo);
  const entries = Array.from({ length: count }, (_, i) => {
    const stray = beside.get(i);
    const entry =
      stray === undefined
        ? statements.bytesAt(journalNo, firstSeq + i)
        : statements.strayBytes(journalNo, firstSeq + i, stray);
    assert(entry !== null, `batch ${toHex(batch.id)} is whole`);
    return entry;
  });
  return { body: encodeBatch({ ...batch, entries }), seal };
}
