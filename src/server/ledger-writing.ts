/**
 * Yields one batch being written: every entry judged and added where it belongs, and what follows
 * from it for heads, labels and counters. Synchronous, inside one transaction.
 */
import { assert } from '#core/assert.ts';
import {
  type SigningFact,
  type Standing,
  type TurnoutDelta,
  addDelta,
  countStanding,
  foldStanding,
} from '#core/attendance.ts';
import { type Batch, type Claim, encodeBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import type { Grade } from '#core/enrolment.ts';
import type { ReadEntry } from '#core/entry.ts';
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
import { type EntryColumns, INSERTED_AT_ONCE, type LedgerStatements } from './ledger-statements.ts';
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

/** An entry with what was judged of it, and what was held of its signatory before. */
interface Placed {
  readonly entry: Arrived;
  readonly doubt: Doubt | null;
  readonly fact: SigningFact | null;
  readonly before: readonly SigningFact[];
}

const STORED: Verdict = { kind: 'stored' };

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
  /** Entries added by this batch, by sequence: what was just written need not be read. */
  readonly #fresh = new Map<number, HeldEntry>();
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
   * it, a signing of the same person or a revocation, waits for nobody.
   */
  #place(entry: Arrived, previous: Bytes | null): void {
    const { body } = entry.read;
    const isSigning = body.ok && body.value.kind === 'signing';
    if (!isSigning) this.#insertWaiting();
    const doubt = judge(entry.read, previous, this.#knowledge);
    if (doubt === 'chain-broken') this.#forked = true; // also beyond a gap that never closes
    const fact = doubt === null ? this.#factOf(entry) : null;
    const before = fact === null ? [] : this.#factsBefore(fact.signatory);
    this.#waiting.push({ entry, doubt, fact, before });
    if (!isSigning || this.#waiting.length === INSERTED_AT_ONCE) this.#insertWaiting();
  }

  /** Adds what waits where it belongs, and answers what became of each. */
  #insertWaiting(): void {
    const placed = this.#waiting.splice(0);
    const isNew = this.#statements.insertEntries(placed.map((one) => this.#columnsOf(one)));
    for (const [i, one] of placed.entries()) {
      this.#verdicts.push(isNew[i] === true ? this.#added(one) : this.#keepBeside(one.entry));
    }
  }

  #columnsOf({ entry, doubt }: Placed): EntryColumns {
    const { envelope, body } = entry.read;
    const signing = body.ok && body.value.kind === 'signing' ? body.value : null;
    const signatory = signing?.signatory;
    return [
      this.#delivery.journal.no,
      envelope.seq,
      envelope.id,
      entry.digest,
      envelope.prev,
      this.#batchNo,
      equalBytes(envelope.gathering, this.#gathering.id) ? this.#gathering.no : null,
      body.ok ? body.value.kind : 'unread',
      envelope.at.wallMs,
      signatory?.kind === 'listed' ? signatory.no : null,
      (signing?.acts.attended === true ? 1 : 0) + (signing?.acts.signed === true ? 2 : 0),
      doubt,
      entry.bytes,
    ];
  }

  /** What follows from a new entry: counters, and what it revokes or is revoked by. */
  #added({ entry, doubt, fact, before }: Placed): Verdict {
    const { envelope, body } = entry.read;
    const { id, seq, prev } = envelope;
    this.#grown = true;
    this.#fresh.set(seq, { seq, digest: entry.digest, prev });
    if (doubt === 'unknown-target' && body.ok && body.value.kind === 'revocation') {
      const no = this.#statements.heldUnder(id)?.no;
      assert(no !== undefined, 'it was added');
      this.#untargeted.push({ no, target: body.value.target });
    }
    if (fact !== null) this.#count(fact.signatory, before, [...before, fact]);
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

  #factOf({ read }: Arrived): SigningFact | null {
    if (!read.body.ok || read.body.value.kind !== 'signing') return null;
    const { signatory, acts } = read.body.value;
    const { id, at } = read.envelope;
    return {
      entry: id,
      signatory: signatory.kind === 'listed' ? `n:${signatory.no}` : `w:${signatory.category}`,
      wallMs: at.wallMs,
      ...acts,
      doubted: false,
      revoked: false,
    };
  }

  /** What was held of a person before; from now on there may be more. */
  #factsBefore(signatory: string): readonly SigningFact[] {
    if (!signatory.startsWith('n:')) return [];
    const no = Number(signatory.slice(2));
    const { mayHaveSigned } = this.#gathering;
    if (!mayHaveSigned.has(no)) {
      mayHaveSigned.add(no);
      return [];
    }
    this.#insertWaiting();
    return this.#factsOf(signatory);
  }

  /** What is held of a person on the roster; a walk-in is always somebody new. */
  #factsOf(signatory: string): readonly SigningFact[] {
    if (!signatory.startsWith('n:')) return [];
    return this.#statements.factsOf(this.#gathering.no, Number(signatory.slice(2)));
  }

  #count(signatory: string, before: readonly SigningFact[], after: readonly SigningFact[]): void {
    const [group, expected] = this.#groupOf(signatory);
    const was: Standing = foldStanding(before);
    const is: Standing = foldStanding(after);
    if (was.attended === is.attended && was.signed === is.signed) return;
    const moved = addDelta(countStanding(expected, is), countStanding(expected, was), -1);
    const counted = this.#deltas.get(group);
    this.#deltas.set(group, counted === undefined ? moved : addDelta(counted, moved));
  }

  #groupOf(signatory: string): readonly [group: TurnoutGroup, expected: boolean] {
    if (signatory.startsWith('w:')) return [walkInsOf(signatory.slice(2)), false];
    const no = Number(signatory.slice(2));
    const person = this.#gathering.people.get(no);
    assert(person !== undefined, 'only a person on the roster is counted');
    return [person.group, this.#gathering.isExpected(no)];
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
    const facts = held.signatory === null ? [] : this.#factsAround(id, held.signatory);
    if ('revoked' in change) this.#statements.revoke.run(id);
    else this.#statements.setDoubt.run(change.doubt, id);
    if (held.signatory === null) return;
    const relabelled = facts.map((fact) =>
      equalBytes(fact.entry, id)
        ? { ...fact, ...('revoked' in change ? { revoked: true } : { doubted: true }) }
        : fact,
    );
    this.#count(held.signatory, facts, relabelled);
  }

  #factsAround(id: Bytes, signatory: string): readonly SigningFact[] {
    if (signatory.startsWith('n:')) return this.#factsOf(signatory);
    const own = this.#statements.factOf(id, signatory);
    return own === null ? [] : [own];
  }

  #moveHead(before: Head): void {
    const { journal, batch, arrived, nowMs } = this.#delivery;
    const { head, broken } = advance(before, (seq) => this.#heldAt(seq));
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

  /** The last entry and what is held after it; where no gap is before it, the head tells. */
  #endOfRun(head: Head): readonly [last: Head | null, after: HeldEntry | null] {
    const arrived = this.#delivery.arrived.at(-1);
    const seq = arrived?.read.envelope.seq ?? 0;
    if (arrived === undefined || seq <= head.seq) return [null, null];
    return [{ seq, digest: arrived.digest }, this.#heldAt(seq + 1)];
  }

  #heldAt(seq: number): HeldEntry | null {
    const { no } = this.#delivery.journal;
    return (
      this.#fresh.get(seq) ??
      this.#statements.entryAt(no, seq) ??
      this.#statements.conflictAt(no, seq)
    );
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
    for (const [{ agency, category }, delta] of this.#deltas) {
      this.#statements.addTurnout.run(
        this.#gathering.no,
        agency,
        category,
        delta.attended,
        delta.signed,
        delta.extraAttended,
        delta.extraSigned,
      );
    }
  }
}
