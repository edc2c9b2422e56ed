/** Changes the password of an organiser who still knows the old one. */
import type * as v from 'valibot';
import type { passwordChange } from '#core/office-api.ts';
import type { Context } from '../context.ts';
import { type Answer, answered, refused } from '../problem.ts';
import type { KnownOrganiser, ProvenOrganiser } from './organisers.ts';
import { hashPassword } from './passwords.ts';
import { type Origin, checkPassword } from './sign-in.ts';

/** What a changed password is made of, parsed. */
type PasswordChange = v.InferOutput<typeof passwordChange>;

/**
 * Puts another password in the place of the organiser's own, and ends every session that was opened
 * with that. Faults: login-wrong, at `current`, also where it was changed meanwhile; rate-limited.
 */
export async function changePassword(
  context: Context,
  { login }: KnownOrganiser,
  { current, password, ...origin }: PasswordChange & Origin,
): Promise<Answer<ProvenOrganiser>> {
  const wrong = refused('login-wrong', { current: 'invalid' });
  const known = await checkPassword(context, { login, password: current }, origin);
  if (!known.ok) return known.fault.code === 'login-wrong' ? wrong : known;
  const passwordHash = await hashPassword(password, context.random);
  const { no } = known.value;
  const isPut = await context.database.exclusive(() => {
    const { sqlite } = context.database;
    const { changes } = sqlite
      .prepare(
        `update organisers set password_hash = ?
        where no = ? and password_hash = ? and locked_at_ms is null and removed_at_ms is null`,
      )
      .run(passwordHash, no, known.value.passwordHash);
    if (changes === 1) sqlite.prepare('delete from sessions where organiser_no = ?').run(no);
    return changes === 1;
  });
  return isPut ? answered({ ...known.value, passwordHash }) : wrong;
}
