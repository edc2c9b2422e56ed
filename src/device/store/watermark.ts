/**
 * What the office holds of one journal, as the device knows it: a watermark, and exceptions beyond
 * it. Pure, and of one size however many entries there are. An entry counts as received
 * only when the office's chain was compared with ours by digest, or when a genuine receipt gave a
 * verdict on that very entry. What the office no longer holds goes back to the outbox.
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
  /** Entries beyond, each with its own verdict; in order, apart, at most heldEntriesMax. */
  readonly extra: readonly SeqRange[];
  /** Up to here every retained backup of the office holds the entries. */
  readonly safeSeq: number;
  /** The office's chain is not ours: from then on only verdicts count. */
  readonly forked: boolean;
  /** The office's generation when its state was last settled. */
  readonly epoch: number;
  /** The highest sequence that the office then knew of, by what it holds or by our own claim. */
  readonly toldSeq: number;
  /** It then knew of a fork. */
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
  /** A newer batch was settled before: then only the verdicts are news. */
  readonly isLate: boolean;
  /** By its own clock the office said so after whatever was settled before. */
  readonly isLatest: boolean;
}

/** The mark after a receipt. Settling the same receipt again changes nothing. */
export function settleMark(mark: ReceivedMark, news: News): ReceivedMark {
  const { epoch, answered, state, agrees, isLate, isLatest } = news;
  // An office that speaks of an earlier generation after a later one forgot the later: the machine
  // that it runs on was put back.
  if (epoch < mark.epoch && (isLate || !isLatest)) return mark;
  // An office that was put back may have lost what only a verdict told us of, and may hold another
  // entry in its place: what stands beyond a gap is not compared by digest.
  const isPutBack = epoch !== mark.epoch || (state !== null && !isLate && knowsLess(state, mark));
  const before = isPutBack ? [] : mark.extra;
  const extra = answered === null ? before : addRange(before, answered);
  // Only a fresh state says what an office that was put back still holds: until then the mark is of
  // the generation before, so that nothing from then is taken for granted.
  if (state === null || isLate) return tidy({ ...mark, extra });
  // Past a fork the office's digest may be ours again, over another entry: only verdicts count.
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

/** Received by an office that was put back since, and has spoken of other journals only. */
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
 * The first entries in a row that are neither received nor to be skipped; null when there are none.
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

/** Adds a range to others that are in order and apart, joining what touches. */
function addRange(ranges: readonly SeqRange[], added: SeqRange): readonly SeqRange[] {
  const before = ranges.filter(({ to }) => to < added.from - 1);
  const after = ranges.filter(({ from }) => from > added.to + 1);
  const touching = ranges.filter(({ from, to }) => to >= added.from - 1 && from <= added.to + 1);
  const from = Math.min(added.from, ...touching.map((range) => range.from));
  const to = Math.max(added.to, ...touching.map((range) => range.to));
  return [...before, { from, to }, ...after];
}

/** An office forgets nothing that it once knew or gave a verdict on, unless it was put back. */
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
 * The parts of a range that the office still holds. Its list of what it holds beyond the watermark
 * is bounded: a place past the end of a list cut short is no news. Of an office that was put back
 * only what it just answered is asked, which is held anyway.
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

/** Exceptions that reach the watermark lift it, and a bounded number of them is kept. */
function tidy(mark: ReceivedMark): ReceivedMark {
  let { seq } = mark;
  const extra: SeqRange[] = [];
  for (const { from, to } of mark.extra) {
    if (!mark.forked && from <= seq + 1) seq = Math.max(seq, to);
    else extra.push({ from, to });
  }
  return { ...mark, seq, extra: extra.slice(0, LIMITS.heldEntriesMax) };
}
