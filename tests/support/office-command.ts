/** The programs of an office as npm runs them: what they said, and how they ended. */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { assert } from '#core/assert.ts';
import { endChild, startChild } from './leftovers.ts';

const PROGRAMS = resolve(import.meta.dirname, '../../src/server');

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly said: string;
}

interface Circumstances {
  readonly env?: NodeJS.ProcessEnv;
  /** What is typed into it. */
  readonly input?: string;
  /** Killed after so many milliseconds. */
  readonly killMs?: number;
}

/** Runs a program by its path in src/server. */
export async function command(
  file: string,
  args: readonly string[],
  { env = {}, input = '', killMs }: Circumstances = {},
): Promise<Ended> {
  const child = startChild(process.execPath, [join(PROGRAMS, file), ...args], {
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
  const { stdin, stdout, stderr } = child;
  assert(stdin !== null && stdout !== null && stderr !== null, 'asked for as pipes');
  stdin.on('error', () => undefined).end(input); // it may end before it reads
  const timer = killMs === undefined ? undefined : setTimeout(() => void endChild(child), killMs);
  const [out, told, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  clearTimeout(timer);
  return { code: typeof code === 'number' ? code : null, said: out + told };
}
