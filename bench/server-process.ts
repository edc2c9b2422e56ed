/**
 * A server started for a benchmark, and the processor time it has used. Reads /proc: Linux only.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;
const START_TRIES_MAX = 100;

export interface ServerProcess {
  readonly url: string;
  /** User and system time of all its threads, in seconds. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Starts `node args…`, and waits until it answers on the port. */
export async function startServer(
  args: readonly string[],
  { port, env }: { readonly port: number; readonly env: Readonly<Record<string, string>> },
): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(url);
  return {
    url,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    stop: () => stopped(child),
  };
}

async function untilItAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < START_TRIES_MAX; tries++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(100);
  }
  throw new Error(`no answer from ${url}`);
}

function cpuSecondsOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '';
  const fields = afterName.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
