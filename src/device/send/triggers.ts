/**
 * Browser events after which there may be a network again. An event is only a hint to try now.
 * Without one the engine still tries.
 */
import type { Trigger } from './engine-state.ts';

/** Calls `tell` for each event until the signal aborts. */
export function watchForNetwork(signal: AbortSignal, tell: (why: Trigger) => void): void {
  for (const why of ['online', 'focus', 'pageshow'] as const) {
    addEventListener(why, () => tell(why), { signal });
  }
  const look = (): void => tell(document.visibilityState);
  document.addEventListener('visibilitychange', look, { signal });
}
