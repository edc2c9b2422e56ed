/** Ink and names leave a device only when the office keeps them safely, and then they really do. */
import { afterEach, describe, expect, test } from 'vitest';
import { parseEntry } from '#core/entry.ts';
import { LIMITS } from '#core/limits.ts';
import { encodeRoster } from '#core/roster.ts';
import { type Clock, openClock } from '#device/clock.ts';
import type { DeviceParts } from '#device/device-parts.ts';
import type { Device } from '#device/device.ts';
import { randomBytes } from '#device/keys.ts';
import { purgeNowAndThen } from '#device/steward/purge.ts';
import { Db, type EntryRow, type JournalRow } from '#device/store/db.ts';
import { holdWriting } from '#device/tabs/writing.ts';
import { putBack, rowsOf } from '../support/bad-disk.ts';
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
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

const MADE = 5;
const DAY_MS = 24 * 3_600_000;

const ROSTER = encodeRoster({
  programme: 'contoh',
  agencies: [{ no: 0, name: 'Dinas Contoh', shortName: 'Dinas', kind: 'dinas', parent: null }],
  rows: [
    {
      no: 1,
      name: 'Siti Rahmawati',
      number: '',
      numberKind: 'none',
      birthDate: '1991-12-03',
      rank: '',
      position: 'Staf',
      agency: 0,
      category: 'asn',
      order: 0,
    },
  ],
});

/** A station that made entries and was put away, and an office that has them in every backup. */
async function fieldwork(): Promise<MemoryOffice> {
  const office = await openMemoryOffice({ roster: ROSTER });
  const device = await joinedDevice(office, 'station');
  await device.prepare();
  for (let i = 1; i < MADE; i++) await keep(device, `Orang ${i}`);
  const kept = await device.keep(
    draftOf('', { signatory: { kind: 'listed', no: 1, name: 'Siti Rahmawati', category: 'asn' } }),
  );
  expect(kept.ok).toBe(true);
  await received(device, MADE);
  leave(device);
  office.safeSeq = MADE;
  return office;
}

/** The gathering was closed, and the days of retention are over by the office's clock. */
function endOf(office: MemoryOffice): void {
  office.closedAtMs = Date.now();
  office.aheadMs = LIMITS.retentionMs + 60_000;
}

const entries = async (): Promise<readonly EntryRow[]> =>
  (await rowsOf('entries')) as readonly EntryRow[];

const purgedSeqs = async (): Promise<readonly number[]> =>
  (await entries()).filter(({ bytes }) => bytes.length === 0).map(({ seq }) => seq);

async function toldMs(): Promise<number> {
  const [journal] = (await rowsOf('journals')) as readonly JournalRow[];
  return journal?.toldMs ?? 0;
}

/** Takes the device out again, with a network: it hears the office's last word. */
async function takenOut(office: MemoryOffice, clock?: Clock): Promise<Device> {
  const before = await toldMs();
  const device = await deviceOf(office, clock === undefined ? {} : { clock });
  await expect.poll(toldMs).toBeGreaterThan(before);
  return device;
}

/** One more round, as another tab of the device would do it. */
async function anotherRound(office: MemoryOffice): Promise<boolean> {
  const db = new Db();
  await db.open();
  const beside: DeviceParts = {
    db,
    transport: office.transport,
    origin: '',
    clock: openClock(randomBytes),
    build: 'test',
  };
  const isAnyGone = await purgeNowAndThen(beside);
  db.end();
  return isAnyGone;
}

async function untilPurged(seqs: readonly number[]): Promise<void> {
  await expect.poll(purgedSeqs).toEqual(seqs);
}

const ALL = [1, 2, 3, 4, 5];

describe('nothing goes', () => {
  test.each<[string, (office: MemoryOffice) => void]>([
    ['while the gathering is open', (office) => (office.closedAtMs = null)],
    ['before the retention is over', (office) => (office.aheadMs = LIMITS.retentionMs - DAY_MS)],
    ['while it is not in every backup', (office) => (office.safeSeq = 0)],
    [
      'when somebody else answers for the office',
      (office) => {
        office.weather = {
          after: (ask, reply) => (ask.path.endsWith('/closing') ? { kind: 'noise' } : reply),
        };
      },
    ],
    [
      'when the office holds another chain',
      (office) => {
        for (const journal of office.journals.values()) journal.forked = true;
      },
    ],
  ])('%s', async (_, change) => {
    const office = await fieldwork();
    endOf(office);
    change(office);
    await takenOut(office);
    await anotherRound(office);
    expect(await purgedSeqs()).toEqual([]);
    expect((await entries()).map(({ name }) => name)).toContain('Orang 1');
  });

  test('by a device clock that is years ahead', async () => {
    const office = await fieldwork();
    office.closedAtMs = Date.now();
    office.aheadMs = 2 * DAY_MS;
    const own = openClock(randomBytes);
    await takenOut(office, { ...own, wallMs: () => own.wallMs() + 3_650 * DAY_MS });
    expect(await anotherRound(office)).toBe(false);
    expect(await purgedSeqs()).toEqual([]);
    expect(await rowsOf('rosters')).toHaveLength(1);
  });

  test('without the office, however long that lasts', async () => {
    const office = await fieldwork();
    endOf(office);
    office.weather = OFFLINE;
    const device = await deviceOf(office);
    await until(device.status, ({ phase }) => phase.kind === 'waiting');
    expect(await anotherRound(office)).toBe(false);
    expect(await purgedSeqs()).toEqual([]);
  });

  test('by a word that may be of before the office was put back', async () => {
    const office = await fieldwork();
    endOf(office);
    const journals = (await rowsOf('journals')) as readonly JournalRow[];
    const [own] = journals;
    if (own === undefined) throw new Error('nothing was joined');
    const heardMs = Date.now() + office.aheadMs;
    const mark = { ...own.mark, safeSeq: MADE };
    const other = { ...own, id: 'ab'.repeat(16), mark: { ...own.mark, epoch: own.mark.epoch + 1 } };
    await putBack('journals', [{ ...own, mark, toldMs: heardMs }, other]);
    await anotherRound(office);
    expect(await purgedSeqs()).toEqual([]);
    await putBack('journals', [{ ...own, mark, toldMs: heardMs }]);
    await anotherRound(office);
    expect(await purgedSeqs()).toEqual(ALL);
  });

  test('while somebody writes, on whichever tab', async () => {
    const office = await fieldwork();
    endOf(office);
    const release = holdWriting();
    await takenOut(office);
    expect(await anotherRound(office)).toBe(false);
    expect(await purgedSeqs()).toEqual([]);
    release();
  });
});

describe('what is safe and of long ago', () => {
  test('goes, by the clock of the office, whatever the device thinks the time is', async () => {
    const office = await fieldwork();
    endOf(office);
    await takenOut(office, { ...openClock(randomBytes), wallMs: () => 0 });
    await untilPurged(ALL);
  });

  test('leaves no name, no ink and nobody of the roster on the disk', async () => {
    const office = await fieldwork();
    const before = await entries();
    const drawing = await deviceOf(office);
    await drawing.saveDraft(draftOf('Orang 9'));
    const steward = await drawing.steward();
    expect(steward.ok && (await steward.value.recitals.begin('Orang di Podium')).ok).toBe(true);
    leave(drawing);
    expect(await everything()).toContain('Orang 9');
    expect(await everything()).toContain('Orang di Podium');
    endOf(office);
    const device = await takenOut(office);
    await untilPurged(ALL);
    await until(device.joined, (joined) => joined?.rosterCount === 0);
    const left = await everything();
    expect(left).not.toContain('Orang');
    expect(left).not.toContain('Rahmawati');
    for (const { bytes } of before) expect(left).not.toContain(latin(bytes.subarray(-64)));
    for (const store of ['rosters', 'signed', 'drafts']) expect(await rowsOf(store)).toEqual([]);
    expect(await device.findByName('Siti')).toEqual([]);
    expect(await device.loadDraft()).toBeNull();
  });

  test('leaves id, place and digest, and the journal goes on', async () => {
    const office = await fieldwork();
    const before = await entries();
    endOf(office);
    const device = await takenOut(office);
    await untilPurged(ALL);
    for (const [i, row] of (await entries()).entries()) {
      const was = before[i];
      const read = was === undefined ? null : parseEntry(was.bytes);
      expect(row.digest).toEqual(was?.digest);
      expect(row.id).toEqual(read?.ok === true ? read.value.envelope.id : null);
    }
    const late = parseEntry((await keep(device, 'Orang Terlambat')).slice());
    expect(late.ok && late.value.envelope.seq).toBe(MADE + 1);
    expect(late.ok && late.value.envelope.prev).toEqual(before.at(-1)?.digest);
    await received(device, MADE + 1);
    expect(office.journals.size).toBe(1);
    expect(office.entries()).toHaveLength(MADE + 1);
  });

  test('is counted, and in the list it is no remark of the steward', async () => {
    const office = await fieldwork();
    endOf(office);
    const device = await takenOut(office);
    await untilPurged(ALL);
    expect(await inventoryOf(device)).toMatchObject({
      madeCount: MADE,
      receivedCount: MADE,
      safeCount: MADE,
      purgedCount: MADE,
      unsendableCount: 0,
    });
    expect((await device.made(1))[0]).toMatchObject({ seq: MADE, name: '', state: 'purged' });
  });

  test('goes only as far as every backup holds it, and the rest when that is further', async () => {
    const office = await fieldwork();
    office.safeSeq = 2;
    endOf(office);
    const device = await takenOut(office);
    await untilPurged([1, 2]);
    leave(device);
    office.safeSeq = MADE;
    await takenOut(office);
    await untilPurged(ALL);
  });

  test('stays while the office doubts it', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await keep(device, 'Orang 1');
    await received(device, 1);
    office.doubt = 'unknown-signatory';
    await keep(device, 'Orang Ragu');
    await received(device, 2);
    leave(device);
    office.safeSeq = 2;
    endOf(office);
    await takenOut(office);
    await untilPurged([1]);
    expect((await entries()).at(-1)?.name).toBe('Orang Ragu');
  });

  test('goes in pieces, and a round that was cut off goes on', async () => {
    const office = await fieldwork();
    const [first] = await entries();
    if (first === undefined) throw new Error('nothing was kept');
    const many = LIMITS.purgePieceEntriesMax + 7;
    const rows = Array.from({ length: many }, (_, i) => ({ ...first, seq: i + 1 }));
    await putBack('entries', rows);
    const [journal] = (await rowsOf('journals')) as readonly JournalRow[];
    if (journal === undefined) throw new Error('nothing was joined');
    const mark = { ...journal.mark, seq: many, safeSeq: many };
    const heardMs = Date.now() + LIMITS.retentionMs + DAY_MS;
    await putBack('journals', [{ ...journal, seq: many, mark, toldMs: heardMs }]);
    office.closedAtMs = Date.now();
    expect(await anotherRound(office)).toBe(true);
    expect(await purgedSeqs()).toHaveLength(many);
    expect(await anotherRound(office)).toBe(false);
  });
});

describe('an office that was put back to before', () => {
  test('is told honestly what cannot come again, and gets all the rest', async () => {
    const office = await fieldwork();
    endOf(office);
    const before = await takenOut(office);
    await untilPurged(ALL);
    leave(before);
    office.forget(4);
    office.epoch += 1;
    const faults: unknown[] = [];
    const device = await deviceOf(office, { report: (error) => faults.push(error) });
    await received(device, 3);
    await keep(device, 'Orang Baru');
    await received(device, 4);
    expect(await inventoryOf(device)).toMatchObject({
      madeCount: MADE + 1,
      receivedCount: 4,
      purgedCount: MADE,
      unsendableCount: 2,
    });
    expect(office.entries()).toHaveLength(4);
    await until(device.status, ({ phase }) => phase.kind === 'idle');
    const steward = await device.steward();
    const exported = steward.ok ? await steward.value.exportAll() : steward;
    expect(exported).toMatchObject({ ok: false, fault: { code: 'not-found' } });
    expect(faults).toEqual([]);
  });

  test('finds its backup, and what was purged counts again', async () => {
    const office = await fieldwork();
    endOf(office);
    leave(await takenOut(office));
    await anotherRound(office);
    await untilPurged(ALL);
    const held = [...office.journals.values()].map(({ entries: kept }) => new Map(kept));
    office.forget(1);
    office.epoch += 1;
    const device = await deviceOf(office);
    await received(device, 0);
    expect(await inventoryOf(device)).toMatchObject({ unsendableCount: MADE });
    for (const [i, journal] of [...office.journals.values()].entries()) {
      for (const [seq, entry] of held[i] ?? []) journal.entries.set(seq, entry);
    }
    office.epoch += 1;
    device.sendNow();
    await received(device, MADE);
    expect(await inventoryOf(device)).toMatchObject({ unsendableCount: 0 });
  });
});

test('people come back to the device when the organiser opens the gathering again', async () => {
  const office = await fieldwork();
  endOf(office);
  const device = await takenOut(office);
  await until(device.joined, (joined) => joined?.rosterCount === 0);
  await untilPurged(ALL);
  office.closedAtMs = null;
  await device.prepare();
  expect(device.joined.get()?.rosterCount).toBe(1);
  expect(await device.findByName('Siti')).toHaveLength(1);
});

/** All that any reader of the disk finds: texts as they are, bytes as letters. */
async function everything(): Promise<string> {
  const db = new Db();
  await db.open();
  const stores = db.tables.map(({ name }) => name);
  db.end();
  const rows = await Promise.all(stores.map((store) => rowsOf(store)));
  return rows.flat().map(spelled).join('\n');
}

function spelled(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return latin(value);
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(spelled).join('\n');
}

function latin(bytes: Uint8Array): string {
  return [...bytes].map((byte) => String.fromCharCode(byte)).join('');
}
