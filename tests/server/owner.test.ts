/**
 * Offices that do not take each other's place: a backup of another one is put back only when
 * its key is said, and no two share a shelf.
 */
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { backUp } from '#server/keeping/backup.ts';
import { ownerOf } from '#server/keeping/owner.ts';
import { restore } from '#server/keeping/restore.ts';
import { listBackups } from '#server/keeping/shelf.ts';
import { command } from '../support/office-command.ts';
import { type FieldOffice, openFieldOffice } from '../support/office-with-field.ts';
import { makeFolder } from '../support/leftovers.ts';

async function backedUp(at: FieldOffice, shelf = join(at.folder, 'backups')): Promise<string> {
  const order = { dataFolder: at.folder, shelf, keep: 1, nowMs: at.clock.nowMs };
  const made = await backUp(order);
  assert(made.ok, made.ok ? '' : made.fault.detail);
  return made.value.folder;
}

/** What somebody may have done to the folder of the office before. */
const BEFORE: readonly (readonly [string, (folder: string) => void])[] = [
  ['as it was', () => undefined],
  ['without its keys', (folder) => rmSync(join(folder, 'keys'), { recursive: true })],
  ['without its database', (folder) => rmSync(join(folder, 'office.sqlite'))],
];

test.for(BEFORE)('a backup of another office is refused by a folder %s', async ([, before]) => {
  await using at = await openFieldOffice();
  await using other = await openFieldOffice();
  const from = await backedUp(other);
  const { keys } = ownerOf(other.folder);
  const [key = ''] = keys;
  expect(key).toMatch(/^[0-9a-f]{16}$/);
  await at.restart(async () => {
    cpSync(at.folder, `${at.folder}-before`, { recursive: true });
    before(at.folder);
    const names = readdirSync(at.folder).toSorted();
    const order = { dataFolder: at.folder, from, nowMs: at.clock.nowMs };
    for (const otherKey of [undefined, '', 'yes', ownerOf(`${at.folder}-before`).keys[0]]) {
      const refused = await restore({ ...order, otherKey });
      expect(refused).toMatchObject({ ok: false, fault: { code: 'not-permitted' } });
      assert(!refused.ok, 'it was refused');
      expect(refused.fault.detail).toContain(`--office=${key}`);
      expect(refused.fault.detail).toContain('Kabupaten');
    }
    expect(names.filter((name) => !existsSync(join(at.folder, name)))).toEqual([]);
    const done = await restore({ ...order, otherKey: key.toUpperCase() });
    assert(done.ok, done.ok ? '' : done.fault.detail);
    expect(ownerOf(at.folder).keys).toEqual(keys);
    expect(existsSync(join(done.value.aside ?? '', 'keys')) || before !== BEFORE[0]?.[1]).toBe(
      true,
    );
    rmSync(`${at.folder}-before`, { recursive: true });
  });
});

test('a backup of the same office needs no word, nor does one from before a newer key', async () => {
  await using at = await openFieldOffice();
  await using other = await openFieldOffice();
  const from = await backedUp(at);
  await at.restart(async () => {
    const keys = join(at.folder, 'keys');
    cpSync(join(other.folder, 'keys', 'office-1.pem'), join(keys, 'office-2.pem'));
    const done = await restore({ dataFolder: at.folder, from, nowMs: at.clock.nowMs });
    expect(done).toMatchObject({ ok: true });
    expect(readdirSync(keys).toSorted()).toEqual(['office-1.pem', 'office-2.pem', 'tokens.key']);
  });
});

test('the command says whose a backup is, also in an empty folder', async () => {
  await using at = await openFieldOffice();
  const from = await backedUp(at);
  const folder = makeFolder('owner');
  const { code, said } = await command('commands/restore-main.ts', [
    `--from=${from}`,
    `--data=${folder}`,
  ]);
  expect(code).toBe(0);
  expect(said).toContain(ownerOf(from).keys[0]);
  expect(said).toContain(at.programme.government);
});

test('a shelf with a backup of another office takes none, and gives none up', async () => {
  await using at = await openFieldOffice();
  await using other = await openFieldOffice();
  const shelf = join(at.folder, 'shelf');
  const first = await backedUp(at, shelf);
  const order = { dataFolder: other.folder, shelf, keep: 1, nowMs: other.clock.nowMs + 1 };
  const refused = await backUp(order);
  expect(refused).toMatchObject({ ok: false, fault: { code: 'conflict' } });
  expect(listBackups(shelf).map(({ folder }) => folder)).toEqual([first]);
  const away = `${first}-away`;
  renameSync(first, away);
  expect(await backUp(order)).toMatchObject({ ok: true });
  expect(readFileSync(join(away, 'backup.json'), 'utf8')).toContain('"version": 1');
});

test('a backup of an older office, which wrote no key into its database, is known by its keys', async () => {
  await using at = await openFieldOffice();
  await using other = await openFieldOffice();
  const from = await backedUp(other);
  {
    using database = new DatabaseSync(join(other.folder, 'office.sqlite'));
    database.exec("delete from meta where name = 'office-key'");
  }
  expect(ownerOf(other.folder).keys).toEqual(ownerOf(from).keys);
  expect(ownerOf(at.folder).keys).not.toEqual(ownerOf(from).keys);
});
