/**
 * `npm run backup [-- --data=… --to=… --keep=N]`: one verified backup of an office, which may be
 * running. Ends with 1 and a reason when it failed.
 */
import { resolve } from 'node:path';
import { readBackupPlan, readConfig } from '../config.ts';
import { backUp } from '../keeping/backup.ts';
import { keepToOwner } from '../keeping/modes.ts';
import { takeArguments } from './arguments.ts';
import { valueOrEnd } from './startup.ts';

const { said: given } = takeArguments({
  command: 'npm run backup',
  says: 'Makes one verified backup of an office, which may be running.',
  knows: {
    data: { value: 'folder', says: 'the office; else IKRAR_DATA, or data' },
    to: {
      value: 'folder',
      says: 'where backups lie; else IKRAR_BACKUPS, or backups in the office',
    },
    keep: { value: 'count', says: 'so many are retained; else IKRAR_BACKUP_KEEP, or 7' },
  },
});
keepToOwner();
const FAILED = 'The backup failed:';
const env = { ...process.env };
if (given.data !== undefined) env['IKRAR_DATA'] = given.data;
if (given.to !== undefined) env['IKRAR_BACKUPS'] = given.to;
if (given.keep !== undefined) env['IKRAR_BACKUP_KEEP'] = given.keep;
const { dataFolder } = valueOrEnd(readConfig(env), FAILED);
const { shelf, keep } = valueOrEnd(readBackupPlan(env, dataFolder), FAILED);

const report = await backUp({ dataFolder, shelf: resolve(shelf), keep, nowMs: Date.now() });
const { folder, counts, retained, damaged } = valueOrEnd(report, FAILED);
process.stdout.write(
  `Backup: ${folder}\n` +
    `Verified: ${counts.entries} entries, ${counts.strays} strays, ${counts.journals} journals. ` +
    `${retained.length} retained.\n`,
);
for (const line of damaged) process.stdout.write(`Damaged, set aside: ${line}\n`);
