/**
 * The first organiser: made through a link that is printed at the start, can be used once, and
 * stops to matter as soon as anybody can sign in.
 */
import { timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { fromHex, toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { SETUP_PAGE } from '#core/office-api.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../keys.ts';
import { type NewAccount, type ProvenOrganiser, addOrganiser, hasOrganiser } from './organisers.ts';
import { type Answer, refused } from '../problem.ts';
import { type Origin, admitted } from './sign-in.ts';

const TOKEN_BYTES = 16;
const META = 'setup';

const stored = v.object({ digest: v.string(), expiresAtMs: v.number() });

/** A new setup link, which ends the one before; null when the office has an organiser. */
export async function offerSetup(context: Context): Promise<string | null> {
  if (await hasOrganiser(context)) return null;
  const token = context.random(TOKEN_BYTES);
  const value = JSON.stringify({
    digest: toHex(sha256(token)),
    expiresAtMs: context.now() + LIMITS.setupLinkMs,
  });
  await context.database.query
    .insertInto('meta')
    .values({ name: META, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return `${context.config.origin}${SETUP_PAGE}#${toHex(token)}`;
}

/** Makes the first organiser. Faults: not-permitted, expired, rate-limited. */
export function setUp(
  context: Context,
  account: NewAccount & { readonly token: string },
  { address }: Origin,
): Promise<Answer<ProvenOrganiser>> {
  const wanted = { login: '', address, browser: null };
  return admitted(context, wanted, () => spendLink(context, account));
}

async function spendLink(
  context: Context,
  { token, ...account }: NewAccount & { readonly token: string },
): Promise<Answer<ProvenOrganiser>> {
  const { query } = context.database;
  const spent = await query
    .selectFrom('meta')
    .select('value')
    .where('name', '=', META)
    .executeTakeFirst();
  if (spent === undefined) return refused('not-permitted');
  const { digest, expiresAtMs } = v.parse(stored, JSON.parse(spent.value));
  if (!isToken(token, digest)) return refused('not-permitted');
  if (expiresAtMs <= context.now()) return refused('expired');
  // Whoever takes the row has the link: of two who use it at once, one is refused.
  const { numDeletedRows } = await query
    .deleteFrom('meta')
    .where('name', '=', META)
    .where('value', '=', spent.value)
    .executeTakeFirst();
  return numDeletedRows === 1n ? addOrganiser(context, account) : refused('not-permitted');
}

function isToken(token: string, digest: string): boolean {
  const bytes = fromHex(token);
  return bytes !== null && timingSafeEqual(sha256(bytes), Buffer.from(digest, 'hex'));
}
