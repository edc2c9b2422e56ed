/** Starts the office and stops it when asked, after the requests under way are answered. */
import { readBackupPlan, readConfig } from './config.ts';
import { isDiskFull } from './db/disk-full.ts';
import { takeDataFolder } from './keeping/data-folder.ts';
import { beginRounds } from './keeping/rounds.ts';
import { openOffice } from './office.ts';

const config = readConfig(process.env);
const plan = readBackupPlan(process.env, config.dataFolder);
const taken = takeDataFolder(config.dataFolder, plan);
if (!taken.ok) refuse(taken.fault.detail);
const hold = taken.value;

const office = await openOffice(config).catch((error: unknown) => {
  if (isDiskFull(error)) refuse(`The disk of ${config.dataFolder} is full: make room.`);
  throw error;
});
const rounds = await beginRounds(office.context, plan, complain);
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
  await rounds.stop();
  await office.close();
  hold.release();
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

function refuse(why: string): never {
  process.stderr.write(`The office does not start. ${why}\n`);
  process.exit(1);
}
