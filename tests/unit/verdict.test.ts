/** Verdicts: every one has a number, and the number never changes. */
import { expect, test } from 'vitest';
import { DOUBTS, type Verdict, verdictNumber, verdictOf } from '#core/verdict.ts';

const ALL: readonly Verdict[] = [
  { kind: 'stored' },
  { kind: 'duplicate' },
  { kind: 'conflict' },
  ...DOUBTS.map((doubt): Verdict => ({ kind: 'quarantined', doubt })),
];

test('numbers verdicts from 0, doubts from 3', () => {
  expect(ALL.map(verdictNumber)).toEqual(ALL.map((_, number) => number));
  expect(verdictNumber({ kind: 'quarantined', doubt: 'forked' })).toBe(12);
});

test('comes back from its number', () => {
  expect(ALL.map((verdict) => verdictOf(verdictNumber(verdict)))).toEqual(ALL);
});

test.each([-1, ALL.length, 0.5, Number.NaN])('has no verdict %d', (number) => {
  expect(verdictOf(number)).toBeNull();
});

test('keeps the order of doubts: receipts hold their numbers', () => {
  expect(DOUBTS).toEqual([
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
  ]);
});
