/** Yields the programs of an office as npm runs them: what they said, and how they ended. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';

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

/** Runs `backup-main.ts` and the like. */
export async function command(
  file: string,
  args: readonly string[],
  { env = {}, input = '', killMs }: Circumstances = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(PROGRAMS, file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined).end(input); // it may end before it reads
  const timer = killMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killMs);
  const [out, told, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  clearTimeout(timer);
  return { code: typeof code === 'number' ? code : null, said: out + told };
}
