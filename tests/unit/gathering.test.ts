/** Gatherings: their kinds keep their numbers. */
import { expect, test } from 'vitest';
import { GATHERING_KINDS } from '#core/gathering.ts';

test('keeps the number of every kind: printed invitations hold it', () => {
  expect(GATHERING_KINDS).toEqual(['apel', 'sosialisasi', 'rapat', 'susulan']);
});
