/**
 * The step with the pad. The draft is written after each stroke. The save button is beside the
 * sentence that the person agrees to. When keeping fails, the screen says so and the ink stays on
 * it.
 */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Acts } from '#core/entry.ts';
import type { FaultCode, Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { Pact } from '#core/pact.ts';
import { ruleOf } from '#core/category.ts';
import type { Joined, SigningDraft } from '#device/device.ts';
import { loadPart } from '#device/load-part.ts';
import { useDevice } from '#app/device-context.ts';
import type { Texts } from '#app/text/id.ts';
import { useTexts } from '#app/text/texts.ts';
import { IdleGuard } from '#app/ui/idle-guard.tsx';
import { InkPad } from '#app/ui/ink-pad.tsx';
import { Button, Notice, ScreenTitle } from '#app/ui/parts.tsx';
import { isolated, said, told } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';
import type { Stage } from './journey.ts';
import { PactText } from './pact-text.tsx';
import type { Flow } from './use-journey.ts';

interface SignProps {
  readonly flow: Flow;
  readonly stage: Stage & { readonly at: 'sign' };
  readonly joined: Joined;
}

/** The sign screen. */
export function Sign({ flow, stage, joined }: SignProps): VNode {
  const texts = useTexts();
  const words = texts.sign;
  const { draft } = stage;
  const pact = draft.acts.signed ? pactOf(joined, draft) : null;
  return (
    <main class="screen screen-sign">
      <div class="sign-text">
        <ScreenTitle>{said(draft.signatory.name)}</ScreenTitle>
        {draft.represents !== '' && <p>{told(words.represents(isolated(draft.represents)))}</p>}
        {draft.assisted && <p>{words.assisted}</p>}
        {!draft.acts.signed && (
          <>
            <Notice kind="info">
              <p>{words.attendance}</p>
            </Notice>
            <p>{said(joined.gathering.title)}</p>
            <p>{said(joined.gathering.place)}</p>
            <p>{texts.day(joined.gathering.startsAtMs, joined.gathering.zone)}</p>
          </>
        )}
        {pact !== null && <PactText pact={pact} identity={draft.identity ?? draft.signatory} />}
        {draft.acts.signed && pact === null && <NoPact flow={flow} />}
      </div>
      {(pact !== null || !draft.acts.signed) && <Pad flow={flow} stage={stage} pact={pact} />}
      {joined.grade === 'station' && draft.ink === null && (
        <IdleGuard afterMs={LIMITS.idleLongResetMs} onIdle={() => void flow.abandon()} />
      )}
    </main>
  );
}

interface PadProps {
  readonly flow: Flow;
  readonly stage: SignProps['stage'];
  readonly pact: Pact | null;
}

function Pad({ flow, stage, pact }: PadProps): VNode {
  const texts = useTexts();
  const words = texts.sign;
  const { draft, saving } = stage;
  const [wipes, setWipes] = useState(0);
  const [isTouched, setTouched] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const actions = useRef<HTMLDivElement>(null);
  const isBusy = saving.kind === 'busy';
  const opening = useLive(useDevice().opening);
  const storageFault = opening.kind === 'failed' ? opening.fault.code : null;
  const fault = saving.kind === 'open' ? (saving.fault ?? storageFault) : null;

  useEffect(() => {
    // The fault and the button to try again must both be visible.
    if (fault !== null) actions.current?.scrollIntoView({ block: 'end' });
  }, [fault]);

  return (
    <div class="sign-pad">
      <div
        class={isBusy ? 'pad-frame pad-busy' : 'pad-frame'}
        onPointerDown={() => {
          setTouched(true);
        }}
      >
        {!isTouched && draft.ink === null && <p class="pad-hint">{words.here}</p>}
        <InkPad
          label={words.padLabel}
          initial={draft.ink ?? undefined}
          clearSignal={wipes}
          onInk={(ink) => {
            flow.ink(ink);
          }}
        />
      </div>
      <SaveFault fault={fault} />
      {isBusy && opening.kind === 'ahead' && (
        <Notice kind="info">
          <p>{words.stillLoading}</p>
        </Notice>
      )}
      {flow.draftFault !== null && (
        <Notice kind="warn">
          <p>{words.draftRisk}</p>
        </Notice>
      )}
      {isLeaving ? (
        <Leave
          onLeave={() => void flow.abandon()}
          onStay={() => {
            setLeaving(false);
          }}
        />
      ) : (
        <div class="sign-actions" ref={actions}>
          <p class="consent">{consentOf(texts, draft.acts, pact)}</p>
          <Button
            kind="main"
            disabled={isBusy}
            onPress={() => {
              void flow.keep();
            }}
          >
            {saveWords(texts, isBusy, fault)}
          </Button>
          <Button
            disabled={isBusy}
            onPress={() => {
              setWipes(wipes + 1);
              setTouched(false);
            }}
          >
            {words.redo}
          </Button>
          <Button
            kind="quiet"
            disabled={isBusy}
            onPress={() => {
              if (draft.ink === null) void flow.abandon();
              else setLeaving(true);
            }}
          >
            {words.leave}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Asks before ink is thrown away, so that one wrong touch loses nothing. */
function Leave(props: { readonly onLeave: () => void; readonly onStay: () => void }): VNode {
  const words = useTexts().sign;
  return (
    <div class="sign-actions" role="alertdialog" aria-label={words.leaveSure}>
      <p class="consent">{words.leaveSure}</p>
      <Button kind="main" onPress={props.onStay}>
        {words.leaveNo}
      </Button>
      <Button kind="danger" onPress={props.onLeave}>
        {words.leaveYes}
      </Button>
    </div>
  );
}

/** Shown while the text of the pact has not come from the office. */
function NoPact({ flow }: { readonly flow: Flow }): VNode {
  const texts = useTexts();
  const device = useDevice();
  return (
    <div class="stack">
      <Notice kind="warn">
        <p>{texts.sign.noPact}</p>
      </Notice>
      <Button kind="main" onPress={() => void device.prepare()}>
        {texts.act.retry}
      </Button>
      <Button
        onPress={() => {
          flow.dispatch({ do: 'attend-only' });
        }}
      >
        {texts.sign.attendOnly}
      </Button>
      <Button kind="quiet" onPress={() => void flow.abandon()}>
        {texts.sign.leave}
      </Button>
    </div>
  );
}

/**
 * A fault of the ink itself (too short) is a hint. A signing that could not be kept is an alarm.
 */
function SaveFault({ fault }: { readonly fault: FaultCode | null }): VNode | null {
  const { sign: words, keepFault } = useTexts();
  if (fault === null) return null;
  if (fault === 'ink-empty' || fault === 'ink-too-short') {
    return (
      <p class="fault" role="alert">
        {fault === 'ink-empty' ? words.inkEmpty : words.inkShort}
      </p>
    );
  }
  const why = keepFault[keepFaultOf(fault)];
  return (
    <>
      <Notice kind="alarm">
        <p>
          <b>{words.notKept}</b>
        </p>
        <p>
          {why.text} {words.inkStays}
        </p>
        <p>{words.tellSteward(why.tell)}</p>
      </Notice>
      {fault === 'storage-full' && <WayOut />}
    </>
  );
}

type StationPart = typeof import('#app/station/station.tsx');

/**
 * The way to rescue kept entries when the disk is full. If its code cannot be loaded, nothing is
 * shown and the ink stays.
 */
function WayOut(): VNode | null {
  const [part, setPart] = useState<Result<StationPart> | null>(null);
  useEffect(() => {
    void loadPart(() => import('#app/station/station.tsx')).then(setPart);
  }, []);
  return part?.ok === true ? <part.value.Rescue /> : null;
}

function keepFaultOf(fault: FaultCode): keyof Texts['keepFault'] {
  if (fault === 'storage-full') return 'storageFull';
  if (fault === 'unavailable') return 'notLoaded';
  return fault === 'storage-missing' ? 'storageMissing' : 'other';
}

function pactOf({ pacts, matrix }: Joined, { signatory }: SigningDraft): Pact | null {
  const { pact: code } = ruleOf(matrix, signatory.category);
  return pacts?.find((pact) => pact.code === code) ?? null;
}

function consentOf({ sign }: Texts, acts: Acts, pact: Pact | null): string {
  if (!acts.signed) return sign.consentAttendance;
  return pact?.code === 'dukungan' ? sign.consentSupport : sign.consent;
}

function saveWords(texts: Texts, isBusy: boolean, fault: FaultCode | null): string {
  if (isBusy) return texts.sign.saving;
  const isRetry = fault !== null && fault !== 'ink-empty' && fault !== 'ink-too-short';
  return isRetry ? texts.act.retry : texts.sign.save;
}
