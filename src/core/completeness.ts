/**
 * What can be proven about the devices of a gathering. A device is whole only when the
 * office has all that it said it made, and when it said so late enough to have made nothing since.
 * What the organiser gave up is said beside the word complete, never left out of it. Only desks
 * hold figures back: a poster admits anybody, and what a phone claims is no more than a remark.
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
  /** It was admitted late, and the organiser has not decided of it. */
  readonly isUndecided: boolean;
}

/** When people sign. */
export interface ReportingSpan {
  readonly startsAtMs: number;
  /** Since when a desk must have spoken: the set end, else the closing or the end of the code. */
  readonly lastMs: number;
  /** It was closed, or its code is over. The set end alone ends nothing: people come late. */
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
 * `undecided`: it came late, and nobody has decided whether it counts. `missing`: it has more.
 * `unheard`: not a word since the start. `so-far`: the office has all, but the device may have made
 * more since. `forked`: by its numbers all is here, but they prove nothing. `given-up` and
 * `withdrawn`: nothing comes of it as things stand.
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
  if (isWithdrawn) return 'withdrawn'; // it is not heard again: what it sends is refused
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
 * See CONCLUSIONS. `so-far`: nothing more is known of, but somebody may still sign, or may have
 * signed since. `unconfirmed`: the office was put back, decisions of the organiser may be gone, and
 * nobody has looked through them. `remarked` is complete but for what is named: devices, codes, a
 * restore.
 */
export type Conclusion = (typeof CONCLUSIONS)[number];

/**
 * Why figures may still change: no device took part yet, devices have more, people may still sign,
 * a desk was not heard since it was over, or decisions may be gone since the office was put back.
 */
export const PROVISIONAL_REASONS = ['empty', 'devices', 'open', 'desks', 'decisions'] as const;

/** See PROVISIONAL_REASONS. */
export type ProvisionalReason = (typeof PROVISIONAL_REASONS)[number];

/** Why there may be devices that the office has never heard of. */
export interface Unknowns {
  /** Codes of desks not used nor withdrawn: a tablet without a network may have begun with one. */
  readonly openCodesCount: number;
  /** The database was put back since the gathering was made: who came after it is unknown. */
  readonly wasPutBack: boolean;
  /** It was, and nobody has looked through the decisions since. */
  readonly isUnconfirmed: boolean;
  /** Phones, and devices like them, that prove nothing or not all. */
  readonly unprovenPhonesCount: number;
  /** Phones that are whole. */
  readonly wholePhonesCount: number;
}

/** The conclusion from what was proven of each device that holds figures back, and the unknowns. */
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
 * A desk serves people until the end, so what it said before may not be all. An own phone signs
 * for one person, who sees whether it was received, and is mostly never opened again.
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
