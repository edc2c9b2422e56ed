/**
 * Two builds of the app and one database: what the newer one has raised, the older one leaves as it
 * is, whether it was open before or is opened after, and says that it cannot keep.
 */
import { afterEach, expect, test } from 'vitest';
import { openDevice } from '#device/open.ts';
import { rowsOf } from '../support/bad-disk.ts';
import { draftOf, joinedDevice, keep, leave, received, wipe } from '../support/device.ts';
import { noOffice, openMemoryOffice } from '../support/memory-office.ts';

const STORES = ['entries', 'journals', 'drafts', 'gatherings', 'keys', 'signed'] as const;
const REFUSED = { ok: false, fault: { code: 'storage-failed' } };

afterEach(wipe);

test('an older tab that is open writes nothing more once a newer build has raised the database', async () => {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await keep(device, 'Sebelum');
  await received(device, 1);
  const newer = await raiseDatabase();
  const before = await everything();
  expect(await device.keep(draftOf('Lama'))).toMatchObject(REFUSED);
  expect(await device.saveDraft(draftOf('Lama'))).toMatchObject(REFUSED);
  device.sendNow();
  expect(await everything()).toEqual(before);
  newer.close();
});

test('an older build opened on a raised database says that it cannot keep, and changes nothing', async () => {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await keep(device, 'Satu');
  await device.saveDraft(draftOf('Dua'));
  leave(device);
  const newer = await raiseDatabase();
  const before = await everything();
  const opened = await openDevice({
    origin: 'https://kantor.example',
    build: 'older',
    transport: noOffice,
  });
  expect(opened).toMatchObject(REFUSED);
  expect(await everything()).toEqual(before);
  expect(await versionNow()).toBe(newer.version);
  newer.close();
});

/** What a build of next year does when it starts: another version, one more store, other rows. */
async function raiseDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('ikrar', (await versionNow()) + 10);
  return new Promise((resolve, reject) => {
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('witnesses', { keyPath: 'id' });
      request.transaction?.objectStore('fence').put({ only: 1, schema: 99 });
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('not raised')));
  });
}

async function versionNow(): Promise<number> {
  const databases = await indexedDB.databases();
  return databases.find(({ name }) => name === 'ikrar')?.version ?? 0;
}

async function everything(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const rows = await Promise.all(
    STORES.map(async (store) => [store, await rowsOf(store)] as const),
  );
  // A key that cannot be read out cannot be compared: that it is there is enough.
  return Object.fromEntries(
    rows.map(([store, all]) => [store, store === 'keys' ? all.map(() => 'a key') : all]),
  );
}
