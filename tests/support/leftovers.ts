/**
 * That a test leaves nothing behind: what it starts, mounts or makes on the disk is written
 * down here, and ended after the test, or by the keeper, a process that outlives this one. So it is
 * even when this process is killed.
 */
import { type ChildProcess, type SpawnOptions, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** `group 123`, `mount /folder`, `folder /path`: a group is a process and all that it started. */
export type Leftover = `${'group' | 'mount' | 'folder'} ${string}`;

const KEEPER = join(import.meta.dirname, 'leftovers-main.ts');

/** Programs are started hundreds of times; what they compile is the same each time. */
export const COMPILED = join(import.meta.dirname, '../../.cache/compile');

/** The system takes a moment to end what was killed. */
const GONE_MS_MAX = 5_000;
const LOOK_MS = 20;

const known = new Set<Leftover>();
let keeper: Writable | null = null;

/** Starts a program in a group of its own, which ends with it. */
export function startChild(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  keeper ??= startKeeper();
  const child = spawn(program, args, { ...options, detached: true });
  const { pid } = child;
  if (pid === undefined) return child; // its error is told as an event
  keep(`group ${pid}`);
  child.once('exit', () => void endLeftovers([`group ${pid}`]));
  return child;
}

/** Ends a program and all that it started, and waits until it has ended. Once is enough. */
export async function endChild(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (signal === 'SIGKILL') killGroup(child.pid);
  else child.kill(signal);
  await gone;
}

/** Makes a folder that is removed afterwards. */
export function makeFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `ikrar-${name}-`));
  keep(`folder ${folder}`);
  return folder;
}

/** Writes something down that is to be ended. */
export function keep(leftover: Leftover): void {
  known.add(leftover);
  keeper ??= startKeeper();
  keeper.write(`+${leftover}\n`);
}

/** What there is to be ended now. */
export function leftovers(): readonly Leftover[] {
  return [...known];
}

/** Ends what is given: first who writes, then where it is mounted, then what is on the disk. */
export async function endLeftovers(given: readonly Leftover[]): Promise<void> {
  const parts = given.map((leftover) => {
    const [kind = '', ...rest] = leftover.split(' ');
    return { kind, name: rest.join(' ') };
  });
  const named = (kind: string) =>
    parts.filter((part) => part.kind === kind).map(({ name }) => name);
  const groups = named('group').map(Number);
  for (const pid of groups) killGroup(pid);
  // Who is ended no longer writes where something is to be removed.
  if (given.length > groups.length) await allGone(groups);
  for (const folder of named('mount').toReversed()) unmount(folder);
  for (const folder of named('folder'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  for (const leftover of given) if (known.delete(leftover)) keeper?.write(`-${leftover}\n`);
}

/** Ends nothing of this process's own: it holds nobody's output, and does not keep it waiting. */
function startKeeper(): Writable {
  const child = spawn(process.execPath, [KEEPER], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  child.unref();
  child.stdin.on('error', () => undefined); // who killed it wants what is left
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return child.stdin;
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone: that is what was wanted.
  }
}

async function allGone(groups: readonly number[]): Promise<void> {
  const untilMs = Date.now() + GONE_MS_MAX;
  while (groups.some(isThere) && Date.now() < untilMs) await wait(LOOK_MS);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

/** At once: whoever still holds a file there keeps what he had. */
function unmount(folder: string): void {
  try {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  } catch {
    // Not mounted any more.
  }
}
