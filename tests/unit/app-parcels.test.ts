/** The organiser's import of parcels: what is told of a file is what the receipts say, no more. */
import { describe, expect, it } from 'vitest';
import { type ParcelTally, tallyOf } from '#app/organiser/parcels/parcel-tally.ts';
import { type Batch, encodeBatch } from '#core/batch.ts';
import type { Bytes } from '#core/bytes.ts';
import type { Parcel, ParcelAnswer } from '#core/parcel.ts';
import { encodeReceipt } from '#core/receipt.ts';
import { sealBody } from '#core/seal.ts';
import type { Verdict } from '#core/verdict.ts';
import { journalIdOf } from '#server/keys.ts';
import { JOURNAL_KEY, OFFICE_KEY } from '../../scripts/vectors/key.ts';
import { BUILD, CHAIN, START_MS, filled } from '../../scripts/vectors/samples.ts';

/** Two signings, a revocation, a recital and a note. */
const ENTRIES = CHAIN.map(({ bytes }) => bytes);
const STORED: Verdict = { kind: 'stored' };
const KNOWN: Verdict = { kind: 'duplicate' };

function batchOf(entries: readonly Bytes[]): Promise<Bytes> {
  const batch: Batch = {
    id: filled(16, 1),
    journal: journalIdOf(JOURNAL_KEY.publicKey),
    entries,
    claims: [],
    deviceTimeMs: START_MS,
    build: BUILD,
    battery: null,
  };
  return sealBody('batch', encodeBatch(batch), JOURNAL_KEY.sealer);
}

async function receiptOf(verdicts: readonly Verdict[]): Promise<ParcelAnswer> {
  const receipt = { batch: filled(16, 1), epoch: 1, officeTimeMs: START_MS, journals: [] };
  const body = encodeReceipt({ ...receipt, verdicts });
  return { receipt: await sealBody('receipt', body, OFFICE_KEY.sealer) };
}

function tally(
  batches: readonly Bytes[],
  answers: readonly ParcelAnswer[],
): Partial<ParcelTally> | null {
  const parcel: Parcel = { station: '', madeAtMs: START_MS, enrolments: [], batches };
  return tallyOf(parcel, { answers });
}

describe('a tally', () => {
  it('counts signings apart from what is none', async () => {
    const batch = await batchOf(ENTRIES);
    expect(tally([batch], [await receiptOf(ENTRIES.map(() => STORED))])).toEqual({
      stored: 2,
      known: 0,
      notes: 3,
      aside: [],
      refused: [],
      receipts: 1,
    });
    expect(tally([batch], [await receiptOf(ENTRIES.map(() => KNOWN))])).toMatchObject({
      stored: 0,
      known: 2,
      notes: 0,
    });
  });

  it('never counts as stored what was set aside', async () => {
    const answer = await receiptOf([
      { kind: 'quarantined', doubt: 'unknown-signatory' },
      { kind: 'conflict' },
      { kind: 'quarantined', doubt: 'unknown-signatory' },
      STORED,
      KNOWN,
    ]);
    expect(tally([await batchOf(ENTRIES)], [answer])).toMatchObject({
      stored: 0,
      known: 0,
      notes: 1,
      aside: [
        { why: 'unknown-signatory', count: 2 },
        { why: 'conflict', count: 1 },
      ],
    });
  });

  it('names the batches of every reason, with the entries that can be read', async () => {
    const two = await batchOf(ENTRIES.slice(0, 2));
    const answers: readonly ParcelAnswer[] = [
      { fault: 'not-enrolled' },
      await receiptOf([STORED, KNOWN]),
      { fault: 'malformed' },
      { fault: 'not-enrolled' },
      { fault: 'unsealed' },
    ];
    expect(tally([two, two, filled(9, 0), two, two], answers)).toMatchObject({
      stored: 1,
      known: 1,
      receipts: 1,
      refused: [
        { why: 'not-enrolled', batches: [1, 4], entries: 4 },
        { why: 'damaged', batches: [3, 5], entries: 2 },
      ],
    });
  });

  it('is none when the answers are of another parcel', async () => {
    const two = await batchOf(ENTRIES.slice(0, 2));
    expect(tally([two], [])).toBeNull();
    expect(tally([two], [await receiptOf([STORED])])).toBeNull();
    expect(tally([two], [{ receipt: filled(20, 0) }])).toBeNull();
    expect(tally([filled(9, 0)], [await receiptOf([])])).toBeNull();
  });
});
