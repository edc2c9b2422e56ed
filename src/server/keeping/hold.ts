/**
 * A hold on a folder: one process at a time, and none that died still has it, because the operating
 * system lets go of a lock with its process. SQLite locks the same way on every system.
 */
import { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';

/** Held until it is disposed of. */
export interface Hold extends Disposable {
  release(): void;
}

const SQLITE_BUSY = 5;

/** Takes the hold of that file, which stays empty; null while another process has it. */
export function takeHold(path: string): Hold | null {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    assert(error instanceof Error && 'errcode' in error, 'node:sqlite numbers its errors');
    if (error.errcode !== SQLITE_BUSY) throw error;
    return null;
  }
  const release = (): void => {
    if (lock.isOpen) lock.close();
  };
  return { release, [Symbol.dispose]: release };
}
