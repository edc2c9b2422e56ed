/** Ids: they begin with their time, so that they grow, and the rest is chance. */
import { expect, test } from 'vitest';
import { compareBytes, toHex } from '#core/bytes.ts';
import { SIZES, ZERO_DIGEST, mintId } from '#core/id.ts';

const chance = Uint8Array.from({ length: 10 }, (_, i) => 0xf0 + i);

test('begins with six bytes of milliseconds, and ends with ten of chance', () => {
  expect(toHex(mintId(0x0123_4567_89ab, chance))).toBe('0123456789abf0f1f2f3f4f5f6f7f8f9');
  expect(mintId(0, chance)).toHaveLength(SIZES.id);
});

test('grows with the time, whatever the chance', () => {
  const early = mintId(1_917_561_600_000, new Uint8Array(10).fill(255));
  const late = mintId(1_917_561_600_001, new Uint8Array(10));
  expect(compareBytes(early, late)).toBeLessThan(0);
});

test('takes a clock before 1970, or between milliseconds, for what it can say', () => {
  expect(toHex(mintId(-5, chance).slice(0, 6))).toBe('000000000000');
  expect(toHex(mintId(255.9, chance).slice(0, 6))).toBe('0000000000ff');
});

test.each([0, 9, 11])('stops on %i bytes of chance', (count) => {
  expect(() => mintId(0, new Uint8Array(count))).toThrow('ten bytes of chance');
});

test('has 32 zeros before the first entry', () => {
  expect(toHex(ZERO_DIGEST)).toBe('0'.repeat(64));
});
