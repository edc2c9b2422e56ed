/** Verdicts: every one has a number, and the number never changes. */
import { expect, test } from 'vitest';
import { DOUBTS, type Verdict, doubtNamed, verdictNumber, verdictOf } from '#core/verdict.ts';

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

test.each([-1, 0.5, 15.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  'has no verdict %d',
  (number) => {
    expect(verdictOf(number)).toBeNull();
  },
);

test.each([ALL.length, 24, 255, 256, 65_536, Number.MAX_SAFE_INTEGER])(
  'reads the later number %d as a doubt that is not known',
  (number) => {
    expect(verdictOf(number)).toEqual({ kind: 'quarantined', doubt: 'unknown' });
  },
);

test('never writes a doubt that is not known', () => {
  const read = verdictOf(ALL.length) as Verdict; // as if a type had been lied to
  expect(() => verdictNumber(read)).toThrow('has a number');
});

test('knows a doubt by the name that some build wrote down', () => {
  expect(DOUBTS.map(doubtNamed)).toEqual(DOUBTS);
  expect(doubtNamed('late')).toBe('unknown');
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
