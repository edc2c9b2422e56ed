/** The blobs of rows that SQL gives without types. */
import { assert } from '#core/assert.ts';
import type { Bytes } from '#core/bytes.ts';

/** The bytes of a column that is never null. node:sqlite gives each over a buffer of its own. */
export function bytesOf(row: Readonly<Record<string, unknown>>, column: string): Bytes {
  const value = row[column];
  assert(value instanceof Uint8Array, 'a blob column');
  return value as Bytes; // its buffer is not shared with another thread
}
