/**
 * Verdicts: the office's result for an entry. Every verdict means that the bytes are in the ledger.
 * A doubt is a label for the organiser and never a refusal.
 */
import { assert } from './assert.ts';

/**
 * The doubts that a device is told, in the order of the wire number. The answer to a batch of
 * version 1 uses these only, because its reader knows no other. Each is a row of doubt.ts.
 */
export const DOUBTS = [
  'unknown-version',
  'malformed-body',
  'unknown-gathering',
  'other-gathering',
  'unknown-signatory',
  'other-identity',
  'other-pact',
  'unreadable-ink',
  'chain-broken',
  'forked',
  'not-permitted',
  'unknown-target',
] as const;

/** See DOUBTS. */
export type Doubt = (typeof DOUBTS)[number];

/** What the office answers for one entry. */
export type Verdict =
  | { readonly kind: 'stored' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'quarantined'; readonly doubt: Doubt }
  | { readonly kind: 'conflict' };

/** A doubt as a device reads it: a later office may have one that is not known here. */
export type ReadDoubt = Doubt | 'unknown';

/** A verdict as a device reads it. It is never written. */
export type ReadVerdict = Verdict | { readonly kind: 'quarantined'; readonly doubt: ReadDoubt };

const PLAIN = ['stored', 'duplicate', 'conflict'] as const;

/** A verdict on the wire: 0 stored, 1 duplicate, 2 conflict, 3 and up the doubts in their order. */
export function verdictNumber(verdict: Verdict): number {
  if (verdict.kind !== 'quarantined') return PLAIN.indexOf(verdict.kind);
  const place = DOUBTS.indexOf(verdict.doubt);
  assert(place >= 0, 'a doubt that is written has a number');
  return PLAIN.length + place;
}

/**
 * The verdict of a wire number. A later number is a doubt that is not known here: the entry is in
 * the ledger all the same, so a device settles it. Null for what is no whole number from 0.
 */
export function verdictOf(number: number): ReadVerdict | null {
  if (!Number.isSafeInteger(number) || number < 0) return null;
  const kind = PLAIN[number];
  if (kind !== undefined) return { kind };
  return { kind: 'quarantined', doubt: DOUBTS[number - PLAIN.length] ?? 'unknown' };
}

/** A doubt that was written down by some build of the app, maybe a later one. */
export function doubtNamed(name: string): ReadDoubt {
  return DOUBTS.find((doubt) => doubt === name) ?? 'unknown';
}
