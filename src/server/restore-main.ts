/**
 * `npm run restore -- --from=<backup> [--data=…]`: puts a backup in the place of an office that is
 * stopped. Ends with 1 and a reason when nothing was put back.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { restore } from './keeping/restore.ts';

const { values } = parseArgs({ options: { from: { type: 'string' }, data: { type: 'string' } } });
const { dataFolder } = readConfig({
  ...process.env,
  ...(values.data === undefined ? {} : { IKRAR_DATA: values.data }),
});

if (values.from === undefined) {
  process.stderr.write('Say which backup: npm run restore -- --from=<folder of the backup>\n');
  process.exitCode = 1;
} else {
  const done = await restore({ dataFolder, from: resolve(values.from), nowMs: Date.now() });
  if (done.ok) {
    const { madeAt, counts, aside } = done.value;
    process.stdout.write(`Restored: the backup of ${madeAt}, ${counts.entries} entries.\n`);
    if (aside !== null) process.stdout.write(`What was there before: ${aside}\n`);
    process.stdout.write('Start the office: the devices send again what it no longer has.\n');
  } else {
    process.stderr.write(`Nothing was restored: ${done.fault.detail}\n`);
    process.exitCode = 1;
  }
}
