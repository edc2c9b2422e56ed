/**
 * The chip in the header: the counts of a device in a few words. An entry counts as received only
 * after its receipt was checked and kept.
 */
import type { DeviceStatus } from '#device/device.ts';

/** What the chip in the header says; the counts are entries without a receipt. */
export type Chip =
  | { readonly kind: 'storage-lost' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'received' }
  | {
      readonly kind: 'sending' | 'offline' | 'held' | 'permission' | 'outdated';
      readonly n: number;
    };

/** The chip of a status. */
export function chipOf(status: DeviceStatus): Chip {
  if (status.storageWasLost) return { kind: 'storage-lost' };
  const n = unreceived(status);
  if (n === 0 && status.openCount > 0) return { kind: 'held', n: status.openCount };
  if (n === 0) return { kind: status.madeCount === 0 ? 'empty' : 'received' };
  const { phase } = status;
  switch (phase.kind) {
    case 'permission':
    case 'outdated':
    case 'sending':
      return { kind: phase.kind, n };
    case 'idle':
      return { kind: 'held', n };
    case 'waiting':
      return { kind: phase.why === 'offline' ? 'offline' : 'held', n };
  }
}

/** Entries of this device that the office has not yet confirmed. */
export function unreceived({ madeCount, receivedCount }: DeviceStatus): number {
  return Math.max(0, madeCount - receivedCount);
}
