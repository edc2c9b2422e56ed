/**
 * Two builds of the app and one database: what the newer one has raised, the older one leaves as it
 * is, whether it was open before or is opened after, and says that it cannot keep. What an older
 * one has written, the newer one reads; and what both write, both read.
 */
import { afterEach, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import type { Result } from '#core/fault.ts';
import { parseInvitation } from '#core/invitation.ts';
import { makeJournalKeys } from '#device/keys.ts';
import { openDevice } from '#device/open.ts';
import type { GatheringRow } from '#device/store/db.ts';
import { putBack, rowsOf } from '../support/bad-disk.ts';
import { deviceOf, draftOf, joinedDevice, keep, leave, received, wipe } from '../support/device.ts';
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

test('a device of an earlier build, which kept the invitation as text, goes on with its gathering', async () => {
  const office = await openMemoryOffice();
  await earlierDatabase(await office.invitation('station'), office.stationCode);
  const device = await deviceOf(office);
  expect(device.joined.get()).toMatchObject({ grade: 'station', gathering: office.gathering });
  office.weather = { before: async () => ({ kind: 'offline' }) };
  await keep(device, 'Sesudah');
  const steward = got(await device.steward());
  const { files, gatherings } = got(await steward.exportAll());
  expect(gatherings).toEqual([{ title: office.gathering.title, entryCount: 1 }]);
  expect(files).toHaveLength(1);
  office.weather = {};
  device.sendNow();
  await received(device, 1);
});

test('an earlier build finds the invitation as the text that it reads', async () => {
  const office = await openMemoryOffice();
  const text = await office.invitation('station');
  await joinedDevice(office, 'station');
  const [row] = await rowsOf('gatherings');
  // An invitation is sealed with chance, so what it says is compared.
  const said = got(parseInvitation((row as { readonly invitation: string }).invitation));
  expect(said.invitation).toEqual(got(parseInvitation(text)).invitation);
  expect(said.stationCode).toBeNull();
  expect(row).toMatchObject({ parsed: { invitation: said.invitation } });
});

test('a kind of gathering that an earlier build did not know is read from the text again', async () => {
  const office = await openMemoryOffice();
  leave(await joinedDevice(office));
  const rows = (await rowsOf('gatherings')) as readonly GatheringRow[];
  await putBack(
    'gatherings',
    rows.map(({ parsed, ...row }) => {
      assert(parsed !== undefined, 'this build keeps what the invitation says');
      const { invitation } = parsed;
      const gathering = { ...invitation.gathering, kind: 'unknown' };
      return { ...row, parsed: { ...parsed, invitation: { ...invitation, gathering } } };
    }),
  );
  const device = await deviceOf(office);
  expect(device.joined.get()?.gathering).toEqual(office.gathering);
});

test('a text that an earlier build put in the place of another is the one that counts', async () => {
  const office = await openMemoryOffice();
  leave(await joinedDevice(office));
  office.gathering = { ...office.gathering, title: 'Apel yang Dipindahkan' };
  const moved = await office.invitation();
  const rows = (await rowsOf('gatherings')) as readonly GatheringRow[];
  await putBack(
    'gatherings',
    rows.map((row) => ({ ...row, invitation: moved })),
  );
  const device = await deviceOf(office);
  expect(device.joined.get()?.gathering.title).toBe('Apel yang Dipindahkan');
});

/** The tables of the first release, and a station in them that has joined and kept nothing. */
async function earlierDatabase(text: string, secret: Bytes): Promise<void> {
  const [invitation = ''] = text.split(/\/(?=[A-Z2-7]+$)/); // without the code of a station
  const { id, pair, publicKey } = await makeJournalKeys();
  const gathering = toHex(got(parseInvitation(text)).invitation.gathering.id);
  const journal = {
    id: toHex(id),
    gathering,
    grade: 'station',
    secret,
    grant: null,
    seq: 0,
    digest: new Uint8Array(32),
    mark: {
      seq: 0,
      extra: [],
      safeSeq: 0,
      forked: false,
      epoch: 0,
      toldSeq: 0,
      toldForked: false,
    },
    isRetired: false,
    madeAtMs: Date.now(),
  };
  const request = indexedDB.open('ikrar', 20); // version 2, as the database library counts
  await new Promise<void>((resolve, reject) => {
    request.addEventListener('upgradeneeded', () => {
      for (const [store, keyPath] of Object.entries(EARLIER_STORES)) {
        request.result.createObjectStore(store, { keyPath });
      }
    });
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(new Error('not made')));
  });
  request.result.close();
  await putBack('fence', [{ only: 1, schema: 1 }]);
  await putBack('journals', [journal]);
  await putBack('keys', [{ journal: journal.id, pair, publicKey }]);
  await putBack('gatherings', [
    { id: gathering, invitation, grade: 'station', journal: journal.id },
  ]);
  await putBack('current', [{ only: 1, gathering }]);
}

const EARLIER_STORES: Readonly<Record<string, string | string[]>> = {
  journals: 'id',
  keys: 'journal',
  entries: ['journal', 'seq'],
  signed: ['gathering', 'signatory'],
  doubts: ['journal', 'seq'],
  gatherings: 'id',
  packages: 'gathering',
  rosters: 'gathering',
  drafts: 'id',
  fence: 'only',
  current: 'only',
  office: 'only',
  contact: 'only',
  loss: 'only',
  probe: 'only',
  reserve: 'only',
  exported: 'batch',
  carried: 'id',
  freight: 'id',
};

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

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
