/** The words of the security log. */
import { expect, test } from 'vitest';
import { SECURITY_ACT_WORDS } from '#core/security-words.ts';
import { SECURITY_ACTS } from '#core/security.ts';

test('tell every act from every other', () => {
  const words = SECURITY_ACTS.map((act) => SECURITY_ACT_WORDS[act]);
  expect(words).not.toContain(undefined);
  expect(new Set(words).size).toBe(words.length);
});
