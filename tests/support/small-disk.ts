/** A disk of a few megabytes that a test may fill to the last byte. Linux, as root. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftovers, keep, makeFolder } from './leftovers.ts';

export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  /** Takes all the room there is but so many bytes. */
  fill(leaveBytes?: number): void;
  /** Gives it back. */
  clear(): void;
}

const BLOCK_BYTES = 4_096;

/** Why this machine cannot mount one; null when it can. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only';
  return process.getuid?.() === 0 ? null : 'mounting a small disk takes root';
}

export function openSmallDisk(megabytes: number): SmallDisk {
  const folder = makeFolder('disk');
  keep(`mount ${folder}`);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(leaveBytes = 0) {
      const file = openSync(ballast, 'a');
      const block = Buffer.alloc(BLOCK_BYTES);
      try {
        while (freeBytes(folder) > leaveBytes) writeSync(file, block);
      } finally {
        closeSync(file);
      }
    },
    clear: () => rmSync(ballast, { force: true }),
    [Symbol.asyncDispose]: () => endLeftovers([`mount ${folder}`, `folder ${folder}`]),
  };
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
