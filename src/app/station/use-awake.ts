/** A screen that stays on while something is read from it, where the browser can. */
import { useEffect } from 'preact/hooks';

/** Keeps the screen on. A browser lets it go with a hidden page, so it is asked again. */
export function useAwake(isAwake: boolean): void {
  useEffect(() => {
    if (!isAwake || !('wakeLock' in navigator)) return;
    const asked = new AbortController();
    let lock: WakeLockSentinel | null = null;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (asked.signal.aborted) await lock.release();
      } catch (error) {
        // A low battery refuses it: then the screen goes off as it always does.
        if (!(error instanceof DOMException)) throw error;
      }
    };
    document.addEventListener('visibilitychange', () => void ask(), asked);
    void ask();
    return () => {
      asked.abort();
      void lock?.release();
    };
  }, [isAwake]);
}
