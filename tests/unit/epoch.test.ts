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

test('begins an epoch with a copy of an older one, though more starts were counted in it', () => {
  // The file beside the database was lost once, and the count of starts with it.
  const [database, sidecar] = [
    { generation: 40, epoch: 1 },
    { generation: 6, epoch: 1_800_000_000 },
  ];
  expect(nextGeneration(database, sidecar).epoch).toBe(1_800_000_001);
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

test('begins an epoch when the file beside the database is lost, as late as the present', () => {
  const lost = nextGeneration({ generation: 6, epoch: 3 }, NO_GENERATION, {
    nowMs: 1_800_000_000_999,
    isCopy: false,
  });
  expect(lost).toEqual({ generation: 7, epoch: 1_800_000_000 });
});

test('begins an epoch after the last one, even with a clock that went back', () => {
  const kept = { generation: 6, epoch: 1_900_000_000 };
  const seen = { nowMs: 5_000, isCopy: true };
  expect(nextGeneration(kept, kept, seen).epoch).toBe(1_900_000_001);
});

test('begins an epoch with a copy, even when both remember the same', () => {
  const kept = { generation: 6, epoch: 3 };
  const seen = { nowMs: 0, isCopy: true };
  expect(nextGeneration(kept, kept, seen)).toEqual({ generation: 7, epoch: 4 });
});

test('stays in its epoch through an ordinary start, whatever the time', () => {
  const kept = { generation: 6, epoch: 3 };
  const seen = { nowMs: 1_800_000_000_000, isCopy: false };
  expect(nextGeneration(kept, kept, seen)).toEqual({ generation: 7, epoch: 3 });
});
