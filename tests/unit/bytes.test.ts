/** Bytes: their order, their joining, and their two text forms. */
import { describe, expect, test } from 'vitest';
import {
  compareBytes,
  equalBytes,
  fromBase32,
  fromHex,
  joinBytes,
  toBase32,
  toHex,
} from '#core/bytes.ts';

const of = (...bytes: readonly number[]) => Uint8Array.from(bytes);
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('comparing', () => {
  test('tells equal bytes from others', () => {
    expect(equalBytes(of(1, 2), of(1, 2))).toBe(true);
    expect(equalBytes(of(), of())).toBe(true);
    expect(equalBytes(of(1, 2), of(1, 3))).toBe(false);
    expect(equalBytes(of(1, 2), of(1, 2, 0))).toBe(false);
  });

  test('orders bytewise, the shorter first', () => {
    const sorted = [of(), of(0), of(0, 0), of(0, 255), of(1), of(127), of(128), of(255)];
    expect(sorted.toReversed().toSorted(compareBytes)).toEqual(sorted);
    expect(compareBytes(of(3, 4), of(3, 4))).toBe(0);
  });
});

test('joins parts in their order', () => {
  expect(joinBytes([of(1), of(), of(2, 3)])).toEqual(of(1, 2, 3));
  expect(joinBytes([])).toEqual(of());
});

describe('hex', () => {
  test('is lower case, two letters a byte', () => {
    expect(toHex(of(0, 10, 255))).toBe('000aff');
    expect(fromHex('000AfF')).toEqual(of(0, 10, 255));
    expect(fromHex('')).toEqual(of());
  });

  test.each(['0', '0g', ' 00', '0x00', '-1', '+1', '1e'.repeat(2) + ' '])('refuses %j', (text) => {
    expect(fromHex(text)).toBeNull();
  });
});

describe('Base32', () => {
  /** RFC 4648 §10, without the padding. */
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes and reads %j', (text, letters) => {
    expect(toBase32(ascii(text))).toBe(letters);
    expect(fromBase32(letters)).toEqual(ascii(text));
    expect(fromBase32(letters.toLowerCase())).toEqual(ascii(text));
  });

  test.each([
    ['1', 'a digit that is none of its letters'],
    ['MZXW6===', 'padding'],
    ['MZ XW', 'a space'],
    ['MZX', 'a length that no bytes have'],
    ['A', 'a single letter'],
    ['AAA', 'three letters, though their bits are 0'],
    ['MZ', 'left-over bits that are not 0'],
    ['ßßßß', 'a letter whose capital is SS'],
    ['ıa', 'a letter whose capital is I'],
    ['ſa', 'a letter whose capital is S'],
  ])('refuses %j: %s', (text) => {
    expect(fromBase32(text)).toBeNull();
  });
});
