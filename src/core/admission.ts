/**
 * How a device is admitted to a gathering. Whoever shows a secret that the office ever
 * gave out is admitted, because he may bring signatures from a field without a network. When the
 * secret no longer invites anybody, he is admitted late: all he sends is kept, with a doubt.
 */
import type { Grade } from './enrolment.ts';

/**
 * Why a device is late. `over`: the gathering is closed, or its code has ended. `old-code`: the
 * code of its poster was replaced. The others are of a desk's one-time code: its days are over,
 * another device used it first, or the organiser withdrew it.
 */
export const LATENESS = ['over', 'old-code', 'code-over', 'code-used', 'code-withdrawn'] as const;

/** See LATENESS. */
export type Lateness = (typeof LATENESS)[number];

/** What the office knows of the secret that a device shows. */
export type KnownSecret =
  | { readonly kind: 'join'; readonly isReplaced: boolean }
  | {
      readonly kind: 'station';
      readonly expiresAtMs: number;
      readonly isUsed: boolean;
      readonly isWithdrawn: boolean;
    };

/** Why a device is late; null when it is in time. A desk may come after the gathering is over. */
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
 * True for a device that the office waits for: a desk with a code of its own, in time or after its
 * seven days. Anybody may photograph a poster or a code in use; such a device holds no figure back.
 */
export function holdsBack(grade: Grade, late: Lateness | null): boolean {
  return grade === 'station' && (late === null || late === 'code-over');
}

/** True for a device that may have the roster, and is told which doubts it has. */
export function isTrusted(grade: Grade, late: Lateness | null): boolean {
  return grade === 'station' && late === null;
}
