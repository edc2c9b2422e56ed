/**
 * Files that their owner alone can read, whatever the programs are started with, and folders
 * that are closed at the next start by whoever left them open.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { backUp } from '#server/keeping/backup.ts';
import { takeDataFolder } from '#server/keeping/data-folder.ts';
import { closeToOthers } from '#server/keeping/modes.ts';
import { listBackups } from '#server/keeping/shelf.ts';
import { command } from '../support/office-command.ts';
import { freePort, openNewOffice } from '../support/office-process.ts';
import { openFieldOffice } from '../support/office-with-field.ts';
import { makeFolder } from '../support/leftovers.ts';

const UMASKS = ['0', '0o022', '0o077', '0o777'];

const startedWith = (umask: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,process.umask(${umask})`,
});

/** Every file and folder, with its mode. */
function modesOf(path: string): readonly (readonly [string, string])[] {
  const is = lstatSync(path);
  const own = [path, (is.mode & 0o7777).toString(8)] as const;
  if (!is.isDirectory()) return [own];
  return [own, ...readdirSync(path).flatMap((name) => modesOf(join(path, name)))];
}

const wanted = (folder: string) =>
  modesOf(folder).map(([path]) => [path, lstatSync(path).isDirectory() ? '700' : '600']);

test.for(UMASKS)(
  'all is its owner’s alone when programs start with the umask %s',
  async (umask) => {
    const place = makeFolder('modes');
    const env = startedWith(umask);
    const folder = join(place, 'data');
    await using office = await openNewOffice({ port: await freePort(), folder, env });
    await office.session();
    const data = `--data=${folder}`;
    expect(await command('commands/backup-main.ts', [data], { env })).toMatchObject({ code: 0 });
    const names = modesOf(folder).map(([path]) => path.slice(folder.length));
    for (const end of ['', '-wal', '-shm']) expect(names).toContain(`/office.sqlite${end}`);
    for (const name of ['office.lock', 'generation.json', 'keys/tokens.key', 'backups/safe.json']) {
      expect(names).toContain(`/${name}`);
    }
    expect(modesOf(folder)).toEqual(wanted(folder));
    if (umask !== '0') return;
    await office.stop();
    const [backup] = listBackups(join(folder, 'backups'));
    // A stick knows no modes: what comes from it is open to all.
    for (const [path] of modesOf(backup?.folder ?? '')) chmodSync(path, 0o777);
    const from = `--from=${backup?.folder ?? ''}`;
    const into = join(place, 'new');
    const restored = await command('commands/restore-main.ts', [from, `--data=${into}`], { env });
    expect(restored).toMatchObject({ code: 0 });
    expect(modesOf(into)).toEqual(wanted(into));
  },
);

test('what others could reach is closed at the next start, and said', async () => {
  await using at = await openFieldOffice();
  const shelf = join(at.folder, 'backups');
  await backUp({ dataFolder: at.folder, shelf, keep: 1, nowMs: at.clock.nowMs });
  const start = async (): Promise<readonly string[]> => {
    const said: string[] = [];
    const plan = { shelf, keep: 1, everyMs: null };
    const taken = await takeDataFolder(at.folder, plan, (line) => said.push(line));
    assert(taken.ok, taken.ok ? '' : taken.fault.detail);
    taken.value.release();
    return said;
  };
  await at.restart(async () => {
    const open = modesOf(at.folder).map(([path]) => path);
    for (const path of open) chmodSync(path, lstatSync(path).isDirectory() ? 0o755 : 0o644);
    const other = join(at.folder, 'catatan.txt');
    writeFileSync(other, 'not ours', { mode: 0o644 });
    const said = (await start()).join('\n');
    for (const path of open) expect(said).toContain(`Others could reach ${path} (`);
    expect(said).not.toContain('catatan.txt');
    rmSync(other);
    expect(modesOf(at.folder)).toEqual(wanted(at.folder));
    expect(await start()).toEqual([]);
  });
});

describe('a folder', () => {
  test('is closed to the last file, and links lead nowhere', () => {
    const place = makeFolder('modes');
    const [folder, outside] = [join(place, 'data'), join(place, 'outside')];
    mkdirSync(join(folder, 'keys', 'old'), { recursive: true });
    writeFileSync(join(folder, 'keys', 'old', 'a.pem'), '');
    writeFileSync(outside, '');
    for (const path of [outside, join(folder, 'keys', 'old', 'a.pem')]) chmodSync(path, 0o666);
    symlinkSync(outside, join(folder, 'keys', 'link'));
    chmodSync(folder, 0o755);
    const { closed, open } = closeToOthers(folder, (name) => name === 'keys');
    expect(open).toEqual([]);
    expect(closed).toContain(`${folder} (0755)`);
    expect(closed).toContain(`${join(folder, 'keys', 'old', 'a.pem')} (0666)`);
    expect(lstatSync(outside).mode & 0o777).toBe(0o666);
    expect(closeToOthers(folder, () => true).closed).toEqual([]);
  });

  test('that is not there needs no closing', () => {
    const nowhere = join(tmpdir(), 'ikrar-that-was-never-made');
    expect(closeToOthers(nowhere, () => true)).toEqual({ closed: [], open: [] });
    expect(existsSync(nowhere)).toBe(false);
  });
});
