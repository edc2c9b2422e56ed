/** A device of many gatherings: what is bounded in one message takes turns, and nothing waits. */
import { afterEach, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { LIMITS } from '#core/limits.ts';
import type { Device } from '#device/device.ts';
import { rowsOf } from '../support/bad-disk.ts';
import { deviceOf, inventoryOf, keep, received, wipe } from '../support/device.ts';
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

/** More journals than one batch has claims. */
const JOURNALS = LIMITS.headsMax + 4;

/** A device that signed once at each of so many gatherings, without a network. */
async function oftenUsed(office: MemoryOffice): Promise<Device> {
  const device = await deviceOf(office);
  await device.readInvitation(await office.invitation()); // pins the office's key
  office.weather = OFFLINE;
  for (let i = 1; i <= JOURNALS; i++) {
    const id = Uint8Array.from([9, 9, 0, 0, 0, 0, 0, i]);
    office.gathering = { ...office.gathering, id, title: `Apel ${i}` };
    const offer = await device.readInvitation(await office.invitation());
    assert(offer.ok, offer.ok ? '' : offer.fault.code);
    await device.join(offer.value);
    await keep(device, `Orang ${i}`);
  }
  return device;
}

async function receiveAll(device: Device, office: MemoryOffice): Promise<void> {
  office.weather = {};
  device.sendNow();
  await received(device, JOURNALS);
}

test('all of them are received, and all go in files', async () => {
  const office = await openMemoryOffice();
  const device = await oftenUsed(office);
  expect(await rowsOf('journals')).toHaveLength(JOURNALS);
  const steward = await device.steward();
  const made = steward.ok ? await steward.value.exportAll() : steward;
  expect(made).toMatchObject({ value: { entryCount: JOURNALS } });
  await receiveAll(device, office);
  expect(office.entries()).toHaveLength(JOURNALS);
});

test.each([
  ['forgot every journal', (office: MemoryOffice) => office.journals.clear()],
  ['forgot every entry', (office: MemoryOffice) => office.forget(1)],
])('an office that was put back and %s is filled from all of them', async (_, forget) => {
  const office = await openMemoryOffice();
  const device = await oftenUsed(office);
  await receiveAll(device, office);
  forget(office);
  office.epoch += 1;
  device.sendNow();
  await expect.poll(() => office.entries().length).toBe(JOURNALS);
  await expect.poll(async () => (await inventoryOf(device)).unconfirmedCount).toBe(0);
  await received(device, JOURNALS);
});

test('nobody empties it before an office that was put back has spoken of all', async () => {
  const office = await openMemoryOffice();
  const device = await oftenUsed(office);
  await receiveAll(device, office);
  office.epoch += 1;
  device.sendNow();
  const untold = JOURNALS - LIMITS.headsMax;
  await expect.poll(async () => (await inventoryOf(device)).unconfirmedCount).toBe(untold);
  const steward = await device.steward();
  assert(steward.ok, 'its code is there');
  const refused = { kind: 'refused', obstacles: [{ kind: 'unconfirmed', n: untold }] };
  expect(await steward.value.empty()).toMatchObject({ value: refused });
  device.sendNow();
  await expect.poll(async () => (await inventoryOf(device)).unconfirmedCount).toBe(0);
  expect(await steward.value.empty()).toMatchObject({ value: { kind: 'done' } });
});
