/**
 * What the answer about completeness says: its look, its sentence, and a line for each desk that is
 * not whole. Pure, so that each case can be tested.
 */
import type { Completeness, DeviceState } from '#core/office-gathering-api.ts';
import type { Zone } from '#core/time.ts';
import type { Texts } from '#app/text/id.ts';
import { isolated } from '#app/ui/said.tsx';
import type { OfficeTexts } from '../text/id.ts';
import { lostCount, nameOf } from '../ui/device-words.ts';

/** What is shown. */
interface ConclusionTold {
  /** Green is for `complete` alone. */
  readonly look: Completeness['conclusion'] | 'stale';
  readonly sentence: string;
  /** When this was so; null while the office answers. */
  readonly stale: string | null;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/** What the words are taken from. */
interface Speaking {
  readonly office: Pick<OfficeTexts, 'completeness' | 'stations' | 'turnout'>;
  readonly texts: Pick<Texts, 'count' | 'moment'>;
  readonly zone: Zone;
  /** By the office's clock, when this was so. */
  readonly atMs: number;
  /** The office no longer answers: what is shown was so, and may not be any more. */
  readonly isStale: boolean;
}

interface Words {
  readonly words: OfficeTexts['completeness'];
  readonly stations: OfficeTexts['stations'];
  readonly count: (n: number) => string;
  readonly moment: (ms: number) => string;
}

/** The answer; null before any device took part. */
export function conclusionWords(state: Completeness, speaking: Speaking): ConclusionTold | null {
  const { office, texts, zone, atMs, isStale } = speaking;
  const { completeness: words, stations, turnout } = office;
  if (state.conclusion === 'empty') return null;
  const moment = (ms: number): string => texts.moment(ms, zone);
  const said = { words, stations, count: texts.count, moment };
  const { knownUntilMs, totals } = state;
  return {
    look: isStale ? 'stale' : lookOf(state),
    sentence: sentenceOf(state, said),
    stale: isStale ? `${turnout.stale} ${turnout.updated(turnout.clock(atMs, zone))}` : null,
    lines: linesOf(state, said),
    notes: [
      ...(knownUntilMs === null ? [] : [words.knownUntil(moment(knownUntilMs))]),
      ...(totals.setAside > 0 ? [words.setAside] : []),
    ],
  };
}

/** Green is for what may be left alone: something that is missing is not, however early it is. */
function lookOf({ conclusion, devices }: Completeness): ConclusionTold['look'] {
  return conclusion === 'so-far' && isShort(desksOf(devices)) ? 'waiting' : conclusion;
}

/** Those that figures wait for: what others claim is no more than a remark. */
function desksOf(devices: readonly DeviceState[]): readonly DeviceState[] {
  return devices.filter(({ holdsBack }) => holdsBack);
}

function isShort(devices: readonly DeviceState[]): boolean {
  return devices.some((device) => missingOf(device) > 0);
}

function sentenceOf(
  { conclusion, totals, devices }: Completeness,
  { words, count }: Words,
): string {
  const signings = count(totals.signings);
  const desks = desksOf(devices);
  const awaited = desks.filter(({ proof }) => proof === 'missing');
  const missing = awaited.reduce((sum, device) => sum + missingOf(device), 0);
  const undecided = desks.filter(({ proof }) => proof === 'undecided').length;
  switch (conclusion) {
    case 'empty':
      return '';
    case 'complete':
      return totals.signings === 0
        ? words.completeNothing(count(totals.devices))
        : words.complete(signings, count(totals.devices));
    case 'remarked':
      return words.remarked(signings);
    case 'so-far':
      if (isShort(desks)) return words.soFarShort(signings);
      return totals.signings === 0 ? words.soFarNothing : words.soFar(signings);
    case 'unconfirmed':
      return words.unconfirmed(signings);
    case 'waiting':
      if (missing > 0) return words.waiting(count(missing));
      return undecided > 0
        ? words.waitingUndecided(count(undecided))
        : words.waitingUnheard(count(desks.filter(({ proof }) => proof === 'unheard').length));
  }
}

/** What is missing of a device's own journal, and what it says was lost before. */
function missingOf({ missingCount, losses }: DeviceState): number {
  return losses.reduce((sum, loss) => sum + (loss.isOther ? loss.missingCount : 0), missingCount);
}

/** One line for every desk that is not whole, and one for all phones. */
function linesOf(state: Completeness, said: Words): readonly string[] {
  const { isOver, openCodes, putBackAtMs, phones } = state;
  const { words, stations, count, moment } = said;
  const desks = desksOf(state.devices).filter(({ proof }) => proof !== 'whole');
  const lineOf = (device: DeviceState): string => {
    const name = isolated(nameOf(device, stations));
    const seen = device.lastSeenAtMs === null ? null : moment(device.lastSeenAtMs);
    return deskLine(words, { device, name, seen, count });
  };
  const areCodesTold = openCodes.length > 0 && isOver;
  return [
    ...(state.conclusion === 'so-far' && !isOver ? [words.soFarOpen] : []),
    ...desks.filter(({ proof }) => isOver || proof !== 'so-far').map(lineOf),
    ...(phones.unproven > 0 ? [words.phonesUnproven(count(phones.unproven))] : []),
    ...(areCodesTold ? [words.openCodes(openCodes.map(isolated).join(', '))] : []),
    ...(putBackAtMs === null ? [] : [words.putBack(moment(putBackAtMs))]),
  ];
}

interface DeskLine {
  readonly device: DeviceState;
  readonly name: string;
  /** When it was last heard, in words. */
  readonly seen: string | null;
  readonly count: (n: number) => string;
}

function deskLine(words: Words['words'], { device, name, seen, count }: DeskLine): string {
  const lost = lostCount(device);
  const missing = missingOf(device);
  switch (device.proof) {
    case 'undecided':
      return words.undecided(name);
    case 'missing':
      if (lost === 0) return words.keeps(name, count(missing));
      return missing === lost
        ? words.lost(name, count(lost))
        : words.lostAndKeeps(name, count(lost), count(missing - lost));
    case 'unheard':
      return seen === null ? words.neverHeard(name) : words.unheard(name, seen);
    case 'so-far':
      return words.soFarOver(name, seen ?? '');
    case 'forked':
      return words.forked(name);
    case 'given-up':
      return words.givenUp(name, isolated(device.givenUp?.reason ?? ''), count(missing));
    case 'withdrawn':
      return words.withdrawn(name);
    case 'whole':
      return name;
  }
}
