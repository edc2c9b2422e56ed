/**
 * A clock that only grows: a wall clock that is set back takes nothing away from it. Only
 * differences of its times mean anything.
 */
import { LIMITS } from './limits.ts';

/** What the three clocks showed at one moment. */
export interface SteadyReading {
  readonly steadyMs: number;
  readonly wallMs: number;
  readonly monoMs: number;
}

/**
 * The reading that follows when the other two clocks show this. The wall clock is believed while it
 * goes on and is only mended a little; else the monotonic one says how long it was.
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
