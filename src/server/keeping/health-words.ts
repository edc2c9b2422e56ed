/**
 * What is said of an office's health to whoever runs it: in the log, in the details of a refusal,
 * and when it does not start. One sentence each: what is so, and the way out. Organisers read
 * theirs on the screen, in their own language.
 */
import type { HealthItem, HealthKind, Trouble } from '#core/health.ts';

const RESTORE =
  'nothing more is received: stop the office, and put the last backup back with npm run restore';

/** One sentence for each trouble, for devices, logs and terminals. */
export const TROUBLE_WORDS: Readonly<Record<Trouble, string>> = {
  'disk-full': 'the disk of the office is full',
  'disk-failing': 'the disk of the office fails to read or write: look at its health, and move',
  'disk-read-only': 'the disk of the office cannot be written: it is read-only, or not its own',
  'files-exhausted': 'the office has too many files open: raise the limit of open files',
  'database-unreachable': 'the database of the office cannot be opened: look at its folder',
  'database-damaged': `the database of the office is damaged, and ${RESTORE}`,
  'database-removed': `the database of the office was removed while it ran, and ${RESTORE}`,
  'database-replaced': `the database of the office was replaced while it ran, and ${RESTORE}`,
  'office-replaced':
    'another office works on the same database, and this one receives nothing more',
};

const WORDS: Readonly<Record<HealthKind, string>> = {
  ...TROUBLE_WORDS,
  'disk-full': `${TROUBLE_WORDS['disk-full']}: make room`,
  'room-low': 'little room is left for the database: make room',
  'backup-room-low': 'little room is left for backups: make room, or set IKRAR_BACKUPS elsewhere',
  'backup-none': 'there is no verified backup: npm run backup',
  'backup-old': 'the last verified backup is old: npm run backup says why',
  'backup-failing': 'the backup fails',
  'backup-damaged': 'a backup was found damaged and set aside: look at the disk of the backups',
  'clock-behind': 'the clock is behind the newest row of the database: set the time',
  'clock-jumped': 'the clock was set, or the machine slept: compare the time',
  'certificate-ended': 'the certificate of the address has ended: renew it',
  'certificate-ending': 'the certificate of the address ends soon: renew it',
  'origin-plain': 'the address is not https: cameras and keys do not work on other devices',
  'proxy-undeclared': 'a proxy that is not declared stands in front: set IKRAR_PROXY',
};

/** The line in the log for one item. */
export function lineOf(item: HealthItem): string {
  const { kind, severity, sinceMs, freeBytes, byMs, endsAtMs, told } = item;
  const details = [
    sinceMs === null ? null : `since ${new Date(sinceMs).toISOString()}`,
    freeBytes === undefined ? null : `${Math.floor(freeBytes / 1024 ** 2)} MiB free`,
    byMs === undefined ? null : `by ${Math.round(byMs / 1_000)} seconds`,
    endsAtMs === undefined ? null : `ends ${new Date(endsAtMs).toISOString()}`,
    told ?? null,
  ].filter((detail) => detail !== null);
  const more = details.length === 0 ? '' : ` (${details.join('; ')})`;
  return `Health, ${severity} ${kind}: ${WORDS[kind]}${more}`;
}
