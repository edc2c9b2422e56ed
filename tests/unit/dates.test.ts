/** Days and hours in Indonesian words, in the zone of the gathering. */
import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatClocks,
  formatDate,
  formatDateFigures,
  formatDay,
  formatDays,
  formatHour,
  isSameDay,
} from '#core/dates.ts';

const APEL_MS = Date.UTC(2024, 9, 6, 23, 30); // 7 October 2024, 07.30 WITA
const HOUR_MS = 3_600_000;

describe('days', () => {
  it('are those of the zone, not of UTC', () => {
    expect(formatDay(APEL_MS, 'WITA')).toBe('Senin, 7 Oktober 2024');
    expect(formatDay(APEL_MS, 'WIB')).toBe('Senin, 7 Oktober 2024');
    expect(formatDay(APEL_MS - 7 * HOUR_MS, 'WIB')).toBe('Minggu, 6 Oktober 2024');
    expect(formatDay(APEL_MS - 7 * HOUR_MS, 'WIT')).toBe('Senin, 7 Oktober 2024');
  });

  it('carry the weekdays of the founding reports', () => {
    expect(formatDay(Date.UTC(2024, 7, 26, 3), 'WITA')).toBe('Senin, 26 Agustus 2024');
    expect(formatDay(Date.UTC(2024, 8, 26, 3), 'WIB')).toBe('Kamis, 26 September 2024');
  });

  it('know leap days, the turn of the year and years before 1970', () => {
    expect(formatDay(Date.UTC(2028, 1, 29, 5), 'WIB')).toBe('Selasa, 29 Februari 2028');
    expect(formatDate(Date.UTC(2024, 11, 31, 16), 'WITA')).toBe('1 Januari 2025');
    expect(formatDay(Date.UTC(1945, 7, 17, 3), 'WIB')).toBe('Jumat, 17 Agustus 1945');
  });

  it('have no leading zero in words and one in figures', () => {
    expect(formatDate(APEL_MS, 'WITA')).toBe('7 Oktober 2024');
    expect(formatDateFigures(APEL_MS, 'WITA')).toBe('07/10/2024');
  });

  it('are two when a span passes midnight', () => {
    expect(formatDays({ fromMs: APEL_MS, toMs: APEL_MS + HOUR_MS }, 'WITA')).toBe(
      'Senin, 7 Oktober 2024',
    );
    expect(formatDays({ fromMs: APEL_MS, toMs: APEL_MS + 20 * HOUR_MS }, 'WITA')).toBe(
      'Senin, 7 Oktober 2024 s.d. Selasa, 8 Oktober 2024',
    );
    expect(formatDays({ fromMs: APEL_MS, toMs: null }, 'WITA')).toBe('Senin, 7 Oktober 2024');
  });
});

describe('clocks', () => {
  it('say their zone', () => {
    expect(formatClock(APEL_MS, 'WIB')).toBe('06.30 WIB');
    expect(formatClock(APEL_MS, 'WITA')).toBe('07.30 WITA');
    expect(formatClock(APEL_MS, 'WIT')).toBe('08.30 WIT');
  });

  it('never round up to a minute that has not come', () => {
    expect(formatHour(APEL_MS + 59_999, 'WITA')).toBe('07.30');
  });

  it('say a span once with its zone, or until the end', () => {
    expect(formatClocks({ fromMs: APEL_MS, toMs: APEL_MS + 130 * 60_000 }, 'WITA')).toBe(
      'pukul 07.30–09.40 WITA',
    );
    expect(formatClocks({ fromMs: APEL_MS, toMs: null }, 'WITA')).toBe('pukul 07.30 WITA–selesai');
  });
});

it('tells one day from the next at midnight of the zone', () => {
  const midnightMs = Date.UTC(2024, 9, 7, 16);
  expect(isSameDay(midnightMs - 1, midnightMs, 'WITA')).toBe(false);
  expect(isSameDay(midnightMs - 1, midnightMs, 'WIB')).toBe(true);
});

it('writes what a device says beyond the calendar as its last day', () => {
  expect(formatDay(Number.MAX_SAFE_INTEGER, 'WIT')).toBe('Jumat, 31 Desember 9999');
  expect(formatClock(8_640_000_000_000_000, 'WIB')).toBe('06.59 WIB');
});

it('stops on an instant that is none', () => {
  expect(() => formatDay(Number.NaN, 'WIB')).toThrow('whole milliseconds');
});
