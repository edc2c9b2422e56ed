/**
 * The light: whether a device may be switched off and handed back. It is safe only when a fresh
 * inventory says that the office has received everything. What is not known is not safe.
 */
import { LIMITS } from '#core/limits.ts';
import type { DeviceStatus, Inventory } from '#device/device.ts';
import type { Reason } from '#device/device.ts';
import { reasonsOf } from '#device/reasons.ts';
import { unreceived } from './summary.ts';

/** A reading of the disk: nothing yet or not lately, a failure, or an inventory. */
export type InventoryReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'read'; readonly inventory: Inventory; readonly atMs: number };

/** What the light shows. */
export type Light =
  | { readonly kind: 'checking' | 'failed' | 'empty' }
  | { readonly kind: 'safe'; readonly isArchived: boolean }
  | { readonly kind: 'open'; readonly reasons: readonly Reason[] };

/** The light. The status may know a newer entry than the reading, so both must agree. */
export function lightOf(reading: InventoryReading, status: DeviceStatus): Light {
  if (reading.kind === 'none') return { kind: 'checking' };
  if (reading.kind === 'failed') return reading;
  const { inventory } = reading;
  const { receivedCount, safeCount } = inventory;
  const madeCount = Math.max(inventory.madeCount, receivedCount + unreceived(status));
  const read = reasonsOf({ ...inventory, madeCount });
  const isAlarmed = status.storageWasLost && !read.some(({ kind }) => kind === 'alarm');
  const reasons = isAlarmed ? [{ kind: 'alarm' } as const, ...read] : read;
  if (reasons.length > 0) return { kind: 'open', reasons };
  return madeCount === 0 ? { kind: 'empty' } : { kind: 'safe', isArchived: safeCount >= madeCount };
}

/** True when everything was received, and confirmed again after any restore of the office. */
export function isAllReceived(inventory: Inventory): boolean {
  const { madeCount, receivedCount, unconfirmedCount } = inventory;
  return madeCount > 0 && receivedCount >= madeCount && unconfirmedCount === 0;
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
