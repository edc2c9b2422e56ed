/** A disk that is full for real: the browser is given little room, and the rest is filled up. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { LIMITS } from '#core/limits.ts';
import { fillDisk, rowsOf, triesToWrite } from '../support/bad-disk.ts';
import { deviceOf, draftOf, joinedDevice, keep, leave, until, wipe } from '../support/device.ts';
import { OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

const ROOM_BYTES = 2 * LIMITS.reserveBytes;

beforeEach(async () => {
  await limitRoom(ROOM_BYTES);
  // A browser remembers for some seconds how much room there was.
  await expect.poll(() => triesToWrite(ROOM_BYTES), { interval: 500 }).toBe(false);
});

afterEach(async () => {
  await wipe();
  await limitRoom(null);
});

test('takes the reserve and keeps the signature; then says so, and the draft stays', async () => {
  const device = await joinedDevice(await openMemoryOffice());
  await expect.poll(() => rowsOf('reserve')).toHaveLength(1);
  await fillDisk();
  await keep(device, 'Cadangan');
  expect(await rowsOf('reserve')).toHaveLength(0);
  await device.saveDraft(draftOf('Penuh'));
  await fillDisk();
  expect(await device.keep(draftOf('Penuh'))).toMatchObject({
    ok: false,
    fault: { code: 'storage-full' },
  });
  expect(await device.loadDraft()).toEqual(draftOf('Penuh'));
  expect(await rowsOf('entries')).toHaveLength(1);
});

test('opens on a full disk by giving up the reserve, and knows what it keeps', async () => {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await keep(device, 'Sudah ada');
  await expect.poll(() => rowsOf('reserve')).toHaveLength(1);
  leave(device);
  await fillDisk();
  const again = await deviceOf(office);
  expect(await rowsOf('reserve')).toHaveLength(0);
  expect(again.status.get().madeCount).toBe(1);
});

test('gives what waits as a file though nothing more can be written', async () => {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await until(device.joined, (joined) => joined?.enrolled === true);
  office.weather = OFFLINE;
  await keep(device, 'Menunggu');
  await expect.poll(() => rowsOf('reserve')).toHaveLength(1);
  await fillDisk();
  await keep(device, 'Cadangan');
  await fillDisk();
  expect(await device.keep(draftOf('Penuh'))).toMatchObject({ ok: false });
  const steward = await device.steward();
  if (!steward.ok) throw new Error(steward.fault.code);
  const exported = await steward.value.exportAll();
  expect(exported).toMatchObject({ ok: true, value: { entryCount: 2 } });
  expect(await rowsOf('entries')).toHaveLength(2);
});

async function limitRoom(quotaSize: number | null): Promise<void> {
  const { origin } = location;
  const limit = quotaSize === null ? {} : { quotaSize };
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, ...limit });
}
