/**
 * Yields the way to a new code for the poster of a gathering. Nobody is refused by it: devices that
 * have joined go on, and whoever shows the old code is admitted late.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, Notice } from '#app/ui/parts.tsx';
import { isolated } from '#app/ui/said.tsx';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

interface JoinCodeProps {
  readonly shown: GatheringView;
  readonly onChanged: () => void;
}

/** The panel, with the posters that carry an old code. */
export function JoinCode({ shown, onChanged }: JoinCodeProps): VNode {
  const { qr: words } = useOfficeTexts();
  const { moment } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const [isDone, setDone] = useState(false);
  const [latest, ...earlier] = shown.replacedCodesMs;
  return (
    <section class="office-panel">
      <h2>{words.replace}</h2>
      <p>{words.replaceHint}</p>
      {latest !== undefined && (
        <Notice kind="warn">
          <p>{words.postersBefore(moment(latest, shown.zone))}</p>
          {earlier.map((ms) => (
            <p key={ms}>{words.replacedBefore(moment(ms, shown.zone))}</p>
          ))}
        </Notice>
      )}
      <p role="status">{isDone && <b>{words.replaced}</b>}</p>
      <div class="button-row">
        <Button
          onPress={() => {
            setDone(false);
            setAsking(true);
          }}
        >
          {words.replaceGo}
        </Button>
      </div>
      {isAsking && (
        <ReplaceQuestion
          shown={shown}
          onChanged={() => {
            setDone(true);
            onChanged();
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </section>
  );
}

function ReplaceQuestion({
  shown,
  onChanged,
  onClose,
}: JoinCodeProps & { readonly onClose: () => void }): VNode {
  const { qr: words } = useOfficeTexts();
  const doing = useDoing();
  const replace = async (): Promise<void> => {
    const path = OFFICE_PATHS.joinCode(shown.id);
    const ended = await doing.run(() => call(gathering, { method: 'POST', path }));
    if (!ended.done) return;
    onClose();
    onChanged();
  };
  return (
    <Question
      title={words.replaceTitle(isolated(shown.title))}
      what={words.replaceWhat}
      refusal={doing.refusal}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? words.replacing : words.replaceYes,
        kind: 'danger',
        isBusy: doing.isBusy,
        onPress: () => void replace(),
      }}
    />
  );
}
