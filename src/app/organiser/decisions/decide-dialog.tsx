/**
 * The dialogs before a decision about an entry or a device, and before one is taken back: what it
 * does, and why it is done. Neither deletes anything.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import type { GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Notice } from '#app/ui/parts.tsx';
import { isolated, told } from '#app/ui/said.tsx';
import { type DecisionLine, type Target, askDecisions, decide, findStanding } from './decisions.ts';
import { Line } from '../ui/fields.tsx';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { type Doing, useDoing } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';

interface DialogProps {
  readonly shown: GatheringView;
  readonly target: Target;
  readonly onClose: () => void;
}

interface DecideDialogProps extends DialogProps {
  readonly act: 'accept' | 'set-aside';
}

/** The question before a decision; its reason is kept with the name of who decides. */
export function DecideDialog({ shown, target, act, onClose }: DecideDialogProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.decisions;
  const form = useForm({ reason: '' });
  const doing = useDoing();
  const { title, what } = useQuestion(target, act);

  const go = async (): Promise<void> => {
    const reason = form.values.reason.trim();
    form.refuse(reason === '' ? { reason: texts.check.missing } : {});
    if (reason === '') return;
    const { journal, digest } = target;
    const ended = await doing.run(() => decide(shown.id, { act, journal, digest, reason }));
    if (ended.done) onClose();
  };

  return (
    <Question
      title={title}
      what={[...what, words.undo]}
      {...refusalOf(doing)}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? words.saving : act === 'accept' ? words.acceptYes : words.asideYes,
        kind: act === 'accept' ? 'main' : 'danger',
        isBusy: doing.isBusy,
        onPress: () => void go(),
      }}
    >
      <form
        ref={form.ref}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <Line
          bound={form.bind('reason')}
          label={words.reason}
          hint={words.reasonHint}
          charsMax={LIMITS.positionCharsMax}
        />
      </form>
      <Conflict doing={doing} />
    </Question>
  );
}

function useQuestion(
  { name, digest }: Target,
  act: DecideDialogProps['act'],
): { readonly title: string; readonly what: readonly string[] } {
  const { decisions, device } = useOfficeTexts();
  const words = digest === null ? device : decisions;
  return act === 'accept'
    ? { title: words.acceptTitle(isolated(name)), what: words.acceptWhat }
    : { title: words.asideTitle(isolated(name)), what: words.asideWhat };
}

/** The question before the decision that stands about a target is taken back. */
export function TakeBackDialog({ shown, target, onClose }: DialogProps): VNode {
  const { decisions: words } = useOfficeTexts();
  const form = useForm({ reason: '' });
  const asking = useDoing();
  const doing = useDoing();
  const [line, setLine] = useState<DecisionLine | null>(null);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const asked = await asking.run(() => askDecisions(shown.id));
      if (!asked.done) return;
      setLine(findStanding(asked.value, target));
      setAsked(true);
    };
    void look();
  }, []);

  const go = async ({ epoch, seq }: DecisionLine): Promise<void> => {
    const reason = form.values.reason.trim();
    const ended = await doing.run(() => decide(shown.id, { act: 'take-back', epoch, seq, reason }));
    if (ended.done) onClose();
  };

  return (
    <Question
      title={words.takeBackTitle(isolated(target.name))}
      what={words.takeBackWhat}
      refusal={asking.refusal ?? refusalOf(doing).refusal}
      onClose={onClose}
      closeLabel={words.keep}
      yes={
        line === null
          ? null
          : {
              label: doing.isBusy ? words.saving : words.takeBackYes,
              kind: 'main',
              isBusy: doing.isBusy,
              onPress: () => void go(line),
            }
      }
    >
      {line !== null && <Decided shown={shown} line={line} />}
      {isAsked && line === null && (
        <Notice kind="warn">
          <p>{words.gone}</p>
        </Notice>
      )}
      <form
        ref={form.ref}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (line !== null) void go(line);
        }}
      >
        <Line
          bound={form.bind('reason')}
          label={words.takeBackReason}
          charsMax={LIMITS.positionCharsMax}
          isOptional
        />
      </form>
      <Conflict doing={doing} />
    </Question>
  );
}

/** What was decided, by whom, when and why. */
function Decided({
  shown,
  line,
}: {
  readonly shown: GatheringView;
  readonly line: DecisionLine;
}): VNode {
  const { decisions: words } = useOfficeTexts();
  const { moment } = useTexts();
  return (
    <div class="remark">
      <p>{words.acts[line.act]}</p>
      <p>{told(words.by(isolated(line.by), moment(line.atMs, shown.zone)))}</p>
      {line.reason !== '' && <p>{told(words.because(isolated(line.reason)))}</p>}
    </div>
  );
}

/** What the common words for a conflict do not tell. */
function Conflict({ doing }: { readonly doing: Doing }): VNode | null {
  const { decisions: words } = useOfficeTexts();
  if (doing.refusal?.code !== 'conflict') return null;
  return (
    <Notice kind="alarm">
      <p>{words.conflict}</p>
    </Notice>
  );
}

function refusalOf({ refusal }: Doing): Pick<Doing, 'refusal'> {
  return { refusal: refusal?.code === 'conflict' ? null : refusal };
}
