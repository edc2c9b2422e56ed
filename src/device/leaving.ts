/**
 * Yields the ways to part with a gathering, or with everything on this device. The rule: neither
 * happens while something here is nowhere else, and that is asked in the very transaction that
 * parts. Leaving takes nothing from the disk: an office that was put back may ask for it again.
 */
import type { Result } from '#core/fault.ts';
import { isUndelivered } from './carried.ts';
import { type Db, tryStorage } from './db.ts';
import type { Obstacles, Parting } from './device.ts';
import { leaveCanary, leaveNoCanary, readCanary } from './traces.ts';
import { receivedCount } from './watermark.ts';

/** What is in the way now. */
export function readObstacles(db: Db): Promise<Result<Obstacles>> {
  return tryStorage(() => db.read([db.journals, db.carried, db.drafts], () => count(db)));
}

/** Works for no gathering from now on. */
export function leaveGathering(db: Db): Promise<Result<Parting>> {
  return tryStorage(() =>
    db.write([db.journals, db.carried, db.drafts, db.current], async () => {
      const obstacles = await count(db);
      if (isBarred(obstacles)) return { kind: 'refused', obstacles };
      await db.current.clear();
      return { kind: 'done' };
    }),
  );
}

/** Removes everything, keys and names too. The trace goes first: it would tell of a loss. */
export async function emptyDevice(db: Db): Promise<Result<Parting>> {
  const canary = readCanary();
  leaveNoCanary();
  const emptied = await tryStorage(() =>
    db.write(db.tables, async (): Promise<Parting> => {
      const obstacles = await count(db);
      if (isBarred(obstacles)) return { kind: 'refused', obstacles };
      for (const table of db.tables) if (table !== db.fence) await table.clear();
      return { kind: 'done' };
    }),
  );
  const isStill = !emptied.ok || emptied.value.kind === 'refused';
  // Somebody may have signed meanwhile, and left a newer one.
  if (isStill && canary !== null && readCanary() === null) leaveCanary(canary);
  return emptied;
}

/** Inside a transaction of these tables. */
async function count(db: Db): Promise<Obstacles> {
  const journals = await db.journals.toArray();
  const carried = await db.carried.toArray();
  return {
    waitingCount: journals.reduce((sum, { seq, mark }) => sum + seq - receivedCount(mark), 0),
    carriedCount: carried.filter(isUndelivered).length,
    hasDraft: (await db.drafts.toArray()).some(({ draft }) => draft.ink !== null),
    unsafeCount: journals.reduce((sum, { seq, mark }) => sum + seq - mark.safeSeq, 0),
  };
}

function isBarred({ waitingCount, carriedCount, hasDraft }: Obstacles): boolean {
  return waitingCount > 0 || carriedCount > 0 || hasDraft;
}
