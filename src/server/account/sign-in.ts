/**
 * Checks a password: when the throttle admits the try, and as slowly for a login that nobody has.
 * Failures go to the office's log and to the security log. A login that nobody has is named there
 * only where it is too short to be a password, which people type into the wrong field.
 */
import type { FastifyBaseLogger } from 'fastify';
import { LIMITS } from '#core/limits.ts';
import type { Context } from '../context.ts';
import { findKnown } from './known-browser.ts';
import type { NewAccount, ProvenOrganiser } from './organisers.ts';
import { isPassword } from './passwords.ts';
import { type Answer, answered, refused } from '../problem.ts';
import { recordSecurity } from '../keeping/security-log.ts';
import type { Admission, Try } from '../network/throttle.ts';

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  /** What the browser keeps of an earlier signing in (known-browser.ts); empty when nothing. */
  readonly known: string;
  readonly log: FastifyBaseLogger;
}

/** Does work that costs a hash, when the throttle admits it. Fault: rate-limited. */
export async function admitted<T>(
  { throttle }: Pick<Context, 'throttle'>,
  wanted: Try,
  work: (admission: Extract<Admission, { isAdmitted: true }>) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const admission = throttle.admit(wanted);
  if (!admission.isAdmitted) {
    const { waitMs } = admission;
    return { ok: false, fault: { code: 'rate-limited', detail: 'passwords', waitMs } };
  }
  const answer = await work(admission);
  if (answer.ok) admission.succeed();
  return answer;
}

/**
 * The organiser of a login and password. Faults: login-wrong, whichever of them is; not-permitted,
 * for the right password of a locked account; rate-limited, with the wait.
 */
export async function checkPassword(
  context: Context,
  { login, password }: Pick<NewAccount, 'login' | 'password'>,
  { address, known, log }: Origin,
): Promise<Answer<ProvenOrganiser>> {
  const name = login.toLowerCase();
  const row = await context.database.query
    .selectFrom('organisers')
    .selectAll()
    .where('login', '=', name)
    .where('removed_at_ms', 'is', null)
    .executeTakeFirst();
  const browser = row === undefined ? null : findKnown(context, row.no, known);
  const failed = { who: loginTold(name, row?.login), address };
  const answer = await admitted(context, { login: name, address, browser }, async (admission) => {
    const isGenuine = await isPassword(password, row?.password_hash ?? null);
    if (row !== undefined && isGenuine && row.locked_at_ms === null) {
      const { no, password_hash: passwordHash } = row;
      return answered({ no, name: row.name, login: row.login, passwordHash });
    }
    const isLocked = row !== undefined && isGenuine;
    const act = isLocked ? 'sign-in-locked' : 'sign-in-failed';
    await recordSecurity(context, { ...failed, act, detail: '' });
    if (admission.nextWaitMs > 0) {
      await recordSecurity(context, { ...failed, act: 'sign-in-throttled', detail: '' });
    }
    return isLocked
      ? refused('not-permitted', {}, 'the account is locked')
      : refused('login-wrong');
  });
  if (!answer.ok) {
    log.warn({ account: failed.who, address, fault: answer.fault.code }, 'sign-in failed');
  }
  return answer;
}

/** How a login is named in logs. */
function loginTold(typed: string, known: string | undefined): string {
  const isShort = typed.length < LIMITS.passwordCharsMin;
  return known ?? (isShort && /^[a-z0-9._-]+$/.test(typed) ? typed : '');
}
