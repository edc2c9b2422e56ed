/**
 * `npm run restore -- --from=<backup> [--data=…]`: puts a backup in the place of an office that is
 * stopped. Ends with 1 and a reason when nothing was put back.
 */
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { restore } from '../keeping/restore.ts';
import { keepToOwner } from '../keeping/modes.ts';
import { takeArguments } from './arguments.ts';
import { endWith, valueOrEnd } from './startup.ts';

const { said: given } = takeArguments({
  command: 'npm run restore',
  says: 'Puts a backup in the place of an office that is stopped.',
  knows: {
    from: { value: 'folder', says: 'the backup' },
    data: { value: 'folder', says: 'the office; else IKRAR_DATA, or data' },
    office: { value: 'key', says: 'the key of the other office that the backup is of' },
  },
});
keepToOwner();
const STAYS = 'Nothing was restored:';
const { dataFolder } = valueOrEnd(
  readConfig({ ...process.env, ...(given.data === undefined ? {} : { IKRAR_DATA: given.data }) }),
  STAYS,
);
if (given.from === undefined) {
  endWith('Say which backup: npm run restore -- --from=<folder of the backup>');
}

const report = await restore({
  dataFolder,
  from: resolve(given.from),
  nowMs: Date.now(),
  otherKey: given.office,
});
const { madeAt, counts, owner, aside } = valueOrEnd(report, STAYS);
process.stdout.write(`Restored: the backup of ${madeAt}, ${counts.entries} entries.\n`);
process.stdout.write(`It is of ${owner}.\n`);
if (aside !== null) process.stdout.write(`What was there before: ${aside}\n`);
process.stdout.write('Start the office: the devices send again what it no longer has.\n');
