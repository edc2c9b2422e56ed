/**
 * `npm run demo`: the demo's office on a fresh folder. Prints what to open, and as whom.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '#server/config.ts';
import { takeHold } from '#server/keeping/hold.ts';
import { OFFICE_HOLD } from '#server/keeping/restore.ts';
import { takeArguments } from '#server/commands/arguments.ts';
import { checkPort, endWith, valueOrEnd } from '#server/commands/startup.ts';
import { buildApp } from '../built.ts';
import { DEMO_ACCOUNT, type Demo, openDemo } from './demo.ts';

takeArguments({
  command: 'npm run demo',
  says: 'Builds the app, and starts an office with an invented kabupaten on a fresh folder.',
  knows: {},
});
const STAYS = 'The demo does not start.';
const env = { IKRAR_OFFICE: 'Bakesbangpol Lontara Bahari', ...process.env };
const config = valueOrEnd(readConfig(env), STAYS);
const dataFolder = join(config.dataFolder, 'demo');
mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
const hold =
  (await takeHold(join(dataFolder, OFFICE_HOLD))) ??
  endWith(`${STAYS} It is running already, on ${dataFolder}: stop that one with Ctrl+C first.`);
valueOrEnd(await checkPort(config), STAYS);
buildApp();
empty(dataFolder);
const demo = await openDemo({ ...config, dataFolder });
await demo.office.app.listen({ host: config.host, port: config.port });
tell(demo);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stop().then(() => process.exit(0));
  });
}

async function stop(): Promise<void> {
  await demo.office.close();
  hold.release();
}

/** All but the lock: who removes that, lets a second demo in. */
function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== OFFICE_HOLD) rmSync(join(folder, name), { recursive: true });
  }
}

function tell({ kabupaten, gatherings }: Demo): void {
  console.log(`Ikrar, ${kabupaten.name}: ${kabupaten.people.length} people, all invented.\n`);
  console.log(`Office      ${config.origin}/kantor`);
  console.log(`Account     ${DEMO_ACCOUNT.login}   Password  ${DEMO_ACCOUNT.password}\n`);
  for (const { view, stations } of gatherings) {
    console.log(`${view.title} (${view.expected} invited)`);
    console.log(`  own phone  ${view.invitation.url}`);
    for (const { name, url } of stations) console.log(`  ${name}     ${url}`);
  }
  console.log(`\nFind somebody by birth date, for example: ${birthDatesOf(kabupaten).join(', ')}`);
}

/** Birth dates of people who are at work, as they are typed on the keypad. */
function birthDatesOf({ people }: Demo['kabupaten']): readonly string[] {
  const dated = people.filter(({ birthDate }) => birthDate !== '');
  return dated.slice(0, 3).map(({ birthDate, name }) => `${birthDate} ${name}`);
}
