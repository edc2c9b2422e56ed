/** Starts the office and stops it when asked, after the requests under way are answered. */
import { readBackupPlan, readConfig } from './config.ts';
import { troubleOf } from './db/trouble.ts';
import { TROUBLE_WORDS } from './keeping/health-words.ts';
import { takeDataFolder } from './keeping/data-folder.ts';
import { beginHealthRounds } from './commands/health-rounds.ts';
import { keepToOwner } from './keeping/modes.ts';
import { OFFICE_USAGE, takeArguments } from './commands/arguments.ts';
import { beginRounds } from './commands/rounds.ts';
import { openOffice } from './office.ts';
import { checkPort, endWith, valueOrEnd } from './commands/startup.ts';

const PROXY_UNNAMED =
  'IKRAR_ORIGIN is https, so a proxy stands before the office, and IKRAR_PROXY names none: all its ' +
  'visitors count as one address. Set IKRAR_PROXY to the address that the proxy connects from.';
takeArguments(OFFICE_USAGE);
keepToOwner();
const STAYS = 'The office does not start.';
const config = valueOrEnd(readConfig(process.env), STAYS);
const plan = valueOrEnd(readBackupPlan(process.env, config.dataFolder), STAYS);
const taken = await takeDataFolder(config.dataFolder, plan, complain).catch(endForTrouble);
const hold = valueOrEnd(taken, STAYS);
valueOrEnd(await checkPort(config), STAYS);

if (config.origin.startsWith('https:') && config.proxies?.length === 0) complain(PROXY_UNNAMED);

const office = await openOffice(config).catch(endForTrouble);
const rounds = await beginRounds(office.context, plan, complain);
const healthRounds = await beginHealthRounds(office.context, plan, complain);
await office.app.listen({ host: config.host, port: config.port });
process.stdout.write(`Ikrar: ${config.origin}\n`);
if (office.setupLink !== null) {
  process.stdout.write(`Penyelenggara pertama: ${office.setupLink}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stop().then(() => process.exit(0));
  });
}

/** Lets go of the folder last. A hold that nothing speaks of again would go with the garbage. */
async function stop(): Promise<void> {
  await healthRounds.stop();
  await rounds.stop();
  await office.close();
  hold.release();
}

/** What a disk does not do is said in one sentence; anything else is our own bug. */
async function endForTrouble(error: unknown): Promise<never> {
  const trouble = await troubleOf(error, config.dataFolder);
  if (trouble === null) throw error;
  return endWith(`${STAYS} On ${config.dataFolder}: ${TROUBLE_WORDS[trouble]}.`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
