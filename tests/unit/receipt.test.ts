/** Receipts: a verdict for every entry, and what the office holds of every journal. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { type Receipt, encodeReceipt, parseReceipt } from '#core/receipt.ts';
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
