/**
 * Allowances: each caller has a bucket of requests, which fills again by the clock. What is
 * remembered is bounded, so that no flood of callers grows without end.
 */
import { LIMITS } from '#core/limits.ts';
import { openRecent } from '../recent.ts';

/** How many requests at once, and how many a minute after that. */
export interface Rate {
  readonly burstMax: number;
  readonly perMinuteMax: number;
}

export interface Buckets {
  readonly size: number;
  /** Takes one request out of a caller's bucket: 0, or how long to wait until there is one. */
  take(caller: string, nowMs: number): number;
}

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

export function openBuckets({ burstMax, perMinuteMax }: Rate): Buckets {
  const buckets = openRecent<Bucket>(LIMITS.callersKeptMax);
  const oneMs = 60_000 / perMinuteMax;
  return {
    get size() {
      return buckets.size;
    },
    take(caller, nowMs) {
      const { left, atMs } = buckets.find(caller) ?? { left: burstMax, atMs: nowMs };
      // A clock that was set back fills nothing, and takes nothing away.
      const filled = Math.min(burstMax, left + Math.max(0, nowMs - atMs) / oneMs);
      const isTaken = filled >= 1;
      buckets.put(caller, { left: isTaken ? filled - 1 : filled, atMs: nowMs });
      return isTaken ? 0 : Math.ceil((1 - filled) * oneMs);
    },
  };
}
