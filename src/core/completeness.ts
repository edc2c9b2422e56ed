/**
 * Completeness: what the office can prove about the devices of a gathering. A device is whole when
 * the office holds every entry that the device claimed, and when it claimed late enough to have
 * made none after. Devices that the organiser gave up are named beside the word complete. Only
 * desks make figures provisional. Anybody can join with a poster, so the claim of a phone is only a
 * remark.
 */
import type { Grade } from './enrolment.ts';

/** What the office knows of one device. */
export interface DeviceFacts {
  readonly grade: Grade;
  /**
   * Entries that the office lacks: the device claimed them, or they were in a storage that it lost.
   */
  readonly missingCount: number;
  /**
   * When the office last received something that this journal sealed, or the device's note that it
   * lost this journal. Null for never.
   */
  readonly heardAtMs: number | null;
  /**
   * Two entries were made at one sequence, so the count of entries does not tell which was
   * received.
   */
  readonly isForked: boolean;
  readonly isWithdrawn: boolean;
  readonly isGivenUp: boolean;
  /** It was admitted late, and the organiser has not decided about it. */
  readonly isUndecided: boolean;
}

/** When people sign. */
export interface ReportingSpan {
  readonly startsAtMs: number;
  /**
   * A desk must have been heard after this: the set end, else the closing or the end of the code.
   */
  readonly lastMs: number;
  /**
   * The gathering was closed, or its code has expired. The set end alone is not enough, because
   * people come late.
   */
  readonly isOver: boolean;
}

/** What the office can prove of a device, the worst first. */
export const PROOFS = [
  'undecided',
  'missing',
  'unheard',
  'so-far',
  'forked',
  'given-up',
  'withdrawn',
  'whole',
] as const;

/**
 * `undecided`: it was admitted late and nobody has decided whether it counts. `missing`: it claimed
 * entries that the office lacks. `unheard`: not heard since the start. `so-far`: the office has all
 * that was claimed, but the device may have made more. `forked`: nothing seems to be missing, but
 * in a fork the numbers prove nothing. `given-up` and `withdrawn`: the office expects nothing more
 * of it.
 */
export type Proof = (typeof PROOFS)[number];

/** What can be proven of a device. */
export function proofOf(device: DeviceFacts, span: ReportingSpan): Proof {
  const { missingCount, isForked, isWithdrawn, isGivenUp, isUndecided } = device;
  if (isUndecided) return isGivenUp ? 'given-up' : 'undecided';
  const isHeard = wasHeard(device, span.startsAtMs);
  const isLast = isHeard && wasHeard(device, lastWordMs(device, span)) && mayBeLast(device, span);
  if (missingCount === 0 && isLast && !isForked) return 'whole';
  if (isGivenUp) return 'given-up';
  if (missingCount > 0) return 'missing';
  if (isForked && isLast) return 'forked';
  if (isWithdrawn) return 'withdrawn'; // it cannot be heard any more: what it sends is refused
  return isHeard ? 'so-far' : 'unheard';
}

/** What can be said of all devices together. */
export const CONCLUSIONS = [
  'empty',
  'waiting',
  'so-far',
  'unconfirmed',
  'remarked',
  'complete',
] as const;

/**
 * `empty`: no device took part. `waiting`: a desk is undecided, misses entries or was not heard.
 * `so-far`: nothing is missing, but people may still sign. `unconfirmed`: the office was restored,
 * and nobody has checked the organiser's decisions since. `remarked`: complete except for the
 * devices, codes or restore that are named. `complete`: all is proven.
 */
export type Conclusion = (typeof CONCLUSIONS)[number];

/**
 * Why figures are provisional. `empty`: no device took part. `devices`: devices have more entries.
 * `open`: people may still sign. `desks`: a desk was not heard after the end. `decisions`:
 * decisions may have been lost in a restore.
 */
export const PROVISIONAL_REASONS = ['empty', 'devices', 'open', 'desks', 'decisions'] as const;

/** See PROVISIONAL_REASONS. */
export type ProvisionalReason = (typeof PROVISIONAL_REASONS)[number];

/** What the office cannot know or prove, apart from the desks. */
export interface Unknowns {
  /**
   * One-time codes of desks that are neither used nor withdrawn. A tablet without a network may
   * have begun with one.
   */
  readonly openCodesCount: number;
  /**
   * The database was restored after the gathering was made. Devices that enrolled since that backup
   * are unknown.
   */
  readonly wasPutBack: boolean;
  /** It was restored, and nobody has checked the decisions since. */
  readonly isUnconfirmed: boolean;
  /** Phones that are not whole; also desks that do not make figures provisional (admission.ts). */
  readonly unprovenPhonesCount: number;
  /** Those of them that are whole. */
  readonly wholePhonesCount: number;
}

/** The conclusion from the proofs of the desks and from the unknowns. */
export function conclude(
  proofs: readonly Proof[],
  { isOver }: Pick<ReportingSpan, 'isOver'>,
  unknowns: Unknowns,
): Conclusion {
  const { openCodesCount, wasPutBack, unprovenPhonesCount, wholePhonesCount } = unknowns;
  if (proofs.length + unprovenPhonesCount + wholePhonesCount === 0) return 'empty';
  if (proofs.some((proof) => WAITED_FOR.includes(proof))) return 'waiting';
  if (!isOver || proofs.includes('so-far')) return 'so-far';
  if (unknowns.isUnconfirmed) return 'unconfirmed';
  const isKnown = openCodesCount === 0 && !wasPutBack && unprovenPhonesCount === 0;
  return isKnown && proofs.every((proof) => proof === 'whole') ? 'complete' : 'remarked';
}

const WAITED_FOR: readonly Proof[] = ['undecided', 'missing', 'unheard'];

/**
 * When the last claim must be: for a desk after the end, because it serves people until then. An
 * own phone signs for one person, and is mostly not opened again, so one claim after the start is
 * enough.
 */
function lastWordMs({ grade }: DeviceFacts, { startsAtMs, lastMs }: ReportingSpan): number {
  return grade === 'station' ? lastMs : startsAtMs;
}

function mayBeLast({ grade }: DeviceFacts, { isOver }: ReportingSpan): boolean {
  return isOver || grade === 'phone';
}

function wasHeard({ heardAtMs }: DeviceFacts, sinceMs: number): boolean {
  return heardAtMs !== null && heardAtMs >= sinceMs;
}
