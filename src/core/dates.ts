/**
 * Dates and times in Indonesian words, in the zone of the gathering. The zone is an argument, and
 * every time names it. The zone of the machine and the present time are never used.
 */
import { assert } from './assert.ts';
import { LIMITS } from './limits.ts';
import { zoneOffsetMs, type Zone } from './time.ts';

const WEEKDAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'] as const;
const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const;

/** From one instant to another; `toMs` is null when the end was left open. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** The day with its weekday: `Senin, 7 Oktober 2024`. */
export function formatDay(ms: number, zone: Zone): string {
  return `${WEEKDAYS[wall(ms, zone).getUTCDay()]}, ${formatDate(ms, zone)}`;
}

/** The day without its weekday, as under a letter: `7 Oktober 2024`. */
export function formatDate(ms: number, zone: Zone): string {
  const date = wall(ms, zone);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** The day in figures, for a narrow column: `07/10/2024`. */
export function formatDateFigures(ms: number, zone: Zone): string {
  const date = wall(ms, zone);
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
}

/** Hour and minute alone: `08.05`. Only where the zone stands beside it, as in a column's head. */
export function formatHour(ms: number, zone: Zone): string {
  const date = wall(ms, zone);
  return `${two(date.getUTCHours())}.${two(date.getUTCMinutes())}`;
}

/** Hour and minute with the zone: `08.05 WITA`. */
export function formatClock(ms: number, zone: Zone): string {
  return `${formatHour(ms, zone)} ${zone}`;
}

/**
 * A day, or two when the span passes midnight: `Senin, 7 Oktober 2024 s.d. Selasa, 8 Oktober
 * 2024`.
 */
export function formatDays(span: Span, zone: Zone): string {
  const from = formatDay(span.fromMs, zone);
  if (span.toMs === null || isSameDay(span.fromMs, span.toMs, zone)) return from;
  return `${from} s.d. ${formatDay(span.toMs, zone)}`;
}

/** `pukul 07.30–09.40 WITA`, or `pukul 07.30 WITA–selesai` while the end is open. */
export function formatClocks(span: Span, zone: Zone): string {
  if (span.toMs === null) return `pukul ${formatClock(span.fromMs, zone)}–selesai`;
  return `pukul ${formatHour(span.fromMs, zone)}–${formatClock(span.toMs, zone)}`;
}

/** Whether two instants fall on one day of the zone's calendar. */
export function isSameDay(a: number, b: number, zone: Zone): boolean {
  return formatDateFigures(a, zone) === formatDateFigures(b, zone);
}

/**
 * A Date shifted by the zone, so that its UTC getters give the local time. A device may send any
 * instant; one after the last that can be written is shown as that last one.
 */
function wall(ms: number, zone: Zone): Date {
  assert(Number.isInteger(ms), 'an instant is whole milliseconds');
  return new Date(Math.min(ms, LIMITS.instantMsMax) + zoneOffsetMs(zone));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
