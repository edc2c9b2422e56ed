/** Sessions of organisers: random tokens of which the office keeps only the digest. */
import { LIMITS } from '#core/limits.ts';
import type { Context } from './context.ts';
import { sha256 } from './keys.ts';
import type { KnownOrganiser } from './organisers.ts';

const TOKEN_BYTES = 32;

/** Opens a session and answers its token; sessions that have ended are swept away. */
export async function openSession(context: Context, organiser: KnownOrganiser): Promise<string> {
  const { query } = context.database;
  const token = context.random(TOKEN_BYTES);
  const nowMs = context.now();
  await query.deleteFrom('sessions').where('expires_at_ms', '<=', nowMs).execute();
  await query
    .insertInto('sessions')
    .values({
      digest: sha256(token),
      organiser_no: organiser.no,
      expires_at_ms: nowMs + LIMITS.sessionMs,
    })
    .execute();
  return Buffer.from(token).toString('base64url');
}

/** Whose session a token is; null when it has ended or never was. */
export async function findSession(context: Context, token: string): Promise<KnownOrganiser | null> {
  const row = await context.database.query
    .selectFrom('sessions')
    .innerJoin('organisers', 'organisers.no', 'sessions.organiser_no')
    .select(['organisers.no', 'organisers.name', 'organisers.login'])
    .where('sessions.digest', '=', digestOf(token))
    .where('sessions.expires_at_ms', '>', context.now())
    .executeTakeFirst();
  return row ?? null;
}

/** Ends a session; one that is not there is ended already. */
export async function endSession({ database }: Context, token: string): Promise<void> {
  await database.query.deleteFrom('sessions').where('digest', '=', digestOf(token)).execute();
}

function digestOf(token: string): Uint8Array {
  return sha256(Buffer.from(token, 'base64url'));
}
