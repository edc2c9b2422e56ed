/** The clock that only grows. */
import { expect, test } from 'vitest';
import { nextReading } from '#core/steady.ts';

const BEFORE = { steadyMs: 500, wallMs: 1_000, monoMs: 10 };

test.each([
  ['both clocks went on', { wallMs: 1_100, monoMs: 110 }, 600],
  ['the wall clock was mended a little', { wallMs: 1_090, monoMs: 110 }, 590],
  ['the wall clock was set back, and went on since', { wallMs: 1_090, monoMs: 90_010 }, 90_500],
  ['the wall clock was set back', { wallMs: 3, monoMs: 110 }, 600],
  ['the machine slept, and the monotonic clock with it', { wallMs: 9_000, monoMs: 20 }, 8_500],
  ['it began anew, and the wall clock is behind', { wallMs: 3, monoMs: 0 }, 500],
  ['part of a millisecond passed', { wallMs: 1_000, monoMs: 10.9 }, 500],
] as const)('%s', (_, seen, steadyMs) => {
  expect(nextReading(BEFORE, seen)).toEqual({ ...seen, steadyMs });
});
