/**
 * Every word of the field screens in English, for guests; loaded only when asked for. The pact
 * itself stays in the language in which it is signed.
 */
import type { Zone } from '#core/time.ts';
import type { Texts } from './id.ts';

const TIME_ZONES: Readonly<Record<Zone, string>> = {
  WIB: 'Asia/Jakarta',
  WITA: 'Asia/Makassar',
  WIT: 'Asia/Jayapura',
};

function day(ms: number, zone: Zone): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: TIME_ZONES[zone],
  }).format(ms);
}

function clock(ms: number, zone: Zone): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: TIME_ZONES[zone],
  }).format(ms);
  return `${time} ${zone}`;
}

export const en: Texts = {
  code: 'en',
  other: { code: 'ID', name: 'ID Bahasa Indonesia' },

  day,
  clock,
  moment: (ms, zone) => `${day(ms, zone)}, ${clock(ms, zone)}`,
  date: (date) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
      Date.parse(`${date}T00:00:00Z`),
    ),
  count: (n) => n.toLocaleString('en-GB'),

  act: {
    back: 'Back',
    cancel: 'Cancel',
    close: 'Close',
    edit: 'Edit',
    retry: 'Try again',
    next: 'Next',
    biggerText: 'Larger text',
    reload: 'Reload',
  },

  opening: 'Preparing this device …',
  notOpened: 'This device cannot be used yet',
  steward: 'Officer',
  ownStatus: 'Status',
  title: 'Ikrar',

  chip: {
    opening: 'Preparing …',
    storageLost: 'Device data lost',
    empty: 'No signatures yet',
    received: 'All received by office',
    sending: (n) => `${n} being sent`,
    offline: (n) => `${n} waiting for network`,
    held: (n) => `${n} waiting for office`,
    permission: (n) => `${n} waiting for permission`,
    outdated: (n) => `${n} waiting for update`,
  },

  start: {
    title: 'Join a gathering',
    intro: 'Scan the QR code on the poster or on the sheet of the desk.',
    scan: 'Scan QR code',
    scanning: 'Point the camera at the QR code',
    stopScanning: 'Close camera',
    orType: 'Without a camera',
    typeLabel: 'Paste or type the code of the gathering',
    typeHint: 'It begins with https://, or is a long row of letters and digits.',
    use: 'Use this code',
    reading: 'Checking the code …',
    nothingKept: 'Nothing was stored.',
    askSteward: 'If it still does not work, ask an officer to open the gathering on this device.',
  },

  offer: {
    title: 'Gathering found',
    organiser: 'Organiser',
    place: 'Place',
    day: 'Day and date',
    time: 'Time',
    office: 'Office that keeps the data',
    asStation: 'This device will be a signing desk.',
    asPhone: 'This device will be used for your own signature.',
    purpose:
      'The data is used only for the attendance list and as evidence of the integrity pact of this gathering. The signature is not matched biometrically.',
    join: 'Join this gathering',
    joining: 'Preparing …',
    decline: 'Not this gathering',
  },

  category: {
    asn: 'Civil servant (PNS / PPPK)',
    nonasn: 'Non-civil-service staff',
    kades: 'Village head',
    perdes: 'Village secretary / apparatus',
    forko: 'Leadership forum member',
    guest: 'Other invited guest',
  },

  form: {
    titleStation: 'Add a person here',
    titlePhone: 'Your details',
    alreadyHere: (n) => `This device has already kept ${n} signatures.`,
    capReached: (n) =>
      `From one own phone at most ${n} signatures count, and this phone has made them. Further ones are kept and sent, but count only once the organiser accepts them.`,
    capWay: 'A device that goes round should be a desk: ask the organiser for a desk code.',
    late: 'The code that this device scanned is no longer valid. Signatures are kept and sent, but count only once the organiser accepts them. Ask an officer for the new code.',
    name: 'Full name with titles',
    number: 'NIP / NI PPPK / NRP',
    numberHint: 'May be left empty.',
    nikCut: (lastFour) => `NIK …${lastFour}`,
    nikWhy:
      'That is a NIK. To protect personal data, only its last four digits are stored and sent.',
    position: 'Position',
    unit: 'Work unit / institution',
    category: 'Category',
    missing: {
      name: 'The name is missing.',
      position: 'The position is missing. For example: staff, teacher, community leader.',
      unit: 'The work unit or institution is missing.',
      category: 'Choose one category.',
    },
    tooLong: 'Too long. Please shorten it.',
    numberInvalid: 'That is not a valid NIP, NI PPPK or NIK. Check it, or leave it empty.',
    numberDamaged: 'The last digits of that number look damaged. Type it from the card.',
    next: 'Next',
  },

  confirm: {
    title: 'Is this your record?',
    position: 'Position',
    agency: 'Work unit',
    birth: 'Date of birth',
    category: 'Category',
    number: 'Number',
    already: (moment) => `Already signed on ${moment}`,
    alreadyNote: 'Both will be kept, and you are counted once.',
    alreadyChoice: 'If one of them is a statement of support, that one counts.',
    again: 'Sign again anyway',
    yes: 'Yes, correct',
    notMe: 'Not me',
    fix: 'Correct the details',
    attendsOnly: 'You sign the attendance list only, not a pact.',
    choose: 'Please choose:',
    both: 'Attend and sign the statement of support',
    attend: 'Attend only',
    assisted: 'Assisted by officer',
    represents: 'Representing',
    representsLabel: 'Name of the official represented',
    representsMissing: 'Write the name of the official, or turn Representing off.',
  },

  resume: {
    title: 'A signature was not saved yet',
    text: 'The app was closed while this person was signing:',
    go: 'Continue',
    drop: 'Not me, start again',
  },

  sign: {
    pactTitle: 'Text of the pact',
    read: 'Read the full text',
    readLess: 'Shorten the text',
    version: (n) => `Text version ${n}`,
    padLabel: 'Signature box',
    here: 'Please sign inside the box',
    consent: 'I have read or heard the text of this pact and agree to it',
    consentSupport: 'I have read or heard the text of this statement and agree to it',
    attendance: 'This signature is for the attendance list only. You do not sign any pact.',
    consentAttendance: 'I attend this gathering',
    represents: (name) => `Representing ${name}`,
    assisted: 'Assisted by officer',
    redo: 'Redo',
    save: 'Save',
    saving: 'Saving …',
    leave: 'Cancel',
    leaveSure: 'The ink will be deleted. Cancel anyway?',
    leaveYes: 'Yes, cancel',
    leaveNo: 'Go on signing',
    noPact:
      'This device has not received the text of the pact yet, so it cannot be signed. Connect to a network and try again.',
    attendOnly: 'Sign the attendance list only',
    inkEmpty: 'The box is empty. Please sign inside the box.',
    inkShort: 'The signature is too short. Please redo it.',
    notKept: 'The signature is not saved yet',
    inkStays: 'The ink stays on this screen.',
    tellSteward: (why) => `Tell the officer: ${why}`,
    stillLoading:
      'Not kept yet: the app is still fetching its storage part from the network. Do not close this page.',
    draftRisk: 'The ink has no backup yet. Do not close this page before the signature is saved.',
  },

  keepFault: {
    storageFull: {
      text: 'The storage of this device is full.',
      tell: 'storage full, delete photos or other apps, then press Try again.',
    },
    storageMissing: {
      text: 'This browser does not allow storage.',
      tell: 'browser storage is not available, leave private mode or use another device.',
    },
    notLoaded: {
      text: 'The storage part of the app has not been fetched from the network yet.',
      tell: 'bring the device to a network, do not close this page, then press Try again.',
    },
    other: {
      text: 'The device could not keep it yet.',
      tell: 'press Try again, and if it still fails use the paper list.',
    },
  },

  kept: {
    onDevice: 'Saved on this device',
    received: 'Received by the office',
    waiting: 'It will be sent to the office as soon as there is a network.',
    thanks: 'Thank you.',
    attendance: 'Attendance list',
    pact: 'Attendance list and statement',
    nextPerson: 'Next person',
    anotherPerson: 'Sign for another person',
    keepOpen: 'You may close this page. Open it again with a network so that it can be sent.',
  },

  idle: {
    leaving: (s) => `The screen is cleared in ${s} seconds. Touch to go on.`,
  },

  fault: {
    notOurs: 'This is not the code of an Ikrar gathering. Scan the QR code on the poster.',
    torn: 'The code is not whole. Flatten the paper and scan from closer, or copy all of the code.',
    unsealed:
      'The office seal of this code is not valid. It may have been altered. Do not use it, and ask an officer for the right code.',
    otherOffice:
      'This code is from another office than the one this device knows. Ask an officer to check it.',
    expired: 'This code is no longer valid. Ask an officer for a new one.',
    newer:
      'This code was made with a newer version of Ikrar. Connect the device to a network and update Ikrar.',
    offline: 'The office cannot be reached yet. Connect the device to a network, then try again.',
    storageFull: 'The storage of this device is full. Free some of it, then try again.',
    storageMissing:
      'This browser does not allow storage, so no signature can be kept. Leave private mode, or use another browser.',
    storageFailed: 'The storage of this device failed. Try again, or use another device.',
    cameraMissing:
      'The camera cannot be used; perhaps another app has it. Paste the code below, or ask an officer for help.',
    cameraRefused:
      'The camera is not allowed yet. Allow it in the settings of the browser, or paste the code below.',
    notPermitted: 'The office gives no permission for this code. Ask an officer for a new one.',
    other: 'Something went wrong. Try again, or ask an officer for help.',
  },

  error: {
    title: 'The app has a problem',
    text: 'Saved signatures are not deleted. Ink that was not saved may be lost: save it first if you still see it.',
    tell: 'If it happens again, give this note to an officer:',
  },
};
