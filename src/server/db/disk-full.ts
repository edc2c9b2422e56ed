/**
 * Whether something failed for want of room. SQLite says so itself when a file cannot grow, and as
 * a failed write when it is the shared memory of the log, or a flush, that found no room.
 */
const SQLITE_FULL = 13;
/** Extended codes of SQLITE_IOERR: write, fsync, truncate, shmsize. */
const WRITE_FAILURES: readonly unknown[] = [778, 1_034, 1_546, 4_874];

export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) {
    return error.errcode === SQLITE_FULL || WRITE_FAILURES.includes(error.errcode);
  }
  return 'code' in error && error.code === 'ENOSPC';
}
