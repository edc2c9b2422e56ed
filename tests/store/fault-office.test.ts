/** An office that answers badly: everything made stays, and whatever can go on goes on. */
import { afterEach, expect, test } from 'vitest';
import { PATHS } from '#core/api.ts';
import { deviceOf, joinedDevice, keep, received, until, wipe } from '../support/device.ts';
import { rowsOf } from '../support/bad-disk.ts';
import { OFFLINE, answer, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

const LOGIN_PAGE = new TextEncoder().encode('<!doctype html><title>Wi-Fi Gratis</title>').slice();

test('a portal that answers 200 to everything is neither permission, nor package, nor receipt', async () => {
  const office = await openMemoryOffice();
  const device = await deviceOf(office);
  const text = await office.invitation();
  // The office's card was fetched while there was a network; from here on only the portal answers.
  await expect.poll(() => rowsOf('office')).toHaveLength(1);
  office.weather = { before: () => answer(200, LOGIN_PAGE) };
  const offer = await device.readInvitation(text);
  if (!offer.ok) throw new Error(offer.fault.code);
  expect(await device.join(offer.value)).toMatchObject({ ok: true });
  await keep(device, 'Di Balik Portal');
  expect(await device.prepare()).toMatchObject({ ok: false });
  await until(device.status, ({ phase }) => phase.kind === 'waiting' && phase.why === 'noise');
  expect(device.joined.get()).toMatchObject({ enrolled: false });
  expect(device.status.get()).toMatchObject({ madeCount: 1, receivedCount: 0 });
  expect(await rowsOf('packages')).toEqual([]);
  expect((await deviceOf(office)).status.get().receivedCount).toBe(0);
  office.weather = {};
  device.sendNow();
  await received(device, 1);
  expect(office.entries()).toHaveLength(1);
});

test('an office that refuses every batch costs no entry and no roster', async () => {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await until(device.joined, (joined) => joined?.enrolled === true);
  office.weather = { before: (ask) => (ask.path === PATHS.sync ? answer(400) : null) };
  for (const name of ['Satu', 'Dua']) await keep(device, name);
  await until(device.status, ({ coolingCount }) => coolingCount > 0);
  expect(await device.prepare()).toMatchObject({ ok: true });
  expect(await rowsOf('entries')).toHaveLength(2);
  expect(device.status.get()).toMatchObject({ madeCount: 2, receivedCount: 0 });
  expect((await device.made(5)).map(({ state }) => state)).toEqual(['kept', 'kept']);
});

test('a receipt that is cut anywhere receives nothing', async () => {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await until(device.joined, (joined) => joined?.enrolled === true);
  office.weather = OFFLINE;
  await keep(device, 'Terpotong');
  let cutAt = 0;
  let length = 1;
  office.weather = {
    after: (ask, reply) => {
      if (ask.path !== PATHS.sync || reply.kind !== 'answer') return reply;
      length = reply.body.length;
      return { ...reply, body: reply.body.slice(0, cutAt) };
    },
  };
  for (; cutAt < length; cutAt += Math.ceil(length / 7)) {
    device.sendNow();
    await until(device.status, ({ phase }) => phase.kind === 'sending');
    await until(device.status, ({ phase }) => phase.kind === 'waiting');
    expect(device.status.get().receivedCount).toBe(0);
  }
  office.weather = {};
  device.sendNow();
  await received(device, 1);
  expect(office.entries()).toHaveLength(1);
});
