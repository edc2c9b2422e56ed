/** Starts the office and stops it when asked, after the requests under way are answered. */
import { readBackupPlan, readConfig } from './config.ts';
import { isDiskFull } from './db/disk-full.ts';
import { takeDataFolder } from './keeping/data-folder.ts';
import { beginRounds } from './keeping/rounds.ts';
import { openOffice } from './office.ts';

const config = readConfig(process.env);
const plan = readBackupPlan(process.env, config.dataFolder);
const hold = takeDataFolder(config.dataFolder, plan);
if (!hold.ok) refuse(hold.fault.detail);

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

async function stop(): Promise<void> {
  await rounds.stop();
  await office.close();
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

function refuse(why: string): never {
  process.stderr.write(`The office does not start. ${why}\n`);
  process.exit(1);
}
