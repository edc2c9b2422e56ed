/**
 * Yields the office: rows, backups, restores, and a receipt for every batch. Placing, chaining,
 * codecs and generations are core's; only the storage is simulated. The rule: what is answered was
 * committed.
 */
import { assert } from '#core/assert.ts';
import { type Batch, parseBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { type Generation, NO_GENERATION, nextGeneration } from '#core/epoch.ts';
import { EMPTY_HEAD, type Head } from '#core/journal.ts';
import { advance, placeEntry, rangesOf } from '#core/ledger.ts';
import { LIMITS } from '#core/limits.ts';
import { type JournalState, encodeReceipt, unknownState } from '#core/receipt.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import type { Verdict } from '#core/verdict.ts';
import { type World, digestOf, isSealedBy, sealerOf } from './world.ts';

/** An entry as the ledger has it. */
export interface Row {
  readonly key: string;
  readonly id: string;
  readonly seq: number;
  readonly prev: Bytes;
  readonly digest: Bytes;
  readonly bytes: Bytes;
}

export interface OfficeJournal {
  readonly rows: ReadonlyMap<number, Row>;
  /** Forks and conflicts, kept beside. */
  readonly strays: readonly Row[];
  readonly head: Head;
  readonly highestSeq: number;
  readonly forked: boolean;
  readonly claimedSeq: number;
}

/** What a backup keeps. */
export interface Store {
  readonly journals: Map<string, OfficeJournal>;
  generation: Generation;
}

export interface Reply {
  readonly status: number;
  readonly body: Bytes;
  readonly retryAfterMs: number | null;
}

const NEW_JOURNAL: OfficeJournal = {
  rows: new Map(),
  strays: [],
  head: EMPTY_HEAD,
  highestSeq: 0,
  forked: false,
  claimedSeq: 0,
};

const BACKUPS_MAX = 3;

/** Owns what the office holds. */
export class Office {
  store: Store = { journals: new Map(), generation: NO_GENERATION };
  backups: Store[] = [];
  isUp = true;
  /** During a spell: every device is refused, or no batch is larger than this. */
  refuses: 401 | 403 | null = null;
  entriesMax: number = LIMITS.batchEntriesMax;
  /** Grows with every change. */
  version = 0;
  restoredMs = -1;
  /** Entries that the office cannot take, by digest. */
  readonly poison = new Set<string>();
  readonly key: Bytes;
  readonly #world: World;
  #sidecar: Generation = NO_GENERATION;
  #starts = 0;

  constructor(world: World) {
    this.#world = world;
    this.key = world.random(32);
    this.start();
  }

  start(): void {
    this.isUp = true;
    this.#starts += 1;
    this.#grow();
  }

  /** Stops, and is started again later. */
  crash(): void {
    this.isUp = false;
    this.#world.count('office crashes');
    this.#world.after(this.#world.chance.int(500, 20_000), () => {
      if (!this.isUp) this.start();
    });
  }

  backUp(): void {
    const copy = { ...this.store, journals: new Map(this.store.journals) };
    this.backups = [...this.backups, copy].slice(-BACKUPS_MAX);
    this.#world.count('backups');
    this.#grow();
  }

  restore(): void {
    if (this.backups.length === 0) return;
    const i = this.#world.chance.int(0, this.backups.length - 1);
    const backup = this.#world.chance.pick(this.backups.slice(i, i + 1));
    this.backups = this.backups.slice(0, i + 1);
    this.store = { ...backup, journals: new Map(backup.journals) };
    this.restoredMs = this.#world.nowMs;
    this.version += 1;
    this.#world.count('restores');
    this.start();
  }

  /** Gives a journal its permission. */
  enrol(journal: string): Reply {
    if (!this.isUp) return plain(503);
    if (this.refuses !== null) return plain(403);
    if (!this.store.journals.has(journal)) {
      this.store.journals.set(journal, NEW_JOURNAL);
      this.version += 1;
    }
    return plain(200);
  }

  /** Answers a batch; null when the office fell silent over it. */
  async take(bytes: Bytes): Promise<Reply | null> {
    const world = this.#world;
    if (!this.isUp) return plain(503);
    if (world.fails(0.02)) return { ...plain(429), retryAfterMs: world.chance.int(1_000, 60_000) };
    const batch = this.#open(bytes);
    if (batch === null) return plain(400);
    const journal = toHex(batch.journal);
    if (this.refuses !== null) return plain(this.refuses);
    if (!this.store.journals.has(journal)) return plain(401);
    if (batch.entries.length > this.entriesMax) return plain(413);
    if (batch.entries.some((entry) => this.poison.has(toHex(digestOf(entry))))) return plain(500);
    if (world.fails(0.01)) {
      this.crash();
      return null;
    }
    const placed = this.#place(batch);
    const commit = (): void => {
      this.store.journals.set(journal, placed.journal);
      this.version += 1;
    };
    if (world.bug === 'commit-after-answer') {
      const answer = await this.#receipt(batch, placed);
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
    return this.#receipt(batch, placed);
  }

  /** What every retained backup holds without a gap. */
  safeSeq(journal: string): number {
    if (this.backups.length === 0) return 0;
    return Math.min(...this.backups.map((one) => one.journals.get(journal)?.head.seq ?? 0));
  }

  #grow(): void {
    this.#sidecar = nextGeneration(this.store.generation, this.#sidecar);
    this.store.generation = this.#sidecar;
  }

  #open(bytes: Bytes): Batch | null {
    const sealed = parseSealed(bytes, 'batch', { bytesMax: LIMITS.batchBytesMax });
    if (!sealed.ok) return null;
    const batch = parseBatch(sealed.value.body);
    if (!batch.ok) return null;
    const { message, seal } = sealed.value;
    return isSealedBy(batch.value.journal, message, seal) ? batch.value : null;
  }

  #place(batch: Batch): { journal: OfficeJournal; verdicts: readonly Verdict[] } {
    const before = this.store.journals.get(toHex(batch.journal)) ?? NEW_JOURNAL;
    const rows = new Map(before.rows);
    const strays = [...before.strays];
    let { forked } = before;
    const verdicts = batch.entries.map((bytes): Verdict => {
      const row = rowOf(bytes);
      const atSeq = rows.get(row.seq) ?? null;
      if (this.#world.bug === 'dedupe-by-seq' && atSeq !== null) return { kind: 'duplicate' };
      const under = [...rows.values(), ...strays].find(({ id }) => id === row.id);
      const occupied = { atSeq: atSeq?.digest ?? null, underId: under?.digest ?? null };
      switch (placeEntry(row.digest, occupied)) {
        case 'new':
          rows.set(row.seq, row);
          return { kind: 'stored' };
        case 'duplicate':
          return { kind: 'duplicate' };
        case 'conflict':
          strays.push(row);
          return { kind: 'conflict' };
        case 'fork':
          strays.push(row);
          forked = true;
          this.#world.count('forks');
          return { kind: 'quarantined', doubt: 'forked' };
      }
    });
    const { head } = advance(before.head, (seq) => rows.get(seq) ?? null);
    const claim = batch.claims.find((one) => equalBytes(one.journal, batch.journal));
    const claimedSeq = Math.max(before.claimedSeq, claim?.seq ?? 0);
    const highestSeq = Math.max(before.highestSeq, claim?.seq ?? 0, ...rows.keys());
    return { journal: { rows, strays, head, highestSeq, forked, claimedSeq }, verdicts };
  }

  async #receipt(
    batch: Batch,
    { journal, verdicts }: { journal: OfficeJournal; verdicts: readonly Verdict[] },
  ): Promise<Reply> {
    const journals = batch.claims.map((claim) => {
      const isOwn = equalBytes(claim.journal, batch.journal);
      const held = isOwn ? journal : this.store.journals.get(toHex(claim.journal));
      return held === undefined ? unknownState(claim.journal) : this.#stateOf(claim.journal, held);
    });
    const body = encodeReceipt({
      batch: batch.id,
      epoch: this.store.generation.epoch,
      officeTimeMs: this.#world.nowMs,
      verdicts,
      journals,
    });
    return { ...plain(200), body: await sealBody('receipt', body, sealerOf(this.key)) };
  }

  #stateOf(id: Bytes, { rows, head, highestSeq, forked }: OfficeJournal): JournalState {
    const beyond = [...rows.keys()].filter((seq) => seq > head.seq).sort((a, b) => a - b);
    const extra = rangesOf(beyond).slice(0, LIMITS.rangesMax);
    const safeSeq = this.safeSeq(toHex(id));
    return { journal: id, ...head, extra, forked, safeSeq, highestSeq };
  }
}

export function plain(status: number): Reply {
  return { status, body: new Uint8Array(0), retryAfterMs: null };
}

function rowOf(bytes: Bytes): Row {
  const read = parseEntry(bytes);
  assert(read.ok, 'a genuine batch holds entries');
  const { id, seq, prev } = read.value.envelope;
  const digest = digestOf(bytes);
  return { key: toHex(digest), id: toHex(id), seq, prev, digest, bytes: bytes.slice() };
}
