/**
 * Tells the screens whether this build is completely on the device, and whether a newer one waits.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Updates, watchUpdates } from '#device/updates.ts';

/** Loads the code that watches for updates; no screen waits for it. */
export type LoadUpdates = () => Promise<{ readonly watchUpdates: typeof watchUpdates }>;

/** Where the app's own files stand. */
export interface AppUpdates {
  /** The whole app is on this device and opens with no network. */
  readonly isKept: boolean;
  /** A newer build waits for consent. */
  readonly isReady: boolean;
  readonly apply: () => Promise<void>;
}

/** Watches from the first screen on. */
export function useUpdates(loadUpdates: LoadUpdates): AppUpdates {
  const [updates, setUpdates] = useState<Updates | null>(null);
  const [isKept, setKept] = useState(false);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const begin = async (): Promise<void> => {
      const watching = (await loadUpdates()).watchUpdates({
        onReady: () => {
          setReady(true);
        },
      });
      setUpdates(watching);
      await watching.kept;
      setKept(true);
    };
    void begin();
  }, []);
  return {
    isKept,
    isReady,
    apply: async () => {
      await updates?.apply();
    },
  };
}
