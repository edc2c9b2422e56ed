/**
 * Takes the data folder for an office that starts: alone, closed to others, and with a database
 * that is whole. What stands in the way is said in words that whoever runs the office can act on.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Result, bad, good } from '#core/fault.ts';
import type { BackupPlan } from '../config.ts';
import { DATABASE_VERSION } from '../db/database.ts';
import { OFFICE_FILES } from './generation.ts';
import { type Hold, takeHold } from './hold.ts';
import { closeToOthers } from './modes.ts';
import { OFFICE_HOLD, SET_ASIDE } from './restore.ts';
import { type Backup, glanceAt, isOfShelf, listBackups, readManifest } from './shelf.ts';
import { flawOf } from './soundness.ts';

/**
 * Held as long as the office runs; `tell` is told what was put right. Faults: conflict, torn,
 * not-permitted; their details are for the operator.
 */
export async function takeDataFolder(
  dataFolder: string,
  { shelf }: BackupPlan,
  tell: (line: string) => void,
): Promise<Result<Hold>> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const hold = await takeHold(join(dataFolder, OFFICE_HOLD));
  if (hold === null) {
    const why = `Another office is running on ${dataFolder}`;
    return bad('conflict', `${why}: stop that one, or set IKRAR_DATA to another folder.`);
  }
  const open = closeFolders(dataFolder, shelf, tell);
  if (open !== null) {
    hold.release();
    return bad('not-permitted', open);
  }
  const why = lostKeys(dataFolder, shelf) ?? damage(dataFolder, shelf) ?? laterVersion(dataFolder);
  if (why === null) return good(hold);
  hold.release();
  return bad('torn', why.join('\n'));
}

const OWN_NAMES: readonly string[] = [
  ...Object.values(OFFICE_FILES),
  ...['-wal', '-shm', '-journal', '.incoming'].map((end) => OFFICE_FILES.database + end),
  `${OFFICE_FILES.sidecar}.new`,
  OFFICE_HOLD,
  `${OFFICE_HOLD}-journal`,
  SET_ASIDE,
];

/** What stands open and cannot be closed; a shelf on a disk without modes is only told of. */
function closeFolders(
  dataFolder: string,
  shelf: string,
  tell: (line: string) => void,
): string | null {
  const data = closeToOthers(dataFolder, (name) => OWN_NAMES.includes(name));
  const backups = closeToOthers(shelf, isOfShelf);
  for (const what of [...data.closed, ...backups.closed]) {
    tell(`Others could reach ${what}: closed, it is its owner's alone now.`);
  }
  for (const what of backups.open) {
    tell(`Others can reach ${what}, and whoever has a backup can speak for the office: move it.`);
  }
  if (data.open.length === 0) return null;
  const why = `others can reach ${data.open.join(', ')}, and it cannot be closed`;
  return `${why}: give the folder to the user who runs the office, on a disk that knows modes.`;
}

/** Without its keys an office would make others, and no device would believe a receipt again. */
function lostKeys(dataFolder: string, shelf: string): readonly string[] | null {
  const keys = join(dataFolder, OFFICE_FILES.keys);
  const isThere = existsSync(keys) && readdirSync(keys).some((name) => name.endsWith('.pem'));
  if (isThere || !existsSync(join(dataFolder, OFFICE_FILES.sidecar))) return null;
  const last = lastBackup(shelf);
  return [
    `${keys} has no key, and an office has worked here.`,
    last === null
      ? 'Put back the copy that was kept elsewhere: other keys would be trusted by no device.'
      : `Every backup has them. Put them back with\n\n  cp -a "${join(last.folder, 'keys')}" "${dataFolder}"`,
  ];
}

function damage(dataFolder: string, shelf: string): readonly string[] | null {
  const flaw = flawOf(dataFolder);
  return flaw === null ? null : [`${flaw}.`, ...adviceOf(dataFolder, shelf)];
}

/** A newer program wrote it, and this one would not understand what it keeps. */
function laterVersion(dataFolder: string): readonly string[] | null {
  const path = join(dataFolder, OFFICE_FILES.database);
  if (!existsSync(path)) return null;
  using database = new DatabaseSync(path, { readOnly: true });
  const version = Number(database.prepare('pragma user_version').get()?.['user_version']);
  return version <= DATABASE_VERSION
    ? null
    : [
        `${path} is of version ${version}, this program knows ${DATABASE_VERSION}: ` +
          'start the newer program, or put back a backup that was made before it.',
      ];
}

function lastBackup(shelf: string): Backup | null {
  return listBackups(shelf).findLast(({ folder }) => glanceAt(folder) === null) ?? null;
}

function adviceOf(dataFolder: string, shelf: string): readonly string[] {
  const last = lastBackup(shelf);
  if (last === null) {
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
