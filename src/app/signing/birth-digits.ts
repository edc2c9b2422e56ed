/**
 * The birth date as it is typed on the keypad: DDMMYYYY. A search begins only with a whole date
 * that the calendar has; with less, a stranger could read a list of names.
 */
import { calendarDate } from '#core/identity.ts';

/** Digits of a whole birth date. */
export const BIRTH_DIGITS = 8;

/** The digits after a key; a ninth digit, or anything that is not a digit, changes nothing. */
export function pressDigit(digits: string, key: string): string {
  return /^\d$/.test(key) && digits.length < BIRTH_DIGITS ? digits + key : digits;
}

/** Whether digits typed so far can be searched: too few, a day that does not exist, or whole. */
export function birthState(digits: string): 'typing' | 'no-such-day' | 'whole' {
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 8)];
  // A leap year stands in for the year that is not typed yet, so that 29 02 may go on.
  const isPossible =
    (day.length < 2 || calendarDate('2000', '01', day) !== null) &&
    (month.length < 2 || calendarDate('2000', month, day) !== null);
  if (!isPossible) return 'no-such-day';
  if (digits.length < BIRTH_DIGITS) return 'typing';
  return calendarDate(year, month, day) === null ? 'no-such-day' : 'whole';
}
