/**
 * `npm run reset-password -- --account=<login> [--data=…]`: a new password, typed at the terminal,
 * for an account of an office that is stopped. Ends with 1 and a reason when nothing was changed.
 */
import * as v from 'valibot';
import { type Result, bad, good } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { newOrganiser } from '#core/office-api.ts';
import { readBackupPlan, readConfig } from '../config.ts';
import { replaceForgotten } from '../account/forgotten.ts';
import { keepToOwner } from '../keeping/modes.ts';
import { AMBIENT } from '../office.ts';
import { takeArguments } from './arguments.ts';
import { endWith, valueOrEnd } from './startup.ts';
import { askUnseen } from './terminal.ts';

const { said: given } = takeArguments({
  command: 'npm run reset-password',
  says: 'Asks for a new password of an account, of an office that is stopped.',
  knows: {
    account: { value: 'login', says: 'whose password' },
    data: { value: 'folder', says: 'the office; else IKRAR_DATA, or data' },
  },
});
keepToOwner();
const STAYS = 'No password was changed:';
const env = { ...process.env };
if (given.data !== undefined) env['IKRAR_DATA'] = given.data;
const { dataFolder } = valueOrEnd(readConfig(env), STAYS);
const plan = valueOrEnd(readBackupPlan(env, dataFolder), STAYS);
if (given.account === undefined) {
  endWith('Say whose password: npm run reset-password -- --account=<login>');
}

const { random } = AMBIENT;
const order = { dataFolder, plan, login: given.account, askPassword, random, tell };
const { name, login } = valueOrEnd(await replaceForgotten(order), STAYS);
process.stdout.write(
  `Changed: the password of ${login} (${name}), who is signed out everywhere.\n`,
);
process.stdout.write('Start the office, and sign in with the new password.\n');

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function askPassword(): Promise<Result<string>> {
  const { passwordCharsMin, passwordCharsMax } = LIMITS;
  const ask = `New password, at least ${passwordCharsMin} characters (not shown): `;
  const [password, again] = await askUnseen([ask, 'The same once more: ']);
  if (password === undefined || again === undefined) return bad('invalid', 'none was typed.');
  if (password !== again) return bad('invalid', 'the two that were typed differ.');
  return v.is(newOrganiser.entries.password, password)
    ? good(password)
    : bad('invalid', `one has from ${passwordCharsMin} to ${passwordCharsMax} characters.`);
}
