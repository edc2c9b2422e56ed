/** The device to every screen below the root. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assert } from '#core/assert.ts';
import type { FrontDevice } from '#device/device.ts';

/** The device; null only above the screens that need it. */
export const DeviceContext = createContext<FrontDevice | null>(null);

/** The device of the screens. */
export function useDevice(): FrontDevice {
  const device = useContext(DeviceContext);
  assert(device !== null, 'screens are drawn below a device');
  return device;
}
