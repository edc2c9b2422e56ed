/**
 * `npm run backup [-- --data=… --to=… --keep=N]`: one verified backup of an office, which may be
 * running. Ends with 1 and a reason when it failed.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readBackupPlan, readConfig } from './config.ts';
import { backUp } from './keeping/backup.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, to: { type: 'string' }, keep: { type: 'string' } },
});
const env = { ...process.env };
if (values.data !== undefined) env['IKRAR_DATA'] = values.data;
if (values.to !== undefined) env['IKRAR_BACKUPS'] = values.to;
if (values.keep !== undefined) env['IKRAR_BACKUP_KEEP'] = values.keep;
const { dataFolder } = readConfig(env);
const { shelf, keep } = readBackupPlan(env, dataFolder);

const made = await backUp({ dataFolder, shelf: resolve(shelf), keep, nowMs: Date.now() });
if (made.ok) {
  const { folder, counts, retained, damaged } = made.value;
  process.stdout.write(
    `Backup: ${folder}\n` +
      `Verified: ${counts.entries} entries, ${counts.strays} strays, ${counts.journals} journals. ` +
      `${retained.length} retained.\n`,
  );
  for (const line of damaged) process.stdout.write(`Damaged, set aside: ${line}\n`);
} else {
  process.stderr.write(`The backup failed: ${made.fault.detail}\n`);
  process.exitCode = 1;
}
