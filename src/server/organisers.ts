/** The people who may use the office's screens. */
import type * as v from 'valibot';
import type { Organiser, passwordChange } from '#core/office-api.ts';
import type { Context } from './context.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { type Answer, answered, refused } from './problem.ts';

/** What an account is made of, parsed. */
export interface NewAccount {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

/** What a changed password is made of, parsed. */
export type PasswordChange = v.InferOutput<typeof passwordChange>;

/** An organiser as the office knows him. */
export interface KnownOrganiser extends Organiser {
  readonly no: number;
}

/** True once somebody can sign in. */
export async function hasOrganiser({ database }: Context): Promise<boolean> {
  const any = await database.query.selectFrom('organisers').select('no').limit(1).execute();
  return any.length > 0;
}

/** Every organiser, in the order they were added. */
export function listOrganisers({ database }: Context): Promise<Organiser[]> {
  return database.query.selectFrom('organisers').select(['name', 'login']).orderBy('no').execute();
}

/** Adds an organiser. Fault: conflict, when the login is taken. */
export async function addOrganiser(
  context: Context,
  account: NewAccount,
): Promise<Answer<KnownOrganiser>> {
  const { name, login } = account;
  const row = await context.database.query
    .insertInto('organisers')
    .values({
      name,
      login,
      password_hash: await hashPassword(account.password, context.random),
      created_at_ms: context.now(),
    })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('no')
    .executeTakeFirst();
  return row === undefined
    ? refused('conflict', { login: 'taken' })
    : answered({ no: row.no, name, login });
}

/** The organiser of a login and password; null takes as long whichever of them is wrong. */
export async function findOrganiser(
  context: Context,
  { login, password }: Pick<NewAccount, 'login' | 'password'>,
): Promise<KnownOrganiser | null> {
  const row = await context.database.query
    .selectFrom('organisers')
    .selectAll()
    .where('login', '=', login.toLowerCase())
    .executeTakeFirst();
  const genuine = await isPassword(password, row?.password_hash ?? null);
  return row === undefined || !genuine ? null : { no: row.no, name: row.name, login: row.login };
}

/** Puts another password in the place of the organiser's own. Fault: login-wrong, at `current`. */
export async function changePassword(
  context: Context,
  { no, login }: KnownOrganiser,
  { current, password }: PasswordChange,
): Promise<Answer<null>> {
  const known = await findOrganiser(context, { login, password: current });
  if (known === null) return refused('login-wrong', { current: 'invalid' });
  await putPassword(context, no, password);
  return answered(null);
}

/** Puts a password in the place of another, and ends every session that was opened with that. */
export async function putPassword(
  { database, random }: Pick<Context, 'database' | 'random'>,
  organiserNo: number,
  password: string,
): Promise<void> {
  const password_hash = await hashPassword(password, random);
  await database.query.transaction().execute(async (query) => {
    await query
      .updateTable('organisers')
      .set({ password_hash })
      .where('no', '=', organiserNo)
      .execute();
    await query.deleteFrom('sessions').where('organiser_no', '=', organiserNo).execute();
  });
}
