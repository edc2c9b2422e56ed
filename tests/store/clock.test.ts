/**
 * A device whose clock somebody set wrong, or whose battery was empty for long: whether a code is
 * still good is asked of the office's clock, as far as the device has ever heard it.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, openClock } from '#device/clock.ts';
import type { Device } from '#device/device.ts';
import { randomBytes } from '#device/keys.ts';
import { deviceOf, keep, leave, received, wipe } from '../support/device.ts';
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

const YEAR_MS = 365 * 86_400_000;

afterEach(wipe);

/** The clock of a device that may be set while it runs. */
function wrongClock(aheadMs: number): Clock & { aheadMs: number } {
  const own = openClock(randomBytes);
  return {
    ...own,
    aheadMs,
    wallMs() {
      return own.wallMs() + this.aheadMs;
    },
  };
}

async function joins(device: Device, office: MemoryOffice): Promise<string> {
  const offer = await device.readInvitation(await office.invitation('station'));
  if (!offer.ok) return offer.fault.code;
  const joined = await device.join(offer.value);
  return joined.ok ? 'joined' : joined.fault.code;
}

describe('a code that is still good', () => {
  test.each([
    ['ahead', YEAR_MS],
    ['behind', -YEAR_MS],
  ])('is good for a new device whose clock is %s', async (_, aheadMs) => {
    const office = await openMemoryOffice();
    const device = await deviceOf(office, { clock: wrongClock(aheadMs) });
    expect(await joins(device, office)).toBe('joined');
  });

  test('is good without a network by what the card of the office said', async () => {
    const office = await openMemoryOffice();
    const clock = wrongClock(YEAR_MS);
    const before = await deviceOf(office, { clock });
    expect((await before.readInvitation(await office.invitation('station'))).ok).toBe(true);
    leave(before);
    office.weather = OFFLINE;
    expect(await joins(await deviceOf(office, { clock }), office)).toBe('joined');
  });

  test('is good for a clock that was put wrong since the last receipt', async () => {
    const office = await openMemoryOffice();
    const clock = wrongClock(0);
    const device = await deviceOf(office, { clock });
    expect(await joins(device, office)).toBe('joined');
    await keep(device, 'Nurhasliana');
    await received(device, 1);
    clock.aheadMs = YEAR_MS;
    expect(await joins(device, office)).toBe('joined');
  });
});

test('a code that is over stays so on a device whose clock is behind', async () => {
  const office = await openMemoryOffice();
  office.aheadMs = YEAR_MS;
  const device = await deviceOf(office, { clock: wrongClock(-YEAR_MS) });
  expect(await joins(device, office)).toBe('expired');
});
