/** The clock of this device as a screen tells it: read each second, and whenever asked. */
import { useEffect, useState } from 'preact/hooks';

const EVERY_MS = 1_000;

/** What it showed last, and a look at it now. */
export function useNow(): readonly [nowMs: number, look: () => number] {
  const [nowMs, setNowMs] = useState(Date.now);
  const look = (): number => {
    const readMs = Date.now();
    setNowMs(readMs);
    return readMs;
  };
  useEffect(() => {
    const timer = setInterval(look, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return [nowMs, look];
}
