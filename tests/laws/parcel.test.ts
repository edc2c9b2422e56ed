/** Parcels: what holds for any parcel and any file of receipts. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAULTS } from '#core/fault.ts';
import {
  type Parcel,
  type ParcelAnswer,
  encodeParcel,
  encodeReceiptFile,
  parcelFileNames,
  parseParcel,
  parseReceiptFile,
} from '#core/parcel.ts';
import { ZONES } from '#core/time.ts';
import { flipped } from '../../scripts/vectors/samples.ts';
import { textOf } from '../support/core-values.ts';

const sealed = fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.slice());

const parcels: fc.Arbitrary<Parcel> = fc.record({
  station: textOf(120),
  madeAtMs: fc.integer({ min: 0, max: 253_402_214_399_999 }),
  enrolments: fc.array(sealed, { maxLength: 4 }),
  batches: fc.array(sealed, { maxLength: 12 }),
});

const answer: fc.Arbitrary<ParcelAnswer> = fc.oneof(
  sealed.map((receipt) => ({ receipt })),
  fc.constantFrom(...FAULTS).map((fault) => ({ fault })),
);

test('parsing undoes encoding', () => {
  fc.assert(
    fc.property(parcels, fc.array(answer, { maxLength: 12 }), (parcel, answers) => {
      expect(parseParcel(encodeParcel(parcel))).toEqual({ ok: true, value: parcel });
      expect(parseReceiptFile(encodeReceiptFile({ answers }))).toEqual({
        ok: true,
        value: { answers },
      });
    }),
  );
});

test('a parcel cut anywhere is refused', () => {
  fc.assert(
    fc.property(parcels, fc.nat(), (parcel, at) => {
      const bytes = encodeParcel(parcel);
      expect(parseParcel(bytes.subarray(0, at % bytes.length)).ok).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('a bit turned anywhere is refused, or reads as another parcel', () => {
  fc.assert(
    fc.property(parcels, fc.nat(), (parcel, at) => {
      const bytes = encodeParcel(parcel);
      const read = parseParcel(flipped(bytes, at % (bytes.length * 8)));
      if (read.ok) expect(read.value).not.toEqual(parcel);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever is read has names that a disk takes', () => {
  fc.assert(
    fc.property(parcels, fc.constantFrom(...ZONES), (parcel, zone) => {
      const { parcel: sent, receipts } = parcelFileNames(parcel, zone);
      expect(sent).toMatch(/^ikrar-kiriman-[a-z0-9-]+\.ikrar$/);
      expect(receipts).toMatch(/^ikrar-tanda-terima-[a-z0-9-]+\.ikrar$/);
    }),
  );
});
