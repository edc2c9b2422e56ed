/**
 * Opens the embedded database: migrated, durable at every commit, alone under one lock.
 * Once its files are no longer those that were opened, or another office has it, nothing more is
 * written and no commit is answered.
 */
import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Trouble } from '#core/health.ts';
import { openGround } from './ground.ts';
import type { Migration } from './migration.ts';
import { initial } from './migrations/0001-initial.ts';
import { closing } from './migrations/0002-closing.ts';
import { givenUp } from './migrations/0003-given-up.ts';
import { signatories } from './migrations/0004-signatories.ts';
import { codes } from './migrations/0005-codes.ts';
import { earlierNames } from './migrations/0006-earlier-names.ts';
import { accounts } from './migrations/0007-accounts.ts';
import { trust } from './migrations/0008-trust.ts';
import { strays } from './migrations/0009-strays.ts';
import { printed } from './migrations/0010-printed.ts';
import type { Tables } from './schema.ts';
import { makeLock, sqliteDialect } from './sqlite.ts';
import { makeTogether } from './together.ts';
import { type Marks, inTransaction, openWatch } from './watch.ts';

/** The oldest first. A new one goes to the end, and is never edited once it has landed. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  closing,
  givenUp,
  signatories,
  codes,
  earlierNames,
  accounts,
  trust,
  strays,
  printed,
];

/** What the last of them makes. */
export const DATABASE_VERSION = MIGRATIONS.length;

export interface Database {
  /** Where it lies, for those who read it by a connection of their own. */
  readonly path: string;
  /** For everything but the hot ingest. */
  readonly query: Kysely<Tables>;
  /** The connection itself; only inside `exclusive`. */
  readonly sqlite: DatabaseSync;
  /** Runs a synchronous piece of work as one transaction that nothing else can enter. */
  exclusive<T>(work: () => T): Promise<T>;
  /**
   * The same, sharing one commit with whatever else waits at this moment, and resolved after it.
   * A piece that fails takes none of the others with it: it may run twice, once in vain.
   */
  together<T>(work: () => T): Promise<T>;
  /** The number and making of its file; empty in memory. */
  readonly identity: string;
  /** Why nothing more is taken; null while all is well. */
  readonly standstill: Trouble | null;
  /** Why the log did not reach the file the last time; null when it did. */
  readonly checkpointFailure: unknown;
  /** Makes this office the only one that may commit, and keeps its marks. */
  takeOver(token: string, marks: Marks): Promise<void>;
  /** Looks at the files now, as every commit does. */
  lookAtFiles(): Promise<void>;
  /** Closes after everything that waits; what comes later is refused. */
  close(): Promise<void>;
}

/** Opens a file. */
export function openDatabase(path: string): Database {
  // SQLite gives the log and the shared memory the mode that the database has.
  if (path !== IN_MEMORY && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const sqlite = new DatabaseSync(path);
  // Measured: pages of 8 kB make a shared commit a fifth cheaper, and one signing alone no dearer.
  sqlite.exec(`
    pragma page_size = 8192;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma cache_size = -65536;
    pragma wal_autocheckpoint = 0;
  `);
  migrate(sqlite);
  const lock = makeLock();
  const watch = openWatch(
    sqlite,
    path === IN_MEMORY ? null : openGround(path, pageBytesOf(sqlite)),
  );
  const query = new Kysely<Tables>({ dialect: sqliteDialect(sqlite, lock, watch) });
  const locked = async <T>(work: () => T): Promise<T> => {
    await lock.acquire();
    try {
      return work();
    } finally {
      lock.release();
    }
  };
  const exclusive = <T>(work: () => T): Promise<T> => locked(() => watch.commit(work));
  const together = makeTogether(exclusive);
  return {
    path,
    query,
    sqlite,
    exclusive,
    together,
    identity: watch.identity,
    get standstill() {
      return watch.standstill;
    },
    get checkpointFailure() {
      return watch.checkpointFailure;
    },
    async takeOver(token, marks) {
      await exclusive(() => {
        watch.takeOver(token, marks);
      });
    },
    lookAtFiles: () => locked(() => watch.lookAtFiles()),
    async close() {
      await together(() => undefined).catch(() => undefined); // the last in the row
      await query.destroy();
      // To close is to write the log into the file, which may be another's by now.
      await locked(() => {
        if (watch.standstill === null) sqlite.close();
        else LEFT_OPEN.push(sqlite);
      });
    },
  };
}

/** Connections that stood still: one that is forgotten is closed with the garbage. */
const LEFT_OPEN: DatabaseSync[] = [];

const IN_MEMORY = ':memory:';

/** Pages of an older database may have another size than those of a new one. */
function pageBytesOf(sqlite: DatabaseSync): number {
  return Number(sqlite.prepare('pragma page_size').get()?.['page_size']);
}

/** A script may write every row again: what it leaves of a log is not kept for the next crash. */
function migrate(sqlite: DatabaseSync): void {
  const version = Number(sqlite.prepare('pragma user_version').get()?.['user_version'] ?? 0);
  if (version > DATABASE_VERSION) {
    throw new Error(`the database is of version ${version}, newer than this program knows`);
  }
  if (version === DATABASE_VERSION) return;
  for (const [at, script] of MIGRATIONS.entries()) {
    if (at < version) continue;
    inTransaction(sqlite, () => {
      sqlite.exec(script);
      sqlite.exec(`pragma user_version = ${at + 1}`);
    });
  }
  sqlite.exec('pragma wal_checkpoint(truncate)');
}
