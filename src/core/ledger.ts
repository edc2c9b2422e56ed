/**
 * The rules of the ledger: the place of an arriving entry, its doubt, and how far a journal is held
 * without a gap. No entry is refused. Every entry becomes a row, perhaps with a doubt.
 */
import { type Bytes, equalBytes } from './bytes.ts';
import type { Category } from './category.ts';
import type { LedgerDoubt } from './doubt.ts';
import type { Grade } from './enrolment.ts';
import type { Envelope, ReadEntry, Revocation, Signatory, Signing } from './entry.ts';
import { isInk } from './ink.ts';
import { type Head, follows } from './journal.ts';
import { LIMITS } from './limits.ts';
import { doubtOfTexts } from './odd-text.ts';
import type { PactRef } from './pact.ts';
import type { SeqRange } from './receipt.ts';
import type { Moment } from './time.ts';
import { DOUBTS, type Verdict } from './verdict.ts';

/**
 * How an entry relates to those in the ledger. A fork and a conflict are kept beside the earlier
 * entry.
 */
export type Arrival = 'new' | 'duplicate' | 'conflict' | 'fork';

/** The digests already held at the same sequence of the same journal, and under the same id. */
export interface Occupied {
  readonly atSeq: Bytes | null;
  readonly underId: Bytes | null;
}

/**
 * Compares an entry with those in the ledger. It is a duplicate only if both id and digest are
 * equal.
 */
export function placeEntry(digest: Bytes, { atSeq, underId }: Occupied): Arrival {
  if (underId !== null) return equalBytes(underId, digest) ? 'duplicate' : 'conflict';
  return atSeq === null ? 'new' : 'fork';
}

/** A person on the roster: the fields that a signing is compared with. */
export interface KnownPerson {
  readonly name: string;
  /** Earlier spellings of the name. A tablet may still have an older roster. */
  readonly earlierNames: readonly string[];
  readonly category: Category;
}

/**
 * The version of these rules. Every entry keeps the version that judged it, and its doubt is not
 * computed again. Version 1 did not distinguish phones from desks.
 */
export const RULES = 2;

/** What the office knows of the entry's journal. */
export interface KnownJournal {
  readonly grade: Grade;
  /** What the office called the desk; empty for a phone. */
  readonly station: string;
  /** The device was admitted late (core/admission.ts). */
  readonly isLate: boolean;
}

/** The facts by which the office judges an entry. */
export interface Knowledge {
  /** The gathering that the journal is enrolled for. */
  readonly gathering: Bytes;
  readonly journal: KnownJournal;
  /** True when the office holds a gathering of that id. */
  isGathering(id: Bytes): boolean;
  person(no: number): KnownPerson | null;
  /** True for every version of a pact that the programme has issued. */
  isPact(pact: PactRef): boolean;
  /**
   * When the entry with that id in the same journal was made; null if the office does not have it.
   */
  momentOf(id: Bytes): Moment | null;
  /** True when the number of walk-ins from phones has reached the ceiling. */
  isFull(): boolean;
}

/** The facts of a gathering that judging needs. */
export interface JudgedGathering {
  readonly id: Bytes;
  readonly people: ReadonlyMap<number, KnownPerson>;
  /** The largest number of walk-ins from phones that count. */
  readonly phoneCeiling: number;
  isPact(pact: PactRef): boolean;
}

/** The questions to the ledger that judging asks. */
export interface LookedUp extends Pick<Knowledge, 'isGathering' | 'momentOf'> {
  /** How many walk-ins from phones count now. */
  walkIns(): number;
}

/** Makes the knowledge for the entries of one journal. */
export function knowledgeOf(
  gathering: JudgedGathering,
  journal: KnownJournal,
  ledger: LookedUp,
): Knowledge {
  return {
    gathering: gathering.id,
    journal,
    isGathering: (id) => ledger.isGathering(id),
    person: (no) => gathering.people.get(no) ?? null,
    isPact: (pact) => gathering.isPact(pact),
    momentOf: (id) => ledger.momentOf(id),
    isFull: () => ledger.walkIns() >= gathering.phoneCeiling,
  };
}

/**
 * The doubt about an entry; null when there is none. `before` is the digest of the entry before it,
 * null when the office does not have that entry.
 */
export function judge(
  entry: ReadEntry,
  before: Bytes | null,
  knowledge: Knowledge,
): LedgerDoubt | null {
  const isBroken = before !== null && !equalBytes(before, entry.envelope.prev);
  return isBroken ? 'chain-broken' : doubtOf(entry, knowledge);
}

/** The doubt about an entry without looking at the chain; null when there is none. */
export function doubtOf(entry: ReadEntry, knowledge: Knowledge): LedgerDoubt | null {
  const { envelope, body } = entry;
  if (!body.ok) return body.fault.code === 'unknown-version' ? 'unknown-version' : 'malformed-body';
  if (!equalBytes(envelope.gathering, knowledge.gathering)) {
    return knowledge.isGathering(envelope.gathering) ? 'other-gathering' : 'unknown-gathering';
  }
  const isPhone = knowledge.journal.grade === 'phone';
  const { journal } = knowledge;
  const doubt = doubtOfTexts(body.value, journal) ?? (journal.isLate ? 'late' : null);
  switch (body.value.kind) {
    case 'signing':
      return doubtOfSigning(body.value, envelope.seq, knowledge);
    case 'revocation':
      return isPhone
        ? 'not-permitted'
        : (doubtOfRevocation(body.value, envelope, knowledge) ?? doubt);
    case 'recital':
      return isPhone ? 'not-permitted' : doubt;
    case 'note':
      return doubt;
  }
}

/**
 * Checks the content first and the source last. So an entry keeps its graver doubt when the
 * organiser accepts its device.
 */
function doubtOfSigning(signing: Signing, seq: number, knowledge: Knowledge): LedgerDoubt | null {
  const { signatory } = signing;
  if (signatory.kind === 'listed') {
    const person = knowledge.person(signatory.no);
    if (person === null) return 'unknown-signatory';
    if (person.name !== signatory.name && !person.earlierNames.includes(signatory.name))
      return 'other-identity';
  }
  if (signing.pact !== null && !knowledge.isPact(signing.pact)) return 'other-pact';
  if (!isInk(signing.ink)) return 'unreadable-ink';
  return doubtOfTexts(signing, knowledge.journal) ?? doubtOfSource(signatory, seq, knowledge);
}

/**
 * The doubt about the source: a phone may sign only for walk-ins, only for a few, and only below
 * the ceiling.
 */
function doubtOfSource({ kind }: Signatory, seq: number, knowledge: Knowledge): LedgerDoubt | null {
  const { journal } = knowledge;
  if (journal.grade === 'phone' && kind === 'listed') return 'listed-by-phone';
  if (journal.isLate) return 'late';
  if (journal.grade === 'station') return null;
  // By the sequence in the journal: then neither the order of arrival nor a repeated arrival
  // matters.
  if (seq > LIMITS.phoneSigningsMax) return 'over-cap';
  return knowledge.isFull() ? 'over-ceiling' : null;
}

/**
 * A desk may revoke only its own entry, and only soon. The organiser decides about any other
 * revocation.
 */
function doubtOfRevocation(
  { target }: Revocation,
  { at }: Envelope,
  knowledge: Knowledge,
): LedgerDoubt | null {
  const made = knowledge.momentOf(target);
  if (made === null) return 'unknown-target';
  return isFresh(made, at) ? null : 'late-revocation';
}

/**
 * True within LIMITS.revocationMs: by the monotonic clock in one run of the app, else by the wall
 * clock.
 */
export function isFresh(made: Moment, revoked: Moment): boolean {
  const passedMs = equalBytes(made.boot, revoked.boot)
    ? revoked.monoMs - made.monoMs
    : revoked.wallMs - made.wallMs;
  return passedMs >= 0 && passedMs <= LIMITS.revocationMs;
}

/** The result of judging an entry. */
export type Judgement =
  | { readonly kind: 'stored' | 'duplicate' | 'conflict' }
  | { readonly kind: 'quarantined'; readonly doubt: LedgerDoubt };

/**
 * What a device is told. A device that may not have the roster gets `stored` or one fixed doubt.
 * The exact doubt would tell who is on the roster.
 */
export function verdictFor(
  judgement: Judgement,
  { isTrusted }: { readonly isTrusted: boolean },
): Verdict {
  if (judgement.kind !== 'quarantined') return { kind: judgement.kind };
  const told = isTrusted ? DOUBTS.find((doubt) => doubt === judgement.doubt) : undefined;
  return { kind: 'quarantined', doubt: told ?? 'not-permitted' };
}

/** An entry in the ledger: the fields by which the chain is followed. */
export interface HeldEntry extends Head {
  readonly prev: Bytes;
}

/**
 * How far a journal is held without a gap after entries were added. `next(seq)` finds the entry at
 * a sequence. `broken` lists entries whose `prev` is not the digest of the entry before.
 */
export function advance(
  from: Head,
  next: (seq: number) => HeldEntry | null,
): { readonly head: Head; readonly broken: readonly number[] } {
  const broken: number[] = [];
  let head = from;
  for (let held = next(head.seq + 1); held !== null; held = next(head.seq + 1)) {
    if (!follows(head, held)) broken.push(held.seq);
    head = { seq: held.seq, digest: held.digest };
  }
  return { head, broken };
}

/** The facts that may show a fork. */
export interface Signs {
  /** Entries whose `prev` is not the digest of the entry before. */
  readonly broken: readonly number[];
  /** The head that the device claimed, and the entry that the office has at that sequence. */
  readonly claim: Head | null;
  readonly held: Head | null;
  /** The last entry of a run, and the entry after it in the ledger, also beyond a gap. */
  readonly last: Head | null;
  readonly after: HeldEntry | null;
}

/** True when a journal has a fork. Only this shows it when the second entry never arrives. */
export function contradicts({ broken, claim, held, last, after }: Signs): boolean {
  const isOther = claim !== null && held !== null && !equalBytes(claim.digest, held.digest);
  const isParted = last !== null && after !== null && !follows(last, after);
  return broken.length > 0 || isOther || isParted;
}

/** The runs of an ordered list of sequences: [4,5,9] is 4-5 and 9-9. */
export function rangesOf(seqs: readonly number[]): readonly SeqRange[] {
  const ranges: SeqRange[] = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last?.to === seq - 1) ranges[ranges.length - 1] = { from: last.from, to: seq };
    else ranges.push({ from: seq, to: seq });
  }
  return ranges;
}

/** What is missing up to a claimed sequence, given the head without a gap and the ranges beyond. */
export function missingRanges(
  heldSeq: number,
  extra: readonly SeqRange[],
  claimedSeq: number,
): readonly SeqRange[] {
  const missing: SeqRange[] = [];
  let from = heldSeq + 1;
  for (const range of extra) {
    if (range.from > from) missing.push({ from, to: Math.min(range.from - 1, claimedSeq) });
    from = range.to + 1;
  }
  if (claimedSeq >= from) missing.push({ from, to: claimedSeq });
  return missing.filter((range) => range.from <= range.to);
}
