/**
 * Yields a folder that belongs to the office that runs on it, for as long as it runs, and not only
 * until memory is tidied: a restore under a running office would take its ledger away.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '#server/keeping/shelf.ts';
import { command } from '../support/office-command.ts';
import { freePort, openNewOffice } from '../support/office-process.ts';

/** Tidies memory all the time, which a quiet office does after minutes. */
const TIDY = 'data:text/javascript,setInterval(()=>globalThis.gc(),20).unref()';
const env = { NODE_OPTIONS: `--expose-gc --import=${TIDY}` };

test('an office that has run for a while still holds its folder', async () => {
  await using office = await openNewOffice({ port: await freePort(), env });
  const made = await command('backup-main.ts', [`--data=${office.folder}`]);
  expect(made).toMatchObject({ code: 0 });
  const [backup] = listBackups(join(office.folder, 'backups'));
  const args = [`--from=${backup?.folder ?? ''}`, `--data=${office.folder}`];
  const refused = await command('restore-main.ts', args);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain('an office is running');
  await office.stop();
  expect(await command('restore-main.ts', args)).toMatchObject({ code: 0 });
}, 20_000);
