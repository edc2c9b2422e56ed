/**
 * Journals: a device's hash chain of entries. Sequences start at 1 and have no gaps. Every entry
 * has the digest of the entry before it, so a gap or an edit is visible.
 */
import { type Bytes, equalBytes } from './bytes.ts';
import { type Entry, type EntryBody, encodeEntry } from './entry.ts';
import { ZERO_DIGEST } from './id.ts';
import type { Moment } from './time.ts';

/** The head of a journal: sequence and digest of its last entry. */
export interface Head {
  readonly seq: number;
  readonly digest: Bytes;
}

/** The head of a journal without entries. */
export const EMPTY_HEAD: Head = { seq: 0, digest: ZERO_DIGEST };

/** The content of an entry before it is chained. */
export interface Draft {
  readonly id: Bytes;
  readonly gathering: Bytes;
  readonly at: Moment;
  readonly build: string;
  readonly body: EntryBody;
}

/** The fields of an entry that checking the chain needs. */
export interface Link {
  readonly seq: number;
  readonly prev: Bytes;
}

/** Chains an entry to a head, and encodes it. The caller computes the digest for the next head. */
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
