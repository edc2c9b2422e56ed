/**
 * What the office holds of one journal, as the device knows it: a watermark, and ranges beyond it.
 * Its size does not grow with the number of entries. An entry counts as received in two cases only:
 * the office's digest at the watermark was equal to ours, or a genuine receipt gave a verdict on
 * that entry. When the office no longer holds an entry, it goes back to the outbox.
 */
import { LIMITS } from '#core/limits.ts';
import type { JournalState, SeqRange } from '#core/receipt.ts';

/** A run of consecutive entries of one journal, as cut from the outbox; of none: a heartbeat. */
export interface Run {
  readonly journal: string;
  readonly from: number;
  readonly count: number;
}

export interface ReceivedMark {
  /** The office holds every entry up to here: its digest there was ours. */
  readonly seq: number;
  /**
   * Ranges beyond the watermark; each entry has its own verdict. Sorted, with gaps between, at most
   * coolingEntriesMax.
   */
  readonly extra: readonly SeqRange[];
  /** Up to here every retained backup of the office holds the entries. */
  readonly safeSeq: number;
  /** The office's chain differs from ours. From then on only verdicts count. */
  readonly forked: boolean;
  /** The epoch of the office in the last answer that was settled. */
  readonly epoch: number;
  /** The highest sequence that the office knew in that answer, from an entry or from our claim. */
  readonly toldSeq: number;
  /** In that answer the office knew of a fork. */
  readonly toldForked: boolean;
}

export const EMPTY_MARK: ReceivedMark = {
  seq: 0,
  extra: [],
  safeSeq: 0,
  forked: false,
  epoch: 0,
  toldSeq: 0,
  toldForked: false,
};

/** What one genuine receipt says of one journal. */
export interface News {
  readonly epoch: number;
  /** The entries of the batch that this receipt answers, if they were of this journal. */
  readonly answered: SeqRange | null;
  /** What the office says it holds; null when it says nothing. */
  readonly state: JournalState | null;
  /** Whether our own digest at the state's sequence is the office's. */
  readonly agrees: boolean;
  /** A newer batch was settled before this one. Then only its verdicts are used. */
  readonly isLate: boolean;
  /** By the office's clock this receipt is newer than all receipts settled before. */
  readonly isLatest: boolean;
}

/** The mark after a receipt. Settling the same receipt twice changes nothing more. */
export function settleMark(mark: ReceivedMark, news: News): ReceivedMark {
  const { epoch, answered, state, agrees, isLate, isLatest } = news;
  // The epoch goes back only when the machine under the office was restored. An old receipt with an
  // earlier epoch proves nothing, so it changes nothing.
  if (epoch < mark.epoch && (isLate || !isLatest)) return mark;
  // After a restore the office may have lost entries beyond the watermark, or hold other entries in
  // their places. Those are not compared by digest, so the ranges are dropped.
  const isPutBack = epoch !== mark.epoch || (state !== null && !isLate && knowsLess(state, mark));
  const before = isPutBack ? [] : mark.extra;
  const extra = answered === null ? before : addRange(before, answered);
  // Without a fresh state the mark keeps the old epoch. So nothing that was received before a
  // restore is taken for granted.
  if (state === null || isLate) return tidy({ ...mark, extra });
  // After a fork equal digests prove nothing about the entries before. Only verdicts count.
  const forked = mark.forked || state.forked || !agrees;
  const given = answered === null ? [] : [answered];
  const known = forked && !mark.forked ? given : extra;
  const held = [...known.flatMap((range) => heldParts(range, state)), ...given];
  return tidy({
    seq: forked ? 0 : state.seq,
    extra: held.reduce(addRange, []),
    safeSeq: forked ? 0 : Math.min(state.safeSeq, state.seq),
    forked,
    epoch,
    toldSeq: state.highestSeq,
    toldForked: state.forked,
  });
}

/** True when the office holds this entry. */
export function isReceived(mark: ReceivedMark, seq: number): boolean {
  return seq <= mark.seq || mark.extra.some(({ from, to }) => from <= seq && seq <= to);
}

/** How many entries the office holds. */
export function receivedCount(mark: ReceivedMark): number {
  return mark.seq + sizeOf(mark.extra);
}

/**
 * How many entries were received before a restore of the office and not confirmed since. The office
 * has answered about other journals only.
 */
export function unconfirmedCount(marks: readonly ReceivedMark[]): number {
  const epoch = Math.max(0, ...marks.map((mark) => mark.epoch));
  return marks.reduce((sum, mark) => sum + (mark.epoch < epoch ? receivedCount(mark) : 0), 0);
}

/** Which run to send next. */
export interface WantedRun {
  readonly headSeq: number;
  /** Sequences that are cooling down. */
  readonly skip: readonly number[];
  readonly entriesMax: number;
}

/**
 * The first run of entries that are not received and not to be skipped; null when there are none.
 */
export function nextRun(
  mark: ReceivedMark,
  { headSeq, skip, entriesMax }: WantedRun,
): SeqRange | null {
  const blocked = [...mark.extra, ...skip.map((seq) => ({ from: seq, to: seq }))].sort(
    (a, b) => a.from - b.from,
  );
  let from = mark.seq + 1;
  for (const block of blocked) {
    if (block.from > from) return { from, to: Math.min(block.from - 1, from + entriesMax - 1) };
    from = Math.max(from, block.to + 1);
  }
  return from > headSeq ? null : { from, to: Math.min(headSeq, from + entriesMax - 1) };
}

/** Adds a range to a sorted list of ranges, and joins ranges that touch. */
function addRange(ranges: readonly SeqRange[], added: SeqRange): readonly SeqRange[] {
  const before = ranges.filter(({ to }) => to < added.from - 1);
  const after = ranges.filter(({ from }) => from > added.to + 1);
  const touching = ranges.filter(({ from, to }) => to >= added.from - 1 && from <= added.to + 1);
  const from = Math.min(added.from, ...touching.map((range) => range.from));
  const to = Math.max(added.to, ...touching.map((range) => range.to));
  return [...before, { from, to }, ...after];
}

/** True when the office knows less than it told before. Only a restore can do that. */
function knowsLess(state: JournalState, { extra, toldSeq, toldForked }: ReceivedMark): boolean {
  const isLost = extra.some((range) => sizeOf(heldParts(range, state)) < sizeOf([range]));
  return isLost || state.highestSeq < toldSeq || (toldForked && !state.forked);
}

function sizeOf(ranges: readonly SeqRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

function clip(ranges: readonly SeqRange[], bound: SeqRange): readonly SeqRange[] {
  return ranges.flatMap(({ from, to }) => {
    const part = { from: Math.max(from, bound.from), to: Math.min(to, bound.to) };
    return part.from <= part.to ? [part] : [];
  });
}

/**
 * The parts of a range that the office still holds. The office's list of ranges has a maximum
 * length. An entry after the end of a list that was cut short stays received. An office that was
 * put back is asked only for what it just answered.
 */
function heldParts(range: SeqRange, state: JournalState): readonly SeqRange[] {
  const listedTo = state.extra.at(-1)?.to ?? state.seq;
  const beyond = { from: listedTo + 1, to: state.highestSeq };
  const unlisted = isCutShort(state.extra) ? [beyond] : [];
  return [{ from: 1, to: state.seq }, ...state.extra, ...unlisted].flatMap((held) =>
    clip([range], held),
  );
}

function isCutShort(listed: readonly SeqRange[]): boolean {
  return listed.length >= LIMITS.rangesMax || sizeOf(listed) >= LIMITS.rangedSeqsMax;
}

/**
 * Raises the watermark over the ranges that touch it, and keeps at most coolingEntriesMax ranges.
 */
function tidy(mark: ReceivedMark): ReceivedMark {
  let { seq } = mark;
  const extra: SeqRange[] = [];
  for (const { from, to } of mark.extra) {
    if (!mark.forked && from <= seq + 1) seq = Math.max(seq, to);
    else extra.push({ from, to });
  }
  return { ...mark, seq, extra: extra.slice(0, LIMITS.coolingEntriesMax) };
}
