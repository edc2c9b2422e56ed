/** What a fault shows of a cell: enough to find it, and of a NIK four digits. */
import { expect, it } from 'vitest';
import { shownCell } from '#core/roster-fault.ts';

it('shows a cell as it is, up to 40 characters', () => {
  expect(shownCell('1,97607E+17')).toBe('1,97607E+17');
  expect(shownCell('x'.repeat(40))).toBe('x'.repeat(40));
  expect(shownCell('x'.repeat(500))).toBe(`${'x'.repeat(39)}…`);
});

it('shows four digits of a NIK, however it is written', () => {
  expect(shownCell('9901016207769903')).toBe('••••••••••••9903');
  expect(shownCell('NIK 990101 620776 9903')).toBe('••••••••••••9903');
});
