/** Yields completeness: nothing says complete below the claim, or before a device was heard. */
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { enrolDevice, listed, signing } from '../support/field.ts';
import { completenessOf, openFieldOffice, turnoutOf } from '../support/office-with-field.ts';

test('tells what a device claims, has sent, and still keeps', async () => {
  await using at = await openFieldOffice();
  const device = await enrolDevice(at, await at.stationUrl('Meja 1'));
  for (const no of [1, 2, 3, 4]) device.keep(await signing(listed(no)));
  await device.sync(device.entries.slice(0, 2));
  const { devices, totals } = await completenessOf(at);
  expect(devices).toMatchObject([
    {
      id: toHex(device.journal),
      station: 'Meja 1',
      grade: 'station',
      claimed: 4,
      contiguous: 2,
      received: 2,
      missing: [{ from: 3, to: 4 }],
      missingCount: 2,
      battery: 80,
      lastSeenAtMs: at.clock.nowMs,
      clockOffsetMs: 0,
      outstanding: true,
    },
  ]);
  expect(totals).toEqual({ made: 4, received: 2, missing: 2, devices: 1, outstandingDevices: 1 });
  expect((await turnoutOf(at)).provisional).toEqual({ devicesOutstanding: 1 });
});

test('never falls below a claim that was made once', async () => {
  await using at = await openFieldOffice();
  const device = await enrolDevice(at, at.gathering.invitation.url);
  device.keep(await signing(listed(1)));
  await device.sync([], { claimedSeq: 9 });
  await device.sync(device.entries, { claimedSeq: 1 });
  expect((await completenessOf(at)).devices[0]).toMatchObject({ claimed: 9, missingCount: 8 });
});

test('waits for a device that was not heard since the gathering began', async () => {
  await using at = await openFieldOffice();
  at.clock.nowMs = at.gathering.startsAtMs - 60_000;
  const device = await enrolDevice(at, at.gathering.invitation.url);
  expect((await completenessOf(at)).totals.outstandingDevices).toBe(1);
  await device.sync([]);
  expect((await completenessOf(at)).totals.outstandingDevices).toBe(1);
  at.clock.nowMs = at.gathering.startsAtMs + 60_000;
  await device.sync([]);
  expect((await completenessOf(at)).totals.outstandingDevices).toBe(0);
  expect((await turnoutOf(at)).provisional).toBeNull();
});
