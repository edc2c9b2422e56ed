/** The codec: one form for every value, and a refusal for every other. */
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#core/bytes.ts';
import { type Wire, decode, encode } from '#core/codec.ts';
import { told } from '../../scripts/vectors/codec.ts';
import { hex } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/codec.json' with { type: 'json' };

const ROOM = { bytesMax: 2_000 };

function read(bytes: Uint8Array): Wire {
  const decoded = decode(bytes, ROOM);
  if (!decoded.ok) throw new Error(`${decoded.fault.code} ${decoded.fault.detail}`);
  return decoded.value;
}

describe('the vectors', () => {
  test.each(vectors.valid)('$name is read, and written the same', ({ hex: text, value }) => {
    const decoded = read(hex(text));
    expect(told(decoded)).toEqual(value);
    expect(toHex(encode(decoded))).toBe(text);
  });

  test.each(vectors.invalid)('$name is refused', ({ hex: text, fault }) => {
    expect(decode(hex(text), ROOM)).toMatchObject({ ok: false, fault: { code: fault } });
  });
});

describe('decoding', () => {
  test('reads no more than it may', () => {
    const bytes = encode('abc');
    expect(decode(bytes, { bytesMax: 4 })).toEqual({ ok: true, value: 'abc' });
    expect(decode(bytes, { bytesMax: 3 })).toMatchObject({ fault: { code: 'too-large' } });
  });

  test('says where it stopped', () => {
    expect(decode(hex('8300f901'), ROOM)).toMatchObject({ fault: { detail: 'at byte 3' } });
  });

  test('answers at once, whatever length is announced', () => {
    for (const head of ['9b001fffffffffffff', '5b001fffffffffffff', 'bb001fffffffffffff']) {
      expect(decode(hex(head), ROOM)).toMatchObject({ fault: { code: 'malformed' } });
    }
  });

  test('gives byte strings as views over what it read, even of a Buffer', () => {
    const buffer = Buffer.from('4301020a', 'hex');
    const value = read(buffer);
    expect(value).toEqual(Uint8Array.of(1, 2, 10));
    expect(Buffer.isBuffer(value)).toBe(false);
    expect(value instanceof Uint8Array && value.buffer === buffer.buffer).toBe(true);
  });

  test('reads from the middle of a larger buffer', () => {
    expect(read(hex('ff8201026100').subarray(1, 4))).toEqual([1, 2]);
  });
});

describe('encoding', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])(
    'stops on %d',
    (value) => {
      expect(() => encode([value])).toThrow('deterministic subset');
    },
  );

  test('stops on a fractional key, and on what is too deep', () => {
    expect(() => encode(new Map([[0.5, 1]]))).toThrow('deterministic subset');
    expect(() => encode([[[[[[[]]]]]]])).toThrow('deterministic subset');
  });

  test('writes half a surrogate pair as U+FFFD, which can be read', () => {
    expect(read(encode('a\ud800b'))).toBe('a\ufffdb');
    expect(read(encode('\udc00'))).toBe('\ufffd');
  });

  test('sorts the keys of a map by their bytes', () => {
    const map = new Map([-1, 1_000, 0, -300, 24].map((key) => [key, null]));
    expect(toHex(encode(map))).toBe('a500f61818f61903e8f620f639012bf6');
  });

  test('of the example in its comment is as it says', () => {
    expect(encode([1, 'a'])).toEqual(fromHex('82016161'));
  });
});
