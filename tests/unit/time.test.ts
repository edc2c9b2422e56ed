/** Zones: the three of Indonesia, and no other. */
import { expect, test } from 'vitest';
import { ZONES, zoneHours, zoneOfHours, zoneOffsetMs } from '#core/time.ts';

test.each([
  ['WIB', 7],
  ['WITA', 8],
  ['WIT', 9],
] as const)('%s is %i hours ahead of UTC', (zone, hours) => {
  expect(zoneHours(zone)).toBe(hours);
  expect(zoneOffsetMs(zone)).toBe(hours * 3_600_000);
  expect(zoneOfHours(hours)).toBe(zone);
});

test('goes from west to east', () => {
  expect(ZONES.map(zoneHours)).toEqual([7, 8, 9]);
});

test.each([0, 6, 10, -7, 7.5, Number.NaN])('has no zone %d hours ahead', (hours) => {
  expect(zoneOfHours(hours)).toBeNull();
});
