/** That a test in Node leaves nothing behind; faults/runner kills a whole campaign. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { leftovers, makeFolder, startChild } from '../support/leftovers.ts';

let folder = '';
let pid = 0;

test('what a test makes and starts is there for it', () => {
  folder = makeFolder('mine');
  pid = startChild(process.execPath, ['-e', 'setInterval(() => 0, 999)'], {}).pid ?? 0;
  expect(existsSync(folder)).toBe(true);
  expect(leftovers()).toEqual([`folder ${folder}`, `group ${pid}`]);
});

test('and is gone for the next one', async () => {
  expect(existsSync(folder)).toBe(false);
  expect(leftovers()).toEqual([]);
  await expect.poll(() => isRunning(pid)).toBe(false);
});

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
