/** Opens the embedded database: migrated, durable at every commit, alone under one lock. */
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { initial } from './migrations/0001-initial.ts';
import { closing } from './migrations/0002-closing.ts';
import { givenUp } from './migrations/0003-given-up.ts';
import { signatories } from './migrations/0004-signatories.ts';
import { codes } from './migrations/0005-codes.ts';
import { earlierNames } from './migrations/0006-earlier-names.ts';
import { accounts } from './migrations/0007-accounts.ts';
import { trust } from './migrations/0008-trust.ts';
import type { Tables } from './schema.ts';
import { makeLock, sqliteDialect } from './sqlite.ts';
import { makeTogether } from './together.ts';

const MIGRATIONS: readonly string[] = [
  initial,
  closing,
  givenUp,
  signatories,
  codes,
  earlierNames,
  accounts,
  trust,
];

/** What the last of them makes. */
export const DATABASE_VERSION = MIGRATIONS.length;

export interface Database {
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
  /** Closes after everything that waits; what comes later is refused. */
  close(): Promise<void>;
}

/** Opens a file, or `:memory:` for tests of what needs no file. */
export function openDatabase(path: string): Database {
  const sqlite = new DatabaseSync(path);
  // Measured: pages of 8 kB make a shared commit a fifth cheaper, and one signing alone no dearer.
  // With a log of 40 MB, pages that every commit writes again go to the file less often.
  sqlite.exec(`
    pragma page_size = 8192;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma cache_size = -65536;
    pragma wal_autocheckpoint = 5000;
  `);
  migrate(sqlite);
  const lock = makeLock();
  const query = new Kysely<Tables>({ dialect: sqliteDialect(sqlite, lock) });
  const exclusive = async <T>(work: () => T): Promise<T> => {
    await lock.acquire();
    try {
      return inTransaction(sqlite, work);
    } finally {
      lock.release();
    }
  };
  const together = makeTogether(exclusive);
  return {
    query,
    sqlite,
    exclusive,
    together,
    async close() {
      await together(() => undefined); // the last in the row
      await query.destroy();
      await lock.acquire();
      sqlite.close();
      lock.release();
    },
  };
}

function inTransaction<T>(sqlite: DatabaseSync, work: () => T): T {
  sqlite.exec('begin immediate');
  try {
    const value = work();
    sqlite.exec('commit');
    return value;
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec('rollback');
    throw error;
  }
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
