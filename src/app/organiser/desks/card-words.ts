/** What a device's card says, and what may be asked of it. Pure: each case can be tested. */
import { isSettledBy } from '#core/doubt.ts';
import { LIMITS } from '#core/limits.ts';
import type { DeviceState } from '#core/office-gathering-api.ts';
import type { Zone } from '#core/time.ts';
import type { Texts } from '#app/text/id.ts';
import type { OfficeTexts } from '../text/id.ts';
import { holesOf, lostCount, silentMinutes } from '../ui/device-words.ts';

type CardTexts = Pick<OfficeTexts, 'stations' | 'completeness'>;

/** What may be asked of a device. */
export type DeviceAct = 'withdraw' | 'give-back' | 'give-up' | 'accept' | 'set-aside' | 'take-back';

/** Green is for what is whole alone; what is torn comes before what is behind. */
export function lookOf(device: DeviceState): 'torn' | 'behind' | 'whole' | 'withdrawn' {
  if (device.proof === 'given-up' || device.withdrawnAtMs !== null) return 'withdrawn';
  if (isTorn(device)) return 'torn';
  return device.proof === 'whole' ? 'whole' : 'behind';
}

function isTorn(device: DeviceState): boolean {
  return device.forked || lostCount(device) > 0 || holesOf(device).length > 0;
}

/** What was decided can be undone; what waits comes first, what is rare last. */
export function deviceActs(device: DeviceState): readonly DeviceAct[] {
  const { decided, withdrawnAtMs, givenUp, proof } = device;
  return [
    ...(decided === null && canAccept(device) ? (['accept'] as const) : []),
    ...(givenUp === null && proof !== 'whole' ? (['give-up'] as const) : []),
    decided === null ? 'set-aside' : 'take-back',
    withdrawnAtMs === null ? 'withdraw' : 'give-back',
  ];
}

/** Accepting a device settles that it was late, or said more than a phone may; nothing else. */
function canAccept({ late, doubts }: DeviceState): boolean {
  return late !== null || doubts.some(({ doubt }) => isSettledBy(doubt, 'device'));
}

interface StateSpeaking {
  readonly office: CardTexts;
  /** What was made and received, in words. */
  readonly counts: string;
  readonly count: Texts['count'];
}

/** `212 catatan dibuat, 212 diterima, tidak ada yang hilang` */
export function stateWords(
  device: DeviceState,
  { office: { stations: words, completeness }, counts, count }: StateSpeaking,
): string {
  const { claimed: made, received, kept, proof } = device;
  const after = {
    undecided: completeness.undecidedCard,
    missing: words.unknown,
    unheard: completeness.unheardCard,
    'so-far': device.forked ? words.unknown : completeness.soFarCard,
    forked: words.unknown,
    'given-up': words.unknown,
    withdrawn: words.unknown,
    whole: words.nothingMissing,
  }[proof];
  const isKnown = proof === 'whole' || proof === 'so-far';
  if (made === 0) return isKnown ? words.nothingYet : after;
  const open = made - received;
  const lost = lostCount(device);
  // What it said it keeps was said before this batch arrived, so it only confirms what is open.
  if (open > lost && lost === 0 && kept >= open) return `${counts}, ${words.keeps(count(open))}`;
  return `${counts}, ${open > 0 ? words.missingCount(count(open)) : after}`;
}

interface ContactSpeaking {
  readonly office: CardTexts;
  readonly moment: Texts['moment'];
  readonly zone: Zone;
  /** By the office's clock, when this was so. */
  readonly atMs: number;
}

/** When it was heard, its battery, and its clock where that is wrong. */
export function contactWords(
  device: DeviceState,
  { office: { stations: words, completeness }, moment, zone, atMs }: ContactSpeaking,
): string {
  const { lastSeenAtMs, battery, clockOffsetMs } = device;
  const silent = silentMinutes(device, atMs);
  const isClockOff = clockOffsetMs !== null && Math.abs(clockOffsetMs) > LIMITS.clockDriftWarnMs;
  return [
    lastSeenAtMs === null ? words.never : `${words.lastContact} ${moment(lastSeenAtMs, zone)}`,
    ...(silent === null ? [] : [completeness.ago(silent)]),
    ...(battery === null ? [] : [words.battery(battery)]),
    ...(isClockOff ? [words.clock(Math.round(-clockOffsetMs / 60_000))] : []),
  ].join(' · ');
}
