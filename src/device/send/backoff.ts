/** How long to wait after failures in a row: at random below a ceiling that doubles with each. */
import { LIMITS } from '#core/limits.ts';

/** A wait between the base and the ceiling; `chance` is from 0 to 1, and 1 is the ceiling. */
export function backoffMs(
  failuresCount: number,
  { chance, mostMs = LIMITS.backoffMaxMs }: { readonly chance: number; readonly mostMs?: number },
): number {
  const ceilingMs = Math.min(mostMs, LIMITS.backoffBaseMs * 2 ** Math.min(failuresCount, 16));
  return LIMITS.backoffBaseMs + chance * (ceilingMs - LIMITS.backoffBaseMs);
}
