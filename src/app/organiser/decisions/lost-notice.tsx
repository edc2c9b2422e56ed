/**
 * The notice after a restore of the office: which decisions may have been lost. Figures stay
 * provisional until somebody has checked the decisions and confirms it.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { LostDecisions } from '#core/office-decision-api.ts';
import type { GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Notice } from '#app/ui/parts.tsx';
import { decide } from './decisions.ts';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

interface LostNoticeProps {
  readonly shown: GatheringView;
  readonly lost: LostDecisions | null;
  readonly onConfirmed: () => void;
  /** The way to the list, where it is not on the same screen. */
  readonly children?: ComponentChildren;
}

/** The notice; nothing where no decision can be lost, or somebody has looked. */
export function LostNotice({ shown, lost, onConfirmed, children }: LostNoticeProps): VNode | null {
  const { lost: words } = useOfficeTexts();
  const { moment } = useTexts();
  const [isAsking, setAsking] = useState(false);
  if (lost === null || lost.isConfirmed) return null;
  const { fromMs, toMs } = lost;
  const to = moment(toMs, shown.zone);
  return (
    <Notice kind="warn">
      <h2>{words.title}</h2>
      <p>{fromMs === null ? words.before(to) : words.between(moment(fromMs, shown.zone), to)}</p>
      <p>{words.way}</p>
      <div class="button-row">
        {children}
        <Button
          onPress={() => {
            setAsking(true);
          }}
        >
          {words.confirm}
        </Button>
      </div>
      {isAsking && (
        <ConfirmQuestion
          shown={shown}
          onConfirmed={onConfirmed}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </Notice>
  );
}

interface ConfirmQuestionProps extends Pick<LostNoticeProps, 'shown' | 'onConfirmed'> {
  readonly onClose: () => void;
}

function ConfirmQuestion({ shown, onConfirmed, onClose }: ConfirmQuestionProps): VNode {
  const { act, lost: words } = useOfficeTexts();
  const doing = useDoing();
  const confirm = async (): Promise<void> => {
    const ended = await doing.run(() => decide(shown.id, { act: 'confirm', reason: '' }));
    // A conflict means that somebody else has confirmed it: that is as good.
    if (!ended.done && ended.refusal.code !== 'conflict') return;
    onClose();
    onConfirmed();
  };
  return (
    <Question
      title={words.confirmTitle}
      what={words.confirmWhat}
      refusal={doing.refusal}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? act.saving : words.confirmYes,
        kind: 'main',
        isBusy: doing.isBusy,
        onPress: () => void confirm(),
      }}
    />
  );
}
