/**
 * Journals: a device's chain of entries. The sequence starts at 1 and has no gaps; every entry
 * names the digest of the one before, so that a gap or an edit is visible.
 */
import { type Bytes, equalBytes } from './bytes.ts';
import { type Entry, type EntryBody, encodeEntry } from './entry.ts';
import { ZERO_DIGEST } from './id.ts';
import type { Moment } from './time.ts';

/** How far a journal has come: the sequence and digest of its last entry. */
export interface Head {
  readonly seq: number;
  readonly digest: Bytes;
}

/** The head of a journal without entries. */
export const EMPTY_HEAD: Head = { seq: 0, digest: ZERO_DIGEST };

/** What the device decides about an entry before it is chained. */
export interface Draft {
  readonly id: Bytes;
  readonly gathering: Bytes;
  readonly at: Moment;
  readonly build: string;
  readonly body: EntryBody;
}

/** One place in a chain: what checkLink needs of an entry. */
export interface Link {
  readonly seq: number;
  readonly prev: Bytes;
}

/** The entry that follows a head, and its bytes. The caller digests them to make the next head. */
export function chainEntry(
  head: Head,
  draft: Draft,
): { readonly entry: Omit<Entry, 'version'>; readonly bytes: Bytes } {
  const entry = { ...draft, seq: head.seq + 1, prev: head.digest };
  return { entry, bytes: encodeEntry(entry) };
}

/** True when the entry directly follows the head. */
export function follows(head: Head, link: Link): boolean {
  return link.seq === head.seq + 1 && equalBytes(link.prev, head.digest);
}
