/**
 * Which trouble of a disk, or of the database on it, made something fail. SQLite and the system
 * mostly say so themselves. Where they do not, the disk is asked: a full one and one that fails
 * look alike to a flush. None is taken for another, because each has its own way out.
 */
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trouble } from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';

/** The database takes nothing more until the office is started again. */
export class Standstill extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(`the database takes nothing more: ${trouble}`);
    this.trouble = trouble;
  }
}

/** What an error says of itself. `unclear`: its disk knows more. */
export type TroubleSaid = Trouble | 'unclear';

/** Primary codes of SQLite (https://sqlite.org/rescode.html). */
const PRIMARY: Readonly<Record<number, TroubleSaid>> = {
  8: 'disk-read-only',
  10: 'disk-failing',
  11: 'database-damaged',
  13: 'disk-full',
  14: 'unclear', // CANTOPEN: too many files, no right, no room for a name
  26: 'database-damaged', // NOTADB
};

/** Extended codes that say more, or less, than their primary one. */
const EXTENDED: Readonly<Record<number, TroubleSaid | null>> = {
  778: 'unclear', // IOERR_WRITE: EIO, but also a quota that is used up, or a disk made read-only
  1_034: 'unclear', // IOERR_FSYNC: whatever the system had put off until then
  1_290: 'unclear', // IOERR_DIR_FSYNC
  1_546: 'unclear', // IOERR_TRUNCATE
  4_618: 'unclear', // IOERR_SHMOPEN
  4_874: 'unclear', // IOERR_SHMSIZE: no room for the shared memory of the log
  3_082: null, // IOERR_NOMEM: the machine's memory, not its disk
  1_032: 'database-replaced', // READONLY_DBMOVED
};

const ERRNO: Readonly<Record<string, Trouble>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EIO: 'disk-failing',
  ENXIO: 'disk-failing',
  ENODEV: 'disk-failing',
  ESTALE: 'disk-failing',
  EROFS: 'disk-read-only',
  EMFILE: 'files-exhausted',
  ENFILE: 'files-exhausted',
};

/** What an error says; null when it is no trouble of a disk. */
export function saidBy(error: unknown): TroubleSaid | null {
  if (error instanceof Standstill) return error.trouble;
  if (!(error instanceof Error)) return null;
  if ('errcode' in error && typeof error.errcode === 'number') {
    const extended = EXTENDED[error.errcode];
    return extended === undefined ? (PRIMARY[error.errcode & 0xff] ?? null) : extended;
  }
  return ('code' in error ? ERRNO[String(error.code)] : undefined) ?? null;
}

/** The trouble that an error comes of, where the data is in that folder; null when it is none. */
export async function troubleOf(error: unknown, dataFolder: string): Promise<Trouble | null> {
  const said = saidBy(error);
  if (said !== 'unclear') return said;
  return (
    (await askDisk(dataFolder)) ?? (isCannotOpen(error) ? 'database-unreachable' : 'disk-failing')
  );
}

function isCannotOpen(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 14;
}

/** What keeps a file from being written in that folder now; null when nothing does. */
export async function askDisk(folder: string): Promise<Trouble | null> {
  const path = join(folder, 'office.probe');
  try {
    const flags = constants.O_CREAT | constants.O_WRONLY | constants.O_TRUNC;
    await using file = await open(path, flags, 0o600);
    await file.write(new Uint8Array(LIMITS.roomProbeBytes));
    await file.sync();
    return null;
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error;
    if (isRefused && (error.code === 'EACCES' || error.code === 'EPERM')) return 'disk-read-only';
    const said = saidBy(error);
    return said === null || said === 'unclear' ? 'database-unreachable' : said;
  } finally {
    await rm(path, { force: true }).catch(() => undefined); // the disk has said what it says
  }
}
