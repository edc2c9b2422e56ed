/**
 * Yields the way out of a gathering, and of everything. The rule: while something on this device is
 * nowhere else neither is offered, but what is in the way is, with what to do about it.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type FaultCode, type Result } from '#core/fault.ts';
import type { Obstacles, Parting, Steward } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useParcelsTexts } from '#app/text/parcels-texts.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice, ScreenTitle, TextField } from '#app/ui/parts.tsx';
import { useLive } from '#app/use-live.ts';
import './parcels.css';
import { useSteward } from './use-steward.ts';

interface LeavingScreenProps {
  readonly onBack: () => void;
  readonly onParcels: () => void;
}

/** The screen. */
export function LeavingScreen({ onBack, onParcels }: LeavingScreenProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const device = useDevice();
  const joined = useLive(device.joined);
  const steward = useSteward();
  const [obstacles, setObstacles] = useObstacles(steward);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const onParting = (parting: Result<Parting>): void => {
    if (!parting.ok) setFault(parting.fault.code);
    else if (parting.value.kind === 'refused') setObstacles(parting.value.obstacles);
    // Nothing that a screen still holds is true any more.
    else location.assign('/');
  };
  const isReady = steward !== null && obstacles !== null && !isBarred(obstacles);
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
        {obstacles !== null && isBarred(obstacles) && (
          <Barred
            obstacles={obstacles}
            onParcels={onParcels}
            onSend={() => {
              device.sendNow();
              steward?.deliverNow();
            }}
          />
        )}
        {isReady && joined !== null && (
          <Leave
            title={joined.gathering.title}
            onLeave={() => void steward.leave().then(onParting)}
          />
        )}
        {isReady && (
          <Empty
            unsafeCount={obstacles.unsafeCount}
            onEmpty={() => void steward.empty().then(onParting)}
          />
        )}
      </main>
    </>
  );
}

interface BarredProps {
  readonly obstacles: Obstacles;
  readonly onSend: () => void;
  readonly onParcels: () => void;
}

/** What is in the way, and the two ways to bring it to the office. */
function Barred({ obstacles, onSend, onParcels }: BarredProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const { waitingCount, carriedCount, hasDraft } = obstacles;
  const { phase } = useLive(useDevice().status);
  const isSending = phase.kind === 'sending';
  const isOffline = phase.kind === 'waiting' && phase.why === 'offline';
  return (
    <section class="panel" role="status">
      <h2>{words.barred}</h2>
      <p>{words.barredWhy}</p>
      <ul>
        {waitingCount > 0 && <li>{words.barredEntries(texts.count(waitingCount))}</li>}
        {carriedCount > 0 && <li>{words.barredCarried(texts.count(carriedCount))}</li>}
        {hasDraft && <li>{words.barredDraft}</li>}
      </ul>
      {isOffline && <p>{words.phase.offline}</p>}
      {waitingCount + carriedCount > 0 && (
        <div class="ways">
          <Button kind="main" disabled={isSending} onPress={onSend}>
            {isSending ? words.sendingNow : words.sendNow}
          </Button>
          <Button onPress={onParcels}>{words.title}</Button>
        </div>
      )}
    </section>
  );
}

interface LeaveProps {
  readonly title: string;
  readonly onLeave: () => void;
}

function Leave({ title, onLeave }: LeaveProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const [isAsked, setAsked] = useState(false);
  return (
    <section class="panel">
      <h2>{words.leave}</h2>
      <p>{words.leaveWhat(title)}</p>
      {isAsked ? (
        <div class="ways">
          <Button
            onPress={() => {
              setAsked(false);
            }}
          >
            {texts.act.cancel}
          </Button>
          <Button kind="main" onPress={onLeave}>
            {words.leaveYes}
          </Button>
        </div>
      ) : (
        <Button
          onPress={() => {
            setAsked(true);
          }}
        >
          {words.leave}
        </Button>
      )}
    </section>
  );
}

interface EmptyProps {
  readonly unsafeCount: number;
  readonly onEmpty: () => void;
}

/** Whoever empties a device writes a word: nobody does it by a touch. */
function Empty({ unsafeCount, onEmpty }: EmptyProps): VNode {
  const texts = useTexts();
  const words = useParcelsTexts();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isMeant = typed.trim().toUpperCase() === words.emptyWord;
  return (
    <section class="panel">
      <h2>{words.empty}</h2>
      <p>{words.emptyWhat}</p>
      {unsafeCount > 0 && (
        <Notice kind="warn">
          <p>{words.emptyUnsafe(texts.count(unsafeCount))}</p>
        </Notice>
      )}
      <TextField label={words.emptyType} value={typed} charsMax={20} onText={setTyped} />
      <Button
        kind="danger"
        disabled={!isMeant || isBusy}
        onPress={() => {
          setBusy(true);
          onEmpty();
        }}
      >
        {isBusy ? words.emptying : words.empty}
      </Button>
    </section>
  );
}

/** What is in the way; read again whenever something was kept, received or carried. */
function useObstacles(
  steward: Steward | null,
): readonly [Obstacles | null, (obstacles: Obstacles) => void] {
  const status = useLive(useDevice().status);
  const [obstacles, setObstacles] = useState<Obstacles | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const read = await steward?.obstacles();
      if (isCurrent && read?.ok === true) setObstacles(read.value);
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [steward, status]);
  return [obstacles, setObstacles];
}

function isBarred({ waitingCount, carriedCount, hasDraft }: Obstacles): boolean {
  return waitingCount > 0 || carriedCount > 0 || hasDraft;
}
