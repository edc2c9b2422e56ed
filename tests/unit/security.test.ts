/** The security log's closed lists. */
import { expect, test } from 'vitest';
import { SECURITY_ACTS, SECURITY_FILTERS, SECURITY_GROUPS, STRANGER_ACTS } from '#core/security.ts';

test('every act is in one group, and every group can be asked for', () => {
  expect(new Set(SECURITY_ACTS).size).toBe(SECURITY_ACTS.length);
  expect(SECURITY_FILTERS).toEqual(['all', ...Object.keys(SECURITY_GROUPS)]);
});

test('what a stranger can cause is of the doors alone', () => {
  expect(STRANGER_ACTS.every((act) => SECURITY_GROUPS.doors.some((one) => one === act))).toBe(true);
});
