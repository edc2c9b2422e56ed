/** Parcels: the file a device writes when no network comes, and the receipts that go back. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { joinBytes, toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type ReceiptFile,
  encodeParcel,
  encodeReceiptFile,
  parcelFileNames,
  parseParcel,
  parseReceiptFile,
} from '#core/parcel.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { START_MS, filled, hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/parcel.json' with { type: 'json' };

describe('a parcel', () => {
  test.each(vectors.parcels)('with $name is read, and written the same', (vector) => {
    const parcel = parseParcel(hex(vector.hex));
    assert(parcel.ok, 'a parcel');
    expect(plain(parcel.value)).toEqual(vector.parcel);
    expect(toHex(encodeParcel(parcel.value))).toBe(vector.hex);
  });

  test.each(vectors.invalidParcels)('that is $name is refused', ({ hex: text, fault }) => {
    expect(parseParcel(hex(text))).toMatchObject({ ok: false, fault: { code: fault } });
  });

  test('of more bytes than a parcel may have is refused unread', () => {
    expect(parseParcel(padded(LIMITS.parcelBytesMax + 1))).toMatchObject({
      fault: { code: 'too-large' },
    });
  });

  test('full of empty things is refused before they fill the memory', () => {
    const bytes = padded(LIMITS.parcelBytesMax);
    // Fields of the parcel: a list said to hold all of the rest, every item of it an empty list.
    bytes.fill(0x80, 14);
    bytes.set(hex('01 60 00 80 9a 00ffff00'), 14);
    const before = performance.now();
    expect(parseParcel(bytes)).toMatchObject({ fault: { code: 'too-large' } });
    expect(performance.now() - before).toBeLessThan(100);
  });
});

describe('a file of receipts', () => {
  test.each(vectors.receiptFiles)('with $name is read, and written the same', (vector) => {
    const file = parseReceiptFile(hex(vector.hex));
    assert(file.ok, 'a file of receipts');
    expect(plain(file.value)).toEqual(vector.receiptFile);
    expect(toHex(encodeReceiptFile(file.value as ReceiptFile))).toBe(vector.hex);
  });

  test.each(vectors.laterReceiptFiles)('with $name is read', (vector) => {
    const file = parseReceiptFile(hex(vector.hex));
    expect(file.ok ? plain(file.value) : file.fault).toEqual(vector.receiptFile);
  });

  test.each(vectors.invalidReceiptFiles)('that is $name is refused', ({ hex: text, fault }) => {
    expect(parseReceiptFile(hex(text))).toMatchObject({ ok: false, fault: { code: fault } });
  });

  test('holds the largest receipt for every batch of a parcel', () => {
    const receipt = filled(LIMITS.receiptBytesMax, 0);
    const answers = Array.from({ length: LIMITS.parcelBatchesMax }, () => ({ receipt }));
    const bytes = encodeReceiptFile({ answers });
    expect(bytes.length).toBeLessThanOrEqual(LIMITS.receiptFileBytesMax);
    expect(parseReceiptFile(bytes).ok).toBe(true);
  });
});

describe('the names of the files', () => {
  test('tell the station, and the hour in the zone', () => {
    expect(parcelFileNames({ station: 'Meja 3', madeAtMs: START_MS + 900_000 }, 'WITA')).toEqual({
      parcel: 'ikrar-kiriman-meja-3-20301007-0815.ikrar',
      receipts: 'ikrar-tanda-terima-meja-3-20301007-0815.ikrar',
    });
  });

  test.each(['', '///', '水'])('of the station %j are of a device', (station) => {
    expect(parcelFileNames({ station, madeAtMs: START_MS }, 'WIB').parcel).toBe(
      'ikrar-kiriman-perangkat-20301007-0700.ikrar',
    );
  });

  test('are short, and no path', () => {
    const { parcel } = parcelFileNames({ station: '../'.repeat(40), madeAtMs: 0 }, 'WIB');
    expect(parcel).toBe('ikrar-kiriman-perangkat-19700101-0700.ikrar');
    const long = parcelFileNames({ station: 'a b'.repeat(40), madeAtMs: 0 }, 'WIB');
    expect(long.receipts.length).toBeLessThan(90);
  });
});

/** A parcel's beginning, and zeros. */
function padded(size: number): Uint8Array<ArrayBuffer> {
  const head = joinBytes([hex('866c'), new TextEncoder().encode('ikrar-parcel')]);
  const bytes = new Uint8Array(size);
  bytes.set(head);
  return bytes;
}
