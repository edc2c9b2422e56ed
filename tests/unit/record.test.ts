/** A record has a value for each of its names, and no other. */
import { expect, test } from 'vitest';
import { recordOf } from '#core/record.ts';

test('a record has a value for each name, in the order of the names', () => {
  const record = recordOf(['b', 'a'], (name) => name.toUpperCase());
  expect(Object.entries(record)).toEqual([
    ['b', 'B'],
    ['a', 'A'],
  ]);
  expect(recordOf([], () => 1)).toEqual({});
});
