/** The clock that only grows: what holds however the wall clock is set. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { nextReading } from '#core/steady.ts';

const steps = fc.array(
  fc.record({ passedMs: fc.nat(100_000), setMs: fc.integer({ min: -1e9, max: 1e9 }) }),
  { maxLength: 60 },
);

test('it never goes back, and is behind by no more than what mends a clock at each reading', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let reading = { steadyMs: 0, wallMs: 1e10, monoMs: 0 };
      let passedMs = 0;
      for (const step of all) {
        passedMs += step.passedMs;
        const wallMs = reading.wallMs + step.passedMs + step.setMs;
        const next = nextReading(reading, { wallMs, monoMs: reading.monoMs + step.passedMs });
        expect(next.steadyMs).toBeGreaterThanOrEqual(reading.steadyMs);
        reading = next;
      }
      expect(reading.steadyMs).toBeGreaterThanOrEqual(passedMs - all.length * LIMITS.clockMendMs);
    }),
  );
});
