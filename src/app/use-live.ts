/** Gives a component a live value of the device, and draws the component again on every change. */
import { useEffect, useState } from 'preact/hooks';
import type { Live } from '#device/device.ts';

/** The value now, and again whenever it changes. */
export function useLive<T>(live: Live<T>): T {
  const [, setCount] = useState(0);
  const drawn = live.get();
  useEffect(() => {
    const drawAgain = (): void => {
      setCount((count) => count + 1);
    };
    // The value may have changed between drawing and watching.
    if (live.get() !== drawn) drawAgain();
    return live.watch(drawAgain);
  }, [live]);
  return drawn;
}
