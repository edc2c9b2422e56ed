/**
 * Sessions of organisers: random tokens of which the office keeps only the digest. A session ends
 * when it is not used, and in any case after a while, by the clock that only grows; and at once
 * when its account is locked or removed.
 */
import type { Bytes } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import type { SessionLine } from '#core/office-account-api.ts';
import { browserName } from './browser-name.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../keys.ts';
import { saidBy } from '../db/trouble.ts';
import type { KnownOrganiser, ProvenOrganiser } from './organisers.ts';

const TOKEN_BYTES = 32;

/** Where it is opened or used. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** A session that is open. */
export interface Session {
  readonly no: number;
  readonly organiser: KnownOrganiser;
}

/**
 * Opens a session and answers its token. Null when the password was changed, or the account locked
 * or removed, since it was shown. Sessions that have ended are swept away.
 */
export async function openSession(
  context: Context,
  { no, passwordHash }: ProvenOrganiser,
  { address, userAgent }: Client,
): Promise<string | null> {
  const token = context.random(TOKEN_BYTES);
  const nowMs = context.now();
  const steadyMs = context.steadyClock.nowMs();
  await context.steadyClock.save();
  const { sqlite } = context.database;
  const isOpen = await context.database.exclusive(() => {
    sqlite
      .prepare('delete from sessions where opened_steady_ms <= ? or used_steady_ms <= ?')
      .run(steadyMs - LIMITS.sessionMs, steadyMs - LIMITS.sessionIdleMs);
    const { changes } = sqlite
      .prepare(
        `insert into sessions (digest, organiser_no, opened_at_ms, used_at_ms, opened_steady_ms,
          used_steady_ms, address, browser)
        select :digest, no, :nowMs, :nowMs, :steadyMs, :steadyMs, :address, :browser
        from organisers where no = :no and password_hash = :passwordHash
          and locked_at_ms is null and removed_at_ms is null`,
      )
      .run({
        digest: sha256(token),
        nowMs,
        steadyMs,
        address,
        browser: browserName(userAgent),
        no,
        passwordHash,
      });
    sqlite
      .prepare(
        `delete from sessions where organiser_no = ? and no not in (
          select no from sessions where organiser_no = ? order by used_steady_ms desc, no desc limit ?)`,
      )
      .run(no, no, LIMITS.sessionsPerOrganiserMax);
    return changes === 1;
  });
  return isOpen ? Buffer.from(token).toString('base64url') : null;
}

/** The session of a token, which is used by this; null when it has ended or never was. */
export async function findSession(
  context: Context,
  token: string,
  address: string,
): Promise<Session | null> {
  if (!isOneSpelling(token)) return null;
  const steadyMs = context.steadyClock.nowMs();
  const row = await context.database.query
    .selectFrom('sessions')
    .innerJoin('organisers', 'organisers.no', 'sessions.organiser_no')
    .select([
      'sessions.no as session',
      'organisers.no',
      'organisers.name',
      'organisers.login',
      'used_steady_ms',
    ])
    .where('sessions.digest', '=', digestOf(token))
    .where('opened_steady_ms', '>', steadyMs - LIMITS.sessionMs)
    .where('used_steady_ms', '>', steadyMs - LIMITS.sessionIdleMs)
    .where('locked_at_ms', 'is', null)
    .where('removed_at_ms', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { session: no, used_steady_ms: usedMs, ...organiser } = row;
  if (steadyMs - usedMs >= LIMITS.sessionTouchMs) {
    await touch(context, no, address).catch((error: unknown) => {
      // What can be read stays readable on a disk in trouble, the health line above all.
      if (saidBy(error) === null) throw error;
    });
  }
  return { no, organiser };
}

async function touch(context: Context, no: number, address: string): Promise<void> {
  await context.steadyClock.save();
  await context.database.query
    .updateTable('sessions')
    .set({
      used_at_ms: context.now(),
      used_steady_ms: context.steadyClock.nowMs(),
      address,
    })
    .where('no', '=', no)
    .execute();
}

/** The open sessions of the organiser whose session this is, the one used last first. */
export async function listSessions(
  context: Context,
  { no, organiser }: Session,
): Promise<readonly SessionLine[]> {
  const steadyMs = context.steadyClock.nowMs();
  const rows = await context.database.query
    .selectFrom('sessions')
    .select(['no', 'opened_at_ms as openedAtMs', 'used_at_ms as usedAtMs', 'address', 'browser'])
    .where('organiser_no', '=', organiser.no)
    .where('opened_steady_ms', '>', steadyMs - LIMITS.sessionMs)
    .where('used_steady_ms', '>', steadyMs - LIMITS.sessionIdleMs)
    .orderBy('used_steady_ms', 'desc')
    .orderBy('no', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, isHere: row.no === no }));
}

/** Ends a session; one that is not there is ended already. */
export async function endSession({ database }: Context, no: number): Promise<void> {
  await database.query.deleteFrom('sessions').where('no', '=', no).execute();
}

/** Ends one of the organiser's own sessions; false when none of them has that number. */
export async function endOwnSession(
  { database }: Context,
  { organiser }: Session,
  no: number,
): Promise<boolean> {
  const { numDeletedRows } = await database.query
    .deleteFrom('sessions')
    .where('no', '=', no)
    .where('organiser_no', '=', organiser.no)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Ends every session of the organiser but this one; answers how many. */
export async function endOtherSessions(
  { database }: Context,
  { no, organiser }: Session,
): Promise<number> {
  const { numDeletedRows } = await database.query
    .deleteFrom('sessions')
    .where('organiser_no', '=', organiser.no)
    .where('no', '!=', no)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Base64url passes over what it does not know: one session must not be many to the limits. */
function isOneSpelling(token: string): boolean {
  return Buffer.from(token, 'base64url').toString('base64url') === token;
}

function digestOf(token: string): Bytes {
  return sha256(Buffer.from(token, 'base64url'));
}
