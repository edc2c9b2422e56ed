/** Yields how long something is, in words: in minutes, hours or days, whichever reads well. */

const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;

interface SpanWords {
  readonly locale: string;
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
}

function tell(minutes: number, words: SpanWords): string {
  if (minutes < 2 * HOUR_MIN) return `${minutes} ${words.minutes}`;
  if (minutes < 2 * DAY_MIN) return `${Math.round(minutes / HOUR_MIN)} ${words.hours}`;
  return `${Math.round(minutes / DAY_MIN).toLocaleString(words.locale)} ${words.days}`;
}

/** A span in Indonesian. */
export function spanInIndonesian(minutes: number): string {
  return tell(minutes, { locale: 'id-ID', minutes: 'menit', hours: 'jam', days: 'hari' });
}

/** A span in English. */
export function spanInEnglish(minutes: number): string {
  return tell(minutes, { locale: 'en-GB', minutes: 'minutes', hours: 'hours', days: 'days' });
}
