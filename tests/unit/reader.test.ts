/** Reading a positional array: what does not fit is named, and nothing is made up. */
import { describe, expect, test } from 'vitest';
import type { Wire } from '#core/codec.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type Reader, readArray, readEach } from '#core/reader.ts';

const TWO = Uint8Array.of(1, 2);

function faultOf(items: Wire, read: (reader: Reader) => unknown): string {
  const reader = readArray(items, 'thing');
  read(reader);
  const ended = reader.end(null);
  return ended.ok ? 'good' : ended.fault.detail;
}

function parseEven(item: Wire): Result<number> {
  const isEven = typeof item === 'number' && item % 2 === 0;
  return isEven ? good(item) : bad('malformed', `odd: ${JSON.stringify(item)}`);
}

test('reads every kind of field in its order', () => {
  const reader = readArray([7, 'a', TWO, true, null, [1], null, 'end'], 'thing');
  const value = [
    reader.int('number'),
    reader.text('text', 1),
    reader.bytes('bytes', { exact: 2 }),
    reader.flag('flag'),
    reader.isNull(),
    reader.list('list', 1),
    reader.any(),
    reader.isNull() ? null : reader.text('last', 3),
  ];
  expect(reader.end(value)).toEqual(good([7, 'a', TWO, true, true, [1], null, 'end']));
});

describe('a misfit', () => {
  test.each<[string, Wire, (reader: Reader) => unknown]>([
    ['int', [-1], (reader) => reader.int('seq')],
    ['int', [4], (reader) => reader.int('seq', { max: 3 })],
    ['int', [0], (reader) => reader.int('seq', { min: 1 })],
    ['int', [1.5], (reader) => reader.int('seq')],
    ['int', [2 ** 53], (reader) => reader.int('seq')],
    ['int', ['1'], (reader) => reader.int('seq')],
    ['text', ['four'], (reader) => reader.text('seq', 3)],
    ['text', [TWO], (reader) => reader.text('seq', 3)],
    ['bytes', [TWO], (reader) => reader.bytes('seq', { exact: 3 })],
    ['bytes', [TWO], (reader) => reader.bytes('seq', { max: 1 })],
    ['bytes', ['ab'], (reader) => reader.bytes('seq', { max: 9 })],
    ['flag', [1], (reader) => reader.flag('seq')],
    ['flag', [null], (reader) => reader.flag('seq')],
    ['list', [[1, 2]], (reader) => reader.list('seq', 1)],
    ['list', [new Map()], (reader) => reader.list('seq', 9)],
    ['missing field', [], (reader) => reader.text('seq', 9)],
    ['refusal', [1], (reader) => (reader.int('n'), reader.refuse('seq'))],
  ])('of %s in %j is named', (_, items, read) => {
    expect(faultOf(items, read)).toBe('thing: seq');
  });

  test('names the first of several', () => {
    const fault = faultOf(['a', 1], (reader) => [reader.int('first'), reader.text('second', 1)]);
    expect(fault).toBe('thing: first');
  });

  test('gives nothing of what did not fit', () => {
    const reader = readArray(['a', 1, 'b', 'c', 5], 'thing');
    expect([
      reader.int('a'),
      reader.text('b', 9),
      reader.bytes('c', { max: 9 }),
      reader.flag('d'),
      reader.list('e', 9),
    ]).toEqual([0, '', new Uint8Array(0), false, []]);
  });
});

test('wants every field read', () => {
  expect(faultOf([1, 2], (reader) => reader.int('a'))).toBe('thing: length');
  expect(faultOf([], () => null)).toBe('good');
});

test.each<[Wire | undefined]>([[undefined], [null], ['a'], [new Map()], [TWO]])(
  'refuses %j for an array',
  (value) => {
    expect(readArray(value, 'thing').end(null)).toEqual(bad('malformed', 'thing: not an array'));
  },
);

test('parses each item, and stops at the first fault', () => {
  expect(readEach([2, 4], parseEven)).toEqual(good([2, 4]));
  expect(readEach([2, 3, 5], parseEven)).toEqual(bad('malformed', 'odd: 3'));
});
