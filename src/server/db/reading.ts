/**
 * A connection of its own that only reads, for a thread beside the office: one transaction, so that
 * everything it reads is of one moment, whatever the office writes meanwhile. It reads
 * the file that the office has open, and no other that has its name by now.
 */
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { assert } from '#core/assert.ts';
import type { Database } from './database.ts';
import { identityAt } from './ground.ts';
import type { Tables } from './schema.ts';
import { makeLock, sqliteDialect } from './sqlite.ts';
import { openWatch } from './watch.ts';

/** Which file it is: its path, its number and the moment of its making. */
export type DatabasePlace = Pick<Database, 'path' | 'identity'>;

/** Where a thread finds the database that the office has open. */
export function placeOf({ path, identity }: DatabasePlace): DatabasePlace {
  return { path, identity };
}

/** A database that is read, until it is disposed of. */
export interface ReadDatabase
  extends Pick<Database, 'query' | 'sqlite' | 'exclusive'>, Disposable {}

/** Opens the file of an office's database; throws when it is another than the office's. */
export function openReadDatabase({ path, identity }: DatabasePlace): ReadDatabase {
  const sqlite = new DatabaseSync(path, { readOnly: true });
  sqlite.exec('begin');
  const dialect = sqliteDialect(sqlite, makeLock(), openWatch(sqlite, null));
  assert(identityAt(path) === identity, 'the database is the one that the office has open');
  return {
    sqlite,
    query: new Kysely<Tables>({ dialect }),
    // Nothing is written here, and all of it is one transaction already.
    exclusive: (work) => Promise.resolve(work()),
    [Symbol.dispose]: () => {
      sqlite.close();
    },
  };
}
