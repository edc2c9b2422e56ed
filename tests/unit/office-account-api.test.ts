/** The contract of accounts, sessions and the security log. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { accountList, securityPage, sessionList } from '#core/office-account-api.ts';

test('an account is open or locked since a moment', () => {
  const one = { name: 'Uji', login: 'uji', lockedAtMs: null };
  expect(v.is(accountList, { organisers: [one, { ...one, lockedAtMs: 7 }] })).toBe(true);
  expect(v.is(accountList, { organisers: [{ name: 'Uji', login: 'uji' }] })).toBe(false);
});

test('a session says whether it is the one that asks', () => {
  const one = { no: 1, isHere: true, openedAtMs: 1, usedAtMs: 2, address: '', browser: '' };
  expect(v.is(sessionList, { sessions: [one] })).toBe(true);
  expect(v.is(sessionList, { sessions: [{ ...one, isHere: 1 }] })).toBe(false);
});

test('a record is of a known act', () => {
  const texts = { who: '', name: '', address: '', detail: '' };
  const one = { no: 1, atMs: 1, lastAtMs: 1, count: 1, act: 'signed-in', ...texts };
  expect(v.is(securityPage, { total: 1, page: 1, records: [one] })).toBe(true);
  expect(v.is(securityPage, { total: 1, page: 1, records: [{ ...one, act: 'x' }] })).toBe(false);
});
