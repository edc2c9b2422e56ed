/** Receipts: a verdict for every entry, and what the office holds of every journal. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type JournalState,
  type Receipt,
  encodeReceipt,
  holds,
  parseReceipt,
} from '#core/receipt.ts';
import { openSealed } from '#core/seal.ts';
import { publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { OFFICE_KEY } from '../../scripts/vectors/key.ts';
import { filled, hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/receipt.json' with { type: 'json' };

describe('the vectors', () => {
  test.each(vectors.valid)('$name is read, and written the same', async (vector) => {
    const receipt = parseReceipt(hex(vector.hex));
    assert(receipt.ok, 'a receipt');
    expect(plain(receipt.value)).toEqual(vector.receipt);
    expect(toHex(encodeReceipt(receipt.value as Receipt))).toBe(vector.hex);
    const key = publicKeyOf(OFFICE_KEY.publicKey);
    assert(key !== null, 'a key');
    const opened = await openSealed(hex(vector.sealed), 'receipt', {
      bytesMax: LIMITS.receiptBytesMax,
      check: sealCheckOf(key),
    });
    expect(opened.ok ? toHex(opened.value) : opened.fault).toBe(vector.hex);
  });

  test.each(vectors.later)('$name is a doubt that is not known, and not written', (vector) => {
    const receipt = parseReceipt(hex(vector.hex));
    assert(receipt.ok, 'a receipt');
    expect(receipt.value.verdicts).toEqual(vector.verdicts);
    expect(() => encodeReceipt(receipt.value as Receipt)).toThrow('has a number');
  });

  test.each(vectors.invalid)('$name is refused', (vector) => {
    expect(parseReceipt(hex(vector.hex))).toMatchObject({
      ok: false,
      fault: { code: vector.fault },
    });
  });
});

test('refuses more bytes than a receipt may have, unread', () => {
  expect(parseReceipt(filled(LIMITS.receiptBytesMax + 1, 0))).toMatchObject({
    fault: { code: 'too-large' },
  });
});

test('holds what is contiguous and what lies beyond, and nothing else', () => {
  const state: JournalState = {
    journal: filled(16, 0),
    seq: 3,
    digest: ZERO_DIGEST,
    extra: [
      { from: 5, to: 6 },
      { from: 9, to: 9 },
    ],
    forked: false,
    safeSeq: 0,
    highestSeq: 12,
  };
  const held = Array.from({ length: 12 }, (_, i) => i + 1).filter((seq) => holds(state, seq));
  expect(held).toEqual([1, 2, 3, 5, 6, 9]);
});
