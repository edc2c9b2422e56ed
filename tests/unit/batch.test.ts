/** Batches: what one request carries, and how much of an outbox fits. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { cutRun, encodeBatch, parseBatch } from '#core/batch.ts';
import { LIMITS } from '#core/limits.ts';
import { openSealed } from '#core/seal.ts';
import { publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { JOURNAL_KEY } from '../../scripts/vectors/key.ts';
import { filled, hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/batch.json' with { type: 'json' };

describe('the vectors', () => {
  test.each(vectors.valid)('$name is read, and written the same', async (vector) => {
    const batch = parseBatch(hex(vector.hex));
    assert(batch.ok, 'a batch');
    expect(plain(batch.value)).toEqual(vector.batch);
    expect(toHex(encodeBatch(batch.value))).toBe(vector.hex);
    const key = publicKeyOf(JOURNAL_KEY.publicKey);
    assert(key !== null, 'a key');
    const opened = await openSealed(hex(vector.sealed), 'batch', {
      bytesMax: LIMITS.batchBytesMax,
      check: sealCheckOf(key),
    });
    expect(opened.ok ? toHex(opened.value) : opened.fault).toBe(vector.hex);
  });

  test.each(vectors.invalid)('$name is refused', (vector) => {
    expect(parseBatch(hex(vector.hex))).toMatchObject({ ok: false, fault: { code: vector.fault } });
  });
});

test('refuses more bytes than a batch may have, unread', () => {
  expect(parseBatch(filled(LIMITS.batchBytesMax + 1, 0))).toMatchObject({
    fault: { code: 'too-large' },
  });
});

function cut(sizes: readonly number[], entriesMax: number, bytesMax: number): number {
  return cutRun(sizes, { entriesMax, bytesMax });
}

describe('a cut', () => {
  test('takes nothing of nothing', () => {
    expect(cut([], 25, 1_000)).toBe(0);
  });

  test('takes so many entries, and no more', () => {
    expect(cut([10, 10, 10], 2, 1_000)).toBe(2);
    expect(cut([10, 10, 10], 3, 1_000)).toBe(3);
  });

  test('stops before the bytes are too many, the three of each head counted', () => {
    expect(cut([97, 97, 97], 25, 200)).toBe(2);
    expect(cut([97, 98, 97], 25, 200)).toBe(1);
  });

  test('takes one entry however large it is, so that nothing blocks for ever', () => {
    expect(cut([9_000, 10], 25, 200)).toBe(1);
    expect(cut([10], 0, 200)).toBe(1);
  });
});
