/**
 * Several devices in one browser, one after the other: what a device has is put away whole,
 * keys too, and another one takes its place.
 */
import type { Device } from '#device/device.ts';
import { Db } from '#device/store/db.ts';
import { putBack, rowsOf } from './bad-disk.ts';
import { deleteDatabase, leave } from './device.ts';

/** A device that is put away: every row of every store, and what stands beside the database. */
export interface PackedDevice {
  readonly rows: ReadonlyMap<string, readonly unknown[]>;
  readonly beside: readonly (readonly [string, string])[];
}

/** Closes a device and puts it away; the browser is as new. */
export async function packAway(device: Device): Promise<PackedDevice> {
  leave(device);
  const rows = new Map<string, readonly unknown[]>();
  for (const store of await storesOf()) rows.set(store, await rowsOf(store));
  const beside = Object.entries(localStorage).map(([key, value]) => [key, String(value)] as const);
  localStorage.clear();
  await deleteDatabase();
  return { rows, beside };
}

/** Puts a device back where it was; open it as a page that was just loaded would. */
export async function unpack({ rows, beside }: PackedDevice): Promise<void> {
  await storesOf(); // makes them
  for (const [store, kept] of rows) await putBack(store, kept);
  for (const [key, value] of beside) localStorage.setItem(key, value);
}

/** Puts a device back as the first version of the tables had it. */
export async function unpackAsFirstVersion({ rows }: PackedDevice): Promise<void> {
  const isLater = /^(exported|carried|freight)$/;
  const stores = [...rows.keys()].filter((store) => !isLater.test(store));
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('ikrar', 10);
    request.addEventListener('upgradeneeded', () => {
      for (const store of stores) {
        request.result.createObjectStore(store, { keyPath: FIRST_KEYS[store] ?? 'only' });
      }
    });
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
    request.addEventListener('error', () => reject(new Error('not opened')));
  });
  for (const store of stores) await putBack(store, rows.get(store) ?? []);
}

const FIRST_KEYS: Readonly<Record<string, string | string[]>> = {
  journals: 'id',
  keys: 'journal',
  entries: ['journal', 'seq'],
  signed: ['gathering', 'signatory'],
  doubts: ['journal', 'seq'],
  gatherings: 'id',
  packages: 'gathering',
  rosters: 'gathering',
  drafts: 'id',
};

async function storesOf(): Promise<readonly string[]> {
  const db = new Db();
  await db.open();
  const names = db.tables.map(({ name }) => name);
  db.end();
  return names;
}
