/** The device's clock for a screen, read each second and when asked. */
import { useEffect, useState } from 'preact/hooks';

const EVERY_MS = 1_000;

/** The last reading, and a function that reads it now. */
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
