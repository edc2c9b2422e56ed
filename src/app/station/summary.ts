/**
 * What the numbers of a device mean, for the words of the header and of the steward's screen. The
 * rule: nothing counts as received before the office's receipt was checked and kept.
 */
import { LIMITS } from '#core/limits.ts';
import type { DeviceStatus, Joined } from '#device/device.ts';

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
  if (n === 0) return { kind: status.madeCount === 0 ? 'empty' : 'received' };
  switch (status.phase.kind) {
    case 'permission':
    case 'outdated':
      return { kind: status.phase.kind, n };
    case 'sending':
    case 'idle':
      return { kind: 'sending', n };
    case 'waiting':
      return { kind: status.phase.why === 'offline' ? 'offline' : 'held', n };
  }
}

/** Entries of this device that the office has not yet confirmed. */
export function unreceived({ madeCount, receivedCount }: DeviceStatus): number {
  return Math.max(0, madeCount - receivedCount);
}

/** True when everything that was made is received, and something was. */
export function isAllReceived(status: DeviceStatus): boolean {
  return status.madeCount > 0 && unreceived(status) === 0;
}

/**
 * How many minutes the device clock is ahead (positive) or behind; null when it is close enough.
 */
export function clockAheadMinutes({ clockOffsetMs }: DeviceStatus): number | null {
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) <= LIMITS.clockDriftWarnMs) return null;
  return Math.round(-clockOffsetMs / 60_000);
}

/** What a device still needs before it may be carried to a field without a network. */
export type Missing = 'app' | 'permission' | 'pacts' | 'roster';

/** Everything that is missing, in the order in which it is put right. */
export function missingOf(joined: Joined, isAppKept: boolean): readonly Missing[] {
  const missing: Missing[] = [];
  if (!isAppKept) missing.push('app');
  if (!joined.enrolled) missing.push('permission');
  if (joined.pacts === null) missing.push('pacts');
  if (joined.grade === 'station' && joined.rosterCount === 0) missing.push('roster');
  return missing;
}
