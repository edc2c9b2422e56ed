/** Batches: what holds for any run of entries, and for any cut of an outbox. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Batch, cutRun, encodeBatch, parseBatch } from '#core/batch.ts';
import { LIMITS } from '#core/limits.ts';
import { sealedBytes } from '#core/seal.ts';
import { flipped } from '../../scripts/vectors/samples.ts';
import { bytesOf, counts, textOf } from '../support/core-values.ts';

const claim = fc.record({
  journal: bytesOf(16),
  seq: counts,
  digest: bytesOf(32),
  keptCount: counts,
});

const batches: fc.Arbitrary<Batch> = fc.record({
  id: bytesOf(16),
  journal: bytesOf(16),
  entries: fc.array(
    fc.uint8Array({ maxLength: 300 }).map((entry) => entry.slice()),
    { maxLength: 30 },
  ),
  claims: fc.array(claim, { maxLength: LIMITS.headsMax }),
  deviceTimeMs: counts,
  build: textOf(64),
  battery: fc.option(fc.integer({ min: 0, max: 100 })),
});

test('parsing undoes encoding', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      expect(parseBatch(encodeBatch(batch))).toEqual({ ok: true, value: batch });
    }),
  );
});

test('a bit turned anywhere is refused, or reads as another batch', () => {
  fc.assert(
    fc.property(batches, fc.nat(), (batch, at) => {
      const bytes = encodeBatch(batch);
      const read = parseBatch(flipped(bytes, at % (bytes.length * 8)));
      if (read.ok) expect(read.value).not.toEqual(batch);
    }),
    { numRuns: 1_000 },
  );
});

const outboxes = fc.array(fc.integer({ min: 1, max: LIMITS.entryBytesMax }), { maxLength: 60 });
const limits = fc.record({
  entriesMax: fc.integer({ min: 0, max: 70 }),
  bytesMax: fc.integer({ min: 0, max: 100_000 }),
});

test('a cut of anything is something, and keeps to its limits but for one entry', () => {
  fc.assert(
    fc.property(outboxes, limits, (sizes, { entriesMax, bytesMax }) => {
      const count = cutRun(sizes, { entriesMax, bytesMax });
      const bytesOfFirst = (n: number): number =>
        sizes.slice(0, n).reduce((sum, size) => sum + size + 3, 0);
      expect(count === 0).toBe(sizes.length === 0);
      if (count > 1) {
        expect(count).toBeLessThanOrEqual(entriesMax);
        expect(bytesOfFirst(count)).toBeLessThanOrEqual(bytesMax);
      }
      const isWhole = count === sizes.length || count >= entriesMax;
      expect(isWhole || bytesOfFirst(count + 1) > bytesMax).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('what was cut fits a sealed batch, its frame included', () => {
  const frame = 4_096;
  fc.assert(
    fc.property(outboxes, batches, (sizes, batch) => {
      const bytesMax = 20_000;
      const count = cutRun(sizes, { entriesMax: LIMITS.batchEntriesMax, bytesMax });
      const entries = sizes.slice(0, count).map((size) => new Uint8Array(size));
      const sealed = sealedBytes('batch', encodeBatch({ ...batch, entries }));
      expect(sealed).toBeLessThanOrEqual(bytesMax + frame);
    }),
  );
});
