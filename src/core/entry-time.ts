/**
 * The time of an entry. It is the time of the device's clock if that is possible. The office knows
 * when it received the entry, and when people could sign; a time outside of that is not used.
 */
import { LIMITS } from './limits.ts';

/** When people can sign at a gathering. */
export interface SigningSpan {
  readonly startsAtMs: number;
  /** The end of its code. */
  readonly expiresAtMs: number;
}

/**
 * True for a time at which the entry can have been made: not after its receipt, and between a day
 * before the start and the end of the code. It may be before the enrolment, because a device can
 * join without a network. `receivedAtMs` is null when the receipt is not known.
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
 * The time that orders the signings of a person. It is the device's time, but not later than the
 * receipt; an impossible time is replaced by the receipt.
 */
export function countedTimeMs(
  wallMs: number,
  receivedAtMs: number | null,
  span: SigningSpan,
): number {
  if (receivedAtMs === null) return wallMs;
  return isPossibleTime(wallMs, receivedAtMs, span) ? Math.min(wallMs, receivedAtMs) : receivedAtMs;
}
