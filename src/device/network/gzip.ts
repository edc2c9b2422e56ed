/** Yields gzip where the browser has it (Chromium 80, Firefox 113, Safari 16.4); null elsewhere. */
import type { Bytes } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';

/** The compressed bytes; null when this browser cannot. */
export async function gzip(bytes: Bytes): Promise<Bytes | null> {
  if (!('CompressionStream' in globalThis)) return null;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The bytes before compression. Fault: malformed. */
export async function gunzip(bytes: Bytes): Promise<Result<Bytes>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return good(new Uint8Array(await new Response(stream).arrayBuffer()));
  } catch (error) {
    return bad('malformed', `gzip: ${String(error)}`);
  }
}
