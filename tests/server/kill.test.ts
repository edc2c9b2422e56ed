/** That an office may die at any moment: what it gave a receipt for is on its disk. */
import { test } from 'vitest';
import { expectToSurvive } from '../support/kills.ts';

const CYCLES = 5;

test('five kills in the middle of sending lose nothing that has a receipt', async () => {
  await expectToSurvive(CYCLES);
});
