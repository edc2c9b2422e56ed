/**
 * Clears a shared screen. When nobody touches it for a while, it announces this, counts down and
 * clears. Any touch or key stops the countdown.
 */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '#app/text/texts.ts';

const WARN_S = 5;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'input', 'scroll'] as const;

interface IdleGuardProps {
  readonly afterMs: number;
  readonly onIdle: () => void;
}

/** Watches the screen it stands on. */
export function IdleGuard({ afterMs, onIdle }: IdleGuardProps): VNode | null {
  const [leftS, setLeftS] = useState<number | null>(null);
  const texts = useTexts();
  const onIdleRef = useRef(onIdle);
  onIdleRef.current = onIdle;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = (s: number): void => {
      if (s === 0) {
        onIdleRef.current();
        return;
      }
      setLeftS(s);
      timer = setTimeout(count, 1_000, s - 1);
    };
    const restart = (): void => {
      clearTimeout(timer);
      setLeftS(null);
      timer = setTimeout(count, afterMs - WARN_S * 1_000, WARN_S);
    };
    restart();
    for (const sign of SIGNS_OF_LIFE) {
      document.addEventListener(sign, restart, { capture: true, passive: true });
    }
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) document.removeEventListener(sign, restart, true);
    };
  }, [afterMs]);

  if (leftS === null) return null;
  return (
    <div class="idle" role="timer">
      <p>{texts.idle.leaving(leftS)}</p>
      <progress max={WARN_S} value={leftS} aria-hidden="true" />
    </div>
  );
}
