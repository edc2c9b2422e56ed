/**
 * Asks the office and shows that the answer is on its way, the answer, or why there is none and a
 * button to ask again.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { OfficeResult, Refusal } from '#core/office-answer.ts';
import { Button, Notice } from '#app/ui/parts.tsx';
import { SessionContext } from './session.ts';
import { refusalSentence, useOfficeTexts } from '../text/texts.ts';

interface AskedProps<T> {
  /** The key of the question. A new key asks again. */
  readonly about: string;
  readonly ask: () => Promise<OfficeResult<T>>;
  readonly children: (value: T, askAgain: () => void) => ComponentChildren;
}

/** The answer, drawn by the children. The last answer stays while a newer one is on its way. */
export function Asked<T>({ about, ask, children }: AskedProps<T>): VNode {
  const texts = useOfficeTexts();
  const session = useContext(SessionContext);
  const [count, setCount] = useState(0);
  const [answer, setAnswer] = useState<OfficeResult<T> | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const askAgain = (): void => {
    setCount((before) => before + 1);
  };
  useEffect(() => {
    let isLatest = true;
    ask().then(
      (result) => {
        if (!isLatest) return;
        setAnswer(result);
        if (!result.ok && result.refusal.code === 'signed-out') session?.expire();
      },
      (error: unknown) => {
        setFailure({ error });
      },
    );
    return () => {
      isLatest = false;
    };
  }, [about, count]);

  if (failure !== null) throw failure.error; // to the root: a question has no other failure
  if (answer === null) return <p role="status">{texts.loading}</p>;
  if (!answer.ok) return <Refused refusal={answer.refusal} onRetry={askAgain} />;
  return <>{children(answer.value, askAgain)}</>;
}

interface RefusedProps {
  readonly refusal: Refusal | null;
  readonly onRetry?: () => void;
}

/** Why something was refused; nothing when nothing was. */
export function Refused({ refusal, onRetry }: RefusedProps): VNode | null {
  const texts = useOfficeTexts();
  if (refusal === null) return null;
  return (
    <Notice kind="alarm">
      <p>{refusalSentence(texts, refusal)}</p>
      {onRetry !== undefined && (
        <div class="button-row">
          <Button onPress={onRetry}>{texts.act.retry}</Button>
        </div>
      )}
    </Notice>
  );
}
