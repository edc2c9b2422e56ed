/** Every word of files that go by hand, and of leaving, in English. */
import type { ParcelsTexts } from './parcels-id.ts';

export const parcelsEn: ParcelsTexts = {
  title: 'Send by file',
  lead: 'For places that get no network at all.',

  save: 'Save to a file',
  saving: 'Preparing the file …',
  nothingMade: 'No signature has been made on this device yet.',
  nothingWaits:
    'The office has received all that was made on this device. Nothing has to be carried.',
  waits: (n) => `The office has not received ${n} entries of this device yet.`,
  gone: 'They are no longer on this device, so they cannot be carried. Report it to the organiser.',
  saveAgain: 'Make a new file',
  holds: (n) => `This file holds ${n} entries:`,
  holdsParts: (n, files) => `These ${files} files hold ${n} entries. Take all of them:`,
  holdsOf: (n, title) => `${n} of ${title}`,
  unknownGathering: 'a gathering that this device no longer knows',
  steps: [
    'Copy it to a flash disk, or share it by WhatsApp: with the office, or with a steward whose device will have a network.',
    'Ask for its file of receipts there.',
    'Choose that file of receipts under "Take a file" on this device.',
  ],
  notYet:
    'A file that was made is not received yet. Everything stays on this device, and is still sent when there is a network.',
  personal:
    'The file holds names and signatures. Do not share it in a group, and delete the copies once the receipts are back.',
  download: 'Download',
  share: 'Share',
  shareFailed: 'This browser cannot share the file. Use Download.',

  receive: 'Take a file',
  receiveWhat:
    'A parcel of another device is brought to the office by this one. A file of receipts from the office is recorded here.',
  choose: 'Choose a file',
  reading: 'Checking the file …',
  carriedNew: (n, who) =>
    `${n} entries of ${who} are now carried by this device, and are sent as soon as there is a network.`,
  carriedBefore: (who) => `This device carries this file of ${who} already. Nothing has changed.`,
  own: 'This very device made this file. Give it to the office or to another device, and choose its file of receipts here.',
  received: (n) => `${n} entries are now recorded as received by the office.`,
  receivedNone: 'These receipts are recorded already. Nothing has changed.',
  returned: (n) =>
    `The office no longer has ${n} entries that it once received. What is still on this device waits again; make a new file.`,
  refused: (n) =>
    `The office did not take ${n} parts of the file. They are still on the device they came from; ask the organiser.`,
  old: 'Some of these receipts are older than the last word of the office, and were not used.',
  notOurs: 'These receipts are for another device. Nothing has changed here.',
  fault: {
    damaged:
      'This file is damaged or incomplete. Nothing has changed. Ask for it to be sent again.',
    unsealed:
      'This file was changed, or is not of this office. Nothing has changed. Ask for the original.',
    notOurs: 'This is not a file of Ikrar. Choose one whose name begins with ikrar.',
    tooLarge: 'This file is too large to be one of Ikrar. Nothing has changed.',
    newer: 'A newer version of Ikrar made this file. Update Ikrar on this device first.',
    unreadable: 'The file cannot be read. Copy it to this device and choose it again.',
  },

  carried: 'Carried for other devices',
  carriedNone: 'Nothing is carried.',
  phone: 'a phone',
  count: (n) => `${n} entries`,
  madeAt: (moment) => `Made on ${moment}`,
  arrivedAt: (moment) => `Received by the office on ${moment}`,
  notArrived: 'Not at the office yet',
  partly: (n) => `The office did not take ${n} parts`,
  partlyWhat: 'Give the original file to the organiser, or try to send it again.',
  deliverNow: 'Send what is carried now',
  bringBack: 'The receipts, to be brought back to whoever made the file:',
  drop: 'Remove this one',
  dropSure: 'Have its receipts been brought back? It will be removed from this device.',
  dropPartly: (n) =>
    `${n} parts that the office did not take go with it. Make sure that the device they came from still has them.`,
  dropYes: 'Yes, remove it',
  phase: {
    idle: "Sent after this device's own data.",
    sending: 'Sending what is carried …',
    offline: 'There is no network yet. It will be tried again.',
    office: 'The office cannot take it yet. It will be tried again.',
    permission: 'The office has not given this device permission to send.',
  },

  leaving: 'Leave or empty',
  barred: 'Not possible yet',
  barredWhy: 'First settle the following:',
  sendNow: 'Send now',
  sendingNow: 'Sending …',
  leave: 'Leave this gathering',
  leaveWhat: (title) =>
    `This device no longer works for ${title}. Signatures already made stay on it. With its QR code the gathering can be joined again.`,
  leaveYes: 'Yes, leave',
  empty: 'Empty this device',
  emptyWhat:
    'Every signature, name and key is removed and cannot be brought back. Do this only when the device is handed to somebody else.',
  emptyUnsafe: (n) =>
    `The office has received ${n} entries that are not in all of its backups yet. Better wait until all are Archived.`,
  emptyWord: 'EMPTY',
  emptyType: 'Type EMPTY to go on',
  emptying: 'Emptying …',
};
