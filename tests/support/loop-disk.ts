/**
 * A disk whose power can be cut: a filesystem in a file. What was written to it and not yet
 * to the file is lost, as it is from a tablet whose battery is pulled out. Needs root and Linux.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endLeftovers, keep, makeFolder } from './leftovers.ts';
import { PATIENCE } from './patience.ts';

export interface LoopDisk extends AsyncDisposable {
  /** Where it is mounted. */
  readonly folder: string;
  /** Time passes: what was written until now reaches the disk. */
  settle(): void;
  /**
   * Cuts the power: whoever writes is stopped, what had reached the disk is all there is, and the
   * disk is there again as after a start.
   */
  cut(stop: () => void): Promise<void>;
}

const DISK_BYTES = 512 * 1_024 ** 2;

function run(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Why this machine has no such disk; null when it has. */
export async function noLoopDisk(): Promise<string | null> {
  if (process.platform !== 'linux') return 'loop devices are of Linux';
  if (process.getuid?.() !== 0) return 'mounting a disk needs root';
  try {
    await using disk = await openLoopDisk();
    return disk.folder === '' ? 'no folder' : null;
  } catch (error) {
    return `no loop device can be mounted: ${String(error).split('\n')[0]}`;
  }
}

/** Makes an empty disk. */
export async function openLoopDisk(): Promise<LoopDisk> {
  const place = makeFolder('disk');
  const folder = join(place, 'mounted');
  mkdirSync(folder);
  const image = (count: number): string => join(place, `${count}.img`);
  let cuts = 0;
  try {
    run('truncate', '-s', String(DISK_BYTES), image(cuts));
    run('mkfs.ext4', '-q', '-F', image(cuts));
    keep(`mount ${folder}`);
    run('mount', '-o', 'loop', image(cuts), folder);
  } catch (error) {
    await endLeftovers([`mount ${folder}`, `folder ${place}`]);
    throw error;
  }
  return {
    folder,
    settle: () => run('sync', '-f', folder),
    async cut(stop) {
      stop();
      run('cp', '--sparse=always', image(cuts), image(cuts + 1));
      await unmount(folder);
      rmSync(image(cuts));
      cuts += 1;
      run('mount', '-o', 'loop', image(cuts), folder);
    },
    async [Symbol.asyncDispose]() {
      await endLeftovers([`mount ${folder}`, `folder ${place}`]);
    },
  };
}

/** Those who were stopped may hold their files for a moment more. */
async function unmount(folder: string): Promise<void> {
  const start = Date.now();
  for (;;) {
    try {
      return run('umount', folder);
    } catch (error) {
      if (Date.now() - start > PATIENCE.answerMs) throw error;
      await wait(100);
    }
  }
}
