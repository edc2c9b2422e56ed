/**
 * Yields every sign that there may be a network again. The rule: a sign is a hint to try, and the
 * want of one is never a reason not to.
 */
import type { Trigger } from './engine.ts';

/** Tells of signs until the signal. */
export function watchForNetwork(signal: AbortSignal, tell: (why: Trigger) => void): void {
  for (const why of ['online', 'focus', 'pageshow'] as const) {
    addEventListener(why, () => tell(why), { signal });
  }
  const look = (): void => tell(document.visibilityState);
  document.addEventListener('visibilitychange', look, { signal });
}
