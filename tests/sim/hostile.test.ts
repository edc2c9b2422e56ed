/**
 * Hostile phones beside honest devices: a few stories hold, and every deliberate mistake is caught.
 */
import { expect, test } from 'vitest';
import { HOSTILE_BUGS, type HostileBug } from './hostile/bugs.ts';
import { tellHostiles } from './hostile/run.ts';

/** The first seed whose story breaks something, and what; null when none of them does. */
async function firstBroken(bug: HostileBug | null, count: number): Promise<string | null> {
  let broken: string | null = null;
  await tellHostiles({ from: 1, count, bug }, (seed, violation) => {
    if (violation !== null) broken = `seed ${seed}: ${violation}`;
    return violation === null;
  });
  return broken;
}

test('what the roster and the desks show does not depend on hostile phones', async () => {
  expect(await firstBroken(null, 4)).toBeNull();
});

test.each(HOSTILE_BUGS)('catches the mistake %s', async (bug) => {
  expect(await firstBroken(bug, 20)).not.toBeNull();
});
