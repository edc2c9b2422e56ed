/** The time of an entry: the device's clock decides only where it can be right. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedTimeMs, isPossibleTime } from '#core/entry-time.ts';
import { LIMITS } from '#core/limits.ts';

const SPAN = { startsAtMs: 1_000_000_000, expiresAtMs: 1_200_000_000 };
const RECEIVED_MS = 1_100_000_000;

test.each([
  ['the receipt itself', RECEIVED_MS, true],
  ['a clock a little ahead', RECEIVED_MS + LIMITS.clockDriftWarnMs, true],
  ['after the receipt', RECEIVED_MS + LIMITS.clockDriftWarnMs + 1, false],
  ['a day before the start', SPAN.startsAtMs - LIMITS.earlyMs, true],
  ['before that', SPAN.startsAtMs - LIMITS.earlyMs - 1, false],
  ['1970', 0, false],
])('%s can be: %s', (_what, wallMs, isPossible) => {
  expect(isPossibleTime(wallMs, RECEIVED_MS, SPAN)).toBe(isPossible);
});

test('after the end of the code nobody can sign, and without a receipt the clock decides', () => {
  expect(isPossibleTime(SPAN.expiresAtMs + 1, null, SPAN)).toBe(false);
  expect(countedTimeMs(5, null, SPAN)).toBe(5);
  expect(countedTimeMs(0, RECEIVED_MS, SPAN)).toBe(RECEIVED_MS);
});

test('no clock makes a time after the receipt, nor before people could sign', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), fc.integer({ min: 1_000_000_000 }), (wallMs, receivedMs) => {
      const timeMs = countedTimeMs(wallMs, receivedMs, SPAN);
      expect(timeMs).toBeLessThanOrEqual(receivedMs);
      expect(timeMs).toBeGreaterThanOrEqual(SPAN.startsAtMs - LIMITS.earlyMs);
    }),
  );
});
