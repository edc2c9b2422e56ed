/** The recital on a station's real disk: kept once, through a reload, or visibly not kept. */
import { afterEach, describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { type Recital, parseEntry } from '#core/entry.ts';
import { type Result, good } from '#core/fault.ts';
import { recitalDigest } from '#core/recital.ts';
import type { Device, Parting, Recitals, Steward } from '#device/device.ts';
import { digest } from '#device/keys.ts';
import type { Reason } from '#device/device.ts';
import { openBadDisk, putBack, rowsOf } from '../support/bad-disk.ts';
import { deviceOf, joinedDevice, keep, leave, received, until, wipe } from '../support/device.ts';
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

const LEADER = 'Pj. Bupati Contoh';

async function station(office: MemoryOffice): Promise<Device> {
  const device = await joinedDevice(office, 'station');
  await until(device.joined, (joined) => joined !== null && joined.recital !== null);
  return device;
}

async function stewardOf(device: Device): Promise<Steward> {
  const steward = await device.steward();
  assert(steward.ok, 'its code is there');
  return steward.value;
}

async function recitalsOf(device: Device): Promise<Recitals> {
  return (await stewardOf(device)).recitals;
}

async function joinWith(device: Device, invitation: string): Promise<void> {
  const offer = await device.readInvitation(invitation);
  assert(offer.ok, offer.ok ? '' : offer.fault.code);
  expect(await device.join(offer.value)).toMatchObject({ ok: true });
}

function refusedFor(obstacles: readonly Reason[]): Result<Parting> {
  return good({ kind: 'refused', obstacles });
}

function bodiesIn(office: MemoryOffice): readonly Recital[] {
  return office.entries().flatMap((bytes) => {
    const read = parseEntry(bytes);
    assert(read.ok && read.value.body.ok, 'readable');
    return read.value.body.value.kind === 'recital' ? [read.value.body.value] : [];
  });
}

describe('a recital', () => {
  test('goes on after a reload, and reaches the office as it began', async () => {
    const office = await openMemoryOffice();
    const before = await station(office);
    const begun = await (await recitalsOf(before)).begin(` ${LEADER} `);
    assert(begun.ok, 'begun');
    leave(before);
    const device = await deviceOf(office);
    const recitals = await recitalsOf(device);
    expect(await recitals.last()).toMatchObject({
      ok: true,
      value: { leader: LEADER, toMs: null },
    });
    const done = await recitals.finish();
    assert(done.ok, 'finished');
    await received(device, 1);
    const text = await recitalDigest({ title: ['IKRAR'], lines: ['Kami berikrar.'] }, digest);
    const { fromMs } = begun.value;
    expect(bodiesIn(office)).toEqual([
      { kind: 'recital', text, leader: LEADER, fromMs, toMs: done.value.toMs },
    ]);
    expect(await device.made(5)).toMatchObject([{ kind: 'recital', name: '', state: 'received' }]);
  });

  test('is kept once, however often and in how many tabs it is finished', async () => {
    const office = await openMemoryOffice();
    const device = await station(office);
    const [here, there] = [await recitalsOf(device), await recitalsOf(await deviceOf(office))];
    const begins = await Promise.all([here.begin(LEADER), there.begin('Orang Lain')]);
    expect(new Set(begins.map((begun) => begun.ok && begun.value.leader)).size).toBe(1);
    const ends = await Promise.all([here.finish(), here.finish(), there.finish()]);
    expect(new Set(ends.map((end) => end.ok && end.value.toMs)).size).toBe(1);
    expect(device.status.get().madeCount).toBeLessThanOrEqual(1);
    await received(device, 1);
    expect(await rowsOf('entries')).toHaveLength(1);
  });

  test('stays begun where the disk refuses its entry, and is kept at the next try', async () => {
    const office = await openMemoryOffice();
    const device = await station(office);
    const recitals = await recitalsOf(device);
    await recitals.begin(LEADER);
    const disk = openBadDisk();
    Object.assign(disk.plan, { abortsAtCommit: 2 });
    expect(await recitals.finish()).toMatchObject({ ok: false, fault: { code: 'storage-failed' } });
    expect(await recitals.last()).toMatchObject({ ok: true, value: { toMs: null } });
    expect(await rowsOf('entries')).toEqual([]);
    expect(await recitals.finish()).toMatchObject({ ok: true });
    disk.close();
    await received(device, 1);
    expect(bodiesIn(office)).toHaveLength(1);
  });

  test('outlives its journal, which was left in the middle', async () => {
    const office = await openMemoryOffice();
    const device = await station(office);
    const recitals = await recitalsOf(device);
    await recitals.begin(LEADER);
    const journals = (await rowsOf('journals')) as readonly object[];
    await putBack(
      'journals',
      journals.map((row) => ({ ...row, isRetired: true })),
    );
    await keep(device, 'Andi'); // begins another journal
    expect(await recitals.finish()).toMatchObject({ ok: true, value: { leader: LEADER } });
    await received(device, 2);
    expect(bodiesIn(office)).toHaveLength(1);
  });

  test('that was forgotten is not kept, and the next one is another', async () => {
    const office = await openMemoryOffice();
    const recitals = await recitalsOf(await station(office));
    await recitals.begin(LEADER);
    await recitals.cancel(toHex(office.gathering.id));
    expect(await recitals.finish()).toMatchObject({ ok: false, fault: { code: 'not-found' } });
    for (const leader of ['Camat', 'Lurah']) {
      await recitals.begin(leader);
      expect(await recitals.finish()).toMatchObject({ ok: true, value: { leader } });
    }
    expect(await rowsOf('entries')).toHaveLength(2);
  });

  test('holds whoever would leave or empty the device', async () => {
    const office = await openMemoryOffice();
    const device = await station(office);
    const recitals = await recitalsOf(device);
    await recitals.begin(LEADER);
    const steward = await stewardOf(device);
    const gathering = toHex(office.gathering.id);
    const reciting = { gathering, title: 'Apel Gabungan', isHere: true };
    expect(await steward.empty()).toEqual(refusedFor([{ kind: 'reciting', reciting }]));
    await recitals.cancel(gathering);
    expect(await steward.leave()).toMatchObject({ value: { kind: 'done' } });
  });

  test('holds the device by its name after another gathering was joined', async () => {
    const office = await openMemoryOffice();
    const device = await station(office);
    await (await recitalsOf(device)).begin(LEADER);
    const invitation = await office.invitation('station');
    const gathering = toHex(office.gathering.id);
    const id = Uint8Array.from([9, 9, 0, 0, 0, 0, 0, 2]);
    office.gathering = { ...office.gathering, id, title: 'Pelantikan' };
    await joinWith(device, await office.invitation('station'));
    const steward = await stewardOf(device);
    expect(await steward.recitals.last()).toMatchObject({ value: null });
    const reciting = { gathering, title: 'Apel Gabungan', isHere: false };
    const refused = refusedFor([{ kind: 'reciting', reciting }]);
    for (const way of ['leave', 'empty'] as const) expect(await steward[way]()).toEqual(refused);

    await joinWith(device, invitation);
    expect(await steward.recitals.last()).toMatchObject({ value: { leader: LEADER, toMs: null } });
    await joinWith(device, await office.invitation('station'));
    await steward.recitals.cancel(gathering);
    expect(await steward.empty()).toMatchObject({ value: { kind: 'done' } });
  });
});

describe('no recital is begun', () => {
  test('where the office has not given its text', async () => {
    const office = await openMemoryOffice();
    const device = await deviceOf(office);
    await device.readInvitation(await office.invitation('station'));
    office.weather = OFFLINE;
    const offer = await device.readInvitation(await office.invitation('station'));
    const joined = offer.ok ? await device.join(offer.value) : offer;
    expect(joined).toMatchObject({ ok: true, value: { recital: null } });
    const begun = await (await recitalsOf(device)).begin(LEADER);
    expect(begun).toMatchObject({ ok: false, fault: { code: 'not-found' } });
  });

  test('on a phone', async () => {
    const office = await openMemoryOffice();
    const begun = await (await recitalsOf(await joinedDevice(office))).begin(LEADER);
    expect(begun).toMatchObject({ ok: false, fault: { code: 'not-permitted' } });
  });
});
