/**
 * One device as a card: what it made and what the office has, what is wrong with it, why it
 * is late, and what can be done about it.
 */
import type { VNode } from 'preact';
import { LEDGER_DOUBTS, isSettledBy } from '#core/doubt.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { DeviceState, GatheringView } from '#core/office-gathering-api.ts';
import { tell } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, told, toldInAttribute } from '#app/ui/said.tsx';
import { Refused } from '../ui/asked.tsx';
import { DeviceBar } from './device-bar.tsx';
import {
  holesOf,
  lostCount,
  nameOf,
  rangesText,
  silentMinutes,
  useCountWords,
} from '../ui/device-words.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

/** What is asked before something is done about a device. */
export interface DeviceQuestion {
  readonly about: DeviceState;
  readonly what: 'withdraw' | 'give-back' | 'give-up' | 'accept' | 'set-aside' | 'take-back';
}

interface CardsProps {
  readonly shown: GatheringView;
  readonly devices: readonly DeviceState[];
  readonly atMs: number;
  readonly onAsk: (question: DeviceQuestion) => void;
  readonly onChanged: () => void;
}

/** The cards of several devices. */
export function DeviceCards({ devices, ...rest }: CardsProps): VNode {
  return (
    <ul class="device-list">
      {devices.map((device) => (
        <li key={device.id} class={`device-card device-${lookOf(device)}`}>
          <Card device={device} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function isTorn(device: DeviceState): boolean {
  return device.forked || lostCount(device) > 0 || holesOf(device).length > 0;
}

function lookOf(device: DeviceState): 'torn' | 'behind' | 'whole' | 'withdrawn' {
  if (device.proof === 'given-up' || device.withdrawnAtMs !== null) return 'withdrawn';
  if (isTorn(device)) return 'torn';
  return device.proof === 'whole' ? 'whole' : 'behind';
}

interface CardProps extends Omit<CardsProps, 'devices'> {
  readonly device: DeviceState;
}

function Card({ shown, device, atMs, onAsk, onChanged }: CardProps): VNode {
  const { stations: words, completeness } = useOfficeTexts();
  const { moment } = useTexts();
  const { withdrawnAtMs, givenUp } = device;
  return (
    <>
      <h3>{said(nameOf(device, words))}</h3>
      <p>
        <b>{useStateWords(device)}</b>
      </p>
      <DeviceBar device={device} />
      <Late device={device} />
      <Troubles shown={shown} device={device} />
      <p class="muted">{useContactWords({ shown, device, atMs })}</p>
      {withdrawnAtMs !== null && (
        <p>
          <span class="mark">{words.withdrawn(moment(withdrawnAtMs, shown.zone))}</span>
        </p>
      )}
      {givenUp !== null && (
        <p class="remark">
          {told(
            completeness.givenUpCard(
              moment(givenUp.atMs, shown.zone),
              isolated(givenUp.by),
              isolated(givenUp.reason),
            ),
          )}
        </p>
      )}
      <Acts device={device} onAsk={onAsk} />
      {givenUp !== null && <TakeBack shown={shown} device={device} onChanged={onChanged} />}
    </>
  );
}

/** Why a device is late, what is decided of it, and whether figures wait for that. */
function Late({ device: { late, decided, proof, holdsBack } }: Pick<CardProps, 'device'>): VNode {
  const { device: words } = useOfficeTexts();
  return (
    <>
      {decided === 'aside' && (
        <p>
          <span class="mark mark-error">{words.isAside}</span>
        </p>
      )}
      {decided === 'accepted' && (
        <p>
          <span class="mark mark-good">{words.isAccepted}</span>
        </p>
      )}
      {late !== null && (
        <div class={holdsBack && proof === 'undecided' ? 'notice notice-warn' : ''}>
          <p>
            <b>{words.lateMark}.</b> {words.late[late]} {decided === null && words.lateKept}
          </p>
          {holdsBack && proof === 'undecided' && <p>{words.lateWait}</p>}
        </div>
      )}
    </>
  );
}

/** The buttons of a device: first what waits, last what is rare. A decision can be taken back. */
function Acts({ device, onAsk }: Pick<CardProps, 'device' | 'onAsk'>): VNode {
  const { stations, completeness, decisions, device: words } = useOfficeTexts();
  const { decided, withdrawnAtMs, givenUp, proof } = device;
  const button = (what: DeviceQuestion['what'], label: string, kind?: 'danger'): VNode => (
    <Button
      kind={kind ?? 'plain'}
      label={toldInAttribute(decisions.of(label, isolated(nameOf(device, stations))))}
      onPress={() => {
        onAsk({ about: device, what });
      }}
    >
      {label}
    </Button>
  );
  return (
    <div class="button-row">
      {decided === null && canAccept(device) && button('accept', words.accept)}
      {givenUp === null && proof !== 'whole' && button('give-up', completeness.giveUp)}
      {decided === null
        ? button('set-aside', words.aside)
        : button('take-back', decisions.takeBack)}
      {withdrawnAtMs === null
        ? button('withdraw', stations.withdraw, 'danger')
        : button('give-back', stations.giveBack)}
    </div>
  );
}

/** Accepting a device settles that it was late, or said more than a phone may; nothing else. */
function canAccept({ late, doubts }: DeviceState): boolean {
  return late !== null || doubts.some(({ doubt }) => isSettledBy(doubt, 'device'));
}

type OfDevice = Pick<CardProps, 'shown' | 'device'>;

/** What is wrong with a device, each with what it means. */
function Troubles({ shown, device }: OfDevice): VNode {
  const { stations: words, completeness } = useOfficeTexts();
  const { code, count, moment } = useTexts();
  const { forked, forkedSeqs, quarantined, accepted, doubts, losses } = device;
  const holes = holesOf(device);
  const seqs = forkedSeqs.map((seq) => ({ from: seq, to: seq }));
  return (
    <>
      {losses.map(({ atMs, missingCount, isOther, isDoubtful }) => {
        const when = moment(atMs, shown.zone);
        if (isDoubtful) return <p key={when}>{completeness.lossDoubtful(when)}</p>;
        const lost = isOther ? completeness.lossOther : completeness.lossCard;
        return missingCount === 0 ? (
          <p key={when}>{completeness.lossWhole(when)}</p>
        ) : (
          <p key={when} class="fault">
            {lost(when, count(missingCount))}
          </p>
        );
      })}
      {holes.length > 0 && <p class="fault">{words.missing(rangesText(holes, words.and))}</p>}
      {seqs.length > 0 && <p class="fault">{completeness.forkedAt(rangesText(seqs, words.and))}</p>}
      {forked && <p class="fault">{words.forked}</p>}
      {quarantined > 0 && (
        <div>
          <p>{words.quarantined(count(quarantined))}</p>
          <ul class="reasons">
            {doubts.map(({ doubt, count: many }) => (
              <li key={doubt}>
                {count(many)}: {LEDGER_DOUBTS[doubt][code]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {accepted > 0 && <p>{words.accepted(count(accepted))}</p>}
    </>
  );
}

function TakeBack({ shown, device, onChanged }: OfDevice & Pick<CardProps, 'onChanged'>): VNode {
  const { completeness: words } = useOfficeTexts();
  const doing = useDoing();
  const takeBack = async (): Promise<void> => {
    const path = OFFICE_PATHS.givenUp(shown.id, device.id);
    const ended = await doing.run(() => tell({ method: 'DELETE', path }));
    if (ended.done) onChanged();
  };
  return (
    <>
      <div class="button-row">
        <Button disabled={doing.isBusy} onPress={() => void takeBack()}>
          {words.takeBack}
        </Button>
      </div>
      <Refused refusal={doing.refusal} />
    </>
  );
}

/** `212 catatan dibuat, 212 diterima, tidak ada yang hilang` */
function useStateWords(device: DeviceState): string {
  const { stations: words, completeness } = useOfficeTexts();
  const { count } = useTexts();
  const { claimed: made, received, kept, proof } = device;
  const counts = useCountWords(device);
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
  const parts = [counts];
  const open = made - received;
  const lost = lostCount(device);
  // The device counted what it keeps before this batch arrived, so its number may be larger than
  // what is open.
  if (open > lost && lost === 0 && kept >= open) parts.push(words.keeps(count(open)));
  else parts.push(open > 0 ? words.missingCount(count(open)) : after);
  return parts.join(', ');
}

const CLOCK_WARN_MS = 120_000;

function useContactWords({ shown, device, atMs }: OfDevice & Pick<CardProps, 'atMs'>): string {
  const { stations: words, completeness } = useOfficeTexts();
  const { moment } = useTexts();
  const { lastSeenAtMs, battery, clockOffsetMs } = device;
  const silent = silentMinutes(device, atMs);
  const parts = [
    lastSeenAtMs === null
      ? words.never
      : `${words.lastContact} ${moment(lastSeenAtMs, shown.zone)}`,
  ];
  if (silent !== null) parts.push(completeness.ago(silent));
  if (battery !== null) parts.push(words.battery(battery));
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > CLOCK_WARN_MS) {
    parts.push(words.clock(Math.round(-clockOffsetMs / 60_000)));
  }
  return parts.join(' · ');
}
