/**
 * The screen for leaving a gathering and for removing everything. While something on this device is
 * open, it offers neither. It shows what is open and what to do, from the same reading as the
 * light.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FaultCode, Result } from '#core/fault.ts';
import type { Inventory, Parting, Reason, Steward } from '#device/device.ts';
import { obstaclesOf } from '#device/reasons.ts';
import { useDevice } from '#app/device-context.ts';
import { useParcelsTexts } from '#app/text/parcels-texts.ts';
import { useRecitalTexts } from '#app/text/recital-texts.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice, ScreenTitle, TextField } from '#app/ui/parts.tsx';
import { isolated, told } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import { AskedTwice } from './asked-twice.tsx';
import { Reasons } from './light-panel.tsx';
import './parcels.css';
import { useReading } from './use-reading.ts';
import { useSteward } from './use-steward.ts';

interface LeavingScreenProps {
  readonly onBack: () => void;
  readonly onParcels: () => void;
}

/** The screen. */
export function LeavingScreen({ onBack, onParcels }: LeavingScreenProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const { light } = useStationTexts();
  const steward = useSteward();
  const reading = useReading();
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [refused, setRefused] = useState<readonly Reason[]>([]);
  useEffect(() => setRefused([]), [reading]);
  const part = async (way: 'leave' | 'empty'): Promise<void> => {
    const parting = await steward?.[way]();
    if (parting !== undefined) onParting(parting);
  };
  const onParting = (parting: Result<Parting>): void => {
    if (!parting.ok) setFault(parting.fault.code);
    else if (parting.value.kind === 'refused') setRefused(parting.value.obstacles);
    // What the screens have in memory is no longer true, so the page is loaded again.
    else location.assign('/');
  };
  const forget = async (gathering: string): Promise<void> => {
    const forgotten = await steward?.recitals.cancel(gathering);
    if (forgotten?.ok === false) setFault(forgotten.fault.code);
  };
  const inventory = reading.kind === 'read' ? reading.inventory : null;
  const obstacles = refused.length > 0 || inventory === null ? refused : obstaclesOf(inventory);
  return (
    <>
      <header class="bar">
        <p class="bar-words bar-title">{words.leaving}</p>
        <button type="button" class="bar-button" onClick={onBack}>
          {texts.act.back}
        </button>
      </header>
      <main class="screen screen-narrow">
        <ScreenTitle>{words.leaving}</ScreenTitle>
        {fault !== null && (
          <Notice kind="alarm">
            <p>{faultSentence(texts, fault)}</p>
          </Notice>
        )}
        {reading.kind === 'failed' && <p role="status">{light.failedWhy}</p>}
        {obstacles.length > 0 && (
          <Barred {...{ obstacles, steward, onParcels }} onForget={forget} />
        )}
        {inventory !== null && obstacles.length === 0 && (
          <Ways inventory={inventory} onPart={part} />
        )}
      </main>
    </>
  );
}

interface BarredProps {
  readonly obstacles: readonly Reason[];
  readonly steward: Steward | null;
  readonly onForget: (gathering: string) => Promise<void>;
  readonly onParcels: () => void;
}

type LeftBehindProps = Pick<BarredProps, 'obstacles' | 'onForget'>;

/** What forbids leaving, and the two ways to bring it to the office. */
function Barred({ obstacles, steward, onForget, onParcels }: BarredProps): VNode {
  const words = useParcelsTexts();
  const device = useDevice();
  const { phase } = useLive(device.status);
  const isSending = phase.kind === 'sending';
  const isOffline = phase.kind === 'waiting' && phase.why === 'offline';
  return (
    <section class="panel" role="status">
      <h2>{words.barred}</h2>
      <p>{words.barredWhy}</p>
      <Reasons reasons={obstacles} />
      {isOffline && <p>{words.phase.offline}</p>}
      <LeftBehind obstacles={obstacles} onForget={onForget} />
      {obstacles.some(({ kind }) => !STAYS_HERE.has(kind)) && (
        <div class="ways">
          <Button
            kind="main"
            disabled={isSending}
            onPress={() => {
              device.sendNow();
              steward?.deliverNow();
            }}
          >
            {isSending ? words.sendingNow : words.sendNow}
          </Button>
          <Button onPress={onParcels}>{words.title}</Button>
        </div>
      )}
    </section>
  );
}

/** The reasons that sending does not settle. */
const STAYS_HERE: ReadonlySet<Reason['kind']> = new Set(['writing', 'alarm', 'reciting']);

/** Recitals begun in a gathering that this device has left; its code may have expired. */
function LeftBehind({ obstacles, onForget }: LeftBehindProps): readonly VNode[] {
  const words = useRecitalTexts();
  return obstacles.flatMap((reason) => {
    if (reason.kind !== 'reciting' || reason.reciting.isHere) return [];
    const { gathering, title } = reason.reciting;
    return (
      <AskedTwice
        key={gathering}
        what={words.forgetElsewhere(isolated(title))}
        yes={words.forgetYes}
        yesKind="danger"
        onYes={() => void onForget(gathering)}
      >
        <p>{words.forgetSure}</p>
      </AskedTwice>
    );
  });
}

interface WaysProps {
  readonly inventory: Inventory;
  readonly onPart: (way: 'leave' | 'empty') => Promise<void>;
}

/** Both ways out. */
function Ways({ inventory, onPart }: WaysProps): VNode {
  const joined = useLive(useDevice().joined);
  return (
    <>
      {joined !== null && (
        <Leave title={joined.gathering.title} onLeave={() => void onPart('leave')} />
      )}
      <Empty inventory={inventory} onEmpty={() => onPart('empty')} />
    </>
  );
}

interface LeaveProps {
  readonly title: string;
  readonly onLeave: () => void;
}

function Leave({ title, onLeave }: LeaveProps): VNode {
  const words = useParcelsTexts();
  return (
    <section class="panel">
      <h2>{words.leave}</h2>
      <p>{told(words.leaveWhat(isolated(title)))}</p>
      <AskedTwice what={words.leave} yes={words.leaveYes} yesKind="main" onYes={onLeave} />
    </section>
  );
}

interface EmptyProps {
  readonly inventory: Inventory;
  readonly onEmpty: () => Promise<void>;
}

/** Removing everything needs a typed word, so that nobody does it by a wrong touch. */
function Empty({ inventory, onEmpty }: EmptyProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const { light } = useStationTexts();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isMeant = typed.trim().toUpperCase() === words.emptyWord;
  const { unsendableCount } = inventory;
  const unsafeCount = inventory.receivedCount - inventory.safeCount;
  const empty = async (): Promise<void> => {
    setBusy(true);
    await onEmpty();
    setBusy(false);
  };
  return (
    <section class="panel">
      <h2>{words.empty}</h2>
      <p>{words.emptyWhat}</p>
      {unsendableCount > 0 && (
        <Notice kind="warn">
          <p>{light.unsendable(texts.count(unsendableCount))}</p>
        </Notice>
      )}
      {unsafeCount > 0 && (
        <Notice kind="warn">
          <p>{words.emptyUnsafe(texts.count(unsafeCount))}</p>
        </Notice>
      )}
      <TextField label={words.emptyType} value={typed} charsMax={20} onText={setTyped} />
      <Button kind="danger" disabled={!isMeant || isBusy} onPress={() => void empty()}>
        {isBusy ? words.emptying : words.empty}
      </Button>
    </section>
  );
}
