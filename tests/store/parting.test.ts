/** Nobody parts with a device while anything on it is open, whichever tab it is open in. */
import { afterEach, expect, test } from 'vitest';
import { PATHS, packagePath } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import type { Device, Parting, Steward } from '#device/device.ts';
import { emptyDevice, leaveGathering } from '#device/steward/leaving.ts';
import { Db } from '#device/store/db.ts';
import { holdWriting } from '#device/tabs/writing.ts';
import { rowsOf } from '../support/bad-disk.ts';
import {
  deleteDatabase,
  inventoryOf,
  joinedDevice,
  keep,
  leave,
  received,
  until,
  wipe,
} from '../support/device.ts';
import { type MemoryOffice, OFFLINE, answer, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

test('parting is refused while another tab has ink that is on its screen only', async () => {
  const device = await settledDevice(await openMemoryOffice());
  const release = holdWriting();
  for (const way of ['leave', 'empty'] as const) {
    const refused = { kind: 'refused', obstacles: [{ kind: 'writing' }] };
    expect(await partWith(device, way)).toEqual(refused);
  }
  release();
  await expect.poll(async () => (await inventoryOf(device)).isWriting).toBe(false);
  expect(await partWith(device, 'leave')).toEqual({ kind: 'done' });
});

test('parting is refused until somebody has read that storage was lost', async () => {
  const office = await openMemoryOffice();
  leave(await settledDevice(office));
  await deleteDatabase();
  const device = await joinedDevice(office);
  await received(device, 1); // the note that tells the office
  for (const way of ['leave', 'empty'] as const) {
    const refused = { kind: 'refused', obstacles: [{ kind: 'alarm' }] };
    expect(await partWith(device, way)).toEqual(refused);
  }
  await (await stewardOf(device)).confirmLoss();
  expect(await partWith(device, 'empty')).toEqual({ kind: 'done' });
});

test.each([
  ['permission', PATHS.enrolments, 'journals'],
  ['package', null, 'packages'],
])('emptying is not undone by a %s that comes afterwards', async (_, path, store) => {
  const office = await openMemoryOffice();
  const slowPath = path ?? packagePath(toHex(office.gathering.id));
  const device = path === null ? null : await settledDevice(office);
  const asked = Promise.withResolvers<void>();
  const arrive = Promise.withResolvers<void>();
  office.weather = {
    // Permission is asked for again by whoever is told that there is none.
    before: (ask) => (device !== null && ask.path === PATHS.sync ? answer(401) : null),
    after: async (ask, reply) => {
      if (ask.path !== slowPath) return reply;
      asked.resolve();
      await arrive.promise;
      return reply;
    },
  };
  const emptied = device ?? (await settledDevice(office));
  emptied.sendNow();
  await asked.promise;
  expect(await partWith(emptied, 'empty')).toEqual({ kind: 'done' });
  office.weather = OFFLINE;
  arrive.resolve();
  await until(emptied.status, ({ phase }) => path === null || phase.kind === 'waiting');
  await emptied.prepare();
  expect(await rowsOf(store)).toEqual([]);
});

test.each([
  ['left', 'at the same moment', leaveGathering],
  ['left', 'afterwards', leaveGathering],
  ['emptied', 'at the same moment', emptyDevice],
  ['emptied', 'afterwards', emptyDevice],
] as const)(
  'a device that is %s loses nothing that another tab keeps %s',
  async (_, when, part) => {
    const office = await openMemoryOffice();
    const device = await settledDevice(office);
    office.weather = OFFLINE;
    const db = new Db(); // of a tab that tells nobody: then the others go on as they were
    await db.open();
    const parting = part(db);
    if (when === 'afterwards') expect(await parting).toMatchObject({ value: { kind: 'done' } });
    const kept = await keep(device, 'Sementara Itu');
    expect(await parting).toMatchObject({ ok: true });
    db.end();
    const rows = (await rowsOf('entries')) as readonly { readonly bytes: Uint8Array }[];
    expect(rows.map(({ bytes }) => bytes)).toContainEqual(kept);
    office.weather = {};
    await expect
      .poll(() => {
        device.sendNow();
        return office.entries();
      })
      .toContainEqual(kept);
  },
);

/** A device of which the office has everything. */
async function settledDevice(office: MemoryOffice): Promise<Device> {
  const device = await joinedDevice(office);
  await keep(device, 'Satu');
  await received(device, 1);
  return device;
}

async function stewardOf(device: Device): Promise<Steward> {
  const steward = await device.steward();
  assert(steward.ok, steward.ok ? '' : steward.fault.code);
  return steward.value;
}

async function partWith(device: Device, way: 'leave' | 'empty'): Promise<Parting> {
  const parting = await (await stewardOf(device))[way]();
  assert(parting.ok, parting.ok ? '' : parting.fault.detail);
  return parting.value;
}
