/** What a backup is worth: verified, retained, safe only as far as it says, and put back. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { type BackupReport, backUp } from '#server/keeping/backup.ts';
import { takeDataFolder } from '#server/keeping/data-folder.ts';
import { restore } from '#server/keeping/restore.ts';
import { publishSafe } from '#server/keeping/safe.ts';
import { listBackups } from '#server/keeping/shelf.ts';
import { type TestDevice, listed, signing } from '../support/field.ts';
import {
  type FieldOffice,
  openFieldOffice,
  recounted,
  enrolDesk,
} from '../support/office-with-field.ts';
import { makeFolder } from '../support/leftovers.ts';
import { settle } from '../support/settling.ts';

const shelfOf = (at: FieldOffice): string => join(at.folder, 'backups');

/** Backs up the office as it runs; an hour passes. */
async function backedUp(at: FieldOffice, keep = 7): Promise<BackupReport> {
  at.clock.nowMs += 3_600_000;
  const { nowMs } = at.clock;
  const made = await backUp({ dataFolder: at.folder, shelf: shelfOf(at), keep, nowMs });
  assert(made.ok, made.ok ? '' : made.fault.detail);
  await publishSafe(at.office.context.database, shelfOf(at));
  return made.value;
}

async function withPhone(at: FieldOffice): Promise<TestDevice> {
  return enrolDesk(at);
}

async function keepSome(device: TestDevice, numbers: readonly number[]): Promise<void> {
  for (const no of numbers) device.keep(await signing(listed(no)));
}

async function safeOf(device: TestDevice): Promise<number | undefined> {
  return (await device.sync([])).journals[0]?.safeSeq;
}

const rowsOf = (path: string, sql: string) => {
  using database = new DatabaseSync(path, { readOnly: true });
  return database.prepare(sql).all();
};

describe('a backup', () => {
  test('holds what the running office holds, and its keys for nobody else', async () => {
    await using at = await openFieldOffice();
    const device = await withPhone(at);
    await keepSome(device, [1, 2, 3]);
    await settle(device).empty();
    const { folder, counts } = await backedUp(at);
    expect(counts).toEqual({ entries: 3, strays: 0, journals: 1 });
    const path = join(folder, 'office.sqlite');
    const bytes = rowsOf(path, 'select bytes from entries order by seq').map((row) => row['bytes']);
    expect(bytes).toEqual(device.entries.map((entry) => entry.bytes));
    expect(readdirSync(folder).sort()).toEqual(['backup.json', 'keys', 'office.sqlite']);
    for (const name of ['office-1.pem', 'tokens.key']) {
      const copy = join(folder, 'keys', name);
      expect(readFileSync(copy)).toEqual(readFileSync(join(at.folder, 'keys', name)));
      expect(statSync(copy).mode & 0o777).toBe(0o600);
    }
  });

  test('retains the newest, and takes a clock that went back for what it is', async () => {
    await using at = await openFieldOffice();
    const names = [];
    for (const hours of [0, 0, -9, 0]) {
      at.clock.nowMs += hours * 3_600_000;
      names.push((await backedUp(at, 3)).folder);
    }
    expect(names).toEqual(names.toSorted());
    expect(listBackups(shelfOf(at)).map(({ folder }) => folder)).toEqual(names.slice(1));
  });

  test('of a damaged database is none, and leaves the old ones', async () => {
    await using at = await openFieldOffice();
    const { folder } = await backedUp(at);
    await at.office.context.database.exclusive(() => undefined);
    const damaged = join(at.folder, 'damaged');
    mkdirSync(damaged);
    at.office.context.database.sqlite.exec('pragma wal_checkpoint(truncate)');
    const bytes = readFileSync(join(at.folder, 'office.sqlite'));
    bytes.fill(0x55, 8_192 * 4, 8_192 * 9);
    writeFileSync(join(damaged, 'office.sqlite'), bytes);
    const order = { dataFolder: damaged, shelf: shelfOf(at), keep: 1, nowMs: at.clock.nowMs };
    const made = await backUp(order);
    expect(made).toMatchObject({ ok: false });
    expect(listBackups(shelfOf(at)).map((backup) => backup.folder)).toEqual([folder]);
    expect(readdirSync(shelfOf(at)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test.each([
    [
      'whose index has lost a row',
      `create index of_grade on journals (grade) where grade = 'phone';
      pragma writable_schema = on;
      update sqlite_schema set sql = replace(sql, 'phone', 'station') where name = 'of_grade'`,
      'missing from index',
    ],
    [
      'with a row that points nowhere',
      'pragma foreign_keys = off; update journals set gathering_no = 99',
      'a row of journals points nowhere',
    ],
  ])('of a database %s is none', async (_what, sql, said) => {
    await using at = await openFieldOffice();
    await enrolDesk(at);
    const order = { shelf: shelfOf(at), keep: 7, nowMs: at.clock.nowMs };
    const damaged = makeFolder('damaged');
    await at.restart(() => {
      cpSync(join(at.folder, 'office.sqlite'), join(damaged, 'office.sqlite'));
      using database = new DatabaseSync(join(damaged, 'office.sqlite'), { defensive: false });
      database.exec(sql);
    });
    expect(await backUp({ ...order, dataFolder: damaged })).toMatchObject({
      ok: false,
      fault: { code: 'torn', detail: expect.stringContaining(said) as unknown },
    });
    expect(listBackups(shelfOf(at))).toEqual([]);
  });

  test('is advised for a damaged database: the newest that is whole', async () => {
    await using at = await openFieldOffice();
    const [, newest, torn] = [await backedUp(at), await backedUp(at), await backedUp(at)];
    rmSync(join(torn.folder, 'office.sqlite'));
    await at.restart(async () => {
      const path = join(at.folder, 'office.sqlite');
      const bytes = readFileSync(path);
      writeFileSync(path, Buffer.alloc(bytes.length, 1));
      const plan = { shelf: shelfOf(at), keep: 7, everyMs: null };
      const taken = await takeDataFolder(at.folder, plan, () => undefined);
      assert(!taken.ok, 'nothing starts on it');
      expect(taken.fault.detail).toContain(`npm run restore -- --from="${newest.folder}"`);
      writeFileSync(path, bytes);
    });
  });

  test('waits for no other: a second one at the same time is refused', async () => {
    await using at = await openFieldOffice();
    const { nowMs } = at.clock;
    const order = { dataFolder: at.folder, shelf: shelfOf(at), keep: 7, nowMs };
    const made = await Promise.all([backUp(order), backUp(order)]);
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(listBackups(shelfOf(at))).toHaveLength(1);
  });
});

describe('an entry', () => {
  test('is safe when every retained backup holds it, and not before', async () => {
    await using at = await openFieldOffice();
    const device = await withPhone(at);
    const outbox = settle(device);
    await keepSome(device, [1, 2]);
    await outbox.empty();
    expect(outbox.mark.safeSeq).toBe(0);
    await backedUp(at, 2);
    await outbox.exchange();
    expect(outbox.mark.safeSeq).toBe(2);
    await keepSome(device, [3]);
    await outbox.empty();
    await backedUp(at, 2);
    expect(await safeOf(device)).toBe(2);
    await backedUp(at, 2);
    expect(await safeOf(device)).toBe(3);
  });

  test('is not made safe by a backup that is removed or damaged by hand', async () => {
    await using at = await openFieldOffice();
    const { database } = at.office.context;
    const device = await withPhone(at);
    await keepSome(device, [1]);
    await settle(device).empty();
    const oldest = await backedUp(at);
    await keepSome(device, [2]);
    await settle(device).empty();
    const newest = await backedUp(at);
    expect(await safeOf(device)).toBe(1);

    const path = join(newest.folder, 'office.sqlite');
    const bytes = readFileSync(path);
    const cut = bytes.subarray(0, bytes.length - 8_192);
    for (const [written, safeSeq] of [
      [cut, 0], // though the oldest is sound
      [bytes, 1],
    ] as const) {
      writeFileSync(path, written);
      await publishSafe(database, shelfOf(at));
      expect(await safeOf(device)).toBe(safeSeq);
    }

    rmSync(oldest.folder, { recursive: true });
    await publishSafe(database, shelfOf(at));
    expect(await safeOf(device)).toBe(1);

    writeFileSync(path, cut);
    await publishSafe(database, shelfOf(at));
    expect(await safeOf(device)).toBe(0);

    bytes[9_000] = (bytes[9_000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const next = await backedUp(at);
    expect(next.damaged).toEqual([`${newest.folder}.damaged: office.sqlite was changed`]);
    expect(next.retained).toHaveLength(1);
    expect(await safeOf(device)).toBe(2);

    rmSync(shelfOf(at), { recursive: true });
    await publishSafe(database, shelfOf(at));
    expect(await safeOf(device)).toBe(0);
  });

  test('of a fork is safe nowhere: the backups hold another in its place', async () => {
    await using at = await openFieldOffice();
    const device = await withPhone(at);
    await keepSome(device, [1, 2]);
    await device.sync(device.entries.slice(0, 1));
    await backedUp(at);
    await device.sync(device.entries.slice(1));
    await backedUp(at);
    const [first] = listBackups(shelfOf(at));
    assert(first !== undefined, 'there are two');
    await at.restart(() => at.putBack(join(first.folder, 'office.sqlite')));
    device.rewind(1);
    await keepSome(device, [3]);
    await device.sync(device.entries.slice(2));
    await publishSafe(at.office.context.database, shelfOf(at));
    expect(await safeOf(device)).toBe(1);
    const { retained } = await backedUp(at, 2);
    expect(retained).toHaveLength(2);
    expect(await safeOf(device)).toBe(0);
  });
});

/** Everything but the copy itself, in files of their own. */
function copyFolder(from: string, to: string): void {
  const names = readdirSync(from).filter((name) => name !== 'night');
  mkdirSync(to, { recursive: true });
  for (const name of names) cpSync(join(from, name), join(to, name), { recursive: true });
}

type PutBack = (at: FieldOffice, folder: string) => Promise<void> | void;

/** What somebody does at night with a stopped office: each puts an older state back. */
const PUT_BACK: readonly (readonly [string, PutBack])[] = [
  ['by the command', (at, from) => restore({ dataFolder: at.folder, from, nowMs: at.clock.nowMs })],
  ['by hand', (at, from) => at.putBack(join(from, 'office.sqlite'))],
  [
    'by hand, and the file of generations is lost',
    (at, from) => {
      at.putBack(join(from, 'office.sqlite'));
      rmSync(join(at.folder, 'generation.json'));
    },
  ],
  [
    'by hand, and the file of generations is torn',
    (at, from) => {
      at.putBack(join(from, 'office.sqlite'));
      writeFileSync(join(at.folder, 'generation.json'), '{"gener');
    },
  ],
  [
    'from a copy of the whole folder that was made between two runs',
    (at) => {
      for (const name of readdirSync(at.folder)) {
        if (name !== 'night') rmSync(join(at.folder, name), { recursive: true });
      }
      copyFolder(join(at.folder, 'night'), at.folder);
    },
  ],
];

describe('an office that was put back', () => {
  test.for(PUT_BACK)('%s begins a later epoch and is filled again', async ([, putBack]) => {
    await using at = await openFieldOffice();
    const device = await withPhone(at);
    const outbox = settle(device);
    await keepSome(device, [1, 2]);
    await outbox.empty();
    const { folder } = await backedUp(at);
    await at.restart(() => copyFolder(at.folder, join(at.folder, 'night')));
    await keepSome(device, [3, 4]);
    await outbox.empty();
    const { epoch } = outbox.mark;
    await at.restart(() => putBack(at, folder));
    expect(await outbox.empty()).toBe(2);
    expect(outbox.mark.epoch).toBeGreaterThan(epoch);
    const rows = rowsOf(join(at.folder, 'office.sqlite'), 'select bytes from entries order by seq');
    expect(rows.map((row) => row['bytes'])).toEqual(device.entries.map(({ bytes }) => bytes));
    const [counters, again] = await recounted(at);
    expect(counters).toEqual(again);
  });

  test('is in a later epoch each time, even without the file of generations', async () => {
    await using at = await openFieldOffice();
    const device = await withPhone(at);
    const outbox = settle(device);
    await keepSome(device, [1]);
    await outbox.empty();
    const { folder } = await backedUp(at);
    const epochs = [outbox.mark.epoch];
    for (const no of [2, 3, 4]) {
      await keepSome(device, [no]);
      await outbox.empty();
      at.clock.nowMs += 60_000;
      await at.restart(() => {
        at.putBack(join(folder, 'office.sqlite'));
        rmSync(join(at.folder, 'generation.json'));
      });
      await outbox.empty();
      epochs.push(outbox.mark.epoch);
    }
    expect(epochs).toEqual([...new Set(epochs)].toSorted((a, b) => a - b));
  });

  test('by the command keeps what was there, and takes no damaged backup', async () => {
    await using at = await openFieldOffice();
    const device = await withPhone(at);
    await keepSome(device, [1]);
    const { folder } = await backedUp(at);
    await settle(device).empty();
    const order = { dataFolder: at.folder, from: folder, nowMs: at.clock.nowMs };
    const path = join(folder, 'office.sqlite');
    const bytes = readFileSync(path);
    let aside: string | null = null;
    await at.restart(async () => {
      const before = readFileSync(join(at.folder, 'office.sqlite'));
      writeFileSync(path, bytes.with(9_000, (bytes[9_000] ?? 0) ^ 1));
      expect(await restore(order)).toMatchObject({ ok: false, fault: { code: 'torn' } });
      expect(readFileSync(join(at.folder, 'office.sqlite'))).toEqual(before);
      writeFileSync(path, bytes);
      const done = await restore(order);
      assert(done.ok, 'restored');
      ({ aside } = done.value);
    });
    assert(aside !== null, 'there was something');
    expect(rowsOf(join(aside, 'office.sqlite'), 'select seq from entries')).toHaveLength(1);
    expect(existsSync(join(at.folder, 'keys'))).toBe(true);
  });

  test('after a crash leaves no log of the crashed one beside what was put back', async () => {
    await using at = await openFieldOffice();
    const { folder } = await backedUp(at);
    const device = await withPhone(at);
    await keepSome(device, [1]);
    await settle(device).empty();
    const crashed = makeFolder('crashed');
    for (const name of ['office.sqlite', 'office.sqlite-wal', 'keys'])
      cpSync(join(at.folder, name), join(crashed, name), { recursive: true });
    const done = await restore({ dataFolder: crashed, from: folder, nowMs: at.clock.nowMs });
    assert(done.ok && done.value.aside !== null, 'restored, and what was there is kept');
    expect(existsSync(join(crashed, 'office.sqlite-wal'))).toBe(false);
    const [there, before] = [crashed, done.value.aside].map((folderOf) =>
      rowsOf(join(folderOf, 'office.sqlite'), 'select seq from entries'),
    );
    expect([there?.length, before?.length]).toEqual([0, 1]);
  });

  test('that cannot be written says why, and leaves what was there', async () => {
    await using at = await openFieldOffice();
    const { folder } = await backedUp(at);
    const device = await withPhone(at);
    await keepSome(device, [1]);
    await settle(device).empty();
    await at.restart(async () => {
      mkdirSync(join(at.folder, 'office.sqlite.incoming')); // nothing can be written there
      const order = { dataFolder: at.folder, from: folder, nowMs: at.clock.nowMs };
      const done = await restore(order);
      expect(done).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
    });
    expect(existsSync(join(at.folder, 'set-aside'))).toBe(false);
    expect((await device.sync([])).journals[0]?.seq).toBe(1);
  });

  test('on a new machine has its keys, so that the devices still trust it', async () => {
    await using at = await openFieldOffice();
    const device = await withPhone(at);
    const outbox = settle(device);
    await keepSome(device, [1]);
    await outbox.empty();
    const { folder } = await backedUp(at);
    const [key] = at.office.context.keys.publicKeys;
    await at.restart(async () => {
      const carried = `${at.folder}-carried`;
      renameSync(folder, carried);
      rmSync(at.folder, { recursive: true });
      const order = { dataFolder: at.folder, from: carried, nowMs: at.clock.nowMs };
      expect(await restore(order)).toMatchObject({ ok: true, value: { aside: null } });
      rmSync(carried, { recursive: true });
    });
    expect(at.office.context.keys.publicKeys[0]).toEqual(key);
    await keepSome(device, [2]);
    expect(await outbox.empty()).toBe(1);
  });
});
