/** Journals: every entry names the one before, from the first on. */
import { expect, test } from 'vitest';
import { parseEntry } from '#core/entry.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { EMPTY_HEAD, chainEntry, follows } from '#core/journal.ts';
import { CHAIN, SIGNING, filled } from '../../scripts/vectors/samples.ts';

const DRAFT = {
  id: filled(16, 1),
  gathering: filled(8, 2),
  at: { wallMs: 1, monoMs: 2, boot: filled(8, 3) },
  build: 'test',
  body: SIGNING,
};

test('begins with sequence 1, after a digest of zeros', () => {
  const { entry, bytes } = chainEntry(EMPTY_HEAD, DRAFT);
  expect(entry).toEqual({ ...DRAFT, seq: 1, prev: ZERO_DIGEST });
  expect(parseEntry(bytes)).toMatchObject({ value: { envelope: { seq: 1, prev: ZERO_DIGEST } } });
});

test('goes on from any head', () => {
  const head = { seq: 41, digest: filled(32, 9) };
  const { entry } = chainEntry(head, DRAFT);
  expect(entry).toMatchObject({ seq: 42, prev: head.digest });
  expect(follows(head, entry)).toBe(true);
});

test('follows only the entry directly before, with its very digest', () => {
  const [first, second, third] = CHAIN;
  if (first === undefined || second === undefined || third === undefined) throw new Error('chain');
  expect(follows(EMPTY_HEAD, first.entry)).toBe(true);
  expect(follows(first.head, second.entry)).toBe(true);
  expect(follows(first.head, third.entry)).toBe(false);
  expect(follows(first.head, { ...second.entry, seq: 3 })).toBe(false);
  expect(follows(second.head, second.entry)).toBe(false);
  expect(follows({ ...first.head, digest: filled(32, 0) }, second.entry)).toBe(false);
  expect(follows(EMPTY_HEAD, { ...first.entry, prev: filled(32, 1) })).toBe(false);
});
