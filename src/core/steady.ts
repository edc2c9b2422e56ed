/**
 * A clock that never goes back, also when the wall clock is set back. Only differences between its
 * times have a meaning.
 */
import { LIMITS } from './limits.ts';

/** What the three clocks showed at one moment. */
export interface SteadyReading {
  readonly steadyMs: number;
  readonly wallMs: number;
  readonly monoMs: number;
}

/**
 * The next reading. The wall clock is used while it moves forward and differs little from the
 * monotonic clock. Otherwise the monotonic clock gives the time that has passed.
 */
export function nextReading(
  before: SteadyReading,
  { wallMs, monoMs }: Omit<SteadyReading, 'steadyMs'>,
): SteadyReading {
  const byWallMs = wallMs - before.wallMs;
  const byMonoMs = Math.max(0, Math.floor(monoMs - before.monoMs));
  const isBehind = byWallMs < 0 || byMonoMs - byWallMs > LIMITS.clockMendMs;
  return { steadyMs: before.steadyMs + (isBehind ? byMonoMs : byWallMs), wallMs, monoMs };
}
