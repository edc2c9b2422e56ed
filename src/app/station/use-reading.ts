/**
 * The inventory of the device. It is read every second while the screen is visible, and after every
 * change. An old reading is not shown: when the tab slept or the disk is slow, nothing is shown.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '#core/fault.ts';
import type { Inventory } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import type { InventoryReading } from './light.ts';

const EVERY_MS = 1_000;
const STALE_MS = 3_000;
const NONE: InventoryReading = { kind: 'none' };

/** The last reading, while it is fresh. */
export function useReading(): InventoryReading {
  const device = useDevice();
  const [reading, setReading] = useState<InventoryReading>(NONE);
  useEffect(() => {
    let asked = 0;
    let answered = 0;
    let answeredMs = performance.now();

    const read = async (): Promise<void> => {
      const ask = ++asked;
      const found = await readOnce();
      if (ask < answered) return; // a later reading was answered first
      answered = ask;
      answeredMs = performance.now();
      setReading(readingOf(found));
    };
    const readOnce = async (): Promise<Result<Inventory>> => {
      const steward = await device.steward();
      return steward.ok ? steward.value.inventory() : steward;
    };
    const look = (): void => {
      if (performance.now() - answeredMs > STALE_MS) setReading(NONE);
      if (document.visibilityState === 'visible') void read();
      else setReading(NONE);
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    const stop = device.status.watch(look);
    look();
    return () => {
      answered = Infinity;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      stop();
    };
  }, [device]);
  return reading;
}

function readingOf(found: Result<Inventory>): InventoryReading {
  return found.ok ? { kind: 'read', inventory: found.value, atMs: Date.now() } : { kind: 'failed' };
}
