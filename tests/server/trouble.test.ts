/**
 * Which trouble of a disk is said: each by its own name, whoever tells of it, and none of
 * them as a full disk but the full one. Devices keep what they have.
 */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { TROUBLES, type Trouble, healthAnswer } from '#core/health.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { Standstill, saidBy, troubleOf } from '#server/db/trouble.ts';
import { TROUBLE_WORDS } from '#server/keeping/health-words.ts';
import { enrolDevice, listed, signing } from '../support/field.ts';
import { type FieldOffice, openFieldOffice } from '../support/office-with-field.ts';
import { makeFolder } from '../support/leftovers.ts';

const sqliteError = (errcode: number): Error => Object.assign(new Error('sqlite'), { errcode });
const systemError = (code: string): Error => Object.assign(new Error(code), { code });

/** Primary code × 256 more: https://sqlite.org/rescode.html. The disk of the test is sound. */
const SQLITE: readonly (readonly [number, Trouble | null])[] = [
  [13, 'disk-full'],
  ...[266, 522, 778, 1_034, 1_290, 1_546, 1_802, 2_058, 2_314, 2_570, 3_338, 3_594, 3_850].map(
    (code) => [code, 'disk-failing'] as const,
  ),
  ...[10, 4_106, 4_362, 4_618, 4_874, 5_130, 5_386, 5_642, 8_202, 8_458, 8_714].map(
    (code) => [code, 'disk-failing'] as const,
  ),
  [3_082, null], // NOMEM
  ...[11, 267, 523, 779, 26].map((code) => [code, 'database-damaged'] as const),
  ...[8, 264, 520, 776, 1_288, 1_544].map((code) => [code, 'disk-read-only'] as const),
  [1_032, 'database-replaced'],
  ...[14, 270, 526, 782, 1_038, 1_550].map((code) => [code, 'database-unreachable'] as const),
  ...[1, 5, 6, 7, 19, 2_067, 20, 21].map((code) => [code, null] as const),
];

const SYSTEM: readonly (readonly [string, Trouble | null])[] = [
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EIO', 'disk-failing'],
  ['ENXIO', 'disk-failing'],
  ['ENODEV', 'disk-failing'],
  ['ESTALE', 'disk-failing'],
  ['EROFS', 'disk-read-only'],
  ['EMFILE', 'files-exhausted'],
  ['ENFILE', 'files-exhausted'],
  ['ENOENT', null],
  ['ECONNRESET', null],
];

const ERRORS = [
  ...SQLITE.map(([code, trouble]) => [`SQLite's ${code}`, sqliteError(code), trouble] as const),
  ...SYSTEM.map(([code, trouble]) => [code, systemError(code), trouble] as const),
  ...TROUBLES.map((trouble) => [trouble, new Standstill(trouble), trouble] as const),
];

test.each(ERRORS)('%s is its own trouble, or none', async (_, error, trouble) => {
  expect(await troubleOf(error, tmpdir())).toBe(trouble);
});

test('what is no error is no trouble', () => {
  expect([null, 'ENOSPC', { code: 'ENOSPC' }].map(saidBy)).toEqual([null, null, null]);
});

test('an error that does not say it is asked of the folder', async () => {
  const gone = join(tmpdir(), 'ikrar-that-was-never-made');
  expect(await troubleOf(sqliteError(1_034), gone)).toBe('database-unreachable');
  expect(await troubleOf(sqliteError(522), gone)).toBe('disk-failing');
});

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('SQLite says of a file that is no database what we say it says', () => {
  const folder = makeFolder('trouble');
  const path = join(folder, 'office.sqlite');
  writeFileSync(path, 'no database at all, but long enough to be asked'.repeat(99));
  using database = new DatabaseSync(path);
  expect(saidBy(errorOf(() => database.exec('create table t (a)')))).toBe('database-damaged');
  const missing = join(folder, 'none', 'office.sqlite');
  expect(saidBy(errorOf(() => new DatabaseSync(missing)))).toBe('unclear');
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

/** Every batch fails like that. */
function failWith(at: FieldOffice, error: Error): void {
  at.office.context.ledger.write = () => {
    throw error;
  };
}

describe('an office whose disk is in trouble', () => {
  const SAID = ERRORS.filter(([, , trouble]) => trouble !== null);
  test('gives no receipt, says which it is, when to come again, and tells organisers', async () => {
    await using at = await openFieldOffice();
    const device = await enrolDevice(at, at.gathering.invitation.url);
    device.keep(await signing(listed(1)));
    const body = await device.seal(device.entries);
    for (const [, error, trouble] of SAID) {
      if (trouble === null) throw new Error('they were chosen');
      failWith(at, error);
      const answer = await device.post(body);
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('30');
      // Of a database that was found damaged nothing else is said any more.
      const said = at.office.context.database.standstill ?? trouble;
      const detail = TROUBLE_WORDS[said];
      expect(answer.json()).toMatchObject({ title: 'unavailable', detail });
      expect(/full/.test(detail)).toBe(said === 'disk-full');
    }
    const { items } = (await at.organise(OFFICE_PATHS.health)).read(healthAnswer);
    expect(items.map(({ severity }) => severity)).toEqual(items.map(() => 'alarm'));
    expect(items.map(({ kind }) => kind)).toContain('disk-failing');
  });

  test('has a sentence of its own for each', () => {
    expect(new Set(Object.values(TROUBLE_WORDS)).size).toBe(TROUBLES.length);
  });
});
