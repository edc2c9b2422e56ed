/**
 * A browser where an account has signed in before: it carries a number and the office's proof that
 * it gave that number for this account. It opens no door; it only keeps the failures of others from
 * being its own (throttle.ts).
 */
import { timingSafeEqual } from 'node:crypto';
import { toHex } from '#core/bytes.ts';
import type { Context } from '../context.ts';

const NUMBER_BYTES = 16;

/** What the browser is to keep; the number stays the one it has. */
export function makeKnown(
  { keys, random }: Pick<Context, 'keys' | 'random'>,
  organiserNo: number,
  before: string | null,
): string {
  const number = before ?? toHex(random(NUMBER_BYTES));
  return `${number}.${toHex(keys.browserTagOf(`${organiserNo} ${number}`))}`;
}

/** The number of a browser that is known for this account; null for any other. */
export function findKnown(
  { keys }: Pick<Context, 'keys'>,
  organiserNo: number,
  kept: string,
): string | null {
  const [, number = '', tag = ''] = /^([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(kept) ?? [];
  const expected = keys.browserTagOf(`${organiserNo} ${number}`);
  const told = Buffer.from(tag, 'hex');
  return told.length === expected.length && timingSafeEqual(told, expected) ? number : null;
}
