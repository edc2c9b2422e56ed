/**
 * Verdicts: what the office made of an entry. Every verdict means that the bytes are in the ledger;
 * doubt is a label for the organiser, never a refusal to the field.
 */

/** Why an entry is set aside until the organiser decides, in the order of the wire number. */
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

/** Why an entry is set aside. */
export type Doubt = (typeof DOUBTS)[number];

/** What the office answers for one entry. */
export type Verdict =
  | { readonly kind: 'stored' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'quarantined'; readonly doubt: Doubt }
  | { readonly kind: 'conflict' };

const PLAIN = ['stored', 'duplicate', 'conflict'] as const;

/** A verdict on the wire: 0 stored, 1 duplicate, 2 conflict, 3 and up the doubts in their order. */
export function verdictNumber(verdict: Verdict): number {
  return verdict.kind === 'quarantined'
    ? PLAIN.length + DOUBTS.indexOf(verdict.doubt)
    : PLAIN.indexOf(verdict.kind);
}

/** The verdict of a wire number; null when there is none such. */
export function verdictOf(number: number): Verdict | null {
  const kind = PLAIN[number];
  if (kind !== undefined) return { kind };
  const doubt = DOUBTS[number - PLAIN.length];
  return doubt === undefined ? null : { kind: 'quarantined', doubt };
}
