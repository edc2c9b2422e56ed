/**
 * The office: rows, backups, restores, and a receipt for every batch. Judging, placing,
 * chaining, codecs, generations and what is safe are core's; only the storage is simulated. The
 * rule: what is answered was committed.
 */
import { assert } from '#core/assert.ts';
import { type Batch, parseBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { type LedgerDoubt, isSettledBy } from '#core/doubt.ts';
import { type ReadEntry, parseEntry } from '#core/entry.ts';
import { type Generation, NO_GENERATION, nextGeneration } from '#core/epoch.ts';
import type { FaultCode } from '#core/fault.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { EMPTY_HEAD, type Head } from '#core/journal.ts';
import {
  type Knowledge,
  advance,
  contradicts,
  judge,
  knowledgeOf,
  placeEntry,
  rangesOf,
  verdictFor,
} from '#core/ledger.ts';
import { LIMITS } from '#core/limits.ts';
import { type ParcelAnswer, encodeReceiptFile, parseParcel } from '#core/parcel.ts';
import { type JournalState, encodeReceipt, unknownState } from '#core/receipt.ts';
import { type BackupHolder, type SafeHead, safeHeads, safeSeqOf } from '#core/safe.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import { type Verdict, verdictNumber } from '#core/verdict.ts';
import { withVerdicts } from '../support/later-receipt.ts';
import { type World, digestOf, isSealedBy, sealerOf } from './world.ts';

/** An entry as the ledger has it. */
export interface Row {
  readonly key: string;
  readonly id: string;
  readonly seq: number;
  readonly prev: Bytes;
  readonly digest: Bytes;
  readonly bytes: Bytes;
  readonly read: ReadEntry;
  readonly doubt: LedgerDoubt | null;
}

export interface OfficeJournal {
  readonly gathering: Bytes;
  readonly rows: ReadonlyMap<number, Row>;
  /** Forks and conflicts, kept beside. */
  readonly strays: readonly Row[];
  readonly head: Head;
  readonly highestSeq: number;
  readonly forked: boolean;
  readonly claimedSeq: number;
  /** The organiser withdrew its permission. */
  readonly isWithdrawn: boolean;
}

/** What a backup keeps. */
export interface Store {
  readonly journals: Map<string, OfficeJournal>;
  roster: ReadonlyMap<number, string>;
  generation: Generation;
}

export interface Reply {
  readonly status: number;
  readonly body: Bytes;
  readonly retryAfterMs: number | null;
}

/** A batch, and the version it was written in. */
interface Opened {
  readonly batch: Batch;
  readonly version: number;
}

interface Placed {
  readonly journal: OfficeJournal;
  readonly verdicts: readonly Verdict[];
  /** What is doubted about each entry, also about one that was held before. */
  readonly doubts: readonly (LedgerDoubt | null)[];
}

/** A doubt that an office of version 2 has, and this code has not. */
const LATER_VERDICT = 200;

const BACKUPS_MAX = 3;
const PROOF_JOURNAL_BYTES = 16;

const FAULT_OF: ReadonlyMap<number, FaultCode> = new Map([
  [400, 'malformed'],
  [401, 'not-enrolled'],
  [403, 'not-permitted'],
  [413, 'too-large'],
]);

/** People who are on the roster from the start, and how many may come. */
export const PEOPLE = { known: 4, most: 7 } as const;

/** Owns what the office holds. */
export class Office {
  store: Store = {
    journals: new Map(),
    roster: new Map(Array.from({ length: PEOPLE.known }, (_, i) => [i + 1, `Orang ${i + 1}`])),
    generation: NO_GENERATION,
  };
  backups: readonly Store[] = [];
  isUp = true;
  /** During a spell: every device is refused, or no batch is larger than this. */
  refuses: 401 | 403 | null = null;
  entriesMax: number = LIMITS.batchEntriesMax;
  /** The latest version of a batch that it reads. */
  batchVersion = 1;
  /** Grows with every change. */
  version = 0;
  restoredMs = -1;
  /** How often the whole machine was put back. */
  machinesCount = 0;
  /** Entries that the office cannot take, by digest. */
  readonly poison = new Set<string>();
  readonly key: Bytes;
  readonly #world: World;
  #sidecar: Generation = NO_GENERATION;
  #image: { readonly store: Store; readonly sidecar: Generation } | null = null;
  #safe: ReadonlyMap<string, SafeHead> = new Map();
  #starts = 0;

  constructor(world: World) {
    this.#world = world;
    this.key = world.random(32);
    this.start();
  }

  /** Starts; `isCopy` when its database is seen to be another than before. */
  start({ isCopy = false }: { readonly isCopy?: boolean } = {}): void {
    this.isUp = true;
    this.#starts += 1;
    const { generation } = this.store;
    const isForgotten = this.#world.bug === 'epoch-goes-back' && this.#sidecar.generation === 0;
    const sidecar = isForgotten ? generation : this.#sidecar;
    const seen = { nowMs: this.#world.wallMs(), isCopy: isCopy && !isForgotten };
    this.#remember(nextGeneration(generation, sidecar, seen));
  }

  /** Stops, and is started again later. */
  crash(): void {
    this.isUp = false;
    this.#world.count('office crashes');
    this.#world.after(this.#world.chance.int(500, 20_000), () => {
      if (!this.isUp) this.start();
    });
  }

  /** The file beside the database is gone. */
  loseSidecar(): void {
    this.#world.count('sidecars lost');
    this.#sidecar = NO_GENERATION;
  }

  backUp(): void {
    // Nobody puts back a picture that is older than a backup: ink may be given up since.
    this.#image = null;
    this.backups = [...this.backups, copyOf(this.store)].slice(-BACKUPS_MAX);
    const read = this.#world.bug === 'safe-by-one-backup' ? this.backups.slice(-1) : this.backups;
    this.#safe = new Map(safeHeads(read.map(holderOf)).map((low) => [low.journal, low]));
    this.#world.count('backups');
    const { generation } = this.store;
    this.#remember(nextGeneration(generation, generation));
  }

  /** Puts one of the backups in place; all of them stay on their shelf. */
  restore(): void {
    if (this.backups.length === 0) return;
    this.#putBack(this.#world.chance.pick(this.backups));
    this.#world.count('restores');
    if (this.#world.fails(0.3)) this.loseSidecar();
    // A copy is known by its mark, or by being another file than the one beside the sidecar.
    const isMarked = this.#world.chance.next() < 0.7;
    this.start({ isCopy: isMarked || this.#sidecar.generation > 0 });
  }

  /** Keeps a picture of the whole machine. */
  photograph(): void {
    this.#image = { store: copyOf(this.store), sidecar: this.#sidecar };
  }

  /** The whole machine is as it was, which nobody on it can notice. */
  rollBackMachine(): void {
    if (this.#image === null) return;
    this.#world.count('machines rolled back');
    this.machinesCount += 1;
    this.#putBack(this.#image.store);
    this.#sidecar = this.#image.sidecar;
    this.start();
  }

  /** Gives a journal its permission. Its proof names the journal and the gathering. */
  enrol(proof: Bytes): Reply {
    if (!this.isUp) return plain(503);
    if (this.refuses !== null) return plain(403);
    const id = toHex(proof.slice(0, PROOF_JOURNAL_BYTES));
    const journal = this.store.journals.get(id);
    if (journal?.isWithdrawn === true) return plain(403);
    if (journal === undefined) {
      this.store.journals.set(id, newJournal(proof.slice(PROOF_JOURNAL_BYTES)));
      this.version += 1;
    }
    return plain(200);
  }

  /** The organiser withdraws the permission of a journal, and mostly gives it back later. */
  withdraw(): void {
    if (this.store.journals.size === 0) return;
    const { chance } = this.#world;
    const [id] = chance.pick([...this.store.journals]);
    this.#permit(id, false);
    this.#world.count('permissions withdrawn');
    if (chance.next() < 0.3) return;
    this.#world.after(chance.int(5_000, 600_000), () => {
      this.#permit(id, true);
      this.#world.count('permissions given back');
    });
  }

  /** A journal may be unknown meanwhile, after a restore. */
  #permit(id: string, isPermitted: boolean): void {
    const journal = this.store.journals.get(id);
    if (journal === undefined) return;
    this.store.journals.set(id, { ...journal, isWithdrawn: !isPermitted });
    this.version += 1;
  }

  /** Somebody is added to the roster, or gets another name: what was doubted is judged again. */
  changeRoster(): void {
    const no = this.#world.chance.int(1, PEOPLE.most);
    const name = this.#world.chance.next() < 0.7 ? `Orang ${no}` : `Nama Lain ${no}`;
    this.store.roster = new Map([...this.store.roster, [no, name]]);
    this.#world.count('changes of the roster');
    if (this.#world.bug === 'doubt-is-for-ever') return;
    for (const [id, journal] of this.store.journals) {
      const rows = new Map(journal.rows);
      for (const row of rows.values()) {
        if (isOfRoster(row.doubt)) rows.set(row.seq, { ...row, doubt: this.doubtOf(journal, row) });
      }
      this.store.journals.set(id, { ...journal, rows });
    }
    this.version += 1;
  }

  /** Answers a parcel; null when the office fell silent over it. */
  async importParcel(bytes: Bytes): Promise<Reply | null> {
    if (!this.isUp) return plain(503);
    if (this.refuses !== null) return plain(this.refuses);
    const parcel = parseParcel(bytes);
    if (!parcel.ok) return plain(400);
    for (const proof of parcel.value.enrolments) this.enrol(proof);
    const answers: ParcelAnswer[] = [];
    for (const batch of parcel.value.batches) {
      const reply = await this.take(batch, 'carried');
      if (reply === null) return null;
      const fault = FAULT_OF.get(reply.status) ?? 'unavailable';
      answers.push(reply.status === 200 ? { receipt: reply.body } : { fault });
    }
    this.#world.count('parcels imported');
    return { ...plain(200), body: encodeReceiptFile({ answers }) };
  }

  /** Answers a batch; null when the office fell silent over it. */
  async take(bytes: Bytes, way: 'sent' | 'carried' = 'sent'): Promise<Reply | null> {
    const world = this.#world;
    if (!this.isUp) return plain(503);
    if (way === 'sent' && world.fails(0.02)) {
      return { ...plain(429), retryAfterMs: world.chance.int(1_000, 60_000) };
    }
    const opened = this.#open(bytes);
    if (opened === null) return plain(400);
    const { batch } = opened;
    const id = toHex(batch.journal);
    if (this.refuses !== null) return plain(this.refuses);
    const journal = this.store.journals.get(id);
    if (journal === undefined) return plain(401);
    if (journal.isWithdrawn) return plain(403);
    if (batch.entries.length > this.entriesMax) return plain(413);
    if (batch.entries.some((entry) => this.poison.has(toHex(digestOf(entry))))) return plain(500);
    if (world.fails(0.01)) {
      this.crash();
      return null;
    }
    const placed = this.#place(batch, journal);
    const commit = (): void => {
      this.store.journals.set(id, placed.journal);
      this.version += 1;
    };
    if (world.bug === 'commit-after-answer') {
      const answer = await this.#receipt(opened, placed);
      const starts = this.#starts;
      world.after(world.chance.int(20, 3_000), () => {
        if (this.isUp && this.#starts === starts) commit();
      });
      return answer;
    }
    commit();
    if (world.fails(0.01)) {
      this.crash();
      return null;
    }
    return this.#receipt(opened, placed);
  }

  /** What the rules say of a row, with what the office knows now. */
  doubtOf({ rows, gathering }: OfficeJournal, { seq, read }: Row): LedgerDoubt | null {
    const before = seq === 1 ? ZERO_DIGEST : (rows.get(seq - 1)?.digest ?? null);
    return judge(read, before, this.#knowledge(gathering));
  }

  #knowledge(gathering: Bytes): Knowledge {
    const people = new Map(
      Array.from(this.store.roster, ([no, name]) => [
        no,
        { name, earlierNames: [], category: 'asn' } as const,
      ]),
    );
    const judged = { id: gathering, people, phoneCeiling: 0, isPact: yes };
    const journal = { grade: 'station', station: '', isLate: false } as const;
    const looked = { isGathering: yes, momentOf: nothing, walkIns: () => 0 };
    return knowledgeOf(judged, journal, looked);
  }

  #remember(generation: Generation): void {
    this.version += 1;
    this.#sidecar = generation;
    this.store.generation = generation;
  }

  #putBack(store: Store): void {
    this.store = copyOf(store);
    this.restoredMs = this.#world.wallMs();
    this.version += 1;
  }

  #open(bytes: Bytes): Opened | null {
    const sealed = parseSealed(bytes, 'batch', { bytesMax: LIMITS.batchBytesMax });
    if (!sealed.ok) return null;
    const { body, message, seal } = sealed.value;
    const batch = parseBatch(this.#asWeReadIt(body));
    if (!batch.ok) return null;
    if (!isSealedBy(batch.value.journal, message, seal)) return null;
    return { batch: batch.value, version: body[1] ?? 1 };
  }

  /** A later build reads a later version; all that is new in it is its number. */
  #asWeReadIt(body: Bytes): Bytes {
    if (this.batchVersion === 1 || body[1] !== this.batchVersion) return body;
    const read = body.slice();
    read[1] = 1;
    return read;
  }

  #place(batch: Batch, before: OfficeJournal): Placed {
    const rows = new Map(before.rows);
    const strays = [...before.strays];
    let { forked } = before;
    const ids = new Map([...rows.values(), ...strays].map(({ id, digest }) => [id, digest]));
    const arrived: Row[] = [];
    const verdicts = batch.entries.map((bytes): Verdict => {
      const read = readRow(bytes);
      const row = { ...read, doubt: this.doubtOf({ ...before, rows }, read) };
      arrived.push(row);
      const atSeq = rows.get(row.seq) ?? null;
      if (this.#world.bug === 'dedupe-by-seq' && atSeq !== null) return { kind: 'duplicate' };
      const occupied = { atSeq: atSeq?.digest ?? null, underId: ids.get(row.id) ?? null };
      const place = placeEntry(row.digest, occupied);
      if (place === 'duplicate') return { kind: 'duplicate' };
      ids.set(row.id, row.digest);
      if (place === 'new') {
        rows.set(row.seq, row);
        const { doubt } = row;
        if (doubt === null) return { kind: 'stored' };
        return verdictFor({ kind: 'quarantined', doubt }, { isTrusted: true });
      }
      strays.push(row);
      if (place === 'conflict') return { kind: 'conflict' };
      forked = true;
      this.#world.count('forks');
      return { kind: 'quarantined', doubt: 'forked' };
    });
    const { head, broken } = advance(before.head, (seq) => rows.get(seq) ?? null);
    for (const seq of broken) {
      const row = rows.get(seq);
      if (row?.doubt === null) rows.set(seq, { ...row, doubt: 'chain-broken' });
    }
    const claim = batch.claims.find((one) => equalBytes(one.journal, batch.journal)) ?? null;
    const held = rows.get(claim?.seq ?? 0) ?? null;
    const last = arrived.at(-1) ?? null;
    const after = rows.get((last?.seq ?? 0) + 1) ?? null;
    const isBroken = arrived.some(({ doubt }) => doubt === 'chain-broken');
    if (this.#world.bug !== 'broken-link-not-a-fork') {
      forked ||= isBroken || contradicts({ broken, claim, held, last, after });
    }
    const claimedSeq = Math.max(before.claimedSeq, claim?.seq ?? 0);
    const highestSeq = Math.max(before.highestSeq, claim?.seq ?? 0, ...rows.keys());
    const doubts = arrived.map(({ doubt }) => doubt);
    const journal = { ...before, rows, strays, head, highestSeq, forked, claimedSeq };
    return { journal, verdicts, doubts };
  }

  async #receipt({ batch, version }: Opened, placed: Placed): Promise<Reply> {
    const { journal, verdicts } = placed;
    const journals = batch.claims.map((claim) => {
      const isOwn = equalBytes(claim.journal, batch.journal);
      const held = isOwn ? journal : this.store.journals.get(toHex(claim.journal));
      return held === undefined ? unknownState(claim.journal) : this.#stateOf(claim.journal, held);
    });
    const body = encodeReceipt({
      batch: batch.id,
      epoch: this.store.generation.epoch,
      officeTimeMs: this.#world.wallMs(),
      verdicts,
      journals,
    });
    const told = version === 1 ? body : this.#asLaterOffice(body, placed);
    return { ...plain(200), body: await sealBody('receipt', told, sealerOf(this.key)) };
  }

  /** Whoever sends a later version hears, each time, what this code has no words for. */
  #asLaterOffice(receipt: Bytes, { verdicts, doubts }: Placed): Bytes {
    const numbers = verdicts.map((verdict, i) => {
      if ((doubts[i] ?? null) === null) return verdictNumber(verdict);
      this.#world.count('later labels');
      return LATER_VERDICT;
    });
    return withVerdicts(receipt, numbers);
  }

  #stateOf(id: Bytes, { rows, head, highestSeq, forked }: OfficeJournal): JournalState {
    const beyond = [...rows.keys()].filter((seq) => seq > head.seq).sort((a, b) => a - b);
    const extra = rangesOf(beyond).slice(0, LIMITS.rangesMax);
    const holds = ({ seq, digest }: SafeHead): boolean => rows.get(seq)?.key === digest;
    const safeSeq = safeSeqOf(this.#safe.get(toHex(id)), { heldSeq: head.seq, holds });
    return { journal: id, ...head, extra, forked, safeSeq, highestSeq };
  }
}

export function plain(status: number): Reply {
  return { status, body: new Uint8Array(0), retryAfterMs: null };
}

/** What a device shows to be given permission for a journal. */
export function proofOf(journal: Bytes, gathering: Bytes): Bytes {
  return Uint8Array.of(...journal, ...gathering);
}

export function isOfRoster(doubt: LedgerDoubt | null): boolean {
  return doubt !== null && isSettledBy(doubt, 'roster');
}

function yes(): true {
  return true;
}

function nothing(): null {
  return null;
}

function newJournal(gathering: Bytes): OfficeJournal {
  return {
    gathering,
    rows: new Map(),
    strays: [],
    head: EMPTY_HEAD,
    highestSeq: 0,
    forked: false,
    claimedSeq: 0,
    isWithdrawn: false,
  };
}

function copyOf(store: Store): Store {
  return { ...store, journals: new Map(store.journals) };
}

function holderOf({ journals }: Store): BackupHolder {
  const heads = new Map<string, SafeHead>();
  for (const [journal, { head }] of journals) {
    heads.set(journal, { journal, seq: head.seq, digest: toHex(head.digest) });
  }
  return {
    heads,
    holds: ({ journal, seq, digest }) => journals.get(journal)?.rows.get(seq)?.key === digest,
  };
}

function readRow(bytes: Bytes): Omit<Row, 'doubt'> & { readonly doubt: null } {
  const read = parseEntry(bytes);
  assert(read.ok, 'a genuine batch holds entries');
  const { id, seq, prev } = read.value.envelope;
  const digest = digestOf(bytes);
  const kept = bytes.slice();
  const row = { key: toHex(digest), id: toHex(id), seq, prev, digest, bytes: kept };
  return { ...row, read: read.value, doubt: null };
}
