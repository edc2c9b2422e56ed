/** The organiser's words about the health of the office, in English: a part of en.ts. */
import type { OfficeTexts } from './id.ts';

const RESTORE =
  'The office receives nothing more; signatures stay safe on the devices. Ask whoever runs the server to stop the office and put the last backup back.';

export const healthEn: Pick<OfficeTexts, 'health'> = {
  health: {
    label: 'State of the office',
    more: (n) => `(and ${n} more)`,
    since: (moment) => `Since ${moment}`,
    free: (mb) => `Room left: ${mb} MB`,
    by: (minutes) => `Difference: ${minutes} minutes`,
    ends: (moment) => `Good until ${moment}`,
    kinds: {
      'disk-full': {
        what: 'The disk of the server is full.',
        todo: 'Signatures wait on the devices. Ask whoever runs the server to make room; then the office goes on by itself.',
      },
      'disk-failing': {
        what: 'The disk of the server fails to read or write.',
        todo: 'Signatures wait on the devices. Ask whoever runs the server to examine the disk and move the office to a sound one.',
      },
      'disk-read-only': {
        what: 'The data folder of the office cannot be written.',
        todo: 'Ask whoever runs the server whether the disk is read-only, and who owns the folder.',
      },
      'files-exhausted': {
        what: 'Too many files are open on the server.',
        todo: 'Ask whoever runs the server to raise the limit of open files and start the office again.',
      },
      'database-unreachable': {
        what: 'The database of the office cannot be opened.',
        todo: 'Ask whoever runs the server to look at the data folder and who may use it.',
      },
      'database-damaged': { what: 'The database of the office is damaged.', todo: RESTORE },
      'database-removed': {
        what: 'The database of the office was removed while it ran.',
        todo: RESTORE,
      },
      'database-replaced': {
        what: 'The database of the office was replaced while it ran.',
        todo: RESTORE,
      },
      'office-replaced': {
        what: 'Another office works on the same database.',
        todo: 'This office receives nothing more. Ask whoever runs the server to stop one of them and start the other again.',
      },
      'room-low': {
        what: 'Little room is left for the data of the office.',
        todo: 'Ask whoever runs the server to make room before the next gathering.',
      },
      'backup-room-low': {
        what: 'Little room is left for backups.',
        todo: 'Ask whoever runs the server to make room, or to move the backups to another disk.',
      },
      'backup-none': {
        what: 'There is no verified backup yet.',
        todo: 'Ask whoever runs the server to make one with npm run backup.',
      },
      'backup-old': {
        what: 'The last verified backup is old.',
        todo: 'Ask whoever runs the server to run npm run backup: it says what stands in the way.',
      },
      'backup-failing': {
        what: 'Making a backup fails.',
        todo: 'Tell whoever runs the server the sentence above.',
      },
      'backup-damaged': {
        what: 'A backup is damaged and was set aside.',
        todo: 'Ask whoever runs the server to examine the disk of the backups, and then to remove the folder that ends in .damaged.',
      },
      'clock-behind': {
        what: 'The clock of the server is behind its own last record.',
        todo: 'Times of receipt that are written now are wrong. Ask whoever runs the server to set date and time.',
      },
      'clock-jumped': {
        what: 'The clock of the server was set, or the server slept.',
        todo: 'Compare the clock of the server with a right one.',
      },
      'certificate-ended': {
        what: 'The certificate of the office’s address has ended.',
        todo: 'Devices cannot reach the office. Ask whoever runs the server to renew it now.',
      },
      'certificate-ending': {
        what: 'The certificate of the office’s address ends soon.',
        todo: 'Ask whoever runs the server to renew it before then.',
      },
      'origin-plain': {
        what: 'The address of the office is not https.',
        todo: 'Cameras and keys do not work on other devices. Ask whoever runs the server to install a certificate and set IKRAR_ORIGIN.',
      },
      'proxy-undeclared': {
        what: 'A proxy that was not declared stands in front of the office.',
        todo: 'All devices seem to come from one address. Ask whoever runs the server to set IKRAR_PROXY.',
      },
    },
  },
};
