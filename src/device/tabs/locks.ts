/**
 * Locks between the tabs of this app (Web Locks). Where a browser has no locks, the work runs at
 * once. Then two tabs may send the same entries; the office answers duplicate, and nothing is lost.
 */

/**
 * Runs the work while this tab has the lock. `isOurs` is false when another tab has it and the
 * options say not to wait. When another tab steals the lock, the promise rejects with an error that
 * `isTakenAway` recognises.
 */
export async function withLock<T>(
  name: string,
  work: (isOurs: boolean) => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  if (!hasLocks()) return work(true);
  return navigator.locks.request(name, options, (lock) => work(lock !== null));
}

/** True for the error of a stolen lock or of an aborted wait for a lock. */
export function isTakenAway(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** True when any tab has the lock; false where a browser has no locks. */
export async function isHeld(name: string): Promise<boolean> {
  if (!hasLocks()) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name);
}

function hasLocks(): boolean {
  return 'locks' in navigator;
}
