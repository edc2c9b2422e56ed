/** A file settles nothing by being made or carried; only the office's own receipts in it do. */
import { afterEach, describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { parseBatch } from '#core/batch.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import type { Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { PARCELS_PATH, type Parcel, parseParcel } from '#core/parcel.ts';
import { parseSealed } from '#core/seal.ts';
import type { Device, HandFile, Steward, Taken } from '#device/device.ts';
import type { ExportedRow } from '#device/store/db.ts';
import { rowsOf } from '../support/bad-disk.ts';
import {
  deviceOf,
  draftOf,
  inventoryOf,
  joinedDevice,
  keep,
  leave,
  received,
  until,
  wipe,
} from '../support/device.ts';
import { type MemoryOffice, OFFLINE, answer, openMemoryOffice } from '../support/memory-office.ts';
import { packAway, unpack, unpackAsFirstVersion } from '../support/packed-device.ts';

afterEach(wipe);

/** A device that joined with a network once, and signed so many without. */
async function remote(office: MemoryOffice, count: number): Promise<Device> {
  const device = await deviceOf(office);
  await device.readInvitation(await office.invitation()); // pins the office's key
  office.weather = OFFLINE;
  const offer = await device.readInvitation(await office.invitation());
  await device.join(got(offer));
  for (let i = 1; i <= count; i++) await keep(device, `Orang ${i}`);
  await until(device.status, ({ madeCount }) => madeCount === count);
  return device;
}

async function stewardOf(device: Device): Promise<Steward> {
  return got(await device.steward());
}

async function exported(device: Device): Promise<HandFile> {
  const [file] = got(await (await stewardOf(device)).exportAll()).files;
  assert(file !== undefined, 'there is a file');
  return file;
}

async function taken(device: Device, bytes: Bytes): Promise<Result<Taken>> {
  return (await stewardOf(device)).take(new Blob([bytes]));
}

async function imported(office: MemoryOffice, file: HandFile): Promise<Bytes> {
  const receipts = await office.import(file.bytes);
  assert(receipts !== null, 'the office reads it');
  return receipts;
}

/** What another device made, which is put away since. */
async function fromAfar(office: MemoryOffice, count = 3) {
  const device = await remote(office, count);
  const file = await exported(device);
  const entries = bytesOf(await rowsOf('entries'));
  const packed = await packAway(device);
  return { file, entries, packed };
}

describe('a parcel', () => {
  test('holds every entry that is not received, of every journal of this device', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 2);
    await device.join(got(await device.readInvitation(await office.invitation('station'))));
    for (const name of ['Tiga', 'Empat', 'Lima']) await keep(device, name);
    const rows = await rowsOf('entries');
    const made = got(await (await stewardOf(device)).exportAll());
    expect(await rowsOf('journals')).toHaveLength(2);
    expect(made).toMatchObject({
      entryCount: 5,
      gatherings: [{ title: 'Apel Gabungan', entryCount: 5 }],
    });
    const parcel = got(parseParcel(made.files[0]?.bytes ?? new Uint8Array(0)));
    expect(entriesIn(parcel).sort()).toEqual(bytesOf(rows).sort());
    expect(parcel.enrolments).toHaveLength(2);
    expect(made.files[0]?.name).toMatch(/^ikrar-kiriman-perangkat-\d{8}-\d{4}\.ikrar$/);
  });

  test('settles nothing by being made, and may be made again', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 3);
    const [first, second] = [await exported(device), await exported(device)];
    expect(device.status.get()).toMatchObject({ madeCount: 3, receivedCount: 0 });
    expect(entriesIn(got(parseParcel(second.bytes)))).toEqual(
      entriesIn(got(parseParcel(first.bytes))),
    );
    office.weather = {};
    device.sendNow();
    await received(device, 3);
    expect(office.entries()).toHaveLength(3);
  });

  test('is on the disk with its batches before it is given', async () => {
    const device = await remote(await openMemoryOffice(), LIMITS.batchEntriesStart + 2);
    await exported(device);
    const rows = (await rowsOf('exported')) as readonly ExportedRow[];
    expect([...rows].sort((a, b) => a.from - b.from)).toMatchObject([
      { from: 1, count: LIMITS.batchEntriesStart },
      { from: LIMITS.batchEntriesStart + 1, count: 2 },
    ]);
  });

  test('brings the same bytes to the office, and its receipts move the watermark', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 30);
    const receipts = await imported(office, await exported(device));
    expect(office.entries().map(toHex)).toEqual(bytesOf(await rowsOf('entries')));
    expect(await taken(device, receipts)).toMatchObject({
      value: { kind: 'receipts', receivedCount: 30, refusedCount: 0, isOld: false },
    });
    await received(device, 30);
    expect((await device.made(30)).map(({ state }) => state)).toEqual(Array(30).fill('received'));
    expect(await inventoryOf(device)).toMatchObject({ lastContactMs: null });
    expect(await (await stewardOf(device)).exportAll()).toMatchObject({ ok: false });
  });

  test('keeps what the office doubts in sight', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 1);
    office.doubt = 'unknown-signatory';
    await taken(device, await imported(office, await exported(device)));
    await received(device, 1);
    expect(await inventoryOf(device)).toMatchObject({ doubted: [{ name: 'Orang 1' }] });
  });
});

describe('receipts', () => {
  test('taken twice are taken once', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 3);
    const receipts = await imported(office, await exported(device));
    await taken(device, receipts);
    expect(await taken(device, receipts)).toMatchObject({
      value: { kind: 'receipts', receivedCount: 0, returnedCount: 0 },
    });
    await received(device, 3);
  });

  test('in the wrong order end where the right order ends', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 3);
    const early = await imported(office, await exported(device));
    await keep(device, 'Orang 4');
    const late = await imported(office, await exported(device));
    expect(await taken(device, late)).toMatchObject({ value: { receivedCount: 4 } });
    expect(await taken(device, early)).toMatchObject({
      value: { receivedCount: 0, returnedCount: 0, isOld: true },
    });
    await received(device, 4);
  });

  test.each([
    ['without noticing', 1],
    ['and knew it', 2],
  ])('that are old mark nothing that an office put back %s has said it lacks', async (_, epoch) => {
    const office = await openMemoryOffice();
    const device = await remote(office, 5);
    const old = await imported(office, await exported(device));
    await taken(device, old);
    await received(device, 5);
    office.forget(4);
    office.epoch = epoch;
    await keep(device, 'Orang 6');
    const news = await imported(office, await exported(device));
    expect(await taken(device, news)).toMatchObject({
      value: { receivedCount: 0, returnedCount: 1 },
    });
    await received(device, 4);
    expect(await taken(device, old)).toMatchObject({ value: { receivedCount: 0, isOld: true } });
    await received(device, 4);
    const parcel = await exported(device);
    expect(entriesIn(got(parseParcel(parcel.bytes)))).toHaveLength(2);
    await taken(device, await imported(office, parcel));
    await received(device, 6);
    expect(office.entries()).toHaveLength(6);
  });

  test('that are older than what came by network mark nothing either', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 5);
    const old = await imported(office, await exported(device));
    office.weather = {};
    device.sendNow();
    await received(device, 5);
    office.forget(3);
    // One word of the office, and the network is gone again.
    office.weather = {
      after: (_, reply) => {
        office.weather = OFFLINE;
        return reply;
      },
    };
    device.sendNow();
    await received(device, 2);
    expect(await taken(device, old)).toMatchObject({ value: { receivedCount: 0, isOld: true } });
    await received(device, 2);
  });

  test('of another device change nothing and say so', async () => {
    const office = await openMemoryOffice();
    const other = await packAway(await remote(office, 2));
    await unpack(other);
    const theirs = await deviceOf(office);
    const receipts = await imported(office, await exported(theirs));
    await packAway(theirs);
    office.weather = {};
    const device = await remote(office, 2);
    expect(await taken(device, receipts)).toMatchObject({ value: { kind: 'not-ours' } });
    await received(device, 0);
  });

  test('of another office change nothing', async () => {
    const office = await openMemoryOffice();
    const impostor = await openMemoryOffice();
    const device = await remote(office, 2);
    const receipts = await imported(impostor, await exported(device));
    expect(await taken(device, receipts)).toMatchObject({ fault: { code: 'unsealed' } });
    await received(device, 0);
  });

  test('that were cut or edited change nothing', async () => {
    const office = await openMemoryOffice();
    const device = await remote(office, 3);
    const receipts = await imported(office, await exported(device));
    const before = await rowsOf('journals');
    for (const bytes of spoilt(receipts, 1)) {
      expect(await taken(device, bytes)).toMatchObject({ ok: false });
    }
    expect(await rowsOf('journals')).toEqual(before);
  });
});

describe('a parcel of another device', () => {
  test('is carried, delivered when there is a network, and its receipts go back', async () => {
    const office = await openMemoryOffice();
    const afar = await fromAfar(office);
    office.weather = {};
    const carrier = await joinedDevice(office);
    await until(carrier.joined, (joined) => joined?.enrolled === true);
    office.weather = OFFLINE;
    await taken(carrier, afar.file.bytes);
    const steward = await stewardOf(carrier);
    expect(steward.carrying.get().parcels).toMatchObject([{ entryCount: 3, answeredAtMs: null }]);
    await until(carrier.status, ({ openCount }) => openCount === 1);
    office.weather = {};
    steward.deliverNow();
    await until(steward.carrying, ({ parcels }) => typeof parcels[0]?.answeredAtMs === 'number');
    await until(carrier.status, ({ openCount }) => openCount === 0);
    expect(office.entries().map(toHex)).toEqual(afar.entries);
    expect(carrier.status.get().madeCount).toBe(0);
    const [row] = steward.carrying.get().parcels;
    const back = got(await steward.answerTo(row?.id ?? ''));
    expect(back.name).toMatch(/^ikrar-tanda-terima-perangkat-/);
    await packAway(carrier);
    await unpack(afar.packed);
    office.weather = OFFLINE;
    const device = await deviceOf(office);
    expect(await taken(device, back.bytes)).toMatchObject({ value: { receivedCount: 3 } });
    await received(device, 3);
  });

  test('survives a reload, and goes by itself once there is a network', async () => {
    const office = await openMemoryOffice();
    const afar = await fromAfar(office);
    office.weather = {};
    const carrier = await remote(office, 0);
    await taken(carrier, afar.file.bytes);
    leave(carrier);
    office.weather = {};
    const again = await deviceOf(office);
    await until(again.status, () => office.entries().length === 3);
    const steward = await stewardOf(again);
    await until(steward.carrying, ({ parcels }) => typeof parcels[0]?.answeredAtMs === 'number');
    expect(office.entries().map(toHex)).toEqual(afar.entries);
  });

  test('waits until the own entries of its carrier are received', async () => {
    const office = await openMemoryOffice();
    const afar = await fromAfar(office);
    office.weather = {};
    const carrier = await remote(office, 40);
    await taken(carrier, afar.file.bytes);
    const order: string[] = [];
    office.weather = {
      before: ({ path }) => {
        order.push(path);
        return null;
      },
    };
    carrier.sendNow();
    const steward = await stewardOf(carrier);
    await until(steward.carrying, ({ parcels }) => typeof parcels[0]?.answeredAtMs === 'number');
    expect(carrier.status.get().receivedCount).toBe(40);
    expect(order.indexOf(PARCELS_PATH)).toBeGreaterThan(order.indexOf('/api/v1/sync'));
    expect(order.filter((path) => path === PARCELS_PATH)).toHaveLength(1);
  });

  test('twice is one row, and a parcel of its own is named as such', async () => {
    const office = await openMemoryOffice();
    const afar = await fromAfar(office);
    office.weather = {};
    const carrier = await remote(office, 1);
    await taken(carrier, afar.file.bytes);
    expect(await taken(carrier, afar.file.bytes)).toMatchObject({
      value: { kind: 'carried', isNew: false },
    });
    expect(await rowsOf('carried')).toHaveLength(1);
    const own = await exported(carrier);
    expect(await taken(carrier, own.bytes)).toMatchObject({ value: { kind: 'own' } });
    expect(await rowsOf('carried')).toHaveLength(1);
  });

  test('that was cut or edited is not carried, and other files are none', async () => {
    const office = await openMemoryOffice();
    const afar = await fromAfar(office);
    office.weather = {};
    const carrier = await remote(office, 0);
    // The name of the station and the time are labels; from the first proof on all is sealed.
    const from = afar.file.bytes.findIndex((byte) => byte === COSE_TAG);
    for (const bytes of spoilt(afar.file.bytes, from)) {
      expect(await taken(carrier, bytes)).toMatchObject({ ok: false });
    }
    const photo = new Uint8Array(2_000).fill(0xd8);
    expect(await taken(carrier, photo)).toMatchObject({ fault: { code: 'not-a-parcel' } });
    expect(await rowsOf('carried')).toHaveLength(0);
  });

  test('is not dropped before its answer came, and a portal is no answer', async () => {
    const office = await openMemoryOffice();
    const afar = await fromAfar(office);
    office.weather = {};
    const carrier = await joinedDevice(office);
    await until(carrier.joined, (joined) => joined?.enrolled === true);
    const portal = new TextEncoder().encode('<html>Login</html>').slice();
    office.weather = { before: ({ path }) => (path === PARCELS_PATH ? answer(200, portal) : null) };
    await taken(carrier, afar.file.bytes);
    const steward = await stewardOf(carrier);
    await until(steward.carrying, ({ phase }) => phase === 'office');
    const [row] = steward.carrying.get().parcels;
    expect(row?.answeredAtMs).toBe(null);
    expect(await steward.drop(row?.id ?? '')).toMatchObject({ fault: { code: 'conflict' } });
    office.weather = {};
    steward.deliverNow();
    await until(steward.carrying, ({ parcels }) => typeof parcels[0]?.answeredAtMs === 'number');
    expect(await steward.drop(row?.id ?? '')).toMatchObject({ ok: true });
    expect(await rowsOf('freight')).toHaveLength(0);
  });
});

describe('leaving', () => {
  test('is refused while anything is not received, and says how much', async () => {
    const device = await remote(await openMemoryOffice(), 2);
    const steward = await stewardOf(device);
    const refused = { value: { kind: 'refused', obstacles: [{ kind: 'waiting', n: 2 }] } };
    expect(await steward.leave()).toMatchObject(refused);
    expect(await steward.empty()).toMatchObject(refused);
    expect(await rowsOf('entries')).toHaveLength(2);
    leave(device);
    const again = await deviceOf(await openMemoryOffice());
    expect(again.joined.get()).not.toBe(null);
    expect(again.status.get().storageWasLost).toBe(false);
  });

  test('is refused while a signing is in progress', async () => {
    const device = await remote(await openMemoryOffice(), 0);
    await device.saveDraft(draftOf('Sedang Menulis'));
    expect(await (await stewardOf(device)).empty()).toMatchObject({
      value: { kind: 'refused', obstacles: [{ kind: 'writing' }] },
    });
    expect(await device.loadDraft()).toEqual(draftOf('Sedang Menulis'));
  });

  test('is refused while a parcel of somebody else is not delivered', async () => {
    const office = await openMemoryOffice();
    const other = await remote(office, 3);
    const file = await exported(other);
    await packAway(other);
    office.weather = {};
    const carrier = await remote(office, 0);
    await taken(carrier, file.bytes);
    expect(await (await stewardOf(carrier)).empty()).toMatchObject({
      value: { kind: 'refused', obstacles: [{ kind: 'carried', n: 1 }] },
    });
  });

  test('keeps every byte, and joining again goes on in the same journal', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    expect(await (await stewardOf(device)).leave()).toMatchObject({ value: { kind: 'done' } });
    leave(device);
    const again = await deviceOf(office);
    expect(again.joined.get()).toBe(null);
    expect(again.status.get()).toMatchObject({ madeCount: 1, receivedCount: 1 });
    office.forget(1);
    again.sendNow();
    await until(again.status, ({ receivedCount }) => receivedCount === 0);
    await received(again, 1);
    const offer = await again.readInvitation(await office.invitation());
    await again.join(got(offer));
    await keep(again, 'Dua');
    await received(again, 2);
    expect(office.journals.size).toBe(1);
  });

  test('for good empties every store, and is no loss', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    expect(await (await stewardOf(device)).empty()).toMatchObject({ value: { kind: 'done' } });
    for (const store of ['journals', 'keys', 'entries', 'gatherings', 'signed', 'office']) {
      expect(await rowsOf(store)).toEqual([]);
    }
    leave(device);
    const again = await deviceOf(office);
    expect(again.status.get()).toMatchObject({ madeCount: 0, storageWasLost: false });
    expect(again.joined.get()).toBe(null);
  });
});

test('a database of the first version keeps everything and goes on', async () => {
  const office = await openMemoryOffice();
  const packed = await packAway(await remote(office, 3));
  await unpackAsFirstVersion(packed);
  const device = await deviceOf(office);
  expect(device.status.get()).toMatchObject({ madeCount: 3, receivedCount: 0 });
  await keep(device, 'Orang 4');
  await taken(device, await imported(office, await exported(device)));
  await received(device, 4);
  expect(office.entries()).toHaveLength(4);
});

/** What every sealed thing begins with. */
const COSE_TAG = 0xd2;

function got<T>(result: Result<T>): T {
  assert(result.ok, result.ok ? '' : `${result.fault.code}: ${result.fault.detail}`);
  return result.value;
}

function bytesOf(rows: readonly unknown[]): string[] {
  return rows.map((row) => toHex((row as { readonly bytes: Bytes }).bytes)); // entries have bytes
}

function entriesIn({ batches }: Parcel): string[] {
  return batches.flatMap((bytes) => {
    const sealed = got(parseSealed(bytes, 'batch', { bytesMax: LIMITS.batchBytesMax }));
    return got(parseBatch(sealed.body)).entries.map(toHex);
  });
}

/** The file cut short at several places, and with one bit turned at many. */
function* spoilt(bytes: Bytes, from: number): Generator<Bytes> {
  for (const part of [0.1, 0.5, 0.9]) yield bytes.slice(0, Math.floor(bytes.length * part));
  yield bytes.slice(0, -1);
  for (let at = from; at < bytes.length; at += 23) {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    yield copy;
  }
}
