/** The wait that the office asks for between tries of a password, counting down. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Refusal } from '#core/office-answer.ts';
import { Notice } from '#app/ui/parts.tsx';
import { useOfficeTexts } from '../text/texts.ts';

/** The seconds that are left; null when nothing is to be waited for. */
export function useWait(refusal: Refusal | null): number | null {
  const [secondsLeft, setLeft] = useState<number | null>(null);
  const waitMs = refusal?.code === 'rate-limited' ? (refusal.retryAfterMs ?? null) : null;
  useEffect(() => {
    if (waitMs === null) {
      setLeft(null);
      return undefined;
    }
    const overMs = performance.now() + waitMs;
    const count = (): void => {
      const left = Math.max(0, Math.ceil((overMs - performance.now()) / 1_000));
      setLeft(left);
      if (left === 0) clearInterval(timer);
    };
    const timer = setInterval(count, 500);
    count();
    return () => {
      clearInterval(timer);
    };
  }, [refusal]);
  return waitMs === null ? null : (secondsLeft ?? Math.ceil(waitMs / 1_000));
}

/** How long it still is; the sentence is read out once, the seconds are only seen. */
export function Wait({ secondsLeft }: { readonly secondsLeft: number }): VNode {
  const { signIn: words } = useOfficeTexts();
  if (secondsLeft === 0) {
    return (
      <Notice kind="info">
        <p role="status">{words.waitOver}</p>
      </Notice>
    );
  }
  const left = words.left(Math.floor(secondsLeft / 60), secondsLeft % 60);
  return (
    <Notice kind="warn">
      <p role="alert">{words.wait}</p>
      <p role="timer">
        <b>{left}</b>
      </p>
    </Notice>
  );
}
