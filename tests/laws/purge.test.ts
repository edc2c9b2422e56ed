/** Purging: what holds whatever the office says, and whenever. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import {
  type ClosingAnswer,
  type LastWord,
  encodeClosing,
  parseClosing,
  purgeableSeq,
} from '#core/purge.ts';
import { bytesOf, counts } from '../support/core-values.ts';

const MOST_MS = 4 * LIMITS.retentionMs;
const times = fc.option(fc.nat(MOST_MS));

const words: fc.Arbitrary<LastWord> = fc.record({
  officeTimeMs: times,
  seq: fc.nat(500),
  safeSeq: fc.nat(500),
  forked: fc.boolean(),
  isOutdated: fc.boolean(),
});

test('what may go is held, safe, closed, and of long ago', () => {
  fc.assert(
    fc.property(times, words, (closedAtMs, word) => {
      const seq = purgeableSeq(closedAtMs, word);
      expect(seq).toBeGreaterThanOrEqual(0);
      if (seq === 0) return;
      expect(seq).toBeLessThanOrEqual(Math.min(word.seq, word.safeSeq));
      expect(word.forked || word.isOutdated).toBe(false);
      expect((word.officeTimeMs ?? 0) - (closedAtMs ?? Infinity)).toBeGreaterThanOrEqual(
        LIMITS.retentionMs,
      );
    }),
    { numRuns: 2_000 },
  );
});

test('with time and with more that is safe, never less may go', () => {
  const change = fc.record({ ms: fc.nat(MOST_MS), safe: fc.nat(500) });
  fc.assert(
    fc.property(times, fc.tuple(words, change), (closedAtMs, [word, { ms, safe }]) => {
      const officeTimeMs = word.officeTimeMs === null ? null : word.officeTimeMs + ms;
      const later = { ...word, officeTimeMs, safeSeq: word.safeSeq + safe };
      expect(purgeableSeq(closedAtMs, later)).toBeGreaterThanOrEqual(
        purgeableSeq(closedAtMs, word),
      );
    }),
  );
});

test('closing it later never lets more go', () => {
  fc.assert(
    fc.property(fc.nat(MOST_MS), fc.nat(MOST_MS), words, (closedAtMs, later, word) => {
      expect(purgeableSeq(closedAtMs + later, word)).toBeLessThanOrEqual(
        purgeableSeq(closedAtMs, word),
      );
    }),
  );
});

test('parsing a closing undoes encoding it', () => {
  const closings: fc.Arbitrary<ClosingAnswer> = fc.record({
    gathering: bytesOf(8),
    closedAtMs: fc.option(counts),
  });
  fc.assert(
    fc.property(closings, (closing) => {
      expect(parseClosing(encodeClosing(closing))).toEqual({ ok: true, value: closing });
    }),
  );
});
