/**
 * Whether a device may be switched off and handed back. The rule: safe is said only of an inventory
 * that was just read and in which the office has received everything; whatever is not known is not
 * safe.
 */
import { LIMITS } from '#core/limits.ts';
import type { DeviceStatus, Inventory } from '#device/device.ts';
import { unreceived } from './summary.ts';

/** What was read of the disk: nothing yet, or not lately; a failure; or an inventory. */
export type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'read'; readonly inventory: Inventory; readonly atMs: number };

/** Why a device is not safe to be switched off; the counts are of entries, but of parcels. */
export type Reason =
  | { readonly kind: 'alarm' | 'writing' }
  | { readonly kind: 'waiting' | 'unsendable' | 'unconfirmed' | 'carried'; readonly n: number };

/** What the light shows. */
export type Light =
  | { readonly kind: 'checking' | 'failed' | 'empty' }
  | { readonly kind: 'safe'; readonly isArchived: boolean }
  | { readonly kind: 'open'; readonly reasons: readonly Reason[] };

/** The light. The status may know of an entry that the reading does not, and both must agree. */
export function lightOf(reading: Reading, status: DeviceStatus): Light {
  if (reading.kind === 'none') return { kind: 'checking' };
  if (reading.kind === 'failed') return reading;
  const { inventory } = reading;
  const { madeCount, receivedCount, safeCount, unconfirmedCount, carriedCount, loss } = inventory;
  const { unsendableCount } = inventory;
  const waiting = Math.max(madeCount - receivedCount, unreceived(status)) - unsendableCount;
  const isAlarmed = status.storageWasLost || loss?.isRead === false;
  const reasons: Reason[] = [];
  if (isAlarmed) reasons.push({ kind: 'alarm' });
  if (waiting > 0) reasons.push({ kind: 'waiting', n: waiting });
  if (unsendableCount > 0) reasons.push({ kind: 'unsendable', n: unsendableCount });
  if (unconfirmedCount > 0) reasons.push({ kind: 'unconfirmed', n: unconfirmedCount });
  if (inventory.isWriting) reasons.push({ kind: 'writing' });
  if (carriedCount > 0) reasons.push({ kind: 'carried', n: carriedCount });
  if (reasons.length > 0) return { kind: 'open', reasons };
  return madeCount === 0 ? { kind: 'empty' } : { kind: 'safe', isArchived: safeCount >= madeCount };
}

/** What can be said of the entries that were made here, for the line with the counts. */
export function isNothingLost({ madeCount, receivedCount, loss }: Inventory): boolean {
  return madeCount > 0 && receivedCount >= madeCount && loss === null;
}

/**
 * How many minutes the device clock is ahead (positive) or behind; null when it is close enough.
 */
export function clockAheadMinutes(clockOffsetMs: number | null): number | null {
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) <= LIMITS.clockDriftWarnMs) return null;
  return Math.round(-clockOffsetMs / 60_000);
}

/** Minutes since the office was heard; null when that was just now, never, or the clock moved. */
export function silentMinutes(lastContactMs: number | null, nowMs: number): number | null {
  if (lastContactMs === null) return null;
  const minutes = Math.floor((nowMs - lastContactMs) / 60_000);
  return minutes >= SILENT_MINUTES ? minutes : null;
}

/** A device with a network hears from the office every minute. */
const SILENT_MINUTES = 5;
