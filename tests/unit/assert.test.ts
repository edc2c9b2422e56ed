/** Assertions: our own bugs stop the program, and say which rule they broke. */
import { expect, test } from 'vitest';
import { assert, unreachable } from '#core/assert.ts';

test('passes what is true', () => {
  for (const condition of [true, 1, 'a', {}]) {
    expect(() => assert(condition, 'true')).not.toThrow();
  }
});

test.each([false, null, undefined, 0, ''])('stops on %j and names the rule', (condition) => {
  expect(() => assert(condition, 'the chain has no gap')).toThrow(
    'assertion failed: the chain has no gap',
  );
});

test('stops where no case was left', () => {
  const forgotten: unknown = 'recital';
  // What the compiler would refuse, at run time.
  expect(() => unreachable(forgotten as never)).toThrow('unreachable recital');
});
