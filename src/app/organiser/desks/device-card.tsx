/**
 * One device as a card: what it made and what the office has, what is wrong with it, why it
 * is late, and what can be done about it.
 */
import type { VNode } from 'preact';
import { LEDGER_DOUBTS } from '#core/doubt.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { DeviceState, GatheringView } from '#core/office-gathering-api.ts';
import { tell } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, told, toldInAttribute } from '#app/ui/said.tsx';
import { Refused } from '../ui/asked.tsx';
import { type DeviceAct, contactWords, deviceActs, lookOf, stateWords } from './card-words.ts';
import { DeviceBar } from './device-bar.tsx';
import { holesOf, nameOf, rangesText, useCountWords } from '../ui/device-words.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

/** What is asked before something is done about a device. */
export interface DeviceQuestion {
  readonly about: DeviceState;
  readonly what: DeviceAct;
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

interface CardProps extends Omit<CardsProps, 'devices'> {
  readonly device: DeviceState;
}

function Card({ shown, device, atMs, onAsk, onChanged }: CardProps): VNode {
  const office = useOfficeTexts();
  const { stations: words, completeness } = office;
  const { count, moment } = useTexts();
  const counts = useCountWords(device);
  const { withdrawnAtMs, givenUp } = device;
  return (
    <>
      <h3>{said(nameOf(device, words))}</h3>
      <p>
        <b>{stateWords(device, { office, counts, count })}</b>
      </p>
      <DeviceBar device={device} />
      <Late device={device} />
      <Troubles shown={shown} device={device} />
      <p class="muted">{contactWords(device, { office, moment, zone: shown.zone, atMs })}</p>
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
  const labels: Readonly<Record<DeviceAct, string>> = {
    accept: words.accept,
    'give-up': completeness.giveUp,
    'set-aside': words.aside,
    'take-back': decisions.takeBack,
    withdraw: stations.withdraw,
    'give-back': stations.giveBack,
  };
  return (
    <div class="button-row">
      {deviceActs(device).map((what) => (
        <Button
          key={what}
          kind={what === 'withdraw' ? 'danger' : 'plain'}
          label={toldInAttribute(decisions.of(labels[what], isolated(nameOf(device, stations))))}
          onPress={() => {
            onAsk({ about: device, what });
          }}
        >
          {labels[what]}
        </Button>
      ))}
    </div>
  );
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
