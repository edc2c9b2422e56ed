/**
 * The answer to a question that changes while somebody types. Answers may come in any order;
 * only the one to the latest question is ever shown.
 */
import { useEffect, useState } from 'preact/hooks';
import { useDevice } from './device-context.ts';
import { useLive } from './use-live.ts';

/**
 * The latest answer, or null while none is there. The question is asked again when `about` changes,
 * and when the roster arrives: no name is missing from a list that was not there.
 */
export function useAnswer<T>(about: string | null, ask: (about: string) => Promise<T>): T | null {
  const [answer, setAnswer] = useState<{ readonly about: string; readonly value: T } | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const rosterCount = useLive(useDevice().joined)?.rosterCount ?? 0;
  useEffect(() => {
    if (about === null) return;
    let isLatest = true;
    ask(about).then(
      (value) => {
        if (isLatest) setAnswer({ about, value });
      },
      (error: unknown) => {
        if (isLatest) setFailure({ error });
      },
    );
    return () => {
      isLatest = false;
    };
  }, [about, rosterCount]);
  if (failure !== null) throw failure.error; // to the root: a question has no expected failure
  return answer !== null && answer.about === about ? answer.value : null;
}
