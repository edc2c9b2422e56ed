/** The people who may use the office's screens, and their accounts. */
import type { Account } from '#core/office-account-api.ts';
import type { Organiser } from '#core/office-api.ts';
import type { Context } from '../context.ts';
import { hashPassword } from './passwords.ts';
import { type Answer, answered, refused } from '../problem.ts';

/** What an account is made of, parsed. */
export interface NewAccount {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

/** An organiser as the office knows him. */
export interface KnownOrganiser extends Organiser {
  readonly no: number;
}

/** An organiser who has just shown the password of this hash. */
export interface ProvenOrganiser extends KnownOrganiser {
  readonly passwordHash: string;
}

/** True once somebody could ever sign in. */
export async function hasOrganiser({ database }: Context): Promise<boolean> {
  const any = await database.query.selectFrom('organisers').select('no').limit(1).execute();
  return any.length > 0;
}

/** Every account that is not removed, in the order they were added. */
export function listAccounts({ database }: Context): Promise<Account[]> {
  return database.query
    .selectFrom('organisers')
    .select(['name', 'login', 'locked_at_ms as lockedAtMs'])
    .where('removed_at_ms', 'is', null)
    .orderBy('no')
    .execute();
}

/** Adds an organiser. Fault: conflict, when the login is or was somebody's. */
export async function addOrganiser(
  context: Context,
  { name, login, password }: NewAccount,
): Promise<Answer<ProvenOrganiser>> {
  const passwordHash = await hashPassword(password, context.random);
  const row = await context.database.query
    .insertInto('organisers')
    .values({
      name,
      login,
      password_hash: passwordHash,
      created_at_ms: context.now(),
      locked_at_ms: null,
      removed_at_ms: null,
    })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('no')
    .executeTakeFirst();
  return row === undefined
    ? refused('conflict', { login: 'taken' })
    : answered({ no: row.no, name, login, passwordHash });
}

/** Puts a password in the place of a forgotten one, unlocks the account, and ends its sessions. */
export async function putPassword(
  { database, random }: Pick<Context, 'database' | 'random'>,
  organiserNo: number,
  password: string,
): Promise<void> {
  const password_hash = await hashPassword(password, random);
  await database.query.transaction().execute(async (query) => {
    await query
      .updateTable('organisers')
      .set({ password_hash, locked_at_ms: null })
      .where('no', '=', organiserNo)
      .execute();
    await query.deleteFrom('sessions').where('organiser_no', '=', organiserNo).execute();
  });
}

/** What can be done to the account of somebody else. */
export type AccountAct = 'lock' | 'unlock' | 'remove';

const SETS: Readonly<Record<AccountAct, string>> = {
  lock: 'locked_at_ms = coalesce(locked_at_ms, :now)',
  unlock: 'locked_at_ms = null',
  // The row stays, with its name and login: records go on saying who did what.
  remove: "removed_at_ms = :now, password_hash = ''",
};

/**
 * Locks, unlocks or removes the account of somebody else. Whoever does it has a usable account in
 * the same transaction and never acts on it, so one always remains. Faults: not-found; signed-out,
 * when the own account was locked meanwhile; not-permitted, on the own account.
 */
export function changeAccount(
  context: Context,
  by: KnownOrganiser,
  { act, login }: { readonly act: AccountAct; readonly login: string },
): Promise<Answer<null>> {
  const { database } = context;
  const { sqlite } = database;
  const usable = 'locked_at_ms is null and removed_at_ms is null';
  return database.exclusive(() => {
    const actor = sqlite.prepare(`select no from organisers where no = ? and ${usable}`).get(by.no);
    if (actor === undefined) return refused('signed-out');
    const found = sqlite
      .prepare('select no from organisers where login = ? and removed_at_ms is null')
      .get(login.toLowerCase());
    if (found === undefined) return refused('not-found');
    const no = Number(found['no']);
    if (no === by.no) return refused('not-permitted', {}, 'the own account');
    const named = act === 'unlock' ? { no } : { no, now: context.now() };
    sqlite.prepare(`update organisers set ${SETS[act]} where no = :no`).run(named);
    if (act !== 'unlock') sqlite.prepare('delete from sessions where organiser_no = ?').run(no);
    return answered(null);
  });
}
