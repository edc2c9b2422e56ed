/**
 * Admission of a device to a gathering. Any secret that the office once gave out is admitted,
 * because the device may have signatures from a place without a network. If the secret is no longer
 * valid, the device is admitted late: the office keeps all that it sends, with a doubt.
 */
import type { Grade } from './enrolment.ts';

/**
 * Why a device is late. `over`: the gathering is closed, or its code has expired. `old-code`: the
 * code of the poster was replaced. `code-over`, `code-used` and `code-withdrawn` are about a desk's
 * one-time code: it expired, another device used it first, or the organiser withdrew it.
 */
export const LATENESS = ['over', 'old-code', 'code-over', 'code-used', 'code-withdrawn'] as const;

/** See LATENESS. */
export type Lateness = (typeof LATENESS)[number];

/** What the office knows about the secret that a device shows. */
export type KnownSecret =
  | { readonly kind: 'join'; readonly isReplaced: boolean }
  | {
      readonly kind: 'station';
      readonly expiresAtMs: number;
      readonly isUsed: boolean;
      readonly isWithdrawn: boolean;
    };

/**
 * Why a device is late; null when it is in time. A desk with a valid code is in time also after the
 * gathering is over.
 */
export function latenessOf(
  secret: KnownSecret,
  { isOver, nowMs }: { readonly isOver: boolean; readonly nowMs: number },
): Lateness | null {
  if (secret.kind === 'join') {
    if (isOver) return 'over';
    return secret.isReplaced ? 'old-code' : null;
  }
  if (secret.isUsed) return 'code-used';
  if (secret.isWithdrawn) return 'code-withdrawn';
  return secret.expiresAtMs <= nowMs ? 'code-over' : null;
}

/**
 * True for a device that makes figures provisional until it was heard: a desk with a code of its
 * own, in time or after its seven days. Anybody may photograph a poster or a used code, so the
 * office does not wait for such a device.
 */
export function holdsBack(grade: Grade, late: Lateness | null): boolean {
  return grade === 'station' && (late === null || late === 'code-over');
}

/** True for a device that may have the roster, and that is told its exact doubts. */
export function isTrusted(grade: Grade, late: Lateness | null): boolean {
  return grade === 'station' && late === null;
}
