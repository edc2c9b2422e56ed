/** Runs in the page: signings kept one after another, with many present, in milliseconds each. */
import { toHex } from '#core/bytes.ts';
import { randomBytes } from '#device/keys.ts';
import { Db, type EntryRow } from '#device/store/db.ts';
import { INK, draftOf, joinedDevice, until } from '../tests/support/device.ts';
import { OFFLINE, openMemoryOffice } from '../tests/support/memory-office.ts';

const WARM_UP = 30;

/** Keeps `count` signings in a database that already holds `present`. */
export async function run({
  present,
  count,
}: {
  readonly present: number;
  readonly count: number;
}): Promise<readonly number[]> {
  const office = await openMemoryOffice();
  const device = await joinedDevice(office);
  await until(device.joined, (joined) => joined?.enrolled === true);
  office.weather = OFFLINE;
  await fill(present);
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + count; i++) {
    const draft = draftOf(`Orang ${i}`, { ink: INK });
    await device.saveDraft(draft);
    const before = performance.now();
    const kept = await device.keep(draft);
    times.push(performance.now() - before);
    if (!kept.ok) throw new Error(kept.fault.detail);
  }
  return times.slice(WARM_UP);
}

/** Puts entries under the head of the journal, as if they had been kept. */
async function fill(present: number): Promise<void> {
  const db = new Db();
  const journal = await db.journals.toCollection().first();
  if (journal === undefined) throw new Error('a journal was joined');
  const digest = randomBytes(32);
  for (let from = 1; from <= present; from += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, present - from + 1) }, (_, i): EntryRow => {
      const { id, gathering } = journal;
      const seq = from + i;
      const bytes = randomBytes(420);
      return {
        journal: id,
        seq,
        bytes,
        digest,
        gathering,
        name: toHex(digest),
        wallMs: 0,
      };
    });
    await db.write([db.entries], () => db.entries.bulkAdd(rows));
  }
  await db.write([db.journals], () => db.journals.put({ ...journal, seq: present, digest }));
  db.close();
}
