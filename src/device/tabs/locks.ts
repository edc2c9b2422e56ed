/**
 * Locks between the tabs of this app (Web Locks). Where a browser has none, work is done at once,
 * as if the lock were free: the office answers duplicate, and nothing is lost.
 */

/**
 * Works while this tab holds a lock. `isOurs` is false only where another tab holds it and the
 * options do not wait. Rejects as `isTakenAway` tells when another tab steals the lock.
 */
export async function withLock<T>(
  name: string,
  work: (isOurs: boolean) => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  if (!hasLocks()) return work(true);
  return navigator.locks.request(name, options, (lock) => work(lock !== null));
}

/** Another tab took the lock, or the place in the queue was given up. */
export function isTakenAway(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Whether any tab holds a lock; false where a browser has none. */
export async function isHeld(name: string): Promise<boolean> {
  if (!hasLocks()) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name);
}

function hasLocks(): boolean {
  return 'locks' in navigator;
}
