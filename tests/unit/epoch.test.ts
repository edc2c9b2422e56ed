/** Epochs: a database that was put back is noticed, an ordinary start is not. */
import { expect, test } from 'vitest';
import { NO_GENERATION, nextGeneration } from '#core/epoch.ts';

test('begins with generation 1 in epoch 1', () => {
  expect(nextGeneration(NO_GENERATION, NO_GENERATION)).toEqual({ generation: 1, epoch: 1 });
});

test('stays in its epoch over any number of starts', () => {
  let kept = NO_GENERATION;
  for (let start = 1; start <= 50; start++) {
    kept = nextGeneration(kept, kept);
    expect(kept).toEqual({ generation: start, epoch: 1 });
  }
});

test('begins an epoch when the database is behind the file beside it', () => {
  const [database, sidecar] = [
    { generation: 4, epoch: 2 },
    { generation: 9, epoch: 2 },
  ];
  expect(nextGeneration(database, sidecar)).toEqual({ generation: 10, epoch: 3 });
});

test('begins an epoch later than any before, even when an older epoch was put back', () => {
  const [database, sidecar] = [
    { generation: 4, epoch: 2 },
    { generation: 30, epoch: 7 },
  ];
  expect(nextGeneration(database, sidecar).epoch).toBe(8);
});

test('takes a crash between the two writes for what it is', () => {
  const before = { generation: 6, epoch: 3 };
  const database = nextGeneration(before, before);
  expect(nextGeneration(database, before)).toEqual({ generation: 8, epoch: 3 });
});

test('keeps the epoch when the file beside the database is lost', () => {
  expect(nextGeneration({ generation: 6, epoch: 3 }, NO_GENERATION)).toEqual({
    generation: 7,
    epoch: 3,
  });
});
