/**
 * The ledger: the only file that writes entries. It grows and never changes; beside the bytes stand
 * labels (a doubt, a revocation) and the turnout counters, moved in the same transaction. Every
 * call here is synchronous and runs inside `database.exclusive`.
 */
import type { DatabaseSync } from 'node:sqlite';
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
import type { JournalState } from '#core/receipt.ts';
import type { Doubt, Verdict } from '#core/verdict.ts';
import { evidence, stateOf } from './ledger-reads.ts';
import { judgeAgain, recount } from './ledger-recount.ts';
import { type LedgerStatements, prepareLedger } from './ledger-statements.ts';
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

export interface Ledger {
  /** Writes a batch, one verdict per entry. */
  write(delivery: Delivery): readonly Verdict[];
  /** True once the organiser withdrew the journal's permission. */
  isWithdrawn(journalNo: number): boolean;
  /** What is held of a journal; null when it was never enrolled. */
  stateOf(journalId: Bytes): JournalState | null;
  /** Counts the turnout of a gathering from nothing. */
  recount(gatheringNo: number): void;
  /** Judges again what was doubted for the roster's or the pacts' sake; recount afterwards. */
  judgeAgain(gatheringNo: number): void;
  /** The seal, and the body it was made over, put together again from the entries. */
  evidence(batchNo: number): { readonly body: Bytes; readonly seal: Bytes };
}

export function openLedger(sqlite: DatabaseSync, registry: Registry): Ledger {
  const statements = prepareLedger(sqlite);
  return {
    write: (delivery) => new Writing(statements, registry, delivery).write(),
    isWithdrawn: (journalNo) => statements.isWithdrawn(journalNo),
    stateOf: (journalId) => stateOf(statements, journalId),
    recount: (gatheringNo) => recount(sqlite, registry, gatheringNo),
    judgeAgain: (gatheringNo) => judgeAgain(sqlite, registry, gatheringNo),
    evidence: (batchNo) => evidence(statements, batchNo),
  };
}

/** One batch being written: owns the counters it will have moved at the end. */
class Writing {
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
  readonly #added = new Map<number, HeldEntry>();
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
    const verdicts: Verdict[] = [];
    for (const entry of arrived) {
      verdicts.push(this.#place(entry, previous));
      previous = entry.digest;
    }
    if (this.#grown) this.#writeBatch();
    this.#moveHead(before);
    this.#moveTurnout();
    return verdicts;
  }

  /** Adds one entry where it belongs, and answers what became of it. */
  #place(entry: Arrived, previous: Bytes | null): Verdict {
    const { envelope } = entry.read;
    const doubt = judge(entry.read, previous, this.#knowledge);
    if (doubt === 'chain-broken') this.#forked = true; // also beyond a gap that never closes
    const fact = doubt === null ? this.#factOf(entry) : null;
    const held = fact === null ? [] : this.#factsOf(fact.signatory);
    if (this.#add(entry, doubt)) {
      if (fact !== null) this.#count(fact.signatory, held, [...held, fact]);
      if (doubt === null) this.#revokeTarget(entry.read);
      this.#settleUntargeted(envelope.id);
      return doubt === null ? { kind: 'stored' } : { kind: 'quarantined', doubt };
    }
    return this.#keepBeside(entry);
  }

  #add(entry: Arrived, doubt: Doubt | null): boolean {
    const { journal } = this.#delivery;
    const { envelope, body } = entry.read;
    const signing = body.ok && body.value.kind === 'signing' ? body.value : null;
    const signatory = signing?.signatory;
    const { changes, lastInsertRowid } = this.#statements.insertEntry.run(
      journal.no,
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
    );
    if (changes === 0) return false;
    this.#grown = true;
    if (signatory?.kind === 'listed') this.#gathering.mayHaveSigned.add(signatory.no);
    const { seq, prev } = envelope;
    this.#added.set(seq, { seq, digest: entry.digest, prev });
    if (doubt === 'unknown-target' && body.ok && body.value.kind === 'revocation') {
      this.#untargeted.push({ no: Number(lastInsertRowid), target: body.value.target });
    }
    return true;
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

  /** What is held of a person on the roster; a walk-in is always somebody new. */
  #factsOf(signatory: string): readonly SigningFact[] {
    if (!signatory.startsWith('n:')) return [];
    const no = Number(signatory.slice(2));
    const may = this.#gathering.mayHaveSigned.has(no);
    return may ? this.#statements.factsOf(this.#gathering.no, no) : [];
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
      this.#added.get(seq) ??
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
