/** The planted faults still have their places: a list that rots proves nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planted } from '../mutants/mutant.ts';
import { MUTANTS } from '../mutants/mutants.ts';

const ROOT = join(import.meta.dirname, '../..');

test('every planted fault has its one place, and tests that are there', () => {
  for (const mutant of MUTANTS) {
    const text = readFileSync(join(ROOT, mutant.file), 'utf8');
    expect(planted(mutant, text), mutant.says).not.toBe(text);
    expect(mutant.tests.length, mutant.says).toBeGreaterThan(0);
    for (const path of mutant.tests) expect(existsSync(join(ROOT, path)), path).toBe(true);
  }
  expect(new Set(MUTANTS.map(({ says }) => says)).size).toBe(MUTANTS.length);
});
