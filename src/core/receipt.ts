/**
 * Receipts: the office's sealed verdicts, and what the office holds of every claimed journal. Only
 * this state moves the device's watermark. So a receipt may be lost, repeated or late.
 */
import type { Bytes } from './bytes.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad, good } from './fault.ts';
import { SIZES } from './id.ts';
import { EMPTY_HEAD, type Head } from './journal.ts';
import { LIMITS } from './limits.ts';
import { readArray, readEach } from './reader.ts';
import { type ReadVerdict, type Verdict, verdictNumber, verdictOf } from './verdict.ts';

/** A range of sequences, both ends included, held after a gap. */
export interface SeqRange {
  readonly from: number;
  readonly to: number;
}

/** What the office holds of one journal. */
export interface JournalState extends Head {
  readonly journal: Bytes;
  /**
   * Ranges held after `seq`, sorted, at most LIMITS.rangesMax. Entries of ranges that are left out
   * are sent again.
   */
  readonly extra: readonly SeqRange[];
  /** The office received two different entries at one sequence. */
  readonly forked: boolean;
  /** Up to here every retained backup holds the entries. */
  readonly safeSeq: number;
  /**
   * The highest sequence that the office ever saw. If it is above the device's own, the device lost
   * entries.
   */
  readonly highestSeq: number;
}

/**
 * The state of a claimed journal that the office does not know: it was restored to a state before
 * the enrolment, and holds nothing of the journal.
 */
export function unknownState(journal: Bytes): JournalState {
  return { journal, ...EMPTY_HEAD, extra: [], forked: false, safeSeq: 0, highestSeq: 0 };
}

/** What the office seals in answer to a batch. */
export interface Receipt {
  readonly batch: Bytes;
  /** Grows when the office's database was restored to an earlier state. */
  readonly epoch: number;
  readonly officeTimeMs: number;
  /** One for every entry of the batch, in its order. */
  readonly verdicts: readonly Verdict[];
  readonly journals: readonly JournalState[];
}

/**
 * A receipt as a device reads it. A newer office may give a doubt that this build does not know.
 */
export interface ReadReceipt extends Omit<Receipt, 'verdicts'> {
  readonly verdicts: readonly ReadVerdict[];
}

const VERSION = 1;

/** Canonical bytes of a receipt, to be sealed. */
export function encodeReceipt(receipt: Receipt): Bytes {
  return encode([
    VERSION,
    receipt.batch,
    receipt.epoch,
    receipt.officeTimeMs,
    receipt.verdicts.map(verdictNumber),
    receipt.journals.map((state) => [
      state.journal,
      state.seq,
      state.digest,
      state.extra.map(({ from, to }) => [from, to]),
      state.forked,
      state.safeSeq,
      state.highestSeq,
    ]),
  ]);
}

/** Reads a receipt. Faults: those of decode, malformed, unknown-version. */
export function parseReceipt(body: Bytes): Result<ReadReceipt> {
  const decoded = decode(body, { bytesMax: LIMITS.receiptBytesMax });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'receipt');
  if (reader.int('version', { min: 1, max: 255 }) > VERSION) {
    return bad('unknown-version', 'receipt');
  }
  const batch = reader.bytes('batch', { exact: SIZES.id });
  const epoch = reader.int('epoch', { min: 1 });
  const officeTimeMs = reader.int('office time');
  const verdicts = readEach(reader.list('verdicts', LIMITS.batchEntriesMax), parseVerdict);
  if (!verdicts.ok) return verdicts;
  const journals = readEach(reader.list('journals', LIMITS.headsMax), parseState);
  if (!journals.ok) return journals;
  return reader.end({
    batch,
    epoch,
    officeTimeMs,
    verdicts: verdicts.value,
    journals: journals.value,
  });
}

function parseVerdict(value: Wire): Result<ReadVerdict> {
  const verdict = typeof value === 'number' ? verdictOf(value) : null;
  return verdict === null ? bad('malformed', 'receipt: verdict') : good(verdict);
}

function parseState(value: Wire): Result<JournalState> {
  const reader = readArray(value, 'journal state');
  const journal = reader.bytes('journal', { exact: SIZES.id });
  const seq = reader.int('seq');
  const digest = reader.bytes('digest', { exact: SIZES.digest });
  const extra = readEach(reader.list('extra', LIMITS.rangesMax), parseRange);
  if (!extra.ok) return extra;
  const forked = reader.flag('forked');
  const safeSeq = reader.int('safe');
  const highestSeq = reader.int('highest');
  return reader.end({ journal, seq, digest, extra: extra.value, forked, safeSeq, highestSeq });
}

function parseRange(value: Wire): Result<SeqRange> {
  const reader = readArray(value, 'range');
  const range = { from: reader.int('from', { min: 1 }), to: reader.int('to', { min: 1 }) };
  if (range.to < range.from) reader.refuse('order');
  const ended = reader.end(range);
  return ended.ok ? good(range) : ended;
}
