/** Devices for tests in a browser: real storage and keys, an office of the test's own. */
import { assert } from '#core/assert.ts';
import type { Ink } from '#core/ink.ts';
import type { Device, DeviceStatus, Inventory, Live, SigningDraft } from '#device/device.ts';
import { type DeviceOptions, openDevice } from '#device/open.ts';
import type { MemoryOffice } from './memory-office.ts';
import { PATIENCE } from './patience.ts';

const open = new Set<Device>();

/** Opens a device of an office, as a page that was just loaded would. */
export async function deviceOf(
  office: MemoryOffice,
  change: Partial<DeviceOptions> = {},
): Promise<Device> {
  const device = await openDevice({
    origin: 'https://kantor.example',
    build: 'test',
    transport: office.transport,
    ...change,
  });
  assert(device.ok, device.ok ? '' : device.fault.detail);
  open.add(device.value);
  return device.value;
}

/** A device that works for the office's gathering, enrolled and prepared. */
export async function joinedDevice(
  office: MemoryOffice,
  grade: 'phone' | 'station' = 'phone',
): Promise<Device> {
  const device = await deviceOf(office);
  const offer = await device.readInvitation(await office.invitation(grade));
  assert(offer.ok, offer.ok ? '' : offer.fault.code);
  const joined = await device.join(offer.value);
  assert(joined.ok, joined.ok ? '' : joined.fault.code);
  return device;
}

/** Closes a device, as a page that goes away does. */
export function leave(device: Device): void {
  device.close();
  open.delete(device);
}

/** A fresh browser: no database, no trace, no open device. */
export async function wipe(): Promise<void> {
  for (const device of open) leave(device);
  localStorage.clear();
  await deleteDatabase();
  await deleteDatabase('ballast');
}

/** Clears the site's database, under whoever has it open. */
export function deleteDatabase(name = 'ikrar'): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(new Error('the database was not deleted')));
  });
}

/** A signing of somebody who does not exist. */
export function draftOf(name: string, change: Partial<SigningDraft> = {}): SigningDraft {
  return {
    signatory: { kind: 'walk-in', name, number: '', position: '', unit: '', category: 'asn' },
    identifiedBy: 'self',
    acts: { attended: true, signed: true },
    assisted: false,
    represents: '',
    ink: INK,
    ...change,
  };
}

/** Keeps a signing, which must work. */
export async function keep(device: Device, name: string): Promise<Uint8Array> {
  const kept = await device.keep(draftOf(name));
  assert(kept.ok, kept.ok ? '' : `${kept.fault.code}: ${kept.fault.detail}`);
  return kept.value.entry;
}

/** Waits until a live value is as expected. */
export function until<T>(live: Live<T>, isSo: (value: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    if (isSo(live.get())) return resolve(live.get());
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`still ${JSON.stringify(live.get())}`));
    }, PATIENCE.seenMs);
    const stop = live.watch((value) => {
      if (!isSo(value)) return;
      clearTimeout(timer);
      stop();
      resolve(value);
    });
  });
}

/** What a steward is shown of a device. */
export async function inventoryOf(device: Device): Promise<Inventory> {
  const steward = await device.steward();
  const inventory = steward.ok ? await steward.value.inventory() : steward;
  assert(inventory.ok, inventory.ok ? '' : inventory.fault.detail);
  return inventory.value;
}

/** Waits until the office has so many entries, as the device says. */
export function received(device: Device, count: number): Promise<DeviceStatus> {
  return until(device.status, (status) => status.receivedCount === count);
}

/** A loop and a tail: enough to be somebody's. */
export const INK: Ink = {
  width: 2_048,
  height: 1_024,
  strokes: [
    Array.from({ length: 24 }, (_, i) => ({
      x: Math.round(900 + 300 * Math.cos(i / 3)),
      y: Math.round(500 + 200 * Math.sin(i / 2)),
    })),
  ],
};
