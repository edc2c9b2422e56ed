/** A signing of the ledger as the fold takes it, and how its row is read. */
import type { PersonFact, SigningFact } from '#core/attendance.ts';
import type { Category } from '#core/category.ts';
import { type Decided, isSetAside } from '#core/decision.ts';
import type { LedgerDoubt } from '#core/doubt.ts';
import type { Grade } from '#core/enrolment.ts';
import { type SigningSpan, countedTimeMs } from '#core/entry-time.ts';
import { bytesOf } from '../db/row-bytes.ts';

/** A signing of the ledger as the fold takes it. */
export interface LedgerFact extends SigningFact {
  /** The number of its row. */
  readonly no: number;
  /** The category of a walk-in; null for somebody on the roster. */
  readonly walkIn: Category | null;
}

/** The columns and joins of a fact; `entries` is limited by whoever asks. */
export const FACT_COLUMNS = `
  entries.digest, entries.wall_ms, entries.acts, entries.doubt, entries.revoked, entries.rules,
  entries.decided, journals.id as journal, journals.grade, journals.decided as device_decided,
  batches.received_at_ms`;
export const FACT_JOINS = `
  entries join journals on journals.no = entries.journal_no
  left join batches on batches.no = entries.batch_no`;

/** A row of `entries` with its journal and batch, as the fold takes it (FACT_COLUMNS). */
export function factOf(row: Readonly<Record<string, unknown>>, span: SigningSpan): PersonFact {
  const acts = Number(row['acts']);
  const wallMs = Number(row['wall_ms']);
  const received = row['received_at_ms'];
  // What the first rules judged keeps its place: by the device's clock, whoever took it.
  const isOld = row['rules'] === 1;
  return {
    digest: bytesOf(row, 'digest'),
    journal: bytesOf(row, 'journal'),
    grade: isOld ? 'station' : (row['grade'] as Grade), // written from a Grade alone
    wallMs,
    timeMs: isOld
      ? wallMs
      : countedTimeMs(wallMs, received === null ? null : Number(received), span),
    attended: (acts & 1) !== 0,
    signed: (acts & 2) !== 0,
    doubted: isSetAside(row['doubt'] as LedgerDoubt | null, {
      entry: row['decided'] as Decided | null, // the ledger writes these three
      device: row['device_decided'] as Decided | null,
    }),
    revoked: row['revoked'] === 1,
  };
}
