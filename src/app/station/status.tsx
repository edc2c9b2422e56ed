/**
 * The steward's screen: what was made here, what the office has received, what is in the
 * way, and whether this device may go to a field without a network. Names are shown only here.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { deskWords } from '#core/doubt.ts';
import { type Zone, zoneOfHours } from '#core/time.ts';
import type { DeviceStatus, EntryLabel, Inventory, Joined, MadeEntry } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { goTo } from '#app/routes.ts';
import type { Flow } from '#app/signing/use-journey.ts';
import type { StationTexts } from '#app/text/station-id.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Fact, Notice, ScreenTitle, Ticks } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import { ClosedNotice } from './closed-notice.tsx';
import { LateNotice } from './late-notice.tsx';
import { LightPanel } from './light-panel.tsx';
import { type InventoryReading, clockAheadMinutes, isAllReceived, silentMinutes } from './light.ts';
import { LossAlarm } from './loss-alarm.tsx';
import './station.css';
import { type StationPlace, StationMenu } from './station-menu.tsx';
import { Readiness } from './readiness.tsx';
import { type AppSettings, Settings } from './settings.tsx';
import { unreceived } from './summary.ts';
import { useReading } from './use-reading.ts';

/** What the status screen needs besides the device. */
export interface StatusScreenProps {
  readonly flow: Flow;
  readonly onPlace: (place: StationPlace) => void;
  readonly settings: AppSettings;
}

/** The screen. */
export function StatusScreen({ flow, onPlace, settings }: StatusScreenProps): VNode {
  const texts = useTexts();
  const words = useStationTexts();
  const device = useDevice();
  const status = useLive(device.status);
  const joined = useLive(device.joined);
  const shown = { status, joined, reading: useReading() };
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
          <ScreenTitle>{said(joined?.gathering.title ?? words.none)}</ScreenTitle>
          {joined !== null && joined.station !== '' && (
            <p>
              {words.station}: <b>{said(joined.station)}</b>
            </p>
          )}
          <Alarms {...shown} />
          {joined !== null && <LateNotice late={joined.late} />}
          {joined !== null && <ClosedNotice joined={joined} isAsked />}
          <LightPanel {...shown} />
          <Counts {...shown} />
          <Made status={status} joined={joined} />
        </div>
        <div class="column">
          {joined !== null && <Readiness joined={joined} isAppKept={settings.updates.isKept} />}
          <StationMenu joined={joined} onPlace={onPlace} />
          <Settings flow={flow} onPlace={onPlace} {...settings} />
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
  readonly reading: InventoryReading;
  readonly joined: Joined | null;
}

/** What must be seen before anything else. */
function Alarms({ reading, joined }: StatusProps): VNode | null {
  const words = useStationTexts();
  if (reading.kind !== 'read') return null;
  const { loss, clockOffsetMs } = reading.inventory;
  const minutes = clockAheadMinutes(clockOffsetMs);
  return (
    <>
      {loss !== null && <LossAlarm loss={loss} zone={zoneOf(joined)} />}
      {minutes !== null && (
        <Notice kind="warn">
          <p>{minutes > 0 ? words.clockAhead(minutes) : words.clockBehind(-minutes)}</p>
        </Notice>
      )}
    </>
  );
}

/** A device without a gathering tells its times in its own zone; outside Indonesia, in WIB. */
function zoneOf(joined: Joined | null): Zone {
  return joined?.gathering.zone ?? zoneOfHours(-new Date().getTimezoneOffset() / 60) ?? 'WIB';
}

/** `212 dibuat, 212 diterima, tidak ada yang hilang`, and since when the office is silent. */
function Counts(props: StatusProps): VNode {
  const { status, reading } = props;
  const texts = useTexts();
  const words = useStationTexts();
  const { coolingCount } = status;
  const phase = usePhaseWords(status);
  if (reading.kind !== 'read') {
    return (
      <section class="panel" aria-label={words.recent}>
        <p>{reading.kind === 'none' ? words.reading : words.light.failedWhy}</p>
      </section>
    );
  }
  const { inventory } = reading;
  const { madeCount, receivedCount, safeCount, loss } = inventory;
  const clearedCount = inventory.purgedCount - inventory.unsendableCount;
  const counts = words.counts(texts.count(madeCount), texts.count(receivedCount));
  const isWhole = isAllReceived(inventory) && unreceived(status) === 0;
  return (
    <section class="panel" aria-label={words.recent}>
      <p class="counts">{isWhole && loss === null ? `${counts}, ${words.nothingLost}` : counts}</p>
      {loss !== null && loss.noteCount > 0 && <p>{words.notes(texts.count(loss.noteCount))}</p>}
      {madeCount === 0 && <p>{words.nothingYet}</p>}
      {isWhole && (
        <p class="all-received">
          <Ticks count={2} />
          {words.allReceived}
        </p>
      )}
      {coolingCount > 0 && <p>{words.cooling(texts.count(coolingCount))}</p>}
      <p>{phase}</p>
      <Contact {...props} inventory={inventory} nowMs={reading.atMs} />
      {safeCount > 0 && <p>{words.archived(texts.count(safeCount), texts.count(madeCount))}</p>}
      {clearedCount > 0 && <p>{words.purged(texts.count(clearedCount))}</p>}
      <Doubted inventory={inventory} />
      {!isWhole && madeCount > 0 && <p>{words.keepDevice}</p>}
    </section>
  );
}

interface ContactProps extends Pick<StatusProps, 'joined'> {
  readonly inventory: Inventory;
  readonly nowMs: number;
}

function Contact({ inventory, joined, nowMs }: ContactProps): VNode {
  const texts = useTexts();
  const words = useStationTexts();
  const { lastContactMs } = inventory;
  const silent = silentMinutes(lastContactMs, nowMs);
  return (
    <dl class="facts">
      <Fact name={words.lastContact}>
        {lastContactMs === null ? words.neverContact : texts.moment(lastContactMs, zoneOf(joined))}
        {silent !== null && <span class="silent">{words.silent(silent)}</span>}
      </Fact>
    </dl>
  );
}

function Doubted({
  inventory: { doubted, doubtedCount },
}: Pick<ContactProps, 'inventory'>): VNode | null {
  const texts = useTexts();
  const words = useStationTexts();
  if (doubted.length === 0) return null;
  return (
    <div class="doubted">
      <p>
        <b>{words.doubted(texts.count(doubtedCount))}</b>
      </p>
      <ul>
        {doubted.map(({ journal, seq, doubt, ...entry }) => (
          <li key={`${journal} ${seq}`}>
            {nameOf(words, entry)}: {deskWords(doubt)[texts.code]}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whose an entry is, or what it is where nobody signed. */
function nameOf(words: StationTexts, { name, kind }: EntryLabel): string {
  if (name !== '') return name;
  return kind === 'recital' ? words.recital : words.note;
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
function Made({ status, joined }: Omit<StatusProps, 'reading'>): VNode {
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
        {made.map(({ journal, seq, wallMs, state, ...entry }) => (
          <li key={`${journal} ${seq}`}>
            <b>{said(state === 'purged' ? words.entry(seq) : nameOf(words, entry))}</b>
            <span>{texts.clock(wallMs, zoneOf(joined))}</span>
            <span class={`state state-${state}`}>
              {state !== 'purged' && <Ticks count={state === 'kept' ? 1 : 2} />}
              {words.state[state]}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
