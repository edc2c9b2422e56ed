/** The organiser's closing reaches the steward, stands without a network, and refuses nobody. */
import { afterEach, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { LIMITS } from '#core/limits.ts';
import { openClock } from '#device/clock.ts';
import type { Device, Steward } from '#device/device.ts';
import { randomBytes } from '#device/keys.ts';
import { deviceOf, joinedDevice, keep, leave, received, wipe } from '../support/device.ts';
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

async function stewardOf(device: Device): Promise<Steward> {
  const steward = await device.steward();
  assert(steward.ok, 'the steward is there');
  return steward.value;
}

async function station(office: MemoryOffice): Promise<Device> {
  const device = await joinedDevice(office, 'station');
  await device.prepare();
  return device;
}

test('a closing is heard and kept, and who signs after it is received', async () => {
  const office = await openMemoryOffice();
  const device = await station(office);
  const steward = await stewardOf(device);
  await steward.hearClosing('now');
  expect(await steward.closedAtMs()).toEqual({ ok: true, value: null });

  office.closedAtMs = Date.now();
  await steward.hearClosing('now');
  expect(await steward.closedAtMs()).toEqual({ ok: true, value: office.closedAtMs });
  await keep(device, 'Terlambat');
  await received(device, 1);
});

test('what was heard of a closing stands without a network, and in a new tab', async () => {
  const office = await openMemoryOffice();
  const device = await station(office);
  office.closedAtMs = Date.now();
  await (await stewardOf(device)).hearClosing('now');
  leave(device);

  office.weather = OFFLINE;
  const steward = await stewardOf(await deviceOf(office));
  await steward.hearClosing('now');
  expect(await steward.closedAtMs()).toEqual({ ok: true, value: office.closedAtMs });
});

test('a gathering that was opened again is no longer called closed', async () => {
  const office = await openMemoryOffice();
  const steward = await stewardOf(await station(office));
  office.closedAtMs = Date.now();
  await steward.hearClosing('now');
  office.closedAtMs = null;
  await steward.hearClosing('now');
  expect(await steward.closedAtMs()).toEqual({ ok: true, value: null });
});

test('the closing of another gathering says nothing of this one', async () => {
  const office = await openMemoryOffice();
  const steward = await stewardOf(await station(office));
  const { gathering } = office;
  office.closedAtMs = Date.now();
  office.weather = {
    after: (ask, reply) => {
      if (!ask.path.endsWith('/closing') || reply.kind !== 'answer') return reply;
      const other = reply.body.slice();
      other[other.indexOf(gathering.id[0] ?? 0)] = 1;
      return { ...reply, body: other };
    },
  };
  await steward.hearClosing('now');
  expect(await steward.closedAtMs()).toEqual({ ok: true, value: null });
});

test('a screen that stays open asks again only after a while', async () => {
  const office = await openMemoryOffice();
  let aheadMs = 0;
  const real = openClock(randomBytes);
  const clock = { ...real, monoMs: () => real.monoMs() + aheadMs };
  leave(await station(office));
  const steward = await stewardOf(await deviceOf(office, { clock }));
  await steward.hearClosing('again');
  office.closedAtMs = Date.now();
  await steward.hearClosing('again');
  expect(await steward.closedAtMs()).toEqual({ ok: true, value: null });
  aheadMs = LIMITS.closingHearMs;
  await steward.hearClosing('again');
  expect(await steward.closedAtMs()).toEqual({ ok: true, value: office.closedAtMs });
});
