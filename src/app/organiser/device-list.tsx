/**
 * Yields what every device made and what the office has of it, in plain words and as a bar. A
 * device that cannot be known to be complete is never called complete.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Completeness, DeviceState, GatheringView } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { tell } from '#device/office-client.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, told } from '#app/ui/said.tsx';
import { Refused } from './asked.tsx';
import { DeviceBar } from './device-bar.tsx';
import { holesOf, lostCount, nameOf, rangesText, silentMinutes } from './device-words.ts';
import './devices.css';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { Empty } from './page.tsx';
import { GiveBackDialog, WithdrawDialog } from './permission-dialog.tsx';
import { useOfficeTexts } from './text/texts.ts';
import { useDoing } from './use-doing.ts';

interface DeviceListProps {
  readonly shown: GatheringView;
  readonly state: Completeness;
  /** By the office's clock, when this was so. */
  readonly atMs: number;
  readonly onChanged: () => void;
}

/** What is asked before something is done about a device. */
interface Question {
  readonly about: DeviceState;
  readonly what: 'withdraw' | 'give-back' | 'give-up';
}

/** The devices: desks first, then the phones of signatories, folded up. */
export function DeviceList({ shown, state, atMs, onChanged }: DeviceListProps): VNode {
  const { stations: words } = useOfficeTexts();
  const { count } = useTexts();
  const [question, setQuestion] = useState<Question | null>(null);
  const counts = useCountWords({ ...state.totals, claimed: state.totals.made });
  if (state.devices.length === 0) {
    return (
      <section class="stack">
        <h2>{words.devices}</h2>
        <Empty what={words.empty} next={words.emptyNext} />
      </section>
    );
  }
  const desks = state.devices.filter(({ grade }) => grade === 'station');
  const phones = state.devices.filter(({ grade }) => grade === 'phone');
  const cards = { shown, atMs, onAsk: setQuestion, onChanged };
  return (
    <section class="stack">
      <div class="title-row">
        <h2>{words.devices}</h2>
        <b>
          {counts}
          {state.totals.missing > 0 && `, ${words.missingCount(count(state.totals.missing))}`}
        </b>
      </div>
      <Cards devices={desks} {...cards} />
      {phones.length > 0 && (
        <details open={phones.some(isTorn)}>
          <summary>{words.phones(count(phones.length))}</summary>
          <Cards devices={phones} {...cards} />
        </details>
      )}
      {question !== null && (
        <Dialog
          shown={shown}
          question={question}
          onClose={() => {
            setQuestion(null);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

interface DialogProps {
  readonly shown: GatheringView;
  readonly question: Question;
  readonly onClose: () => void;
}

function Dialog({ shown, question, onClose }: DialogProps): VNode {
  const { stations: words } = useOfficeTexts();
  const { about, what } = question;
  const asked = { gathering: shown.id, device: about.id, name: nameOf(about, words), onClose };
  switch (what) {
    case 'withdraw':
      return <WithdrawDialog {...asked} />;
    case 'give-back':
      return <GiveBackDialog {...asked} />;
    case 'give-up':
      return <GiveUpDialog {...asked} />;
  }
}

interface CardsProps {
  readonly shown: GatheringView;
  readonly devices: readonly DeviceState[];
  readonly atMs: number;
  readonly onAsk: (question: Question) => void;
  readonly onChanged: () => void;
}

function Cards({ devices, ...rest }: CardsProps): VNode {
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
  const { withdrawnAtMs, givenUp, proof } = device;
  return (
    <>
      <h3>{said(nameOf(device, words))}</h3>
      <p>
        <b>{useStateWords(device)}</b>
      </p>
      <DeviceBar device={device} />
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
      <div class="button-row">
        {withdrawnAtMs === null ? (
          <Button kind="danger" onPress={() => onAsk({ about: device, what: 'withdraw' })}>
            {words.withdraw}
          </Button>
        ) : (
          <Button onPress={() => onAsk({ about: device, what: 'give-back' })}>
            {words.giveBack}
          </Button>
        )}
        {givenUp === null && proof !== 'whole' && (
          <Button onPress={() => onAsk({ about: device, what: 'give-up' })}>
            {completeness.giveUp}
          </Button>
        )}
      </div>
      {givenUp !== null && <TakeBack shown={shown} device={device} onChanged={onChanged} />}
    </>
  );
}

type OfDevice = Pick<CardProps, 'shown' | 'device'>;

/** What is wrong with a device, each with what it means. */
function Troubles({ shown, device }: OfDevice): VNode {
  const { stations: words, completeness } = useOfficeTexts();
  const { doubt: doubtWords } = useStationTexts();
  const { count, moment } = useTexts();
  const { forked, forkedSeqs, quarantined, doubts, losses } = device;
  const holes = holesOf(device);
  const seqs = forkedSeqs.map((seq) => ({ from: seq, to: seq }));
  return (
    <>
      {losses.map(({ atMs, missingCount, isOther }) => {
        const when = moment(atMs, shown.zone);
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
                {count(many)}: {doubtWords[doubt]}
              </li>
            ))}
          </ul>
        </div>
      )}
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

/**
 * `9 catatan dibuat, 7 diterima (6 tanda tangan)`: a note or a revocation is an entry too, and what
 * has not come may be either.
 */
function useCountWords({
  claimed,
  received,
  signings,
}: Pick<DeviceState, 'claimed' | 'received' | 'signings'>): string {
  const { stations: words } = useOfficeTexts();
  const { count } = useTexts();
  const counts = words.counts(count(claimed), count(received));
  return received === signings ? counts : `${counts} (${words.signings(count(signings))})`;
}

/** `212 catatan dibuat, 212 diterima, tidak ada yang hilang` */
function useStateWords(device: DeviceState): string {
  const { stations: words, completeness } = useOfficeTexts();
  const { count } = useTexts();
  const { claimed: made, received, kept, proof } = device;
  const counts = useCountWords(device);
  const after = {
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
  // What it said it keeps was said before this batch arrived, so it only confirms what is open.
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
