/**
 * Yields whether a gathering is closed, and the way to close it or to open it again. Closing takes
 * nothing from anybody at once, and the question says so: only names on tablets go, and in time.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated } from '#app/ui/said.tsx';
import { Refused } from '../ui/asked.tsx';
import { Question } from '../ui/question.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

interface ClosingProps {
  readonly shown: GatheringView;
  readonly onChanged: () => void;
}

const DAYS = String(LIMITS.retentionMs / 86_400_000);

/** The state, and its button. */
export function Closing({ shown, onChanged }: ClosingProps): VNode {
  const { closing: words } = useOfficeTexts();
  const { moment } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const { doing, change } = useChange(shown, onChanged);
  const { closedAtMs, zone } = shown;
  return (
    <div class="stack">
      {closedAtMs !== null && <p>{words.since(moment(closedAtMs, zone), DAYS)}</p>}
      <Refused refusal={doing.refusal} />
      <div class="button-row">
        {closedAtMs === null ? (
          <Button
            onPress={() => {
              setAsking(true);
            }}
          >
            {words.close}
          </Button>
        ) : (
          <Button disabled={doing.isBusy} onPress={() => void change('DELETE')}>
            {words.reopen}
          </Button>
        )}
      </div>
      {isAsking && (
        <ClosingQuestion
          shown={shown}
          onChanged={onChanged}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}

function ClosingQuestion({
  shown,
  onChanged,
  onClose,
}: ClosingProps & { readonly onClose: () => void }): VNode {
  const { act, closing: words } = useOfficeTexts();
  const { doing, change } = useChange(shown, () => {
    onClose();
    onChanged();
  });
  return (
    <Question
      title={words.title(isolated(shown.title))}
      what={words.what(DAYS)}
      refusal={doing.refusal}
      onClose={onClose}
      yes={{
        label: doing.isBusy ? act.saving : words.yes,
        kind: 'main',
        isBusy: doing.isBusy,
        onPress: () => void change('POST'),
      }}
    />
  );
}

interface Change {
  readonly doing: ReturnType<typeof useDoing>;
  readonly change: (method: 'POST' | 'DELETE') => Promise<void>;
}

function useChange({ id }: GatheringView, onChanged: () => void): Change {
  const doing = useDoing();
  const change = async (method: 'POST' | 'DELETE'): Promise<void> => {
    const ended = await doing.run(() => call(gathering, { method, path: OFFICE_PATHS.closed(id) }));
    if (ended.done) onChanged();
  };
  return { doing, change };
}
