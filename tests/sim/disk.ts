/**
 * Yields the disk of a device: the tables that the product's outbox reads and writes, as plain
 * rows. A transaction is a copy that takes the place of the rows when it completes; a relaxed one
 * outlives a power cut only once it was flushed.
 */
import type { Db, DoubtRow, EntryRow, GatheringRow, JournalRow } from '#device/db.ts';
import type { World } from './world.ts';

export interface Rows {
  journals: Map<string, JournalRow>;
  /** By journal and sequence, as `journal:seq`. */
  entries: Map<string, EntryRow>;
  gatherings: Map<string, GatheringRow>;
  doubts: Map<string, DoubtRow>;
  current: string | null;
  contact: unknown;
  /** What a mistaken sender would write down: entries that are under way. */
  sending: Set<string>;
}

type Durability = 'strict' | 'relaxed';

const FLUSH_MS = 4_000;
const ABORTS = 0.02;

/** An aborted transaction, as a browser says it. */
export class Aborted extends Error {
  override readonly name = 'AbortError';
}

export function rowKey(journal: string, seq: number): string {
  return `${journal}:${seq}`;
}

/** Owns the rows of one device. */
export class Disk {
  rows: Rows = noRows();
  /** What a power cut leaves. */
  durable: Rows = this.rows;
  /** Grows with every change. */
  version = 0;
  /** The product's code sees this disk as its database. */
  readonly db: Db;
  readonly #world: World;
  #open: Rows | null = null;

  constructor(world: World) {
    this.#world = world;
    // The outbox asks only for what is made here.
    this.db = this.#tables() as Db;
  }

  /** One transaction: all of it, or none. */
  async write<T>(work: () => Promise<T> | T, durability: Durability = 'strict'): Promise<T> {
    const copy = copyOf(this.rows);
    this.#open = copy;
    try {
      const result = await work();
      if (this.#world.fails(ABORTS)) {
        this.#world.count('aborted transactions');
        throw new Aborted('the transaction was aborted');
      }
      this.put(copy, durability);
      return result;
    } finally {
      this.#open = null;
    }
  }

  /** The rows of the transaction under way, or those of the disk. */
  get now(): Rows {
    return this.#open ?? this.rows;
  }

  put(rows: Rows, durability: Durability): void {
    this.rows = rows;
    this.version += 1;
    if (durability === 'strict') this.durable = rows;
    else {
      this.#world.after(this.#world.chance.int(200, FLUSH_MS), () => {
        // Something newer, or something from a backup, took its place.
        if (this.rows === rows) this.durable = rows;
      });
    }
  }

  cutPower(): void {
    this.rows = this.durable;
    this.version += 1;
  }

  #tables(): unknown {
    const write = <T>(_tables: unknown, work: () => Promise<T>): Promise<T> => this.write(work);
    return {
      read: justWork,
      write,
      journals: {
        get: (id: string) => Promise.resolve(this.now.journals.get(id)),
        toArray: () => Promise.resolve([...this.now.journals.values()]),
        put: (row: JournalRow) => Promise.resolve(void this.now.journals.set(row.id, row)),
      },
      // Of a purged row nothing is left to send.
      entries: seqTable(
        () => this.now.entries,
        ({ bytes }) => bytes.length > 0,
      ),
      doubts: seqTable(() => this.now.doubts),
      gatherings: { get: (id: string) => Promise.resolve(this.now.gatherings.get(id)) },
      current: {
        get: () => {
          const { current } = this.now;
          return Promise.resolve(current === null ? undefined : { only: 1, gathering: current });
        },
      },
      contact: {
        put: (row: unknown) => {
          this.now.contact = row;
          return Promise.resolve();
        },
      },
    };
  }
}

function justWork<T>(_tables: unknown, work: () => Promise<T>): Promise<T> {
  return work();
}

export function noRows(): Rows {
  return {
    journals: new Map(),
    entries: new Map(),
    gatherings: new Map(),
    doubts: new Map(),
    current: null,
    contact: null,
    sending: new Set(),
  };
}

function copyOf(rows: Rows): Rows {
  return {
    journals: new Map(rows.journals),
    entries: new Map(rows.entries),
    gatherings: new Map(rows.gatherings),
    doubts: new Map(rows.doubts),
    current: rows.current,
    contact: rows.contact,
    sending: new Set(rows.sending),
  };
}

type Place = readonly [journal: string, seq: number];

function seqTable<Row extends { readonly journal: string; readonly seq: number }>(
  rows: () => Map<string, Row>,
  isListed: (row: Row) => boolean = () => true,
): unknown {
  return {
    get: ([journal, seq]: Place) => Promise.resolve(rows().get(rowKey(journal, seq))),
    put: (row: Row) => Promise.resolve(void rows().set(rowKey(row.journal, row.seq), row)),
    delete: ([journal, seq]: Place) => Promise.resolve(void rows().delete(rowKey(journal, seq))),
    where: () => ({
      between: ([journal, from]: Place, [, to]: Place) => ({
        toArray: () => {
          const found: Row[] = [];
          for (let seq = from; seq <= to; seq++) {
            const row = rows().get(rowKey(journal, seq));
            if (row !== undefined && isListed(row)) found.push(row);
          }
          return Promise.resolve(found);
        },
      }),
    }),
  };
}
