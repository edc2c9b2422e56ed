/**
 * A connection of its own that only reads, for a thread beside the office: one transaction, so that
 * everything it reads is of one moment, whatever the office writes meanwhile.
 */
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';
import { type WriteWatch, makeLock, sqliteDialect } from './sqlite.ts';

/** A database that is read, until it is disposed of. */
export interface ReadDatabase
  extends Pick<Database, 'query' | 'sqlite' | 'exclusive'>, Disposable {}

/** Nothing is written here: the office watches its own connection. */
const UNWATCHED: WriteWatch = {
  attempt: (work) => work(),
  assertStanding: () => undefined,
  afterCommit: () => undefined,
};

/** Opens the file of an office's database. */
export function openReadDatabase(path: string): ReadDatabase {
  const sqlite = new DatabaseSync(path, { readOnly: true });
  sqlite.exec('begin');
  return {
    sqlite,
    query: new Kysely<Tables>({ dialect: sqliteDialect(sqlite, makeLock(), UNWATCHED) }),
    // Nothing is written here, and all of it is one transaction already.
    exclusive: (work) => Promise.resolve(work()),
    [Symbol.dispose]: () => {
      sqlite.close();
    },
  };
}
