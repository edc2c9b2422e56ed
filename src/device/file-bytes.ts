/** What is in a file that somebody chose. */
import type { Bytes } from '#core/bytes.ts';

/** Its bytes; null when it cannot be read: its stick was pulled out, or it was deleted. */
export async function bytesOf(file: Blob): Promise<Bytes | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
