/**
 * Exponential backoff with jitter: the wait is random, below a ceiling that doubles with each
 * failure.
 */
import { LIMITS } from '#core/limits.ts';

/** A wait from backoffBaseMs to the ceiling. `chance` is from 0 to 1; 1 gives the ceiling. */
export function backoffMs(
  failuresCount: number,
  { chance, mostMs = LIMITS.backoffMaxMs }: { readonly chance: number; readonly mostMs?: number },
): number {
  const ceilingMs = Math.min(mostMs, LIMITS.backoffBaseMs * 2 ** Math.min(failuresCount, 16));
  return LIMITS.backoffBaseMs + chance * (ceilingMs - LIMITS.backoffBaseMs);
}
