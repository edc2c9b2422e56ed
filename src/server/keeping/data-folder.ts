/**
 * Takes the data folder for an office that starts: alone, and with a database that is whole. What
 * stands in the way is said in words that whoever runs the office can act on.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, bad, good } from '#core/fault.ts';
import type { BackupPlan } from '../config.ts';
import { type Hold, takeHold } from './hold.ts';
import { OFFICE_HOLD } from './restore.ts';
import { glanceAt, listBackups, readManifest } from './shelf.ts';
import { flawOf } from './soundness.ts';

/** Held as long as the office runs. Faults: conflict, torn; their details are for the operator. */
export function takeDataFolder(dataFolder: string, { shelf }: BackupPlan): Result<Hold> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const hold = takeHold(join(dataFolder, OFFICE_HOLD));
  if (hold === null) return bad('conflict', `Another office is running on ${dataFolder}.`);
  const flaw = flawOf(dataFolder);
  if (flaw === null) return good(hold);
  hold.release();
  return bad('torn', [`${flaw}.`, ...adviceOf(dataFolder, shelf)].join('\n'));
}

function adviceOf(dataFolder: string, shelf: string): readonly string[] {
  const last = listBackups(shelf).findLast(({ folder }) => glanceAt(folder) === null);
  if (last === undefined) {
    return [
      `There is no backup in ${shelf}. Keep a copy of ${dataFolder} before anything else is tried:`,
      'the devices still have what they have sent, and send it again to an office that is restored.',
    ];
  }
  const entries = readManifest(last.folder)?.counts.entries ?? 0;
  return [
    `The last verified backup is ${last.folder} (${entries} entries). Put it back with`,
    '',
    `  npm run restore -- --from="${last.folder}" --data="${dataFolder}"`,
    '',
    'Nothing is deleted by that, and the devices send again what the backup does not have.',
  ];
}
