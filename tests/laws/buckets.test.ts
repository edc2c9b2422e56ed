/** Trust in the allowances: never more than promised, never a wait that is not true. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { openBuckets } from '#server/network/buckets.ts';

const rates = fc.record({
  burstMax: fc.integer({ min: 1, max: 50 }),
  perMinuteMax: fc.integer({ min: 1, max: 6_000 }),
});
const steps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 });

describe('a bucket', () => {
  test('gives at most its burst, and then as many as the minutes that passed', () => {
    fc.assert(
      fc.property(rates, steps, (rate, pauses) => {
        const buckets = openBuckets(rate);
        let nowMs = 1_700_000_000_000;
        const beganMs = nowMs;
        let taken = 0;
        for (const pauseMs of pauses) {
          nowMs += pauseMs;
          if (buckets.take('a', nowMs) === 0) taken += 1;
        }
        const filled = ((nowMs - beganMs) * rate.perMinuteMax) / 60_000;
        expect(taken).toBeLessThanOrEqual(rate.burstMax + filled + 1e-6);
      }),
    );
  });

  test('has one when the wait that it told is over, whoever else asks meanwhile', () => {
    fc.assert(
      fc.property(rates, steps, (rate, pauses) => {
        const buckets = openBuckets(rate);
        let nowMs = 0;
        for (const pauseMs of pauses) {
          nowMs += pauseMs;
          const waitMs = buckets.take('a', nowMs);
          if (waitMs === 0) continue;
          nowMs += waitMs;
          buckets.take('b', nowMs);
          expect(buckets.take('a', nowMs)).toBe(0);
        }
      }),
    );
  });

  test('goes on by a clock that is set back, and gives nothing for it', () => {
    const anyClock = fc.array(fc.integer({ min: -1_000_000, max: 1_000 }), { maxLength: 50 });
    fc.assert(
      fc.property(rates, anyClock, (rate, moves) => {
        const buckets = openBuckets(rate);
        let [nowMs, taken, forwardMs] = [1_700_000_000_000, 0, 0];
        for (const moveMs of moves) {
          nowMs += moveMs;
          forwardMs += Math.max(0, moveMs);
          if (buckets.take('a', nowMs) === 0) taken += 1;
        }
        const filled = (forwardMs * rate.perMinuteMax) / 60_000;
        expect(taken).toBeLessThanOrEqual(rate.burstMax + filled + 1e-6);
        nowMs += Math.ceil(60_000 / rate.perMinuteMax);
        expect(buckets.take('a', nowMs)).toBe(0);
      }),
    );
  });

  test('is forgotten for another when there are too many, the busy ones last', () => {
    const buckets = openBuckets({ burstMax: 1, perMinuteMax: 1 });
    let most = 0;
    for (let at = 0; at < 3 * LIMITS.callersKeptMax; at++) {
      buckets.take('busy', 0);
      buckets.take(`caller ${at}`, 0);
      most = Math.max(most, buckets.size);
    }
    expect(most).toBeGreaterThan(LIMITS.callersKeptMax / 2);
    expect(most).toBeLessThanOrEqual(LIMITS.callersKeptMax);
    expect(buckets.take('busy', 0)).toBeGreaterThan(0);
    expect(buckets.take('caller 0', 0)).toBe(0);
  });
});
