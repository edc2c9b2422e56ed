/**
 * The text of a recital, the joint oath: what is read aloud, and the digest by which an entry names
 * it.
 */
import type { Bytes } from './bytes.ts';
import { type Wire, encode } from './codec.ts';
import type { Digest } from './id.ts';

/** A filled text: its title, and what is read aloud, line by line. */
export interface RecitalText {
  readonly title: readonly string[];
  readonly lines: readonly string[];
}

/** A text as a positional array. */
export function wireRecital({ title, lines }: RecitalText): Wire {
  return [title, lines];
}

/** What an entry says was read: SHA-256 over the canonical bytes of the text. */
export function recitalDigest(text: RecitalText, digest: Digest): Promise<Bytes> {
  return digest(encode(wireRecital(text)));
}
