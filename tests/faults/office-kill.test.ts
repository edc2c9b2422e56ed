/** The long campaign of kills: IKRAR_KILLS says how many, 200 if it says nothing. */
import { test } from 'vitest';
import { expectToSurvive } from '../support/kills.ts';

const CYCLES = Number(process.env['IKRAR_KILLS'] ?? 200);

test(`${CYCLES} kills in the middle of sending lose nothing that has a receipt`, async () => {
  await expectToSurvive(CYCLES);
});
