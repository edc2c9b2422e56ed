/**
 * Yields the steward's screen: what was made here, what the office has received, what is in the
 * way, and whether this device may go to a field without a network. Names are shown only here.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DeviceStatus, Joined, MadeEntry } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import type { Preferences } from '#app/preferences.ts';
import { goTo } from '#app/routes.ts';
import type { Flow } from '#app/signing/use-journey.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Fact, Notice, ScreenTitle, Ticks } from '#app/ui/parts.tsx';
import { useLive } from '#app/use-live.ts';
import type { AppUpdates } from '#app/use-updates.ts';
import './station.css';
import { type StationPlace, Doors } from './doors.tsx';
import { Readiness } from './readiness.tsx';
import { Settings } from './settings.tsx';
import { clockAheadMinutes, isAllReceived, unreceived } from './summary.ts';

/** What the status screen needs besides the device. */
export interface StatusScreenProps {
  readonly flow: Flow;
  readonly onPlace: (place: StationPlace) => void;
  readonly settings: {
    readonly preferences: Preferences;
    readonly setPreferences: (change: Partial<Preferences>) => void;
    readonly updates: AppUpdates;
    readonly build: string;
  };
}

/** The screen. */
export function StatusScreen({ flow, onPlace, settings }: StatusScreenProps): VNode {
  const texts = useTexts();
  const words = useStationTexts();
  const device = useDevice();
  const status = useLive(device.status);
  const joined = useLive(device.joined);
  return (
    <>
      <header class="bar">
        <p class="bar-words bar-title">{words.title}</p>
        <button type="button" class="bar-button" onClick={back}>
          {texts.act.close}
        </button>
      </header>
      <main class="screen screen-status">
        <div class="column">
          <ScreenTitle>{joined?.gathering.title ?? words.none}</ScreenTitle>
          {joined !== null && joined.station !== '' && (
            <p>
              {words.station}: <b>{joined.station}</b>
            </p>
          )}
          <Alarms status={status} />
          <Counts status={status} joined={joined} />
          <Made status={status} joined={joined} />
        </div>
        <div class="column">
          {joined !== null && <Readiness joined={joined} isAppKept={settings.updates.isKept} />}
          <Doors onPlace={onPlace} />
          <Settings flow={flow} {...settings} />
        </div>
        <Button kind="main" onPress={back}>
          {words.back}
        </Button>
      </main>
    </>
  );
}

function back(): void {
  goTo('journey');
}

interface StatusProps {
  readonly status: DeviceStatus;
}

/** What must be seen before anything else. */
function Alarms({ status }: StatusProps): VNode {
  const words = useStationTexts();
  const minutes = clockAheadMinutes(status);
  return (
    <>
      {status.storageWasLost && (
        <Notice kind="alarm">
          <p>{words.storageLost}</p>
        </Notice>
      )}
      {minutes !== null && (
        <Notice kind="warn">
          <p>{minutes > 0 ? words.clockAhead(minutes) : words.clockBehind(-minutes)}</p>
        </Notice>
      )}
    </>
  );
}

interface CountsProps extends StatusProps {
  readonly joined: Joined | null;
}

function Counts({ status, joined }: CountsProps): VNode {
  const texts = useTexts();
  const words = useStationTexts();
  const device = useDevice();
  const { madeCount, receivedCount, heldCount, doubted, lastContactMs } = status;
  const open = unreceived(status);
  return (
    <section class="panel" aria-label={words.recent}>
      <p class="counts">{words.counts(texts.count(madeCount), texts.count(receivedCount))}</p>
      {madeCount === 0 && <p>{words.nothingYet}</p>}
      {isAllReceived(status) && (
        <p class="all-received">
          <Ticks count={2} />
          {words.allReceived}
        </p>
      )}
      {open > 0 && (
        <>
          <p>
            <b>{words.notReceived(texts.count(open))}</b>
          </p>
          {heldCount > 0 && <p>{words.held(texts.count(heldCount))}</p>}
        </>
      )}
      <p>{usePhaseWords(status)}</p>
      <dl class="facts">
        <Fact name={words.lastContact}>
          {lastContactMs === null
            ? words.neverContact
            : texts.moment(lastContactMs, joined?.gathering.zone ?? 'WIB')}
        </Fact>
      </dl>
      {doubted.length > 0 && (
        <div class="doubted">
          <p>
            <b>{words.doubted(texts.count(doubted.length))}</b>
          </p>
          <ul>
            {doubted.map(({ seq, name, doubt }) => (
              <li key={seq}>
                {name}: {words.doubt[doubt]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {open > 0 && (
        <>
          <Button
            kind="main"
            disabled={status.phase.kind === 'sending'}
            onPress={() => {
              device.sendNow();
            }}
          >
            {words.sendNow}
          </Button>
          <p>{words.keepDevice}</p>
        </>
      )}
    </section>
  );
}

function usePhaseWords(status: DeviceStatus): string {
  const { phase: words } = useStationTexts();
  const { phase } = status;
  switch (phase.kind) {
    case 'idle':
      return unreceived(status) > 0 ? words.idleWaiting : words.idle;
    case 'waiting':
      return words[phase.why];
    case 'sending':
    case 'permission':
    case 'outdated':
      return words[phase.kind];
  }
}

const MADE_SHOWN = 20;

/** The last entries of this device, newest first, with the state of each in words. */
function Made({ status, joined }: CountsProps): VNode {
  const texts = useTexts();
  const words = useStationTexts();
  const device = useDevice();
  const [made, setMade] = useState<readonly MadeEntry[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const entries = await device.made(MADE_SHOWN);
      if (isCurrent) setMade(entries);
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [status]);
  return (
    <section class="panel">
      <h2>{words.made}</h2>
      {made.length === 0 && <p>{words.madeNone}</p>}
      <ol class="made">
        {made.map(({ journal, seq, name, wallMs, state }) => (
          <li key={`${journal} ${seq}`}>
            <b>{name}</b>
            <span>{texts.clock(wallMs, joined?.gathering.zone ?? 'WIB')}</span>
            <span class={`state state-${state}`}>
              <Ticks count={state === 'kept' ? 1 : 2} />
              {words.state[state]}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
