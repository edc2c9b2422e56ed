/** How long to wait before the next try: free at first, doubling, bounded, forgotten. */
import { expect, test } from 'vitest';
import { failuresAt, tallied, waitAfterMs, waitMs } from '#core/throttle.ts';

const RULE = { failuresFree: 3, waitBaseMs: 10, waitMaxMs: 60, forgetMs: 100 };

test('a wait doubles after the failures that are free, up to the longest', () => {
  expect([1, 2, 3, 4, 5, 6, 99].map((failures) => waitAfterMs(RULE, failures))).toEqual([
    0, 0, 10, 20, 40, 60, 60,
  ]);
});

test('a wait counts from the last failure, and runs off', () => {
  const tally = { failures: 4, lastMs: 1_000 };
  expect([1_000, 1_015, 1_020, 9_000].map((nowMs) => waitMs(RULE, tally, nowMs))).toEqual([
    20, 5, 0, 0,
  ]);
  expect(waitMs(RULE, undefined, 1_000)).toBe(0);
});

test('failures are forgotten one by one once the wait is over', () => {
  const tally = { failures: 4, lastMs: 0 };
  expect([0, 20, 119, 120, 320, 9_000].map((nowMs) => failuresAt(RULE, tally, nowMs))).toEqual([
    4, 4, 4, 3, 1, 0,
  ]);
  expect(tallied(RULE, tally, 120)).toEqual({ failures: 4, lastMs: 120 });
  expect(tallied(RULE, undefined, 7)).toEqual({ failures: 1, lastMs: 7 });
});
