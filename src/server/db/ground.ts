/**
 * The files that an open database stands on, and whether they are still the ones that were opened.
 * A process keeps writing into a file that was removed, and what it writes is gone when it ends.
 * What a receipt is given for was in a file that had its name after the commit.
 */
import { type BigIntStats, statSync } from 'node:fs';
import type { Trouble } from '#core/health.ts';

export interface Ground {
  /** The database's file: its number and the moment of its making, which a copy does not have. */
  readonly identity: string;
  /** What became of the files that a commit is in, by the frames of the log; null when nothing. */
  findTrouble(frames: number): Trouble | null;
  /** The same, and of the file by which other processes know where to read. */
  findAnyTrouble(frames: number): Trouble | null;
  /** Takes the file as it is now: the office itself has just written to it. */
  acceptFile(): void;
}

/** Frames of a log: https://sqlite.org/fileformat2.html#the_write_ahead_log */
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** The ground of a database that was just opened, with a log of such pages. */
export function openGround(path: string, pageBytes: number): Ground {
  const names = { log: `${path}-wal`, shared: `${path}-shm` };
  let file = look(path);
  const identity = identityAt(path);
  const log = look(names.log)?.ino;
  const shared = look(names.shared)?.ino;

  /** The log stands until the office ends, and is never shorter than what SQLite has put in it. */
  const findTrouble = (frames: number): Trouble | null => {
    const [nowFile, nowLog] = [look(path), look(names.log)];
    if (nowFile === undefined || nowLog === undefined) return 'database-removed';
    const isSame = file !== undefined && identityOf(nowFile) === identity && nowLog.ino === log;
    // Only a checkpoint writes to the file, and only the office makes one.
    const isUntouched = nowFile.size === file?.size && nowFile.mtimeNs === file.mtimeNs;
    if (!isSame || !isUntouched) return 'database-replaced';
    const logBytes = LOG_HEADER_BYTES + frames * (FRAME_HEADER_BYTES + pageBytes);
    return frames > 0 && nowLog.size < logBytes ? 'database-replaced' : null;
  };
  return {
    identity,
    findTrouble,
    findAnyTrouble(frames) {
      const nowShared = look(names.shared)?.ino;
      if (nowShared === undefined) return 'database-removed';
      return nowShared === shared ? findTrouble(frames) : 'database-replaced';
    },
    acceptFile() {
      file = look(path);
    },
  };
}

/** The identity of a file; empty where there is none. */
export function identityAt(path: string): string {
  const file = look(path);
  return file === undefined ? '' : identityOf(file);
}

function look(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

/** Numbers are given again when a file is removed: the moment of its making is not. */
function identityOf({ ino, birthtimeNs }: BigIntStats): string {
  return `${ino}-${birthtimeNs}`;
}
