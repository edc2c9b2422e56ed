/**
 * Receipts: the office's sealed verdicts, and for every claimed journal what the office holds. The
 * state alone moves the device's watermark; so a receipt may be lost, repeated or late.
 */
import type { Bytes } from './bytes.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad, good } from './fault.ts';
import { SIZES } from './id.ts';
import { EMPTY_HEAD, type Head } from './journal.ts';
import { LIMITS } from './limits.ts';
import { readArray, readEach } from './reader.ts';
import { type ReadVerdict, type Verdict, verdictNumber, verdictOf } from './verdict.ts';

/** Sequences held beyond the contiguous one, both ends included. */
export interface SeqRange {
  readonly from: number;
  readonly to: number;
}

/** What the office holds of one journal. */
export interface JournalState extends Head {
  readonly journal: Bytes;
  /** Held beyond `seq`, in order, at most LIMITS.rangesMax: the rest is simply sent again. */
  readonly extra: readonly SeqRange[];
  /** Two different entries claimed the same place. */
  readonly forked: boolean;
  /** Up to here every retained backup holds the entries. */
  readonly safeSeq: number;
  /** The highest sequence the office ever saw: above the device's own, the device went back. */
  readonly highestSeq: number;
}

/**
 * What the office says of a claimed journal that it does not know: it was put back to before the
 * journal was enrolled, and holds nothing of it.
 */
export function unknownState(journal: Bytes): JournalState {
  return { journal, ...EMPTY_HEAD, extra: [], forked: false, safeSeq: 0, highestSeq: 0 };
}

/** What the office seals in answer to a batch. */
export interface Receipt {
  readonly batch: Bytes;
  /** Grows whenever the office's database was put back to an earlier state. */
  readonly epoch: number;
  readonly officeTimeMs: number;
  /** One for every entry of the batch, in its order. */
  readonly verdicts: readonly Verdict[];
  readonly journals: readonly JournalState[];
}

/** A receipt as a device reads it: a newer office may doubt for a reason not known here. */
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
