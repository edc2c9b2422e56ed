/** What an organiser may send about decisions. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { newDecision, newPhoneCeiling } from '#core/office-decision-api.ts';

test.each([
  [true, { act: 'set-aside', journal: 'aa', reason: 'uji' }],
  [true, { act: 'accept', journal: 'aa', digest: 'bb', reason: 'uji' }],
  [true, { act: 'take-back', epoch: 1, seq: 2 }],
  [true, { act: 'confirm' }],
  [false, { act: 'accept', journal: 'aa', reason: '' }],
  [false, { act: 'accept', reason: 'uji' }],
  [false, { act: 'take-back', epoch: 1 }],
  [false, { act: 'forget' }],
  [false, {}],
])('takes it: %s, %o', (isTaken, body) => {
  expect(v.safeParse(newDecision, body).success).toBe(isTaken);
});

function isCeiling(walkIns: unknown): boolean {
  return v.safeParse(newPhoneCeiling, { walkIns }).success;
}

test('a ceiling is a whole number up to the limit', () => {
  expect([0, 5, LIMITS.phoneWalkInsMax].map(isCeiling)).toEqual([true, true, true]);
  expect([-1, 0.5, LIMITS.phoneWalkInsMax + 1, '5'].map(isCeiling)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
