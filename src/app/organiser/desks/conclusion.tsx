/**
 * The conclusion: whether every entry has arrived. It says complete only when that is proven, with
 * every remark beside it. Otherwise it says what is missing and whom to call.
 */
import type { VNode } from 'preact';
import type { Completeness, DeviceState, GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { isolated, told } from '#app/ui/said.tsx';
import { lostCount, nameOf } from '../ui/device-words.ts';
import type { OfficeTexts } from '../text/id.ts';
import { useOfficeTexts } from '../text/texts.ts';

interface ConclusionProps {
  readonly shown: GatheringView;
  readonly state: Completeness;
  /** By the office's clock, when this was so. */
  readonly atMs: number;
  /** The office no longer answers: what is shown was so, and may not be any more. */
  readonly isStale: boolean;
}

/** The answer. Nothing before any device took part. */
export function Conclusion({ shown, state, atMs, isStale }: ConclusionProps): VNode | null {
  const { completeness: words, turnout } = useOfficeTexts();
  const { moment } = useTexts();
  const sentence = useSentence(state);
  const lines = useLines(shown, state);
  if (state.conclusion === 'empty') return null;
  const { knownUntilMs } = state;
  return (
    <section
      class={`notice conclusion conclusion-${isStale ? 'stale' : lookOf(state)}`}
      aria-label={words.title}
    >
      <p class="conclusion-words" role="status">
        {sentence}
      </p>
      {isStale && <p>{`${turnout.stale} ${turnout.updated(turnout.clock(atMs, shown.zone))}`}</p>}
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{told(line)}</li>
          ))}
        </ul>
      )}
      {knownUntilMs !== null && <p>{words.knownUntil(moment(knownUntilMs, shown.zone))}</p>}
      {state.totals.setAside > 0 && <p>{words.setAside}</p>}
    </section>
  );
}

/** The colour. Green means that nothing needs to be done, so a missing entry is never green. */
function lookOf({ conclusion, devices }: Completeness): Completeness['conclusion'] {
  return conclusion === 'so-far' && isShort(desksOf(devices)) ? 'waiting' : conclusion;
}

/** The devices that make figures provisional. The claims of the others are only remarks. */
function desksOf(devices: readonly DeviceState[]): readonly DeviceState[] {
  return devices.filter(({ holdsBack }) => holdsBack);
}

function isShort(devices: readonly DeviceState[]): boolean {
  return devices.some((device) => missingOf(device) > 0);
}

function useSentence({ conclusion, totals, devices }: Completeness): string {
  const { completeness: words } = useOfficeTexts();
  const { count } = useTexts();
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
function useLines(shown: GatheringView, state: Completeness): readonly string[] {
  const { isOver, openCodes, putBackAtMs, phones } = state;
  const { completeness: words, stations } = useOfficeTexts();
  const { count, moment } = useTexts();
  const desks = desksOf(state.devices).filter(({ proof }) => proof !== 'whole');
  const lineOf = (device: DeviceState): string => {
    const name = isolated(nameOf(device, stations));
    const seen = device.lastSeenAtMs === null ? null : moment(device.lastSeenAtMs, shown.zone);
    return deskLine(words, { device, name, seen, count });
  };
  const areCodesTold = openCodes.length > 0 && isOver;
  return [
    ...(state.conclusion === 'so-far' && !isOver ? [words.soFarOpen] : []),
    ...desks.filter(({ proof }) => isOver || proof !== 'so-far').map(lineOf),
    ...(phones.unproven > 0 ? [words.phonesUnproven(count(phones.unproven))] : []),
    ...(areCodesTold ? [words.openCodes(openCodes.map(isolated).join(', '))] : []),
    ...(putBackAtMs === null ? [] : [words.putBack(moment(putBackAtMs, shown.zone))]),
  ];
}

type Words = OfficeTexts['completeness'];

interface DeskLine {
  readonly device: DeviceState;
  readonly name: string;
  /** When it was last heard, in words. */
  readonly seen: string | null;
  readonly count: (n: number) => string;
}

function deskLine(words: Words, { device, name, seen, count }: DeskLine): string {
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
