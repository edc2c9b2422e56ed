/**
 * What can be proven about the devices of a gathering. The rule: a device is whole only when the
 * office has all that it said it made, and when it said so late enough to have made nothing since.
 * What the organiser gave up is said beside the word complete, never left out of it.
 */
import type { Grade } from './enrolment.ts';

/** What the office knows of one device. */
export interface DeviceFacts {
  readonly grade: Grade;
  /** Entries that it said it made, or that its lost storage had, and that the office lacks. */
  readonly missingCount: number;
  /** When it last spoke, or when the device said that it lost this journal; null for never. */
  readonly heardAtMs: number | null;
  /** Two entries were made at one place of its journal: a number received may be either. */
  readonly isForked: boolean;
  readonly isWithdrawn: boolean;
  readonly isGivenUp: boolean;
}

/** When people sign. */
export interface Span {
  readonly startsAtMs: number;
  /** Since when a desk must have spoken: the set end, else the closing or the end of the code. */
  readonly lastMs: number;
  /** It was closed, or its code is over. The set end alone ends nothing: people come late. */
  readonly isOver: boolean;
}

/** What the office can prove of a device, the worst first. */
export const PROOFS = [
  'missing',
  'unheard',
  'so-far',
  'forked',
  'given-up',
  'withdrawn',
  'whole',
] as const;

/**
 * `missing`: it has more. `unheard`: not a word since the start. `so-far`: the office has all, but
 * the device may have made more since. `forked`: by its numbers all is here, but they prove
 * nothing. `given-up` and `withdrawn`: nothing comes of it as things stand.
 */
export type Proof = (typeof PROOFS)[number];

/** What can be proven of a device. */
export function proofOf(device: DeviceFacts, span: Span): Proof {
  const { missingCount, isForked, isWithdrawn, isGivenUp } = device;
  const isHeard = wasHeard(device, span.startsAtMs);
  const isLast = isHeard && wasHeard(device, lastWordMs(device, span)) && mayBeLast(device, span);
  if (missingCount === 0 && isLast && !isForked) return 'whole';
  if (isGivenUp) return 'given-up';
  if (missingCount > 0) return 'missing';
  if (isForked && isLast) return 'forked';
  if (isWithdrawn) return 'withdrawn'; // it is not heard again: what it sends is refused
  return isHeard ? 'so-far' : 'unheard';
}

/** What can be said of all devices together. */
export const CONCLUSIONS = ['empty', 'waiting', 'so-far', 'remarked', 'complete'] as const;

/**
 * See CONCLUSIONS. `so-far`: nothing more is known of, but somebody may still sign, or may
 * have signed since.
 * `remarked` is complete but for what is named: devices, codes, a restore.
 */
export type Conclusion = (typeof CONCLUSIONS)[number];

/**
 * Why figures may still grow: no device took part yet, devices have more, people may still sign, or
 * a desk was not heard since it was over.
 */
export const PROVISIONAL_REASONS = ['empty', 'devices', 'open', 'desks'] as const;

/** See PROVISIONAL_REASONS. */
export type ProvisionalReason = (typeof PROVISIONAL_REASONS)[number];

/** Why there may be devices that the office has never heard of. */
export interface Unknowns {
  /** Codes of desks not used nor withdrawn: a tablet without a network may have begun with one. */
  readonly openCodesCount: number;
  /** The database was put back since the gathering was made: who came after it is unknown. */
  readonly wasPutBack: boolean;
}

/** The conclusion from what was proven of each device, and of which there may be more. */
export function conclude(
  proofs: readonly Proof[],
  { isOver }: Pick<Span, 'isOver'>,
  { openCodesCount, wasPutBack }: Unknowns,
): Conclusion {
  if (proofs.length === 0) return 'empty';
  if (proofs.some((proof) => proof === 'missing' || proof === 'unheard')) return 'waiting';
  if (!isOver || proofs.includes('so-far')) return 'so-far';
  const isKnown = openCodesCount === 0 && !wasPutBack;
  return isKnown && proofs.every((proof) => proof === 'whole') ? 'complete' : 'remarked';
}

/**
 * A desk serves people until the end, so what it said before may not be all. An own phone signs
 * for one person, who sees whether it was received, and is mostly never opened again.
 */
function lastWordMs({ grade }: DeviceFacts, { startsAtMs, lastMs }: Span): number {
  return grade === 'station' ? lastMs : startsAtMs;
}

function mayBeLast({ grade }: DeviceFacts, { isOver }: Span): boolean {
  return isOver || grade === 'phone';
}

function wasHeard({ heardAtMs }: DeviceFacts, sinceMs: number): boolean {
  return heardAtMs !== null && heardAtMs >= sinceMs;
}
