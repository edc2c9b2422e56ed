/**
 * The clocks of the device: the wall clock, which may be set wrong, a monotonic clock, and an id
 * for this run of the app. With all three the office can correct the times of entries.
 */
import type { Bytes } from '#core/bytes.ts';
import { type RandomBytes, SIZES } from '#core/id.ts';
import type { Moment } from '#core/time.ts';

export interface Clock {
  /** Milliseconds since 1970 by the device; may jump. */
  wallMs(): number;
  /** Milliseconds since this run began; never goes back. */
  monoMs(): number;
  readonly boot: Bytes;
}

/** The browser's clocks. */
export function openClock(random: RandomBytes): Clock {
  return {
    wallMs: () => Math.max(0, Date.now()),
    monoMs: () => Math.floor(performance.now()),
    boot: random(SIZES.boot),
  };
}

/** Now, as an entry records it. */
export function momentOf(clock: Clock): Moment {
  return { wallMs: clock.wallMs(), monoMs: clock.monoMs(), boot: clock.boot };
}

/**
 * The office's clock minus ours. It is computed from the office's time and from our times of asking
 * and of the answer.
 */
export function offsetMs(
  officeTimeMs: number,
  { askedMs, heardMs }: { readonly askedMs: number; readonly heardMs: number },
): number {
  return Math.round(officeTimeMs - (askedMs + heardMs) / 2);
}
