/** The throttle: what holds however often and whenever somebody tries. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type FailureTally,
  type ThrottleRule,
  failuresAt,
  tallied,
  waitAfterMs,
  waitMs,
} from '#core/throttle.ts';

const rules: fc.Arbitrary<ThrottleRule> = fc
  .record({
    failuresFree: fc.integer({ min: 1, max: 30 }),
    waitBaseMs: fc.integer({ min: 1, max: 60_000 }),
    factor: fc.integer({ min: 1, max: 100 }),
    forgetMs: fc.integer({ min: 1, max: 600_000 }),
  })
  .map(({ factor, ...rule }) => ({ ...rule, waitMaxMs: rule.waitBaseMs * factor }));

/** Tries that are admitted when they come after these pauses, at the moments they came. */
function triesOf(rule: ThrottleRule, pausesMs: readonly number[]): readonly number[] {
  const moments: number[] = [];
  let tally: FailureTally | undefined;
  let nowMs = 0;
  for (const pauseMs of pausesMs) {
    nowMs += pauseMs;
    if (waitMs(rule, tally, nowMs) > 0) continue;
    tally = tallied(rule, tally, nowMs);
    moments.push(nowMs);
  }
  return moments;
}

test('a wait never shrinks with more failures, and is never longer than the longest', () => {
  fc.assert(
    fc.property(rules, fc.nat(200), (rule, failures) => {
      const now = waitAfterMs(rule, failures);
      expect(waitAfterMs(rule, failures + 1)).toBeGreaterThanOrEqual(now);
      expect(now).toBeLessThanOrEqual(rule.waitMaxMs);
      expect(now > 0).toBe(failures >= rule.failuresFree);
    }),
  );
});

test('nobody is locked out for good, and in the end everything is forgotten', () => {
  fc.assert(
    fc.property(rules, fc.array(fc.nat(90_000), { maxLength: 300 }), (rule, pausesMs) => {
      let tally: FailureTally | undefined;
      let nowMs = 0;
      for (const pauseMs of pausesMs) {
        nowMs += pauseMs;
        tally = tallied(rule, tally, nowMs); // also tries that are not even admitted
      }
      expect(waitMs(rule, tally, nowMs)).toBeLessThanOrEqual(rule.waitMaxMs);
      expect(waitMs(rule, tally, nowMs + rule.waitMaxMs)).toBe(0);
      const doublings = Math.ceil(Math.log2(rule.waitMaxMs / rule.waitBaseMs));
      const allMs = rule.waitMaxMs + (rule.failuresFree + doublings) * rule.forgetMs;
      expect(failuresAt(rule, tally, nowMs + allMs)).toBe(0);
    }),
  );
});

test('in any span no more are admitted than are free, and one for each shortest wait', () => {
  const pauses = fc.array(fc.nat(3_000), { maxLength: 400 });
  fc.assert(
    fc.property(rules, pauses, fc.nat(120_000), (rule, pausesMs, spanMs) => {
      const moments = triesOf(rule, pausesMs);
      const pace = Math.min(rule.waitBaseMs, rule.forgetMs);
      const most = rule.failuresFree + 1 + spanMs / pace;
      for (const [at, fromMs] of moments.entries()) {
        const count = moments.slice(at).filter((ms) => ms <= fromMs + spanMs).length;
        expect(count).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 50 },
  );
});
