/**
 * One batch being written: every entry judged and added where it belongs, and what follows
 * from it for heads, labels and counters. Synchronous, inside one transaction.
 */
import { holdsBack, isTrusted } from '#core/admission.ts';
import { assert } from '#core/assert.ts';
import { type Claim, encodeBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { isSetAside } from '#core/decision.ts';
import type { LedgerDoubt } from '#core/doubt.ts';
import { countedTimeMs } from '#core/entry-time.ts';
import type { Signing } from '#core/entry.ts';
import type { Head } from '#core/journal.ts';
import {
  type HeldEntry,
  type Judgement,
  type Knowledge,
  RULES,
  advance,
  contradicts,
  doubtOf,
  judge,
  knowledgeOf,
  placeEntry,
  verdictFor,
} from '#core/ledger.ts';
import { LIMITS } from '#core/limits.ts';
import type { Verdict } from '#core/verdict.ts';
import {
  type EntryColumns,
  WRITTEN_AT_ONCE,
  type LedgerStatements,
  type Untargeted,
} from './ledger-statements.ts';
import {
  type Arrived,
  type LedgerDelivery,
  type EntryName,
  envelopeIn,
  nameOf,
  signingIn,
  whoIn,
} from './ledger-delivery.ts';
import type { LedgerFact } from './fact.ts';
import type { RowFact, Who } from './ledger-facts.ts';
import { TurnoutMoves } from './ledger-turnout.ts';
import { actsOf } from './strays.ts';
import type { RegisteredGathering, Registry } from './registry.ts';

/** An entry with what was judged of it, whom it counts for, and what was held of them before. */
interface JudgedArrival {
  readonly entry: Arrived;
  readonly doubt: LedgerDoubt | null;
  /** By its doubt, or by what is decided of its device. */
  readonly isAside: boolean;
  /** Null for what is set aside, and for what is not a signing. */
  readonly who: Who | null;
  readonly before: readonly RowFact[];
}

const NO_FACTS: readonly RowFact[] = [];

/** One batch being written: owns the counters it will have moved at the end. */
export class BatchWriting {
  readonly #statements: LedgerStatements;
  readonly #knowledge: Knowledge;
  readonly #delivery: LedgerDelivery;
  readonly #gathering: RegisteredGathering;
  /** The journal as the office held it before. */
  readonly #held: ReturnType<LedgerStatements['heldOf']>;
  readonly #turnout: TurnoutMoves;
  readonly #untargeted: Untargeted[];
  /** What is kept beside other entries and was accepted. */
  readonly #strays: readonly LedgerFact[];
  /** Places of the run that hold something else than the entry that stands there. */
  readonly #beside: (readonly [place: number, digestHex: string])[] = [];
  /** The number that the row of the batch will have, if it leaves one. */
  readonly #batchNo: number;
  /** Sequences of entries that were not added; all others of the run need not be read again. */
  readonly #notAdded = new Set<number>();
  /** Judged, and inserted with the next ones. */
  readonly #waiting: JudgedArrival[] = [];
  readonly #judgements: Judgement[] = [];
  /** What this batch adds to what phones have brought. */
  readonly #phone = { walkIns: 0, bytes: 0 };
  #grown = false;
  #forked = false;

  constructor(statements: LedgerStatements, registry: Registry, delivery: LedgerDelivery) {
    const { journal } = delivery;
    const gathering = registry.gathering(journal.gatheringNo);
    assert(gathering !== null, 'a journal is enrolled for a gathering');
    this.#statements = statements;
    this.#delivery = delivery;
    this.#gathering = gathering;
    this.#turnout = new TurnoutMoves(gathering);
    this.#held = statements.heldOf(journal.no);
    this.#untargeted = [...statements.untargeted(gathering.no, journal.no)];
    this.#strays = statements.acceptedStrays(gathering);
    this.#batchNo = statements.nextBatchNo();
    const taken = journal.grade === 'phone' ? statements.phonesOf(gathering.no).walkIns : 0;
    const { station, late } = this.#held;
    const known = { grade: journal.grade, station, isLate: late !== null };
    this.#knowledge = knowledgeOf(gathering, known, {
      isGathering: (id) => registry.isGathering(id),
      momentOf: (id) => {
        const held = statements.heldUnder(id, journal.no);
        return held === null ? null : envelopeIn(held.bytes).at;
      },
      walkIns: () => taken + this.#phone.walkIns,
    });
  }

  write(): readonly Verdict[] {
    const { journal, arrived } = this.#delivery;
    const before = this.#held.head;
    const first = arrived[0]?.read.envelope.seq ?? 0;
    let previous: Bytes | null =
      first === before.seq + 1
        ? before.digest
        : (this.#statements.entryAt(journal.no, first - 1)?.digest ?? null);
    for (const entry of arrived) {
      this.#place(entry, previous);
      previous = entry.digest;
    }
    this.#insertWaiting();
    if (this.#grown) this.#writeBatch();
    this.#moveHead(before);
    this.#statements.addTurnout(this.#turnout.rows());
    if (this.#phone.bytes > 0) {
      const { walkIns, bytes } = this.#phone;
      this.#statements.notePhone.run(walkIns, bytes, this.#gathering.no);
    }
    const trust = { isTrusted: isTrusted(journal.grade, this.#held.late) };
    return this.#judgements.map((judgement) => verdictFor(judgement, trust));
  }

  /**
   * Judges an entry and lets it wait for others to be inserted with. What looks at entries before
   * it, a signing of the same person, a revocation or one of a phone, has those inserted first.
   */
  #place(entry: Arrived, previous: Bytes | null): void {
    const signing = signingIn(entry);
    if (signing === null || this.#delivery.journal.grade === 'phone') this.#insertWaiting();
    const doubt = judge(entry.read, previous, this.#knowledge);
    if (doubt === 'chain-broken') this.#forked = true; // also beyond a gap that never closes
    const isAside = isSetAside(doubt, { entry: null, device: this.#held.decided });
    const who = signing === null || isAside ? null : whoIn(signing);
    if (typeof who === 'number' && this.#waiting.some((one) => one.who === who)) {
      this.#insertWaiting();
    }
    const before = who === null ? NO_FACTS : this.#factsOf(who, nameOf(entry));
    this.#waiting.push({ entry, doubt, isAside, who, before });
    if (signing === null || this.#waiting.length === WRITTEN_AT_ONCE) this.#insertWaiting();
  }

  /** Adds what waits where it belongs, and answers what became of each. */
  #insertWaiting(): void {
    const placed = this.#waiting.splice(0);
    const rows = this.#statements.insertEntries(placed.map((one) => this.#columnsOf(one)));
    for (const [i, one] of placed.entries()) {
      const rowNo = rows[i] ?? null;
      this.#judgements.push(rowNo === null ? this.#keepBeside(one.entry) : this.#added(one, rowNo));
    }
  }

  #columnsOf({ entry, doubt }: JudgedArrival): EntryColumns {
    const { envelope, body } = entry.read;
    const signing = signingIn(entry);
    return [
      this.#delivery.journal.no,
      envelope.seq,
      envelope.id,
      entry.digest,
      this.#batchNo,
      equalBytes(envelope.gathering, this.#gathering.id) ? this.#gathering.no : null,
      body.ok ? body.value.kind : 'unread',
      envelope.at.wallMs,
      signing?.signatory.kind === 'listed' ? signing.signatory.no : null,
      signing === null ? 0 : actsOf(signing.acts),
      doubt,
      entry.bytes,
      RULES,
    ];
  }

  /** What follows from a new entry: counters, and what it revokes or is revoked by. */
  #added({ entry, doubt, isAside, who, before }: JudgedArrival, rowNo: number): Judgement {
    const { body } = entry.read;
    this.#grown = true;
    const signing = signingIn(entry);
    if (signing?.signatory.kind === 'listed') {
      this.#gathering.signatoryRows.add(signing.signatory.no, rowNo);
    }
    this.#notePhone(entry.bytes);
    const { grade } = this.#delivery.journal;
    if (grade === 'phone' && doubt === null && signing?.signatory.kind === 'walk-in')
      this.#phone.walkIns += 1;
    if (signing !== null && who !== null) {
      this.#turnout.count(who, before, [...before, this.#freshFact(entry, signing, rowNo)]);
    }
    if (body.ok && body.value.kind === 'revocation') {
      const { target } = body.value;
      if (doubt === 'unknown-target') {
        const decided = { entry: null, device: this.#held.decided };
        this.#untargeted.push({ no: rowNo, target, read: entry.read, isOwn: true, decided });
      } else if (!isAside) this.#revoke(target);
    }
    this.#settleUntargeted(entry);
    return doubt === null ? { kind: 'stored' } : { kind: 'quarantined', doubt };
  }

  /** What nobody vouches for has a share of the disk (phone-share.ts). */
  #notePhone({ length }: Bytes): void {
    if (holdsBack(this.#delivery.journal.grade, this.#held.late)) return;
    this.#phone.bytes += length + LIMITS.phoneRowBytes;
  }

  #freshFact({ digest, read }: Arrived, { acts }: Signing, no: number): RowFact {
    const { journal, nowMs } = this.#delivery;
    const { wallMs } = read.envelope.at;
    return {
      no,
      digest,
      journal: this.#held.id,
      grade: journal.grade,
      wallMs,
      timeMs: countedTimeMs(wallMs, nowMs, this.#gathering.span),
      ...acts,
      doubted: false,
      revoked: false,
    };
  }

  /** The row of the batch is written when it made the ledger grow: a repetition leaves none. */
  #writeBatch(): void {
    const { journal, batch, seal, arrived, nowMs } = this.#delivery;
    this.#statements.insertBatch.run(
      this.#batchNo,
      batch.id,
      journal.no,
      nowMs,
      arrived[0]?.read.envelope.seq ?? 0,
      arrived.length,
      encodeBatch({ ...batch, entries: [] }),
      seal,
      this.#beside.length === 0 ? null : JSON.stringify(this.#beside),
    );
  }

  /** Something stands in its place already: a repetition, or another entry kept beside it. */
  #keepBeside(entry: Arrived): Judgement {
    const { journal, arrived } = this.#delivery;
    const { id, seq } = entry.read.envelope;
    const { digest, bytes } = entry;
    this.#notAdded.add(seq);
    const atSeq = this.#statements.entryAt(journal.no, seq)?.digest ?? null;
    const underId = this.#statements.heldUnder(id, journal.no)?.digest ?? null;
    const place = placeEntry(digest, { atSeq, underId });
    assert(place !== 'new', 'an entry that was not added has another in its place');
    if (place === 'duplicate') return { kind: 'duplicate' };
    this.#beside.push([arrived.indexOf(entry), toHex(digest)]);
    const stray = [journal.no, seq, id, digest, this.#batchNo, place, bytes] as const;
    if (this.#statements.insertStray.run(...stray).changes === 1) {
      this.#grown = true;
      this.#notePhone(bytes);
    }
    if (place === 'conflict') return { kind: 'conflict' };
    this.#forked = true;
    return { kind: 'quarantined', doubt: 'forked' };
  }

  /** What is held of a person on the roster; of a walk-in, the same entry in other journals. */
  #factsOf(who: Who, name: EntryName): readonly RowFact[] {
    const held =
      typeof who === 'number'
        ? this.#statements.factsOf(this.#gathering, who)
        : this.#statements.walkInFacts(this.#gathering, name);
    if (this.#strays.length === 0) return held;
    const key = typeof who === 'number' ? `n:${who}` : `w:${toHex(name.digest)}`;
    return [...held, ...this.#strays.filter(({ signatory }) => signatory === key)];
  }

  /** Revokes what this journal itself made. */
  #revoke(target: Bytes): void {
    const held = this.#statements.heldUnder(target, this.#delivery.journal.no);
    if (held !== null) this.#relabel(held.no, { revoked: 1 });
  }

  /** A revocation that came before what it revokes is judged now, as if it had come after it. */
  #settleUntargeted({ read }: Arrived): void {
    for (const { no, target, read: revocation, isOwn, decided } of this.#untargeted) {
      if (!equalBytes(target, read.envelope.id)) continue;
      const doubt = isOwn ? doubtOf(revocation, this.#knowledge) : 'unknown-target';
      if (isOwn) this.#statements.setDoubt.run(doubt, no);
      if (!isSetAside(doubt, decided)) this.#revoke(target);
    }
  }

  /** Changes a label of a held entry, and moves the counters with it. */
  #relabel(no: number, change: { readonly revoked: 1 } | { readonly doubt: LedgerDoubt }): void {
    const signed = this.#statements.signedBy(no);
    const facts = signed === null ? NO_FACTS : this.#factsOf(signed.who, signed);
    if ('revoked' in change) this.#statements.setRevoked.run(1, no);
    else this.#statements.setDoubt.run(change.doubt, no);
    if (signed === null) return;
    // Read anew: what was accepted counts with its new doubt too.
    this.#turnout.count(signed.who, facts, this.#factsOf(signed.who, signed));
  }

  #moveHead(before: Head): void {
    const { journal, batch, arrived, nowMs } = this.#delivery;
    const { head, broken } = advance(this.#startOf(before), (seq) => this.#heldAt(seq));
    for (const seq of broken) {
      const late = this.#statements.entryAt(journal.no, seq);
      if (late?.doubt === null) this.#relabel(late.no, { doubt: 'chain-broken' });
    }
    // Of its own journal only: what a seal says of another's is not its to say.
    const claim = batch.claims.find((one) => equalBytes(one.journal, batch.journal));
    const highest = Math.max(arrived.at(-1)?.read.envelope.seq ?? 0, claim?.seq ?? 0);
    const held = claim?.seq === head.seq ? head : this.#heldAt(claim?.seq ?? 0);
    const [last, after] = this.#endOfRun(head);
    const signs = { broken, claim: claim ?? null, held, last, after };
    const forked = this.#forked || contradicts(signs);
    this.#statements.moveHead.run(head.seq, head.digest, highest, forked ? 1 : 0, journal.no);
    this.#noteClaim(claim, nowMs);
  }

  /** Where every entry of the run was added after the head, each was judged by the one before. */
  #startOf(before: Head): Head {
    const { arrived } = this.#delivery;
    const last = arrived.at(-1);
    const isNext = arrived[0]?.read.envelope.seq === before.seq + 1;
    if (last === undefined || !isNext || this.#notAdded.size > 0) return before;
    return { seq: last.read.envelope.seq, digest: last.digest };
  }

  /** The last entry and what is held after it; where no gap is before it, the head tells. */
  #endOfRun(head: Head): readonly [last: Head | null, after: HeldEntry | null] {
    const arrived = this.#delivery.arrived.at(-1);
    const seq = arrived?.read.envelope.seq ?? 0;
    if (arrived === undefined || seq <= head.seq) return [null, null];
    return [{ seq, digest: arrived.digest }, this.#heldAt(seq + 1)];
  }

  #heldAt(seq: number): HeldEntry | null {
    const { journal, arrived } = this.#delivery;
    const added = arrived[seq - (arrived[0]?.read.envelope.seq ?? 0)];
    if (added !== undefined && !this.#notAdded.has(seq)) {
      return { seq, digest: added.digest, prev: added.read.envelope.prev };
    }
    const held =
      this.#statements.entryAt(journal.no, seq) ?? this.#statements.conflictAt(journal.no, seq);
    return held === null ? null : { seq, digest: held.digest, prev: envelopeIn(held.bytes).prev };
  }

  #noteClaim(claim: Claim | undefined, nowMs: number): void {
    const { journal, batch, carried } = this.#delivery;
    if (carried) {
      this.#statements.noteCarriedClaim.run({
        journal: journal.no,
        seq: claim?.seq ?? 0,
        kept: claim?.keptCount ?? 0,
        now: nowMs,
        device: batch.deviceTimeMs,
        build: batch.build,
      });
      return;
    }
    this.#statements.noteClaim.run(
      claim?.seq ?? 0,
      claim?.keptCount ?? 0,
      nowMs,
      nowMs - batch.deviceTimeMs,
      batch.battery,
      batch.build,
      journal.no,
    );
  }
}
