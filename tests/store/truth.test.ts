/** What a steward is told of a device is read from its disk, and a loss reaches the office once. */
import { afterEach, describe, expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { parseLoss } from '#core/loss.ts';
import type { Device } from '#device/device.ts';
import { holdWriting } from '#device/tabs/writing.ts';
import { rowsOf } from '../support/bad-disk.ts';
import {
  deleteDatabase,
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
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

describe('an inventory', () => {
  test('counts what is kept, and what the office received', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    office.weather = OFFLINE;
    await keep(device, 'Dua');
    expect(await inventoryOf(device)).toMatchObject({ madeCount: 2, receivedCount: 1, loss: null });
  });

  test('knows of ink on the disk, and of ink on the screen of any tab', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    await device.saveDraft(draftOf('Satu', { ink: null }));
    expect((await inventoryOf(device)).isWriting).toBe(false);
    await device.saveDraft(draftOf('Satu'));
    expect((await inventoryOf(device)).isWriting).toBe(true);
    await device.dropDraft();
    expect((await inventoryOf(device)).isWriting).toBe(false);
    const release = holdWriting();
    expect((await inventoryOf(device)).isWriting).toBe(true);
    release();
    await expect.poll(async () => (await inventoryOf(device)).isWriting).toBe(false);
  });

  test('of a disk that cannot be read is a fault, and no old answer', async () => {
    const device = await joinedDevice(await openMemoryOffice());
    const steward = await device.steward();
    leave(device);
    expect(steward.ok && (await steward.value.inventory())).toMatchObject({ ok: false });
  });
});

describe('storage that was cleared', () => {
  test('is told to the office once, whatever is opened again', async () => {
    const office = await openMemoryOffice();
    const lost = await lostDevice(office, 3);
    const device = await joinedDevice(office);
    await received(device, 1);
    expect(toldTo(office)).toEqual([{ journal: lost, heldSeq: 0, seq: 3 }]);
    expect((await inventoryOf(device)).loss).toMatchObject({
      entryCount: 3,
      isRead: false,
      isTold: true,
      noteCount: 1,
    });
    leave(device);
    const again = await deviceOf(office);
    await keep(again, 'Sesudah');
    await received(again, 2);
    expect(toldTo(office)).toHaveLength(1);
  });

  test('keeps its alarm until it was read and the office could be told', async () => {
    const office = await openMemoryOffice();
    await lostDevice(office, 2);
    const device = await deviceOf(office);
    expect(device.status.get().storageWasLost).toBe(true);
    await confirm(device);
    expect(await inventoryOf(device)).toMatchObject({ loss: { isRead: true, isTold: false } });
    leave(device);
    const again = await joinedDevice(office);
    await until(again.status, ({ storageWasLost }) => !storageWasLost);
    await received(again, 1);
    expect(toldTo(office)).toHaveLength(1);
  });

  test('is noticed also when nobody signed since the app was opened', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    leave(device);
    leave(await deviceOf(office));
    await deleteDatabase();
    expect((await deviceOf(office)).status.get().storageWasLost).toBe(true);
  });

  test('by an older copy tells what the disk still has', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    const [journal] = (await rowsOf('journals')) as readonly { readonly id: string }[];
    leave(device);
    localStorage.setItem('ikrar:last-kept', `${journal?.id} 4`);
    const again = await deviceOf(office);
    await received(again, 2);
    expect(toldTo(office)).toEqual([{ journal: journal?.id, heldSeq: 1, seq: 4 }]);
  });

  test('a second time, by an older copy, is told besides the first', async () => {
    const office = await openMemoryOffice();
    const lost = await lostDevice(office, 2);
    const device = await joinedDevice(office);
    await received(device, 1);
    const [journal] = (await rowsOf('journals')) as readonly { readonly id: string }[];
    leave(device);
    localStorage.setItem('ikrar:last-kept', `${journal?.id} 5`);
    const again = await deviceOf(office);
    await received(again, 2);
    await expect
      .poll(() => toldTo(office))
      .toEqual([
        { journal: lost, heldSeq: 0, seq: 2 },
        { journal: journal?.id, heldSeq: 1, seq: 5 },
      ]);
    expect((await inventoryOf(again)).loss).toMatchObject({ entryCount: 6, isTold: true });
  });

  test('with its trace, in a tab that has kept nothing, still raises the alarm', async () => {
    const office = await openMemoryOffice();
    const first = await joinedDevice(office);
    await keep(first, 'Satu');
    await received(first, 1);
    leave(first);
    const device = await deviceOf(office);
    await until(device.joined, (joined) => joined?.enrolled === true);
    await deleteDatabase();
    localStorage.clear();
    await keep(device, 'Dua');
    expect((await inventoryOf(device)).loss).toMatchObject({ entryCount: null, isRead: false });
    await until(device.status, ({ storageWasLost }) => storageWasLost);
  });

  test('under a running app is told from memory when the trace went too', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Satu');
    await received(device, 1);
    const [lost] = office.journals.keys();
    await deleteDatabase();
    localStorage.clear();
    await keep(device, 'Dua');
    await received(device, 2);
    expect(toldTo(office)).toEqual([{ journal: lost, heldSeq: 0, seq: 1 }]);
  });
});

/** A device whose database is gone, with a trace of so many entries; the journal it had. */
async function lostDevice(office: MemoryOffice, count: number): Promise<string> {
  const device = await joinedDevice(office);
  for (let i = 1; i <= count; i++) await keep(device, `Orang ${i}`);
  const [journal] = (await rowsOf('journals')) as readonly { readonly id: string }[];
  leave(device);
  await deleteDatabase();
  return journal?.id ?? '';
}

async function confirm(device: Device): Promise<void> {
  const steward = await device.steward();
  expect(steward.ok && (await steward.value.confirmLoss())).toMatchObject({ ok: true });
}

/** What notes at the office tell of lost journals. */
function toldTo(office: MemoryOffice): readonly object[] {
  return office.entries().flatMap((bytes) => {
    const read = parseEntry(bytes);
    const body = read.ok && read.value.body.ok ? read.value.body.value : null;
    const loss = body?.kind === 'note' ? parseLoss(body.text) : null;
    return loss === null ? [] : [{ ...loss, journal: toHex(loss.journal) }];
  });
}
