/** What the screens show of a device before anything was counted. */
import type { DeviceStatus } from './device.ts';

/** The status of a device that nothing was ever kept on. */
export const NO_STATUS: DeviceStatus = {
  madeCount: 0,
  journalCount: 0,
  receivedCount: 0,
  openCount: 0,
  heldCount: 0,
  phase: { kind: 'idle' },
  persistent: null,
  storageWasLost: false,
};
