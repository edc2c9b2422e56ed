/**
 * A disk that fails at any call, once or for good: there is one entry for each tick, never a tick
 * without its entry, and what could not be kept is still a draft.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Device } from '#device/device.ts';
import { rowsOf } from '../support/bad-disk.ts';
import { draftOf, joinedDevice, received, until, wipe } from '../support/device.ts';
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';
import { type Ambush, type Fault, openAmbush } from '../support/nth-fault.ts';

/** More calls than keeping makes: a fault that lies further out is never met. */
const CALLS_MAX = 60;

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['UnknownError', { kind: 'throws', name: 'UnknownError' }],
  ['AbortError', { kind: 'throws', name: 'AbortError' }],
  ['InvalidStateError', { kind: 'throws', name: 'InvalidStateError' }],
  ['QuotaExceededError', { kind: 'throws', name: 'QuotaExceededError' }],
  ['an abort', { kind: 'aborts' }],
  ['a connection that is closed beneath', { kind: 'closes' }],
];

let ambush: Ambush;

beforeEach(() => {
  ambush = openAmbush();
});

afterEach(async () => {
  ambush.close();
  await wipe();
});

describe('a fault at any one call', () => {
  test.each(FAULTS)('%s: each signature is kept all the same, and once', async (_, fault) => {
    const { office, device } = await deviceOffline();
    let n = 0;
    for (let isMet = true; isMet;) {
      n += 1;
      expect(n).toBeLessThan(CALLS_MAX);
      ambush.lay(fault, { n, lasting: false });
      const kept = await device.keep(draftOf(`Orang ${n}`));
      isMet = ambush.lift();
      expect(kept, `call ${n}`).toMatchObject({ ok: true });
      expect(await rowsOf('entries'), `call ${n}`).toHaveLength(n);
      await until(device.status, ({ madeCount }) => madeCount === n);
    }
    expect(n).toBeGreaterThan(8);
    await bringIn(office, device, n);
  });
});

describe('a fault from one call on, until it is over', () => {
  test.each(FAULTS)('%s: no tick without its entry, and the draft stays', async (_, fault) => {
    const { office, device } = await deviceOffline();
    let rows = 0;
    let n = 0;
    for (let isMet = true; isMet;) {
      n += 1;
      expect(n).toBeLessThan(CALLS_MAX);
      const draft = draftOf(`Orang ${n}`);
      expect(await device.saveDraft(draft)).toMatchObject({ ok: true });
      ambush.lay(fault, { n, lasting: true });
      const kept = await device.keep(draft);
      isMet = ambush.lift();
      const made = (await rowsOf('entries')).length - rows;
      if (kept.ok) {
        expect(made, `call ${n}`).toBe(1);
      } else {
        // On the disk is the draft, or the entry itself when it could only not be read back.
        if (made === 0) expect((await device.loadDraft())?.ink, `call ${n}`).toEqual(draft.ink);
        expect(made, `call ${n}`).toBeLessThanOrEqual(1);
        const again = await device.keep(draft);
        expect(again, `call ${n}`).toMatchObject({ ok: true });
      }
      rows = (await rowsOf('entries')).length;
      await until(device.status, ({ madeCount }) => madeCount === rows);
    }
    expect(n).toBeGreaterThan(8);
    await bringIn(office, device, rows);
  });
});

async function deviceOffline(): Promise<{ office: MemoryOffice; device: Device }> {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await until(device.joined, (joined) => joined?.enrolled === true);
  await expect.poll(() => rowsOf('reserve')).toHaveLength(1);
  office.weather = OFFLINE;
  return { office, device };
}

/** With a network again everything arrives: nothing on the disk is broken. */
async function bringIn(office: MemoryOffice, device: Device, count: number): Promise<void> {
  office.weather = {};
  device.sendNow();
  await received(device, count);
  expect(office.entries()).toHaveLength(count);
}
