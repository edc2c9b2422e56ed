/** Limits: each is a whole number that names its unit, and the largest of one fits the next. */
import { describe, expect, test } from 'vitest';
import { type Batch, encodeBatch } from '#core/batch.ts';
import type { Bytes } from '#core/bytes.ts';
import { type WalkIn, encodeEntry } from '#core/entry.ts';
import { LIMITS } from '#core/limits.ts';
import { encodeReceipt } from '#core/receipt.ts';
import { sealedBytes } from '#core/seal.ts';
import { CHAIN, GATHERING, SIGNING, filled } from '../../scripts/vectors/samples.ts';

const MOST = Number.MAX_SAFE_INTEGER;
/** No letter takes more bytes for each UTF-16 unit. */
const wide = (chars: number): string => '水'.repeat(chars);

function largestEntry(): Bytes {
  const signatory: WalkIn = {
    kind: 'walk-in',
    name: wide(LIMITS.nameCharsMax),
    number: wide(LIMITS.numberCharsMax),
    position: wide(LIMITS.positionCharsMax),
    unit: wide(LIMITS.unitCharsMax),
    category: 'guest',
  };
  return encodeEntry({
    id: filled(16, 0),
    seq: MOST,
    prev: filled(32, 0),
    gathering: GATHERING.id,
    at: { wallMs: MOST, monoMs: MOST, boot: filled(8, 0) },
    build: wide(64),
    body: {
      ...SIGNING,
      signatory,
      ink: filled(LIMITS.inkBytesMax, 0),
      station: wide(LIMITS.nameCharsMax),
      represents: wide(LIMITS.nameCharsMax),
    },
  });
}

function largestBatch(entries: readonly Bytes[]): Batch {
  const claim = { journal: filled(16, 0), seq: MOST, digest: filled(32, 0), keptCount: MOST };
  return {
    id: filled(16, 0),
    journal: filled(16, 0),
    entries,
    claims: Array.from({ length: LIMITS.headsMax }, () => claim),
    deviceTimeMs: MOST,
    build: wide(64),
    battery: 100,
  };
}

test.each(Object.entries(LIMITS))('%s is a whole number above 0', (_, limit) => {
  expect(Number.isSafeInteger(limit)).toBe(true);
  expect(limit).toBeGreaterThan(0);
});

test.each(Object.keys(LIMITS))('%s says what it counts', (name) => {
  expect(name).toMatch(/(Max|Min|Start|Ms|Bytes)$/);
});

describe('what is largest', () => {
  test('fits: every text and the ink in an entry', () => {
    expect(largestEntry().length).toBeLessThanOrEqual(LIMITS.entryBytesMax);
  });

  test('fits: such an entry and every claim in a sealed batch', () => {
    const body = encodeBatch(largestBatch([largestEntry()]));
    expect(sealedBytes('batch', body)).toBeLessThanOrEqual(LIMITS.batchBytesMax);
  });

  test('fits: the head, claims and seal of a batch in 4 KiB', () => {
    expect(sealedBytes('batch', encodeBatch(largestBatch([])))).toBeLessThanOrEqual(4_096);
  });

  test('fits: a run of ordinary entries in a batch', () => {
    const ordinary = CHAIN[0]?.bytes.length ?? 0;
    expect(ordinary).toBeGreaterThan(200);
    expect(ordinary * LIMITS.batchEntriesMax).toBeLessThan(LIMITS.batchBytesMax - 4_096);
  });

  test('fits: every verdict, journal and range in a sealed receipt', () => {
    const range = { from: MOST, to: MOST };
    const body = encodeReceipt({
      batch: filled(16, 0),
      epoch: MOST,
      officeTimeMs: MOST,
      verdicts: Array.from({ length: LIMITS.batchEntriesMax }, () => ({ kind: 'stored' })),
      journals: Array.from({ length: LIMITS.headsMax }, () => ({
        journal: filled(16, 0),
        seq: MOST,
        digest: filled(32, 0),
        extra: Array.from({ length: LIMITS.rangesMax }, () => range),
        forked: true,
        safeSeq: MOST,
        highestSeq: MOST,
      })),
    });
    expect(sealedBytes('receipt', body)).toBeLessThanOrEqual(LIMITS.receiptBytesMax);
  });

  test('fits: a batch that was not compressed in the body of a request', () => {
    expect(LIMITS.batchBytesMax).toBeLessThan(LIMITS.bodyBytesMax);
  });
});
