/** Purging: what the office closed and keeps safely may go, by its clock; nothing else may. */
import { describe, expect, test } from 'vitest';
import type { Wire } from '#core/codec.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type LastWord,
  encodeClosing,
  isRetentionOver,
  parseClosing,
  purgeableSeq,
} from '#core/purge.ts';
import { GATHERING, withField } from '../../scripts/vectors/samples.ts';

const CLOSED_MS = 1_700_000_000_000;
const OVER_MS = CLOSED_MS + LIMITS.retentionMs;
const WORD: LastWord = {
  officeTimeMs: OVER_MS,
  seq: 212,
  safeSeq: 200,
  forked: false,
  isOutdated: false,
};

test('what every backup holds may go, once the retention is over', () => {
  expect(purgeableSeq(CLOSED_MS, WORD)).toBe(200);
  expect(isRetentionOver(CLOSED_MS, OVER_MS)).toBe(true);
});

test('no more than the office itself holds may go', () => {
  expect(purgeableSeq(CLOSED_MS, { ...WORD, seq: 150 })).toBe(150);
});

describe('nothing may go', () => {
  test.each<[string, number | null, Partial<LastWord>]>([
    ['while the gathering is open', null, {}],
    ['a moment before the retention is over', CLOSED_MS, { officeTimeMs: OVER_MS - 1 }],
    ['when the office never told the time', CLOSED_MS, { officeTimeMs: null }],
    ['by an office that went back in time', CLOSED_MS, { officeTimeMs: 1 }],
    ['while no backup holds it', CLOSED_MS, { safeSeq: 0 }],
    ['when the office has another chain', CLOSED_MS, { forked: true }],
    ['by what was said before the office was put back', CLOSED_MS, { isOutdated: true }],
  ])('%s', (_, closedAtMs, change) => {
    expect(purgeableSeq(closedAtMs, { ...WORD, ...change })).toBe(0);
  });
});

test.each([null, CLOSED_MS])('a closing at %s comes back as it went', (closedAtMs) => {
  const closing = { gathering: GATHERING.id, closedAtMs };
  expect(parseClosing(encodeClosing(closing))).toEqual({ ok: true, value: closing });
});

describe('a closing is refused', () => {
  const bytes = encodeClosing({ gathering: GATHERING.id, closedAtMs: CLOSED_MS });

  test.each<[string, readonly number[], Wire]>([
    ['of a later version', [0], 2],
    ['of half a gathering', [1], new Uint8Array(4)],
    ['at a time that is none', [2], -1],
    ['at a text', [2], 'kemarin'],
  ])('%s', (_, path, value) => {
    expect(parseClosing(withField(bytes, path, value))).toMatchObject({
      ok: false,
      fault: { code: 'malformed' },
    });
  });

  test('when it goes on', () => {
    expect(parseClosing(new TextEncoder().encode('<html>Login</html>')).ok).toBe(false);
    expect(parseClosing(bytes.slice(0, -1)).ok).toBe(false);
  });
});
