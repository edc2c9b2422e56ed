/**
 * Yields one batch being written: every entry judged and added where it belongs, and what follows
 * from it for heads, labels and counters. Synchronous, inside one transaction.
 */
import { assert } from '#core/assert.ts';
import {
  type PersonFact,
  type TurnoutDelta,
  addDelta,
  countStanding,
  foldStanding,
} from '#core/attendance.ts';
import { type Batch, type Claim, encodeBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import type { Grade } from '#core/enrolment.ts';
import { type Acts, type ReadEntry, type Signing, parseEntry } from '#core/entry.ts';
import type { Head } from '#core/journal.ts';
import {
  type HeldEntry,
  type Knowledge,
  advance,
  contradicts,
  judge,
  placeEntry,
} from '#core/ledger.ts';
import type { Doubt, Verdict } from '#core/verdict.ts';
import {
  type EntryColumns,
  WRITTEN_AT_ONCE,
  type LedgerStatements,
  type Who,
} from './ledger-statements.ts';
import {
  type RegisteredGathering,
  type Registry,
  type TurnoutGroup,
  walkInsOf,
} from './registry.ts';

/** An entry that arrived: its bytes, their digest, and what was read of them. */
export interface Arrived {
  readonly bytes: Bytes;
  readonly digest: Bytes;
  readonly read: ReadEntry;
}

/** The journal a batch belongs to, as enrolled. */
export interface EnrolledJournal {
  readonly no: number;
  readonly gatheringNo: number;
  readonly grade: Grade;
}

export interface Delivery {
  readonly journal: EnrolledJournal;
  readonly batch: Batch;
  readonly seal: Bytes;
  readonly arrived: readonly Arrived[];
  readonly nowMs: number;
  /** Out of a parcel: what it claims was so when it was sealed, not when it came. */
  readonly carried: boolean;
}

/** An entry with what was judged of it, whom it counts for, and what was held of them before. */
interface Placed {
  readonly entry: Arrived;
  readonly doubt: Doubt | null;
  readonly who: Who | null;
  readonly before: readonly PersonFact[];
}

const STORED: Verdict = { kind: 'stored' };
const NO_FACTS: readonly PersonFact[] = [];

/** One batch being written: owns the counters it will have moved at the end. */
export class Writing {
  readonly #statements: LedgerStatements;
  readonly #knowledge: Knowledge;
  readonly #delivery: Delivery;
  readonly #gathering: RegisteredGathering;
  readonly #deltas = new Map<TurnoutGroup, TurnoutDelta>();
  readonly #untargeted: { readonly no: number; readonly target: Bytes }[];
  /** Places of the run that hold something else than the entry that stands there. */
  readonly #beside: (readonly [place: number, digestHex: string])[] = [];
  /** The number that the row of the batch will have, if it leaves one. */
  readonly #batchNo: number;
  /** Sequences of entries that were not added; all others of the run need not be read again. */
  readonly #notAdded = new Set<number>();
  /** Judged, and inserted with the next ones. */
  readonly #waiting: Placed[] = [];
  readonly #verdicts: Verdict[] = [];
  #grown = false;
  #forked = false;

  constructor(statements: LedgerStatements, registry: Registry, delivery: Delivery) {
    const gathering = registry.gathering(delivery.journal.gatheringNo);
    assert(gathering !== null, 'a journal is enrolled for a gathering');
    this.#statements = statements;
    this.#delivery = delivery;
    this.#gathering = gathering;
    this.#untargeted = statements.untargeted(gathering.no);
    this.#batchNo = statements.nextBatchNo();
    this.#knowledge = {
      gathering: gathering.id as Bytes, // a blob column, over its own buffer
      grade: delivery.journal.grade,
      isGathering: (id) => registry.isGathering(id),
      person: (no) => gathering.people.get(no) ?? null,
      isPact: (pact) => gathering.isPact(pact),
      isEntry: (id) => statements.isInGathering(id, gathering.no),
    };
  }

  write(): readonly Verdict[] {
    const { journal, arrived } = this.#delivery;
    const before = this.#statements.headOf(journal.no);
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
    this.#moveTurnout();
    return this.#verdicts;
  }

  /**
   * Judges an entry and lets it wait for others to be inserted with. What looks at entries before
   * it, a signing of the same person or a revocation, has those inserted first.
   */
  #place(entry: Arrived, previous: Bytes | null): void {
    const signing = signingIn(entry);
    if (signing === null) this.#insertWaiting();
    const doubt = judge(entry.read, previous, this.#knowledge);
    if (doubt === 'chain-broken') this.#forked = true; // also beyond a gap that never closes
    const who = signing === null || doubt !== null ? null : whoIn(signing);
    if (typeof who === 'number' && this.#waiting.some((one) => one.who === who)) {
      this.#insertWaiting();
    }
    this.#waiting.push({ entry, doubt, who, before: who === null ? NO_FACTS : this.#factsOf(who) });
    if (signing === null || this.#waiting.length === WRITTEN_AT_ONCE) this.#insertWaiting();
  }

  /** Adds what waits where it belongs, and answers what became of each. */
  #insertWaiting(): void {
    const placed = this.#waiting.splice(0);
    const rows = this.#statements.insertEntries(placed.map((one) => this.#columnsOf(one)));
    for (const [i, one] of placed.entries()) {
      const rowNo = rows[i] ?? null;
      this.#verdicts.push(rowNo === null ? this.#keepBeside(one.entry) : this.#added(one, rowNo));
    }
  }

  #columnsOf({ entry, doubt }: Placed): EntryColumns {
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
      (signing?.acts.attended === true ? 1 : 0) + (signing?.acts.signed === true ? 2 : 0),
      doubt,
      entry.bytes,
    ];
  }

  /** What follows from a new entry: counters, and what it revokes or is revoked by. */
  #added({ entry, doubt, who, before }: Placed, rowNo: number): Verdict {
    const { envelope, body } = entry.read;
    const { id } = envelope;
    this.#grown = true;
    const signing = signingIn(entry);
    if (signing?.signatory.kind === 'listed') {
      this.#gathering.signatoryRows.add(signing.signatory.no, rowNo);
    }
    if (doubt === 'unknown-target' && body.ok && body.value.kind === 'revocation') {
      this.#untargeted.push({ no: rowNo, target: body.value.target });
    }
    if (signing !== null && who !== null) {
      this.#count(who, before, [...before, freshFact(id, envelope.at.wallMs, signing.acts)]);
    }
    if (doubt === null) this.#revokeTarget(entry.read);
    this.#settleUntargeted(id);
    return doubt === null ? STORED : { kind: 'quarantined', doubt };
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
  #keepBeside(entry: Arrived): Verdict {
    const { journal, arrived } = this.#delivery;
    const { id, seq } = entry.read.envelope;
    const { digest, bytes } = entry;
    this.#notAdded.add(seq);
    const atSeq = this.#statements.entryAt(journal.no, seq)?.digest ?? null;
    const held = this.#statements.heldUnder(id);
    const known = placeEntry(digest, { atSeq, underId: held?.digest ?? null });
    assert(known !== 'new', 'an entry that was not added has another in its place');
    // The same bytes in two journals: each journal must be whole for itself.
    const place = known === 'duplicate' && held?.journalNo !== journal.no ? 'conflict' : known;
    if (place === 'duplicate') return { kind: 'duplicate' };
    this.#beside.push([arrived.indexOf(entry), toHex(digest)]);
    const stray = [journal.no, seq, id, digest, this.#batchNo, place, bytes] as const;
    if (this.#statements.insertStray.run(...stray).changes === 1) this.#grown = true;
    if (place === 'conflict') return { kind: 'conflict' };
    this.#forked = true;
    return { kind: 'quarantined', doubt: 'forked' };
  }

  /** What is held of a person on the roster; a walk-in is always somebody new. */
  #factsOf(who: Who): readonly PersonFact[] {
    return typeof who === 'number' ? this.#statements.factsOf(this.#gathering, who) : NO_FACTS;
  }

  #count(who: Who, before: readonly PersonFact[], after: readonly PersonFact[]): void {
    const was = foldStanding(before);
    const is = foldStanding(after);
    if (was.attended === is.attended && was.signed === is.signed) return;
    const [group, expected] = this.#groupOf(who);
    const moved = addDelta(countStanding(expected, is), countStanding(expected, was), -1);
    const counted = this.#deltas.get(group);
    this.#deltas.set(group, counted === undefined ? moved : addDelta(counted, moved));
  }

  #groupOf(who: Who): readonly [group: TurnoutGroup, expected: boolean] {
    if (typeof who !== 'number') return [walkInsOf(who), false];
    const person = this.#gathering.people.get(who);
    assert(person !== undefined, 'only a person on the roster is counted');
    return [person.group, this.#gathering.isExpected(who)];
  }

  #revokeTarget({ body }: ReadEntry): void {
    if (body.ok && body.value.kind === 'revocation')
      this.#relabel(body.value.target, { revoked: 1 });
  }

  /** A revocation that came before what it revokes takes effect now. */
  #settleUntargeted(id: Bytes): void {
    for (const { no, target } of this.#untargeted) {
      if (!equalBytes(target, id)) continue;
      this.#statements.clearDoubt.run(no);
      this.#relabel(id, { revoked: 1 });
    }
  }

  /** Changes a label of a held entry, and moves the counters with it. */
  #relabel(id: Bytes, change: { readonly revoked: 1 } | { readonly doubt: Doubt }): void {
    const held = this.#statements.labelled(id);
    if (held === null) return;
    const facts = held.who === null ? NO_FACTS : this.#factsAround(id, held.who);
    if ('revoked' in change) this.#statements.revoke.run(id);
    else this.#statements.setDoubt.run(change.doubt, id);
    if (held.who === null) return;
    const relabelled = facts.map((fact) =>
      equalBytes(fact.entry, id)
        ? { ...fact, ...('revoked' in change ? { revoked: true } : { doubted: true }) }
        : fact,
    );
    this.#count(held.who, facts, relabelled);
  }

  #factsAround(id: Bytes, who: Who): readonly PersonFact[] {
    if (typeof who === 'number') return this.#factsOf(who);
    const own = this.#statements.factOf(id);
    return own === null ? [] : [own];
  }

  #moveHead(before: Head): void {
    const { journal, batch, arrived, nowMs } = this.#delivery;
    const { head, broken } = advance(this.#startOf(before), (seq) => this.#heldAt(seq));
    for (const seq of broken) {
      const late = this.#statements.entryAt(journal.no, seq);
      if (late?.doubt === null) this.#relabel(late.id, { doubt: 'chain-broken' });
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
    return held === null ? null : { seq, digest: held.digest, prev: prevIn(held.bytes) };
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

  #moveTurnout(): void {
    this.#statements.addTurnout(
      Array.from(this.#deltas, ([{ agency, category }, delta]) => [
        this.#gathering.no,
        agency,
        category,
        delta.attended,
        delta.signed,
        delta.extraAttended,
        delta.extraSigned,
      ]),
    );
  }
}

/** What an entry that is held says of the one before it. */
function prevIn(bytes: Bytes): Bytes {
  const read = parseEntry(bytes);
  assert(read.ok, 'an envelope was readable when it came');
  return read.value.envelope.prev;
}

function signingIn({ read: { body } }: Arrived): Signing | null {
  return body.ok && body.value.kind === 'signing' ? body.value : null;
}

function whoIn({ signatory }: Signing): Who {
  return signatory.kind === 'listed' ? signatory.no : signatory.category;
}

function freshFact(entry: Bytes, wallMs: number, acts: Acts): PersonFact {
  return { entry, wallMs, ...acts, doubted: false, revoked: false };
}
