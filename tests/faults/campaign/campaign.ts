/**
 * Tests that end badly: one fails, one hangs, and one waits to be killed with its runner.
 * runner.test.ts runs them, and looks for what they left.
 */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startBrowser } from '../../support/bare-browser.ts';
import { leftovers, makeFolder } from '../../support/leftovers.ts';
import { noLoopDisk, openLoopDisk } from '../../support/loop-disk.ts';
import { freePort, openNewOffice } from '../../support/office-process.ts';

const HANGS_MS = 500;

function say(word: string): void {
  process.stdout.write(`\n${word} ${JSON.stringify(leftovers())}\n`);
}

test('fails, with an office and a folder', async () => {
  const office = await openNewOffice({ port: await freePort() });
  expect(existsSync(office.folder)).toBe(true);
  say('FAILS');
  throw new Error('as planned');
});

test('hangs, with a browser', { timeout: HANGS_MS }, async () => {
  startBrowser('chromium', { profile: makeFolder('profile'), url: 'about:blank' });
  say('HANGS');
  await new Promise(() => undefined);
});

test('waits to be killed, with all of them and a disk', async () => {
  say('BEFORE');
  await openNewOffice({ port: await freePort() });
  startBrowser('chromium', { profile: makeFolder('profile'), url: 'about:blank' });
  if ((await noLoopDisk()) === null) await openLoopDisk();
  say('WAITS');
  await new Promise(() => undefined);
});
