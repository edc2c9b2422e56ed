/**
 * A hold on a folder: one process at a time, and none that died still has it, because the operating
 * system lets go of it with its process. Two things are held. A lock file, which SQLite locks the
 * same way on every system; and, because a file can be removed, a name that only the system keeps,
 * made of the folder's own number.
 */
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { basename, dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';

/** Held until it is disposed of. */
export interface Hold extends Disposable {
  release(): void;
}

const SQLITE_BUSY = 5;

/** Takes the hold of that file, which stays empty; null while another process has it. */
export async function takeHold(path: string): Promise<Hold | null> {
  const name = await takeName(path);
  if (name === 'taken') return null;
  const lock = takeLock(path);
  const release = (): void => {
    if (lock?.isOpen === true) lock.close();
    name?.close();
  };
  if (lock !== null) return { release, [Symbol.dispose]: release };
  release();
  return null;
}

function takeLock(path: string): DatabaseSync | null {
  // Only where it is missing: to close a file lets go of every lock that the process has on it.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    assert(error instanceof Error && 'errcode' in error, 'node:sqlite numbers its errors');
    if (error.errcode !== SQLITE_BUSY) throw error;
    return null;
  }
}

/** Null where the system has no such names: there the lock file is all that is held. */
function takeName(path: string): Promise<Server | 'taken' | null> {
  const { dev, ino } = statSync(dirname(path), { bigint: true });
  const name = nameOf(`ikrar-${dev}-${ino}-${basename(path)}`);
  if (name === null) return Promise.resolve(null);
  return new Promise((told, failed) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') told('taken');
      else failed(error);
    });
    server.listen(name, () => {
      told(server.unref());
    });
  });
}

function nameOf(text: string): string | null {
  if (process.platform === 'linux') return `\0${text}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${text}` : null;
}
