/**
 * A folder that belongs to the office that runs on it, for as long as it runs: not only
 * until memory is tidied, and not only while its lock file is there. A restore under a running
 * office would take its ledger away.
 */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeHold } from '#server/keeping/hold.ts';
import { listBackups } from '#server/keeping/shelf.ts';
import { command } from '../support/office-command.ts';
import { freePort, openNewOffice } from '../support/office-process.ts';
import { makeFolder } from '../support/leftovers.ts';
import { PATIENCE } from '../support/patience.ts';

/** Tidies memory all the time, which a quiet office does after minutes. */
const TIDY = 'data:text/javascript,setInterval(()=>globalThis.gc(),20).unref()';
const env = { NODE_OPTIONS: `--expose-gc --import=${TIDY}` };

/** What somebody does to the lock file of a running office. */
type Mischief = readonly [string, (path: string) => void];
const MISCHIEF: readonly [Mischief, Mischief, Mischief, Mischief] = [
  ['removed', (path) => rmSync(path)],
  ['moved away', (path) => renameSync(path, `${path}.old`)],
  ['overwritten', (path) => writeFileSync(path, 'free')],
  [
    'replaced by a new one',
    (path) => {
      rmSync(path);
      writeFileSync(path, '');
    },
  ],
];

test('an office that has run for a while still holds its folder, whatever becomes of the lock file', async () => {
  await using office = await openNewOffice({ port: await freePort(), env });
  const data = `--data=${office.folder}`;
  expect(await command('commands/backup-main.ts', [data])).toMatchObject({ code: 0 });
  const [backup] = listBackups(join(office.folder, 'backups'));
  const from = `--from=${backup?.folder ?? ''}`;
  const second = async () => {
    const place = { IKRAR_DATA: office.folder, IKRAR_PORT: String(await freePort()) };
    const killMs = PATIENCE.startMs; // one that starts does not end by itself
    return command('main.ts', [], { env: place, killMs });
  };
  for (const [what, act] of [['left alone', () => undefined] as const, MISCHIEF[0], MISCHIEF[3]]) {
    const lock = join(office.folder, 'office.lock');
    if (!existsSync(lock)) writeFileSync(lock, '');
    act(lock);
    const refused = await second();
    expect(refused, what).toMatchObject({ code: 1 });
    expect(refused.said.trim().split('\n'), what).toEqual([
      expect.stringContaining('Another office is running'),
    ]);
  }
  const kept = await command('commands/restore-main.ts', [from, data]);
  expect(kept.code).toBe(1);
  expect(kept.said).toContain('an office is running');
  expect(await command('commands/backup-main.ts', [data])).toMatchObject({ code: 0 });
  await office.stop();
  expect(await command('commands/restore-main.ts', [from, data])).toMatchObject({ code: 0 });
});

describe('a hold', () => {
  test.for(MISCHIEF)('stands when its file is %s, and ends when it is let go', async ([, act]) => {
    const folder = makeFolder('hold');
    const path = join(folder, 'office.lock');
    {
      using hold = await takeHold(path);
      expect(hold).not.toBe(null);
      act(path);
      expect(await takeHold(path)).toBe(null);
    }
    rmSync(path, { force: true });
    using again = await takeHold(path);
    expect(again).not.toBe(null);
    rmSync(folder, { recursive: true });
  });

  test('of another folder, or of another name in it, is another', async () => {
    const folder = makeFolder('hold');
    using one = await takeHold(join(folder, 'office.lock'));
    using other = await takeHold(join(folder, 'backup.lock'));
    expect([one === null, other === null]).toEqual([false, false]);
    renameSync(folder, `${folder}-moved`);
    expect(await takeHold(join(`${folder}-moved`, 'office.lock'))).toBe(null);
    rmSync(`${folder}-moved`, { recursive: true });
  });
});
