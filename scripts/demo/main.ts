/**
 * `npm run demo`: the demo's office on a fresh folder. Prints what to open, and as whom.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '#server/config.ts';
import { DEMO_ACCOUNT, type Demo, openDemo } from './demo.ts';

const config = readConfig({ IKRAR_OFFICE: 'Bakesbangpol Lontara Bahari', ...process.env });
const dataFolder = join(config.dataFolder, 'demo');
rmSync(dataFolder, { recursive: true, force: true });
const demo = await openDemo({ ...config, dataFolder });
await demo.office.app.listen({ host: config.host, port: config.port });
tell(demo);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void demo.office.close().then(() => process.exit(0));
  });
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
