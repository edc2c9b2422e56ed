/**
 * Admission: whoever shows a secret that was ever given out is admitted, late where it has ended.
 */
import { expect, test } from 'vitest';
import {
  type KnownSecret,
  type Lateness,
  holdsBack,
  isTrusted,
  latenessOf,
} from '#core/admission.ts';

const NOW_MS = 1_000;
const CODE = { kind: 'station', expiresAtMs: 2_000, isUsed: false, isWithdrawn: false } as const;

test.each<[Lateness | null, KnownSecret, boolean]>([
  [null, { kind: 'join', isReplaced: false }, false],
  ['over', { kind: 'join', isReplaced: false }, true],
  ['old-code', { kind: 'join', isReplaced: true }, false],
  ['over', { kind: 'join', isReplaced: true }, true],
  [null, CODE, false],
  [null, CODE, true],
  ['code-over', { ...CODE, expiresAtMs: NOW_MS }, false],
  ['code-used', { ...CODE, isUsed: true }, false],
  ['code-withdrawn', { ...CODE, isWithdrawn: true }, false],
  ['code-used', { kind: 'station', expiresAtMs: 0, isUsed: true, isWithdrawn: true }, true],
])('is %s for %o, over: %s', (late, secret, isOver) => {
  expect(latenessOf(secret, { isOver, nowMs: NOW_MS })).toBe(late);
});

test('waits for desks with a code of their own alone, and trusts those that were in time', () => {
  expect(holdsBack('station', null)).toBe(true);
  expect(holdsBack('station', 'code-over')).toBe(true);
  expect(holdsBack('station', 'code-used')).toBe(false);
  expect(holdsBack('station', 'code-withdrawn')).toBe(false);
  expect(holdsBack('phone', null)).toBe(false);
  expect(isTrusted('station', null)).toBe(true);
  expect(isTrusted('station', 'code-over')).toBe(false);
  expect(isTrusted('phone', null)).toBe(false);
});
