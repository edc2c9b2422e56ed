/** The pieces of the organiser's contract: what a form may send. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { count, filled, instantMs, line, listOf, localTime } from '#core/office-fields.ts';

function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | 'refused' {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : 'refused';
}

describe('a line', () => {
  test('is trimmed, and may be empty', () => {
    expect(read(line(5), '  Camat ')).toBe('Camat');
    expect(read(line(5), '   ')).toBe('');
    expect(read(line(5), 'Camat.')).toBe('refused');
    expect(read(line(5), 5)).toBe('refused');
  });

  test('that must be filled is more than spaces', () => {
    expect(read(filled(5), ' a ')).toBe('a');
    expect(read(filled(5), '  ')).toBe('refused');
  });
});

test.each([0, 1, 50_000])('%d is a count', (value) => {
  expect(read(count, value)).toBe(value);
});

test.each([-1, 0.5, Number.NaN, '1', null])('%j is no count', (value) => {
  expect(read(count, value)).toBe('refused');
});

test('an instant is whole milliseconds, even before 1970', () => {
  expect(read(instantMs, -1)).toBe(-1);
  expect(read(instantMs, 0.5)).toBe('refused');
});

test('a list refuses one wrong item', () => {
  expect(read(listOf(count), [1, 2])).toEqual([1, 2]);
  expect(read(listOf(count), [1, '2'])).toBe('refused');
});

test.each(['2030-10-07T07:30', '2030-12-31T23:59', '2030-01-01T00:00'])('%s is a time', (text) => {
  expect(read(localTime, text)).toBe(text);
});

test.each([
  '2030-13-01T07:30',
  '2030-00-01T07:30',
  '2030-10-32T07:30',
  '2030-10-07T24:00',
  '2030-10-07T07:60',
  '2030-10-07T07:30Z',
  '2030-10-07',
  '7/10/2030 07.30',
])('%s is no time', (text) => {
  expect(read(localTime, text)).toBe('refused');
});
