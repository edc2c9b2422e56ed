/**
 * The device's sense of time: its wall clock, which anybody may set wrong, a clock that
 * never goes back, and which run of the app this is. Together they let the office put the times
 * right.
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

/** How far the office's clock is ahead of ours, given its time and when we asked and heard. */
export function offsetMs(
  officeTimeMs: number,
  { askedMs, heardMs }: { readonly askedMs: number; readonly heardMs: number },
): number {
  return Math.round(officeTimeMs - (askedMs + heardMs) / 2);
}
