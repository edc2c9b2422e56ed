/**
 * Stands between the work and the file: every commit passes here. A commit is answered
 * only when it is in files that still have their names, and while no other office has taken over.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Trouble } from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';
import type { Ground } from './ground.ts';
import { Standstill, saidBy } from './trouble.ts';

export interface Watch {
  /** Does the work as one transaction, and answers when it is in files that have their names. */
  commit<T>(work: () => T): T;
  /** Does something with the connection. What is found damaged is not worked on any more. */
  attempt<T>(work: () => T): T;
  /** Throws a Standstill once nothing more is taken. */
  assertStanding(): void;
  /** After a commit that was made elsewhere. */
  afterCommit(): void;
  /** Looks at all the files; throws a Standstill when one of them is not as it was. */
  lookAtFiles(): void;
  /** Within a commit: from then on no office but this one may commit. */
  takeOver(token: string, marks: Marks): void;
  readonly identity: string;
  readonly standstill: Trouble | null;
  /** Why the log did not reach the file the last time; null when it did. */
  readonly checkpointFailure: unknown;
}

/** Rows of `meta`, by name. */
export type Marks = Readonly<Record<string, string>>;

/** The row of `meta` with the token of the office that may commit. */
const HOLDER = 'holder';

/** The watch of a connection; a database in memory has no ground. */
export function openWatch(sqlite: DatabaseSync, ground: Ground | null): Watch {
  const standing = openStanding(sqlite);
  const { attempt, assertNone } = standing;
  let held: string | null = null;
  let checkpointFailure: unknown = null;
  const holder = sqlite.prepare('select value from meta where name = ?');
  const log = sqlite.prepare('pragma wal_checkpoint(noop)');
  const frames = (): number => Number(log.get()?.['log']);
  /** Under the write lock: whoever took over did so before, or does it after this commit. */
  const assertHeld = (): void => {
    const isHeld = held === null || holder.get(HOLDER)?.['value'] === held;
    assertNone(isHeld ? null : 'office-replaced');
  };
  const afterCommit = (): void => {
    const count = frames();
    assertNone(ground?.findTrouble(count) ?? null);
    // With a log of 40 MB, pages that every commit writes again go to the file less often.
    if (count < LIMITS.logPagesMax) return;
    checkpointFailure = checkpoint(sqlite, standing);
    ground?.acceptFile();
    assertNone(null);
  };
  return {
    attempt,
    afterCommit,
    commit(work) {
      // Before, too: the next frames would hide that the log was cut off.
      assertNone(ground?.findTrouble(frames()) ?? null);
      const value = attempt(() =>
        inTransaction(sqlite, () => {
          assertHeld();
          return work();
        }),
      );
      afterCommit();
      return value;
    },
    assertStanding() {
      assertNone(null);
    },
    lookAtFiles() {
      assertNone(ground?.findAnyTrouble(frames()) ?? null);
    },
    takeOver(token, marks) {
      const put = sqlite.prepare('insert or replace into meta values (?, ?)');
      for (const [name, value] of Object.entries(marks)) put.run(name, value);
      put.run(HOLDER, token);
      held = token;
    },
    identity: ground?.identity ?? '',
    get standstill() {
      return standing.trouble;
    },
    get checkpointFailure() {
      return checkpointFailure;
    },
  };
}

interface WatchState {
  readonly trouble: Trouble | null;
  /** Throws for the trouble that is there already, else for this one, which then stays. */
  readonly assertNone: (found: Trouble | null) => void;
  readonly attempt: <T>(work: () => T) => T;
}

function openStanding(sqlite: DatabaseSync): WatchState {
  let trouble: Trouble | null = null;
  const stop = (found: Trouble): void => {
    trouble = found;
    sqlite.exec('pragma query_only = on');
  };
  return {
    get trouble() {
      return trouble;
    },
    assertNone(found) {
      if (trouble === null && found !== null) stop(found);
      if (trouble !== null) throw new Standstill(trouble);
    },
    attempt(work) {
      try {
        return work();
      } catch (error) {
        if (trouble === null && saidBy(error) === 'database-damaged') stop('database-damaged');
        throw error;
      }
    },
  };
}

/** What is committed stands in the log: answers why it does not reach the file now, or null. */
function checkpoint(sqlite: DatabaseSync, { attempt }: WatchState): unknown {
  try {
    attempt(() => {
      sqlite.exec('pragma wal_checkpoint(passive)');
    });
    return null;
  } catch (error) {
    return error;
  }
}

/** All of the work, or nothing of it. */
export function inTransaction<T>(sqlite: DatabaseSync, work: () => T): T {
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
