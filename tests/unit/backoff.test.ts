/** The wait after failures: never below the base, never above the ceiling, longer each time. */
import { expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { backoffMs } from '#device/send/backoff.ts';

const COUNTS = Array.from({ length: 40 }, (_, i) => i);

test('the longest wait doubles with each failure, up to a minute', () => {
  const longest = COUNTS.map((count) => backoffMs(count, { chance: 1 }));
  expect(longest.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((s) => s * 1_000));
  expect(Math.max(...longest)).toBe(LIMITS.backoffMaxMs);
});

test('the shortest wait is the base, however often it failed', () => {
  for (const count of COUNTS) {
    expect(backoffMs(count, { chance: 0 })).toBe(LIMITS.backoffBaseMs);
  }
});

test('chance spreads devices between the two', () => {
  expect(backoffMs(3, { chance: 0.5 })).toBe(4_500);
  expect(backoffMs(9, { chance: 0.5, mostMs: 11_000 })).toBe(6_000);
});
