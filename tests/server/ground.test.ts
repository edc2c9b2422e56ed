/**
 * Receipts that are worth something: what an office writes into a file that was removed or
 * replaced under it has none, from the next commit on, and whoever can act is told.
 */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { type Trouble, healthAnswer } from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { Standstill } from '#server/db/trouble.ts';
import { TROUBLE_WORDS } from '#server/keeping/health-words.ts';
import { AMBIENT, openOffice } from '#server/office.ts';
import { type TestDevice, enrolDevice, listed, signing } from '../support/field.ts';
import { type FieldOffice, openFieldOffice } from '../support/office-with-field.ts';

type Mischief = (path: string, copy: string) => void;

/** What befalls a file of a running office; `copy` is one of the same office, some time before. */
const MISCHIEF: readonly (readonly [string, Trouble, Mischief])[] = [
  ['is removed', 'database-removed', (path) => rmSync(path)],
  ['is moved away', 'database-removed', (path) => renameSync(path, `${path}.old`)],
  [
    'is removed, and a copy put in its place',
    'database-replaced',
    (path, copy) => {
      rmSync(path);
      copyFileSync(copy, path);
    },
  ],
  [
    'is replaced by another',
    'database-replaced',
    (path, copy) => {
      cpSync(copy, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
  ],
];

/** What a copy does that goes into the same file. */
const OVERWRITING: readonly (readonly [string, Mischief])[] = [
  ['is overwritten with a copy', (path, copy) => copyFileSync(copy, path)],
  ['is overwritten by a shell', (path, copy) => writeFileSync(path, readFileSync(copy))],
  ['is cut off', (path) => truncateSync(path, 8_192)],
  ['is emptied', (path) => truncateSync(path)],
];

async function opened(): Promise<readonly [FieldOffice, TestDevice]> {
  const at = await openFieldOffice();
  const device = await enrolDevice(at, at.gathering.invitation.url);
  device.keep(await signing(listed(1)));
  await device.sync(device.entries);
  mkdirSync(join(at.folder, 'copy'));
  for (const end of ['', '-wal', '-shm']) {
    const name = `office.sqlite${end}`;
    cpSync(join(at.folder, name), join(at.folder, 'copy', name));
  }
  device.keep(await signing(listed(2)));
  return [at, device];
}

async function expectStandstill(
  at: FieldOffice,
  device: TestDevice,
  trouble: Trouble,
): Promise<void> {
  const body = await device.seal(device.entries.slice(1));
  for (let again = 0; again < 2; again++) {
    const answer = await device.post(body);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('30');
    expect(answer.json()).toMatchObject({ title: 'unavailable', detail: TROUBLE_WORDS[trouble] });
  }
  const sinceMs = at.clock.nowMs;
  const line = async () => (await at.organise(OFFICE_PATHS.health)).read(healthAnswer);
  expect((await line()).items[0]).toMatchObject({ kind: trouble, severity: 'alarm', sinceMs });
  // The office cannot write down that a session is used, and the session still opens the door.
  at.clock.nowMs += 2 * LIMITS.sessionTouchMs;
  expect((await line()).items[0]).toMatchObject({ kind: trouble, severity: 'alarm', sinceMs });
  const refused = await at.organise(OFFICE_PATHS.organisers, {
    method: 'POST',
    body: { name: 'Lain', login: 'lain', password: 'empat kata yang lain' },
  });
  expect(refused.status).toBe(503);
}

describe('no receipt is given', () => {
  const files = [
    ...MISCHIEF.flatMap(([what, trouble, act]) =>
      ['', '-wal'].map((end) => [`office.sqlite${end}`, what, trouble, act] as const),
    ),
    ...OVERWRITING.map(([what, act]) => ['office.sqlite', what, 'database-replaced', act] as const),
    ...OVERWRITING.slice(2).map(
      ([what, act]) => ['office.sqlite-wal', what, 'database-replaced', act] as const,
    ),
  ];
  test.for(files)('once %s %s', async ([name, , trouble, act]) => {
    const [at, device] = await opened();
    await using _ = at;
    act(join(at.folder, name), join(at.folder, 'copy', name));
    await expectStandstill(at, device, trouble);
  });

  test('once the whole folder is moved away', async () => {
    const [at, device] = await opened();
    const moved = `${at.folder}-moved`;
    renameSync(at.folder, moved);
    const answer = await device.post(await device.seal(device.entries.slice(1)));
    expect(answer.status).toBe(503);
    renameSync(moved, at.folder);
    await at[Symbol.asyncDispose]();
  });

  test.for(MISCHIEF)('at the next look once office.sqlite-shm %s', async ([, trouble, act]) => {
    const [at, device] = await opened();
    await using _ = at;
    const name = 'office.sqlite-shm';
    act(join(at.folder, name), join(at.folder, 'copy', name));
    await expect(at.office.context.database.lookAtFiles()).rejects.toThrow(trouble);
    await expectStandstill(at, device, trouble);
  });

  test('for what was written in the moment before the file went', async () => {
    const [at, device] = await opened();
    await using _ = at;
    const { database } = at.office.context;
    const pieces = [1, 2, 3].map((no) =>
      database.together(() => {
        database.sqlite.prepare('insert into meta values (?, ?)').run(`piece-${no}`, '');
        if (no === 2) rmSync(join(at.folder, 'office.sqlite'));
      }),
    );
    const settled = await Promise.allSettled(pieces);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expectStandstill(at, device, 'database-removed');
  });
});

test('an office that stands still leaves what lies there as it is when it stops', async () => {
  const [at, device] = await opened();
  await using _ = at;
  const path = join(at.folder, 'office.sqlite');
  const copy = join(at.folder, 'copy', 'office.sqlite');
  await at.restart(async () => undefined);
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  for (const end of ['', '-wal']) copyFileSync(copy + end, path + end);
  const log = readFileSync(`${path}-wal`);
  expect((await device.post(await device.seal(device.entries))).status).toBe(503);
  await at.restart(() => {
    expect(readFileSync(`${path}-wal`)).toEqual(log);
    expect(readFileSync(path)).toEqual(readFileSync(copy));
  });
  const { epoch } = await device.sync(device.entries);
  expect(epoch).toBeGreaterThan(1);
});

test('an office that stood still does not know its file at the next start: a new epoch', async () => {
  const [at, device] = await opened();
  await using _ = at;
  const sidecar = join(at.folder, 'generation.json');
  const before = JSON.parse(readFileSync(sidecar, 'utf8')) as { readonly file: string };
  expect(before.file).toBe(at.office.context.database.identity);
  copyFileSync(join(at.folder, 'copy', 'office.sqlite'), join(at.folder, 'office.sqlite'));
  expect((await device.post(await device.seal(device.entries))).status).toBe(503);
  await at.office.close();
  expect(JSON.parse(readFileSync(sidecar, 'utf8'))).toEqual({ ...before, file: 'unknown' });
});

test('ordinary work, its checkpoints, readers and backups of a file stop nothing', async () => {
  const [at, device] = await opened();
  await using _ = at;
  const { database } = at.office.context;
  const text = 'x'.repeat(2_000_000);
  for (let more = 0; more < 24; more++) {
    await database.together(() => {
      database.sqlite.prepare('insert into meta values (?, ?)').run(`piece-${more}`, text);
    });
    if (more % 8 === 0) {
      using reader = new DatabaseSync(join(at.folder, 'office.sqlite'), { readOnly: true });
      expect(reader.prepare('select count(*) as n from meta').get()?.['n']).toBeGreaterThan(more);
      await database.lookAtFiles();
    }
  }
  const { log, checkpointed } = database.sqlite.prepare('pragma wal_checkpoint(noop)').get() ?? {};
  expect(Number(log)).toBeLessThan(5_100); // the log begins anew, again and again
  expect(Number(checkpointed)).toBeGreaterThanOrEqual(0);
  await device.sync(device.entries.slice(1));
  expect(database.standstill).toBe(null);
});

test('of two offices on one database only the later one gives receipts', async () => {
  const [at, device] = await opened();
  await using _ = at;
  const later = await openOffice(at.office.context.config, {
    ...AMBIENT,
    now: () => at.clock.nowMs,
  });
  await expectStandstill(at, device, 'office-replaced');
  const rows = later.context.database.sqlite.prepare('select seq from entries').all();
  expect(rows).toHaveLength(1); // nothing of what had no receipt
  await later.close();
});

test('what SQLite finds damaged is not worked on any more', async () => {
  const [at, device] = await opened();
  await using _ = at;
  const { database } = at.office.context;
  const damage = Object.assign(new Error('database disk image is malformed'), { errcode: 11 });
  const failing = database.exclusive(() => {
    throw damage;
  });
  await expect(failing).rejects.toBe(damage);
  await expect(database.exclusive(() => 1)).rejects.toThrow(Standstill);
  await expectStandstill(at, device, 'database-damaged');
});
