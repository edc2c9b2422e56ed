/**
 * A clock that only grows. It takes the longer of what the wall clock and the monotonic clock say
 * has passed, so a wall clock that is set back adds nothing and takes nothing away. Only differences
 * of its times mean anything.
 */

/** What the three clocks showed at one moment. */
export interface SteadyReading {
  readonly steadyMs: number;
  readonly wallMs: number;
  readonly monoMs: number;
}

/**
 * The reading that follows when the other two clocks show this. The wall clock counts whole
 * milliseconds; of the monotonic one only whole ones count, so that many readings add nothing.
 */
export function nextReading(
  before: SteadyReading,
  { wallMs, monoMs }: Omit<SteadyReading, 'steadyMs'>,
): SteadyReading {
  const passedMs = Math.max(0, wallMs - before.wallMs, monoMs - before.monoMs);
  return { steadyMs: before.steadyMs + Math.floor(passedMs), wallMs, monoMs };
}
