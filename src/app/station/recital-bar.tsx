/**
 * The bar under the joint oath: who leads it, when it begins and when it ends. It shows what was
 * read from the disk, so a reload shows the same. An end long after the beginning is kept only
 * after a question.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { toHex } from '#core/bytes.ts';
import { isSameDay } from '#core/dates.ts';
import type { FaultCode, Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { cleanText, isNameless } from '#core/plain-text.ts';
import type { Zone } from '#core/time.ts';
import type { Joined, RecitalTurn, Recitals } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import type { Texts } from '#app/text/id.ts';
import { useRecitalTexts } from '#app/text/recital-texts.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice, TextField, Ticks } from '#app/ui/parts.tsx';
import { isolated, told } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import { AskedTwice } from './asked-twice.tsx';
import { useAwake } from './use-awake.ts';
import { useNow } from './use-now.ts';
import { useSteward } from './use-steward.ts';

interface RecitalBarProps {
  readonly joined: Joined;
}

/**
 * The bar. The button that begins and the button that ends are never at one place, so a double
 * touch cannot begin and end.
 */
export function RecitalBar({ joined }: RecitalBarProps): VNode | null {
  const recitals = useSteward()?.recitals ?? null;
  const { found, lookAgain } = useLast(recitals);
  if (recitals === null || found === null) return null;
  return (
    <div class="recital-bar">
      {found.ok ? (
        <Recording joined={joined} recitals={recitals} last={found.value} />
      ) : (
        <NotRead fault={found.fault.code} onRetry={lookAgain} />
      )}
    </div>
  );
}

interface NotReadProps {
  readonly fault: FaultCode;
  readonly onRetry: () => void;
}

/**
 * Shown when the disk could not be read. It is not known whether a recital was begun, so none can
 * be begun or ended.
 */
function NotRead({ fault, onRetry }: NotReadProps): VNode {
  const texts = useTexts();
  return (
    <>
      <Notice kind="alarm">
        <p>{faultSentence(texts, fault)}</p>
      </Notice>
      <Button onPress={onRetry}>{texts.act.retry}</Button>
    </>
  );
}

interface RecordingProps extends RecitalBarProps {
  readonly recitals: Recitals;
  readonly last: RecitalTurn | null;
}

function Recording({ joined, recitals, last }: RecordingProps): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const [isAgain, setAgain] = useState(false);
  const [fault, setFault] = useState<FaultCode | null>(null);
  useAwake(last?.toMs === null);
  const { id, zone } = joined.gathering;

  const keep = async (asked: Promise<Result<unknown>>): Promise<void> => {
    const done = await asked;
    setFault(done.ok ? null : done.fault.code);
    setAgain(false);
  };
  return (
    <>
      {fault !== null && (
        <Notice kind="alarm">
          <p>
            <b>{words.notKept}</b> {faultSentence(texts, fault)}
          </p>
        </Notice>
      )}
      {last === null || isAgain ? (
        <Begin leader={last?.leader ?? ''} onBegin={(leader) => keep(recitals.begin(leader))} />
      ) : last.toMs === null ? (
        <Reading
          turn={last}
          zone={zone}
          onFinish={() => keep(recitals.finish())}
          onForget={() => keep(recitals.cancel(toHex(id)))}
        />
      ) : (
        <Done
          turn={{ ...last, toMs: last.toMs }}
          zone={zone}
          onAgain={() => {
            setAgain(true);
          }}
        />
      )}
    </>
  );
}

interface BeginProps {
  readonly leader: string;
  readonly onBegin: (leader: string) => Promise<void>;
}

function Begin({ leader: before, onBegin }: BeginProps): VNode {
  const words = useRecitalTexts();
  const [leader, setLeader] = useState(before);
  const [isMissing, setMissing] = useState(false);
  const begin = (): void => {
    const name = cleanText(leader);
    if (isNameless(name) || name.length > LIMITS.nameCharsMax) setMissing(true);
    else void onBegin(leader);
  };
  return (
    <>
      <TextField
        label={words.leader}
        value={leader}
        charsMax={LIMITS.nameCharsMax}
        fault={isMissing ? words.leaderMissing : undefined}
        onText={(text) => {
          setLeader(text);
          setMissing(false);
        }}
      />
      <Button kind="main" onPress={begin}>
        {words.begin}
      </Button>
    </>
  );
}

interface ReadingProps {
  readonly turn: RecitalTurn;
  readonly zone: Zone;
  readonly onFinish: () => Promise<void>;
  readonly onForget: () => Promise<void>;
}

function Reading({ turn, zone, onFinish, onForget }: ReadingProps): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const [isBusy, setBusy] = useState(false);
  const [nowMs, look] = useNow();
  const { fromMs, leader } = turn;
  const begun = words.begun(momentWithin(texts, zone, [fromMs, nowMs])(fromMs), isolated(leader));
  const finish = async (): Promise<void> => {
    setBusy(true);
    await onFinish();
    setBusy(false);
  };
  // A tablet that slept shows an old time, so the touch reads the clock again.
  const finishUnasked = async (): Promise<void> => {
    if (!isLate(fromMs, look())) await finish();
  };
  return (
    <>
      {isLate(fromMs, nowMs) ? (
        <AskedTwice
          what={words.finish}
          yes={words.finishYes}
          yesKind="main"
          onYes={() => void finish()}
        >
          <p>{words.finishSure(texts.moment(nowMs, zone))}</p>
        </AskedTwice>
      ) : (
        <Button kind="main" disabled={isBusy} onPress={() => void finishUnasked()}>
          {words.finish}
        </Button>
      )}
      <div class="recital-told" role="status">
        <p>{told(begun)}</p>
        {isLate(fromMs, nowMs) && <p>{words.late(Math.floor((nowMs - fromMs) / HOUR_MS))}</p>}
      </div>
      <AskedTwice
        what={words.forget}
        kind="quiet"
        yes={words.forgetYes}
        yesKind="danger"
        onYes={() => void onForget()}
      >
        <p>{words.forgetSure}</p>
      </AskedTwice>
    </>
  );
}

const HOUR_MS = 3_600_000;

function isLate(fromMs: number, nowMs: number): boolean {
  return nowMs - fromMs > LIMITS.recitalUnaskedMs;
}

interface DoneProps {
  readonly turn: RecitalTurn & { readonly toMs: number };
  readonly zone: Zone;
  readonly onAgain: () => void;
}

function Done({ turn, zone, onAgain }: DoneProps): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const [nowMs] = useNow();
  const { leader, fromMs, toMs } = turn;
  const moment = momentWithin(texts, zone, [fromMs, toMs, nowMs]);
  return (
    <>
      <div class="recital-told" role="status">
        <p class="all-received">
          <Ticks count={1} />
          {words.kept}
        </p>
        <p>{told(words.done(isolated(leader), moment(fromMs), moment(toMs)))}</p>
      </div>
      <Button onPress={onAgain}>{words.again}</Button>
    </>
  );
}

/** The form for one moment among several: the hour when all are of one day, else day and hour. */
function momentWithin(
  texts: Texts,
  zone: Zone,
  [first, ...others]: readonly [number, ...number[]],
): (ms: number) => string {
  const isOneDay = others.every((ms) => isSameDay(first, ms, zone));
  return (ms) => (isOneDay ? texts.clock(ms, zone) : texts.moment(ms, zone));
}

interface Last {
  /** Null until it was read. */
  readonly found: Result<RecitalTurn | null> | null;
  readonly lookAgain: () => void;
}

/** The last recital, read again at every change. */
function useLast(recitals: Recitals | null): Last {
  const status = useLive(useDevice().status);
  const [found, setFound] = useState<Last['found']>(null);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const read = (await recitals?.last()) ?? null;
      if (isCurrent) setFound(read);
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [recitals, status, looks]);
  return {
    found,
    lookAgain: () => {
      setLooks(looks + 1);
    },
  };
}
