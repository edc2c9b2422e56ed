/**
 * Whether the database of an office can be worked on, looked at before anything opens it for
 * writing. On a damaged database nothing starts, because every further write makes a
 * copy of the damage; and an office whose database is gone does not quietly begin an empty one.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { OFFICE_FILES } from './generation.ts';

/** What is wrong with the database of a data folder; null when nothing is. */
export function flawOf(dataFolder: string): string | null {
  const path = join(dataFolder, OFFICE_FILES.database);
  // SQLite takes an empty file for a new database.
  if (!existsSync(path) || statSync(path).size === 0) {
    return existsSync(join(dataFolder, OFFICE_FILES.sidecar))
      ? `${path} is missing or empty, and an office has worked here`
      : null;
  }
  readThrough(path);
  const log = readLog(`${path}-wal`);
  try {
    using database = new DatabaseSync(path, { readOnly: true });
    const [flaw] = database.prepare('pragma quick_check(1)').all();
    const said = String(flaw?.['quick_check']);
    if (said !== 'ok') return `${path} is damaged: ${said.replaceAll(/\s+/g, ' ')}`;
    return log === null || isWhole(log, database) ? null : `${path}-wal is damaged in the middle`;
  } catch (error) {
    assert(error instanceof Error && 'errcode' in error, 'node:sqlite numbers its errors');
    return `${path} cannot be read: ${error.message}`;
  }
}

const CHUNK_BYTES = 1024 * 1024;

/** From a cold disk, one pass in order is ten times faster than the check's own hops. */
function readThrough(path: string): void {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  while (readSync(file, chunk) > 0);
  closeSync(file);
}

/** Offsets of the format: https://sqlite.org/fileformat2.html#the_write_ahead_log */
const LOG = { headerBytes: 32, saltAt: 16, sumAt: 24 } as const;
const FRAME = { headerBytes: 24, committedAt: 4, saltAt: 8 } as const;
const SALT_BYTES = 8;
const MAGIC = { little: 0x377f0682, big: 0x377f0683 } as const;

function readLog(path: string): Buffer | null {
  const log = existsSync(path) ? readFileSync(path) : null;
  return log === null || log.length < LOG.headerBytes ? null : log;
}

/**
 * A crash tears the last transaction of the log at most: each was flushed before the next began.
 * SQLite ignores whatever follows the first frame that does not add up. When two transactions or
 * more end behind it, frames that were flushed have been damaged since, and with them would go
 * entries that have receipts.
 */
function isWhole(log: Buffer, database: DatabaseSync): boolean {
  const readable = Number(database.prepare('pragma wal_checkpoint(noop)').get()?.['log']);
  const pageBytes = Number(database.prepare('pragma page_size').get()?.['page_size']);
  const frameBytes = FRAME.headerBytes + pageBytes;
  const saltAt = (at: number): Buffer => log.subarray(at, at + SALT_BYTES);
  // Behind a header that adds up, what has another salt is left over from the log before.
  const salt = saltAt(addsUp(log) ? LOG.saltAt : LOG.headerBytes + FRAME.saltAt);
  const first = LOG.headerBytes + Math.max(0, readable) * frameBytes;
  let commits = 0;
  for (let at = first; at + frameBytes <= log.length; at += frameBytes) {
    const isOfThisLog = saltAt(at + FRAME.saltAt).equals(salt);
    if (isOfThisLog && log.readUInt32BE(at + FRAME.committedAt) > 0) commits += 1;
  }
  return commits < 2;
}

/** Whether the header of a log has the checksum that it says. */
function addsUp(log: Buffer): boolean {
  const magic = log.readUInt32BE(0);
  if (magic !== MAGIC.little && magic !== MAGIC.big) return false;
  const word = (at: number): number =>
    magic === MAGIC.big ? log.readUInt32BE(at) : log.readUInt32LE(at);
  let [even, odd] = [0, 0];
  for (let at = 0; at < LOG.sumAt; at += 8) {
    even = (even + word(at) + odd) >>> 0;
    odd = (odd + word(at + 4) + even) >>> 0;
  }
  return log.readUInt32BE(LOG.sumAt) === even && log.readUInt32BE(LOG.sumAt + 4) === odd;
}
