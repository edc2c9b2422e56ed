/** The office hears how full the battery is, and no signature waits for that. */
import { afterEach, expect, test } from 'vitest';
import { PATHS } from '#core/api.ts';
import { parseBatch } from '#core/batch.ts';
import { LIMITS } from '#core/limits.ts';
import { parseSealed } from '#core/seal.ts';
import type { Ask } from '#device/network/transport.ts';
import { joinedDevice, keep, received, wipe } from '../support/device.ts';
import { openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

test('what is sent tells the level that the browser knows', async () => {
  const office = await openMemoryOffice();
  const told: (number | null)[] = [];
  office.weather = {
    before: (ask) => {
      if (ask.path === PATHS.sync) told.push(batteryIn(ask));
      return null;
    },
  };
  const device = await joinedDevice(office);
  await keep(device, 'Satu');
  await received(device, 1);
  await keep(device, 'Dua');
  await received(device, 2);
  const level = told.at(-1) ?? null;
  expect(level).not.toBeNull();
  expect(level).toBeGreaterThanOrEqual(0);
  expect(level).toBeLessThanOrEqual(100);
});

function batteryIn({ body }: Ask): number | null {
  const bytesMax = LIMITS.batchBytesMax;
  const sealed = parseSealed(body?.bytes ?? new Uint8Array(0), 'batch', { bytesMax });
  const batch = sealed.ok ? parseBatch(sealed.value.body) : sealed;
  if (!batch.ok) throw new Error(batch.fault.code);
  return batch.value.battery;
}
