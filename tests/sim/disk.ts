/**
 * The disk of a device: the tables that the product's outbox reads and writes, as plain
 * rows. A transaction is a copy that takes the place of the rows when it completes; a relaxed one
 * outlives a power cut only once it was flushed.
 */
import type {
  ContactRow,
  Db,
  KeptDoubtRow,
  EntryRow,
  ExportedRow,
  KeptGatheringRow,
  KeptJournalRow,
} from '#device/store/db.ts';
import type { World } from './world.ts';

export interface Rows {
  journals: Map<string, KeptJournalRow>;
  /** By journal and sequence, as `journal:seq`. */
  entries: Map<string, EntryRow>;
  gatherings: Map<string, KeptGatheringRow>;
  doubts: Map<string, KeptDoubtRow>;
  exported: Map<string, ExportedRow>;
  current: string | null;
  contact: ContactRow | undefined;
  /** The build that wrote last: older ones may not. */
  schema: number;
  /** What a mistaken sender would write down: entries that are under way. */
  sending: Set<string>;
}

type Durability = 'strict' | 'relaxed';

/** Who writes, and how. */
interface Writing {
  readonly durability?: Durability;
  /** The build whose code writes. */
  readonly schema?: number;
}

const FLUSH_MS = 4_000;
const ABORTS = 0.02;
const FULL = 0.7;

/** A transaction that was not done, as a browser or the product's fence says it. */
export class Refused extends Error {
  override readonly name: 'AbortError' | 'QuotaExceededError' | 'NewerDatabaseError';

  constructor(name: Refused['name']) {
    super('the transaction was not done');
    this.name = name;
  }
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
  /** Nothing more fits. */
  isFull = false;
  readonly #world: World;
  readonly #dbs = new Map<number, Db>();
  #open: Rows | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  /** The product's code of a build sees this disk as its database. */
  db(schema: number): Db {
    const known = this.#dbs.get(schema);
    if (known !== undefined) return known;
    // Outbox and parcels ask only for what is made here.
    const db = this.#tables(schema) as Db;
    this.#dbs.set(schema, db);
    return db;
  }

  /** One transaction: all of it, or none. */
  async write<T>(
    work: () => Promise<T> | T,
    { durability = 'strict', schema = Infinity }: Writing = {},
  ): Promise<T> {
    if (schema < this.rows.schema) {
      this.#world.count('writes of old code refused');
      throw new Refused('NewerDatabaseError');
    }
    const copy = copyOf(this.rows);
    this.#open = copy;
    try {
      const result = await work();
      if (this.#world.fails(ABORTS)) {
        this.#world.count('aborted transactions');
        throw new Refused('AbortError');
      }
      if (this.isFull && this.#world.fails(FULL)) {
        this.#world.count('writes to a full disk');
        throw new Refused('QuotaExceededError');
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

  #tables(schema: number): unknown {
    const write = <T>(_tables: unknown, work: () => Promise<T>): Promise<T> =>
      this.write(work, { schema });
    return {
      read: justWork,
      write,
      journals: {
        get: (id: string) => Promise.resolve(this.now.journals.get(id)),
        toArray: () => Promise.resolve([...this.now.journals.values()]),
        put: (row: KeptJournalRow) => Promise.resolve(void this.now.journals.set(row.id, row)),
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
        get: () => Promise.resolve(this.now.contact),
        put: (row: ContactRow) => {
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
    exported: new Map(),
    current: null,
    contact: undefined,
    schema: 1,
    sending: new Set(),
  };
}

function copyOf(rows: Rows): Rows {
  return {
    journals: new Map(rows.journals),
    entries: new Map(rows.entries),
    gatherings: new Map(rows.gatherings),
    doubts: new Map(rows.doubts),
    exported: new Map(rows.exported),
    current: rows.current,
    contact: rows.contact,
    schema: rows.schema,
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
