/**
 * That a campaign leaves nothing behind: not where a test of it fails or hangs, nor where
 * the runner itself is killed in the middle of one.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Leftover } from '../support/leftovers.ts';

const CAMPAIGN = join(import.meta.dirname, 'campaign/vitest.config.ts');
const VITEST = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const MARK = 'IKRAR_CAMPAIGN';

/** Whether a process or a folder is there, or something is mounted. Who waits for burial is not. */
function isThere(leftover: Leftover): boolean {
  const [kind = '', name = ''] = leftover.split(' ');
  if (kind === 'folder') return existsSync(name);
  if (kind === 'mount') return readFileSync('/proc/mounts', 'utf8').includes(` ${name} `);
  try {
    process.kill(Number(name), 0);
    return (
      process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${name}/stat`, 'utf8'))
    );
  } catch {
    return false;
  }
}

/** Every process that was started, by whatever way, under a mark: Linux tells. */
function marked(mark: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARK}=${mark}\0`);
    } catch {
      return false; // ended in between, or waits for burial
    }
  });
}

function listAfter(said: string, word: string): readonly Leftover[] {
  const list = new RegExp(`^${word} (.+)$`, 'm').exec(said)?.[1];
  return JSON.parse(list ?? 'null') as readonly Leftover[]; // written by the campaign
}

/** What is killed, and how it is started. */
const RUNNERS = [
  ['vitest', process.execPath, VITEST],
  ['npm, which started it', 'npm', 'exec', '--', 'vitest'],
] as const;

test.for(RUNNERS)(
  'a campaign leaves nothing where a test fails or hangs, or one kills %s',
  async ([, program, ...args]) => {
    const mark = randomUUID();
    // Not one that is ended by its keeper: it must end its own.
    const runner = spawn(program, [...args, 'run', '--config', CAMPAIGN], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, [MARK]: mark },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void runner.kill('SIGKILL'));
    let said = '';
    const hear = (piece: Buffer): void => void (said += piece.toString());
    runner.stdout.on('data', hear);
    runner.stderr.on('data', hear);
    await expect.poll(() => said).toMatch(/^WAITS /m);

    const failed = listAfter(said, 'FAILS');
    const hung = listAfter(said, 'HANGS');
    expect(failed.map((leftover) => leftover.split(' ')[0])).toEqual(['folder', 'group']);
    expect([...failed, ...hung].filter(isThere)).toEqual([]);
    expect(listAfter(said, 'BEFORE')).toEqual([]);
    const waiting = listAfter(said, 'WAITS');
    expect(waiting.filter(isThere)).toEqual(waiting);
    expect(waiting.length).toBeGreaterThanOrEqual(4);

    runner.kill('SIGKILL');
    await expect.poll(() => waiting.filter(isThere)).toEqual([]);
    await expect.poll(() => marked(mark)).toEqual([]);
  },
);
