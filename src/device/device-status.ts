/** What a status says before anything was counted, and which parcels count as open in it. */
import type { Carried, DeviceStatus } from './device.ts';

/** The status before anything was kept. */
export const NO_STATUS: DeviceStatus = {
  madeCount: 0,
  journalCount: 0,
  receivedCount: 0,
  openCount: 0,
  coolingCount: 0,
  phase: { kind: 'idle' },
  persistent: null,
  storageWasLost: false,
};

/** A parcel of which the office has not taken all. */
export function isUndelivered({ answeredAtMs, refusedCount }: Carried): boolean {
  return answeredAtMs === null || refusedCount > 0;
}
