/**
 * Polling: an answer of the office is asked for again while the page is visible, and has the
 * office's time. When a newer answer fails, the old one stays and says how old it is.
 */
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Refusal, Shape } from '#core/office-answer.ts';
import { watch } from '#device/network/office-client.ts';
import { SessionContext } from './session.ts';

const OFTEN_MS = 5_000;

/** The last answer, and why there is no newer one. */
export interface Watching<T> {
  readonly last: { readonly value: T; readonly atMs: number } | null;
  readonly refusal: Refusal | null;
  readonly askNow: () => void;
}

/** Polls a path. `everyMs` is short for figures and long for what seldom changes. */
export function useWatched<T>(
  shape: Shape<T>,
  path: string,
  everyMs: number = OFTEN_MS,
): Watching<T> {
  const session = useContext(SessionContext);
  const [last, setLast] = useState<Watching<T>['last']>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    let isAsking = false;
    let etag: string | null = null;

    const ask = async (): Promise<void> => {
      if (isOver || isAsking || document.visibilityState !== 'visible') return;
      isAsking = true;
      const answer = await watch(shape, { path, etag });
      isAsking = false;
      if (isOver) return;
      timer = setTimeout(() => void ask(), everyMs);
      setRefusal(answer.kind === 'refused' ? answer.refusal : null);
      if (answer.kind === 'fresh') {
        etag = answer.etag;
        setLast({ value: answer.value, atMs: answer.atMs });
      } else if (answer.kind === 'unchanged') {
        setLast((before) => (before === null ? null : { ...before, atMs: answer.atMs }));
      } else if (answer.refusal.code === 'signed-out') {
        session?.expire();
      }
    };
    const onSeen = (): void => {
      clearTimeout(timer);
      void ask();
    };
    document.addEventListener('visibilitychange', onSeen);
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onSeen);
    };
  }, [path, count]);
  return {
    last,
    refusal,
    askNow: () => {
      setCount((before) => before + 1);
    },
  };
}
