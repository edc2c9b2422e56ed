/** Faults: one closed list, and results that are either a value or a fault. */
import { expect, test } from 'vitest';
import { FAULTS, bad, good } from '#core/fault.ts';

test('names every fault once, in words and hyphens', () => {
  expect(new Set(FAULTS).size).toBe(FAULTS.length);
  for (const code of FAULTS) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test('holds a value or a fault, never both', () => {
  expect(good(0)).toEqual({ ok: true, value: 0 });
  expect(bad('torn')).toEqual({ ok: false, fault: { code: 'torn', detail: '' } });
  expect(bad('torn', 'length')).toEqual({ ok: false, fault: { code: 'torn', detail: 'length' } });
});
