/**
 * Runs around every test in Node: whatever became of it, what it started is ended before the next
 * one begins. What was started for a whole file ends with the file.
 */
import { afterAll, afterEach, beforeEach } from 'vitest';
import { type Leftover, endLeftovers, leftovers } from './leftovers.ts';

let before: ReadonlySet<Leftover> = new Set();

beforeEach(() => {
  before = new Set(leftovers());
});
afterEach(() => endLeftovers(leftovers().filter((leftover) => !before.has(leftover))));
afterAll(() => endLeftovers(leftovers()));
