/**
 * The time of an entry: what the device's clock says, where that can be. The office knows when the
 * entry came, and when people could sign; a clock that says otherwise decides nothing.
 */
import { LIMITS } from './limits.ts';

/** When people can sign at a gathering. */
export interface SigningSpan {
  readonly startsAtMs: number;
  /** The end of its code. */
  readonly expiresAtMs: number;
}

/**
 * True for a time at which the entry can have been made: not after it came, and from a day before
 * the start to the end of the code. A time before the enrolment is ordinary: a device joins without
 * a network. `receivedAtMs` is null where nobody knows when the entry first came.
 */
export function isPossibleTime(
  wallMs: number,
  receivedAtMs: number | null,
  { startsAtMs, expiresAtMs }: SigningSpan,
): boolean {
  const isBeforeReceipt = receivedAtMs === null || wallMs <= receivedAtMs + LIMITS.clockDriftWarnMs;
  return isBeforeReceipt && wallMs >= startsAtMs - LIMITS.earlyMs && wallMs <= expiresAtMs;
}

/**
 * The time by which one signing of a person comes before another: that of the device, never after
 * the office had it; where it cannot be, the time of the receipt.
 */
export function countedTimeMs(
  wallMs: number,
  receivedAtMs: number | null,
  span: SigningSpan,
): number {
  if (receivedAtMs === null) return wallMs;
  return isPossibleTime(wallMs, receivedAtMs, span) ? Math.min(wallMs, receivedAtMs) : receivedAtMs;
}
