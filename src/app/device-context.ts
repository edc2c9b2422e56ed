/** The Preact context that gives the device to the screens. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assert } from '#core/assert.ts';
import type { ColdStartDevice } from '#device/device.ts';

/** The device; null only outside of the provider. */
export const DeviceContext = createContext<ColdStartDevice | null>(null);

/** The device of the screens. */
export function useDevice(): ColdStartDevice {
  const device = useContext(DeviceContext);
  assert(device !== null, 'screens are drawn below a device');
  return device;
}
