/** Yields the open device, and the updates of the app, to every screen below the root. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assert } from '#core/assert.ts';
import type { Device } from '#device/device.ts';

/** The device; null only before it is open, when no screen that needs it is drawn. */
export const DeviceContext = createContext<Device | null>(null);

/** The device of the screens. */
export function useDevice(): Device {
  const device = useContext(DeviceContext);
  assert(device !== null, 'screens are drawn once the device is open');
  return device;
}
