/**
 * kysely over node:sqlite. There is one connection, and one lock in front of it: whoever holds the
 * lock has the database alone, so a synchronous ingest can never land inside another's transaction.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Watch } from './watch.ts';

/** A lock that is handed on in the order of asking. */
export interface Lock {
  acquire(): Promise<void>;
  release(): void;
}

export function makeLock(): Lock {
  const waiting: (() => void)[] = [];
  let held = false;
  return {
    async acquire() {
      if (held) await new Promise<void>((granted) => waiting.push(granted));
      held = true;
    },
    release() {
      const next = waiting.shift();
      if (next === undefined) held = false;
      else next();
    },
  };
}

/** What a statement tells the watch. */
export type WriteWatch = Pick<Watch, 'attempt' | 'assertStanding' | 'afterCommit'>;

export function sqliteDialect(database: DatabaseSync, lock: Lock, watch: WriteWatch): Dialect {
  const connection = sqliteConnection(database, watch);
  const driver: Driver = {
    init: () => Promise.resolve(),
    async acquireConnection() {
      await lock.acquire();
      return connection;
    },
    async beginTransaction() {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    },
    async commitTransaction() {
      await connection.executeQuery(CompiledQuery.raw('commit'));
    },
    async rollbackTransaction() {
      await connection.executeQuery(CompiledQuery.raw(ROLLBACK));
    },
    releaseConnection() {
      lock.release();
      return Promise.resolve();
    },
    destroy: () => Promise.resolve(),
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

const READS = /^\s*(?:select|with|pragma)\b/i;
const ROLLBACK = 'rollback';

function sqliteConnection(database: DatabaseSync, watch: WriteWatch): DatabaseConnection {
  return {
    executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const isWrite = !READS.test(sql) && sql !== ROLLBACK;
      if (isWrite) watch.assertStanding();
      const result = watch.attempt(() => execute<R>(database, { sql, parameters }));
      if (isWrite && !database.isTransaction) watch.afterCommit();
      return Promise.resolve(result);
    },
    streamQuery() {
      throw new Error('assertion failed: queries are not streamed');
    },
  };
}

function execute<R>(
  database: DatabaseSync,
  { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>,
): QueryResult<R> {
  const statement = database.prepare(sql);
  // kysely compiled the query for these columns; node:sqlite gives rows as plain records.
  const values = parameters as readonly SQLInputValue[];
  if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] };
  const { changes, lastInsertRowid } = statement.run(...values);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
