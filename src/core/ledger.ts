/**
 * The rules of the ledger: where an arriving entry belongs, what is doubted about it, and how far
 * a journal is held. Nothing is refused: every rule ends in a row and a label.
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
import type { Range } from './receipt.ts';
import type { Moment } from './time.ts';
import { DOUBTS, type Verdict } from './verdict.ts';

/** Where an entry belongs. A fork and a conflict are kept beside what was there before. */
export type Place = 'new' | 'duplicate' | 'conflict' | 'fork';

/** The digests already held at the same sequence of the same journal, and under the same id. */
export interface Occupied {
  readonly atSeq: Bytes | null;
  readonly underId: Bytes | null;
}

/** Places an entry. Only the id and the digest together make a duplicate. */
export function placeEntry(digest: Bytes, { atSeq, underId }: Occupied): Place {
  if (underId !== null) return equalBytes(underId, digest) ? 'duplicate' : 'conflict';
  return atSeq === null ? 'new' : 'fork';
}

/** A person on the roster, as far as a signing is compared with it. */
export interface KnownPerson {
  readonly name: string;
  /** How the name was spelled before: a tablet may still hold that roster. */
  readonly earlierNames: readonly string[];
  readonly category: Category;
}

/**
 * The number of these rules. Every entry keeps the number of the rules that judged it, and its
 * label stays; 1 is what was judged before phones and desks were told apart.
 */
export const RULES = 2;

/** What the office knows of the journal that an entry stands in. */
export interface KnownJournal {
  readonly grade: Grade;
  /** What the office called the desk; empty for a phone. */
  readonly station: string;
  /** Admitted after its invitation had ended (core/admission.ts). */
  readonly isLate: boolean;
}

/** What the office knows when it judges an entry. */
export interface Knowledge {
  /** The gathering that the journal is enrolled for. */
  readonly gathering: Bytes;
  readonly journal: KnownJournal;
  /** True when the office holds a gathering of that id. */
  isGathering(id: Bytes): boolean;
  person(no: number): KnownPerson | null;
  /** True for any version of a pact that the programme ever issued. */
  isPact(pact: PactRef): boolean;
  /** When the entry of that id in the same journal was made; null while it is not held. */
  momentOf(id: Bytes): Moment | null;
  /** True when the gathering has taken as many walk-ins of phones as its ceiling allows. */
  isFull(): boolean;
}

/** What the office holds of a gathering, as far as it judges by it. */
export interface JudgedGathering {
  readonly id: Bytes;
  readonly people: ReadonlyMap<number, KnownPerson>;
  /** How many walk-ins of phones count at most. */
  readonly phoneCeiling: number;
  isPact(pact: PactRef): boolean;
}

/** What the office looks up in its ledger while it judges. */
export interface LookedUp extends Pick<Knowledge, 'isGathering' | 'momentOf'> {
  /** How many walk-ins of phones count by now. */
  walkIns(): number;
}

/** What the office knows when it judges an entry of that journal. */
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
 * What is doubted about an entry that follows another; null when nothing is. Where nothing is known
 * to stand before it, `before` is null.
 */
export function judge(
  entry: ReadEntry,
  before: Bytes | null,
  knowledge: Knowledge,
): LedgerDoubt | null {
  const isBroken = before !== null && !equalBytes(before, entry.envelope.prev);
  return isBroken ? 'chain-broken' : doubtOf(entry, knowledge);
}

/** What is doubted about an entry by itself; null when nothing is. */
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

/** The text and the roster first, then who says it, so that accepting a device hides nothing. */
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

/** A phone speaks for people who wrote themselves in, for a few of them, and while it may. */
function doubtOfSource({ kind }: Signatory, seq: number, knowledge: Knowledge): LedgerDoubt | null {
  const { journal } = knowledge;
  if (journal.grade === 'phone' && kind === 'listed') return 'listed-by-phone';
  if (journal.isLate) return 'late';
  if (journal.grade === 'station') return null;
  // By its place in the journal: which of them come first, or twice, makes no difference.
  if (seq > LIMITS.phoneSigningsMax) return 'over-cap';
  return knowledge.isFull() ? 'over-ceiling' : null;
}

/** What a desk takes back is its own, and fresh. Anything else is the office's to decide. */
function doubtOfRevocation(
  { target }: Revocation,
  { at }: Envelope,
  knowledge: Knowledge,
): LedgerDoubt | null {
  const made = knowledge.momentOf(target);
  if (made === null) return 'unknown-target';
  return isFresh(made, at) ? null : 'late-revocation';
}

/** Within ten minutes by the device's own clock: the one that never goes back, in one run of it. */
export function isFresh(made: Moment, revoked: Moment): boolean {
  const passedMs = equalBytes(made.boot, revoked.boot)
    ? revoked.monoMs - made.monoMs
    : revoked.wallMs - made.wallMs;
  return passedMs >= 0 && passedMs <= LIMITS.revocationMs;
}

/** What became of an entry in the ledger. */
export type Judgement =
  | { readonly kind: 'stored' | 'duplicate' | 'conflict' }
  | { readonly kind: 'quarantined'; readonly doubt: LedgerDoubt };

/**
 * What a device is told of a judgement. One that is trusted with no roster is told `stored` or one
 * doubt: which doubt it is must not tell who stands on the roster.
 */
export function verdictFor(
  judgement: Judgement,
  { isTrusted }: { readonly isTrusted: boolean },
): Verdict {
  if (judgement.kind !== 'quarantined') return { kind: judgement.kind };
  const told = isTrusted ? DOUBTS.find((doubt) => doubt === judgement.doubt) : undefined;
  return { kind: 'quarantined', doubt: told ?? 'not-permitted' };
}

/** An entry held beyond a gap, as far as following the chain needs it. */
export interface HeldEntry extends Head {
  readonly prev: Bytes;
}

/**
 * How far a journal is held without a gap, after entries were added. `next(seq)` finds the entry
 * held there. `broken` lists entries that do not name the digest of the one before them.
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

/** What may show that two entries were made at one place of a journal. */
export interface Signs {
  /** Entries that do not name the digest of the one before them. */
  readonly broken: readonly number[];
  /** The head that the journal claims, and what is held there. */
  readonly claim: Head | null;
  readonly held: Head | null;
  /** The last entry of a run, and what is held after it, also beyond a gap. */
  readonly last: Head | null;
  readonly after: HeldEntry | null;
}

/** True when a journal contradicts itself. Nothing else tells of it when one of two never comes. */
export function contradicts({ broken, claim, held, last, after }: Signs): boolean {
  const isOther = claim !== null && held !== null && !equalBytes(claim.digest, held.digest);
  const isParted = last !== null && after !== null && !follows(last, after);
  return broken.length > 0 || isOther || isParted;
}

/** The runs of an ordered list of sequences: [4,5,9] is 4-5 and 9-9. */
export function rangesOf(seqs: readonly number[]): readonly Range[] {
  const ranges: Range[] = [];
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
  extra: readonly Range[],
  claimedSeq: number,
): readonly Range[] {
  const missing: Range[] = [];
  let from = heldSeq + 1;
  for (const range of extra) {
    if (range.from > from) missing.push({ from, to: Math.min(range.from - 1, claimedSeq) });
    from = range.to + 1;
  }
  if (claimedSeq >= from) missing.push({ from, to: claimedSeq });
  return missing.filter((range) => range.from <= range.to);
}
