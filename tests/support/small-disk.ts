/** Yields a disk of a few megabytes that a test may fill to the last byte. Linux, as root. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk extends Disposable {
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
  const folder = mkdtempSync(join(tmpdir(), 'ikrar-disk-'));
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
    [Symbol.dispose]() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
