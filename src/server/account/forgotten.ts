/**
 * Gives an account another password when its organiser has forgotten it, and nobody else may be
 * there to help; a locked account is unlocked by it. Only while the office is stopped: it is the
 * one that writes its database.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, bad, good } from '#core/fault.ts';
import type { RandomBytes } from '#core/id.ts';
import type { Organiser } from '#core/office-api.ts';
import type { BackupPlan } from '../config.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { OFFICE_FILES } from '../keeping/generation.ts';
import { type KnownOrganiser, putPassword } from './organisers.ts';
import { takeDataFolder } from '../keeping/data-folder.ts';

export interface Forgotten {
  readonly dataFolder: string;
  readonly plan: BackupPlan;
  readonly login: string;
  /** Asked for once the account is found. */
  readonly askPassword: () => Promise<Result<string>>;
  readonly random: RandomBytes;
  /** Told what was put right in the folder. */
  readonly tell: (line: string) => void;
}

/** Answers whose it is. Faults: not-found, those of the folder and of the asking; for operators. */
export async function replaceForgotten(order: Forgotten): Promise<Result<Organiser>> {
  const { dataFolder, plan, login, askPassword, random, tell } = order;
  const path = join(dataFolder, OFFICE_FILES.database);
  if (!existsSync(path)) {
    return bad('not-found', `there is no office in ${dataFolder}: name its folder with --data=…`);
  }
  const taken = await takeDataFolder(dataFolder, plan, tell);
  if (!taken.ok) return taken;
  const database = openDatabase(path);
  try {
    const account = await findAccount(database, login);
    if (!account.ok) return account;
    const asked = await askPassword();
    if (!asked.ok) return asked;
    await putPassword({ database, random }, account.value.no, asked.value);
    return account;
  } finally {
    await database.close();
    taken.value.release();
  }
}

async function findAccount(database: Database, login: string): Promise<Result<KnownOrganiser>> {
  const all = await database.query
    .selectFrom('organisers')
    .select(['no', 'name', 'login'])
    .where('removed_at_ms', 'is', null)
    .execute();
  const found = all.find((one) => one.login === login.toLowerCase());
  if (found !== undefined) return good(found);
  const others = all.map((one) => one.login).join(', ');
  return bad('not-found', `no account is called ${login}. There are: ${others}`);
}
