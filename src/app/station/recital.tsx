/**
 * Yields the recital's screen: the joint oath in letters that are read aloud in the sun, and the
 * bar that notes who leads it, when it begins and when it ends. The rule: what the bar says was
 * read from the disk, so a reload in the middle shows the same.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FaultCode, Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { Joined, RecitalTurn, Recitals } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useRecitalTexts } from '#app/text/recital-texts.ts';
import { faultSentence, useTexts } from '#app/text/texts.ts';
import { Button, Notice, ScreenTitle, TextField, Ticks } from '#app/ui/parts.tsx';
import { useLive } from '#app/use-live.ts';
import { AskedTwice } from './asked-twice.tsx';
import './recital.css';
import { useAwake } from './use-awake.ts';
import { useSteward } from './use-steward.ts';

/** The screen. */
export function RecitalScreen({ onBack }: { readonly onBack: () => void }): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const joined = useLive(useDevice().joined);
  return (
    <>
      <header class="bar">
        <p class="bar-words bar-title">{words.title}</p>
        <button type="button" class="bar-button" onClick={onBack}>
          {texts.act.back}
        </button>
      </header>
      <main class="screen screen-recital">
        {joined === null || joined.recital === null ? (
          <TextMissing />
        ) : (
          <>
            <div class="recital-text" lang="id">
              <ScreenTitle>
                {joined.recital.title.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </ScreenTitle>
              {joined.recital.lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
            <Recording joined={joined} />
          </>
        )}
      </main>
    </>
  );
}

/** No code binds this text: until the office has given it, there is none to be read. */
function TextMissing(): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const device = useDevice();
  const [fault, setFault] = useState<FaultCode | null>(null);
  const ask = async (): Promise<void> => {
    setFault(null);
    const prepared = await device.prepare();
    if (!prepared.ok) setFault(prepared.fault.code);
  };
  return (
    <>
      <ScreenTitle>{words.title}</ScreenTitle>
      <Notice kind="warn">
        <p>{words.missing}</p>
        {fault !== null && <p role="alert">{faultSentence(texts, fault)}</p>}
      </Notice>
      <Button kind="main" onPress={() => void ask()}>
        {texts.act.retry}
      </Button>
    </>
  );
}

interface RecordingProps {
  readonly joined: Joined;
}

/**
 * The bar under the text. Where one touch begins there is nothing that ends, and the other way
 * round: a second touch that comes by mistake finds only words, or a question.
 */
function Recording({ joined }: RecordingProps): VNode | null {
  const texts = useTexts();
  const words = useRecitalTexts();
  const recitals = useSteward()?.recitals ?? null;
  const last = useLast(recitals);
  const [isAgain, setAgain] = useState(false);
  const [fault, setFault] = useState<FaultCode | null>(null);
  useAwake(last?.toMs === null);
  if (recitals === null || last === undefined) return null;

  const told = async (asked: Promise<Result<unknown>>): Promise<void> => {
    const done = await asked;
    setFault(done.ok ? null : done.fault.code);
    setAgain(false);
  };
  return (
    <div class="recital-bar">
      {fault !== null && (
        <Notice kind="alarm">
          <p>
            <b>{words.notKept}</b> {faultSentence(texts, fault)}
          </p>
        </Notice>
      )}
      {last === null || isAgain ? (
        <Begin leader={last?.leader ?? ''} onBegin={(leader) => told(recitals.begin(leader))} />
      ) : last.toMs === null ? (
        <Reading
          begun={words.begun(texts.clock(last.fromMs, joined.gathering.zone), last.leader)}
          onFinish={() => told(recitals.finish())}
          onForget={() => told(recitals.cancel())}
        />
      ) : (
        <Done
          turn={{ ...last, toMs: last.toMs }}
          joined={joined}
          onAgain={() => {
            setAgain(true);
          }}
        />
      )}
    </div>
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
    if (leader.trim() === '') setMissing(true);
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
  readonly begun: string;
  readonly onFinish: () => Promise<void>;
  readonly onForget: () => Promise<void>;
}

function Reading({ begun, onFinish, onForget }: ReadingProps): VNode {
  const words = useRecitalTexts();
  const [isBusy, setBusy] = useState(false);
  const finish = async (): Promise<void> => {
    setBusy(true);
    await onFinish();
    setBusy(false);
  };
  return (
    <>
      <Button kind="main" disabled={isBusy} onPress={() => void finish()}>
        {words.finish}
      </Button>
      <p class="recital-told" role="status">
        {begun}
      </p>
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

interface DoneProps extends RecordingProps {
  readonly turn: RecitalTurn & { readonly toMs: number };
  readonly onAgain: () => void;
}

function Done({ turn, joined, onAgain }: DoneProps): VNode {
  const texts = useTexts();
  const words = useRecitalTexts();
  const { zone } = joined.gathering;
  const clock = (ms: number): string => texts.clock(ms, zone);
  return (
    <>
      <div class="recital-told" role="status">
        <p class="all-received">
          <Ticks count={1} />
          {words.kept}
        </p>
        <p>{words.done(turn.leader, clock(turn.fromMs), clock(turn.toMs))}</p>
      </div>
      <Button onPress={onAgain}>{words.again}</Button>
    </>
  );
}

/** The last recital, read again at every change; undefined until it was read. */
function useLast(recitals: Recitals | null): RecitalTurn | null | undefined {
  const status = useLive(useDevice().status);
  const [last, setLast] = useState<RecitalTurn | null>();
  useEffect(() => {
    if (recitals === null) return;
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const found = await recitals.last();
      if (isCurrent && found.ok) setLast(found.value);
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [recitals, status]);
  return last;
}
