/** Kept means kept: what the disk does to us is a fault with the ink still there, never a tick. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDevice } from '#device/open.ts';
import { type BadDisk, openBadDisk, putBack, rowsOf } from '../support/bad-disk.ts';
import {
  deleteDatabase,
  deviceOf,
  draftOf,
  joinedDevice,
  keep,
  leave,
  received,
  until,
  wipe,
} from '../support/device.ts';
import { noOffice, openMemoryOffice } from '../support/memory-office.ts';

let disk: BadDisk;

beforeEach(() => {
  disk = openBadDisk();
});

afterEach(async () => {
  disk.close();
  await wipe();
});

describe('keeping', () => {
  test('writes with strict durability, and nothing with less', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    await keep(device, 'Ketat');
    const writes = disk.seen.filter(({ mode }) => mode === 'readwrite');
    expect(writes.length).toBeGreaterThan(0);
    expect(new Set(writes.map(({ durability }) => durability))).toEqual(new Set(['strict']));
  });

  test('answers after the write is complete and was read back, never before', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    const { log } = disk;
    log.length = 0;
    await keep(device, 'Urut');
    log.push('kept');
    const write = log.indexOf('readwrite complete');
    const read = log.indexOf('readonly begins', write);
    expect(write).toBeGreaterThanOrEqual(0);
    expect(read).toBeGreaterThan(write);
    expect(log.indexOf('kept')).toBeGreaterThan(read);
  });

  test('puts entry, head and draft in one transaction', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    await keep(device, 'Satu Transaksi');
    const write = disk.seen.find(
      ({ mode, stores }) => mode === 'readwrite' && stores.includes('entries'),
    );
    expect(write?.stores).toEqual(['drafts', 'entries', 'fence', 'journals', 'signed']);
  });

  test('tries again when a commit aborts, and makes one entry of it', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    disk.plan.abortsAtCommit = 1;
    await keep(device, 'Sekali Lagi');
    expect(await rowsOf('entries')).toHaveLength(1);
  });

  test('says so when commits keep aborting, with the draft as it was', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await device.saveDraft(draftOf('Gagal'));
    disk.plan.abortsAtCommit = 2;
    expect(await device.keep(draftOf('Gagal'))).toMatchObject({
      ok: false,
      fault: { code: 'storage-failed' },
    });
    expect(await device.loadDraft()).toEqual(draftOf('Gagal'));
    expect(await rowsOf('entries')).toHaveLength(0);
    await keep(device, 'Gagal');
    await received(device, 1);
  });

  test.each(['InvalidStateError', 'UnknownError'])('connects anew after %s', async (deadName) => {
    const device = await joinedDevice(await openMemoryOffice());
    await keep(device, 'Sebelum');
    Object.assign(disk.plan, { deadWrites: 1, deadName });
    await keep(device, 'Sesudah');
    expect(disk.plan.deadWrites).toBe(0);
    expect(await rowsOf('entries')).toHaveLength(2);
  });

  test('finds its entry when the connection died after the commit, and keeps one', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    await keep(device, 'Sebelum');
    await received(device, 1);
    disk.plan.deadReads = 1;
    await keep(device, 'Sudah Ada');
    expect(disk.plan.deadReads).toBe(0);
    expect(await rowsOf('entries')).toHaveLength(2);
  });

  test('gives no tick for what is read back otherwise, and leaves that journal', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    disk.plan.corruptions = 1;
    expect(await device.keep(draftOf('Rusak'))).toMatchObject({
      ok: false,
      fault: { code: 'storage-failed' },
    });
    await until(device.status, () => true);
    expect(await device.loadDraft()).toEqual(draftOf('Rusak'));
    await keep(device, 'Rusak');
    const journals = (await rowsOf('journals')) as readonly { readonly isRetired: boolean }[];
    expect(journals.filter(({ isRetired }) => isRetired)).toHaveLength(1);
    expect(journals).toHaveLength(2);
  });
});

describe('a database that is not what it was', () => {
  test('put back behind our back is noticed by the office, and nothing is lost', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    const before = { journals: await rowsOf('journals'), entries: await rowsOf('entries') };
    await keep(device, 'Dua');
    await keep(device, 'Tiga');
    await received(device, 3);
    leave(device);
    localStorage.clear();
    await putBack('journals', before.journals);
    await putBack('entries', before.entries);
    const again = await deviceOf(office);
    await keep(again, 'Dua Lain');
    await received(again, 2);
    await keep(again, 'Tiga Lain');
    await received(again, 3);
    expect(office.journals.size).toBe(2);
    expect(office.entries()).toHaveLength(5);
  });

  test('older than its trace is noticed at the start, before any contact', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    const before = { journals: await rowsOf('journals'), entries: await rowsOf('entries') };
    await keep(device, 'Dua');
    leave(device);
    await putBack('journals', before.journals);
    await putBack('entries', before.entries);
    const again = await deviceOf(office);
    expect(again.status.get().storageWasLost).toBe(true);
    await keep(again, 'Tiga');
    await until(again.status, ({ madeCount }) => madeCount === 3);
    const rows = (await rowsOf('entries')) as readonly { readonly seq: number }[];
    expect(rows.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([1, 1, 2]);
  });

  test('cleared while the app runs begins a new journal, and says so', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Hilang');
    await received(device, 1);
    await deleteDatabase();
    await keep(device, 'Baru');
    await until(device.status, ({ storageWasLost }) => storageWasLost);
    await received(device, 2);
    expect(office.entries()).toHaveLength(3);
    expect(office.journals.size).toBe(2);
  });

  test('of a newer build is not written to', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    await putBack('fence', [{ only: 1, schema: 99 }]);
    expect(await device.keep(draftOf('Lama'))).toMatchObject({
      ok: false,
      fault: { code: 'storage-failed' },
    });
    expect(await rowsOf('entries')).toHaveLength(0);
    await putBack('fence', [{ only: 1, schema: 1 }]);
  });

  test('that is missing altogether is said at the start', async () => {
    const original = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });
    const options = { origin: 'https://kantor.example', build: 'test', transport: noOffice };
    const opened = await openDevice(options);
    Object.defineProperty(globalThis, 'indexedDB', original ?? {});
    expect(opened).toMatchObject({ ok: false, fault: { code: 'storage-missing' } });
  });
});
