/** Every word of the organiser's screens in English; loaded only when asked for. */
import { accountsEn } from './accounts-en.ts';
import { decisionsEn } from './decisions-en.ts';
import { devicesEn } from './devices-en.ts';
import { gatheringEn } from './gathering-en.ts';
import type { OfficeTexts } from './id.ts';
import { healthEn } from './health-en.ts';
import { parcelsEn } from './parcels-en.ts';

export const en: OfficeTexts = {
  title: 'Ikrar – Office',
  loading: 'Loading …',
  opening: 'Opening the office …',
  skip: 'Skip to the page itself',
  language: 'Indonesia',
  otherLanguage: 'id',

  act: {
    retry: 'Try again',
    cancel: 'Cancel',
    saving: 'Saving …',
    copied: 'Copied',
    copyRefused: 'The browser does not allow it. Select the text and copy it yourself.',
    previous: 'Previous',
    next: 'Next',
  },

  nav: {
    label: 'Parts of the office',
    path: 'Where this page is',
    programmes: 'Programmes',
    parcels: 'Parcels',
    account: 'Account',
    signOut: 'Sign out',
    update: 'Update the app',
    updating: 'Updating …',
    updateWhat:
      'A new version is available. The page is loaded again; finish what you are typing first.',
    notSignedOut: 'Not signed out: the office did not answer. Try again.',
  },

  fault: {
    offline: 'The office cannot be reached. Check the network, then try again.',
    slow: 'The office took too long to answer. Try again in a moment.',
    busy: 'Too many requests. Wait a minute, then try again.',
    occupied: 'The office is doing other work of this kind. Try again in a moment.',
    denied: 'This account may not do that.',
    signedOut: 'The session is over. Please sign in again.',
    gone: 'What was asked for was not found.',
    conflict: 'The same data is already there. Reload the page and check.',
    tooLarge: 'What was entered or uploaded is too large.',
    invalid: 'Something entered does not fit yet. Check the marked fields.',
    outdated: 'This page is out of date. Reload it, then try again.',
    other: 'The office had a problem. Try again; if it happens again, pass this code on:',
  },

  check: {
    missing: 'This is not filled in yet.',
    tooLongPlain: 'Too long. Please shorten it.',
    taken: 'This is already in use. Choose another.',
    letterheadLines: (max) => `A letterhead has at most ${max} lines.`,
    year: 'Write the year with four digits, such as 2031.',
    date: 'Choose the date of the gathering.',
    time: 'Write when it starts, such as 07:30.',
    endBeforeStart: 'It must end after it starts.',
    passwordShort: (min) => `A password has at least ${min} characters.`,
    passwordsDiffer: 'The two passwords are not the same.',
    refused: 'The office did not accept this. Please check it.',
    login:
      'A login has three or more lower-case letters, digits, full stops or hyphens, without spaces.',
    inviteNobody: 'Nothing is chosen yet. Choose agencies, or choose everyone.',
    qrTooLarge:
      'The QR code is too dense. Shorten the name, the place or the organiser until it fits.',
  },

  setup: {
    title: 'The first organiser account',
    intro: 'This page is opened once, by the link the office printed when it first started.',
    noToken:
      'This address has no setup code. Copy the whole link that the office printed when it first started.',
    expired: 'The setup link was used, or is too old. Please sign in with an existing account.',
    name: 'Full name',
    login: 'Login',
    loginHint: 'Lower-case letters without spaces, such as kesbangpol.',
    password: 'Password',
    passwordHint: (min) =>
      `At least ${min} characters. A few words that are easy to remember are better than one that is hard.`,
    again: 'The password once more',
    go: 'Make the account',
    going: 'Making the account …',
    toSignIn: 'To the sign-in page',
  },

  signIn: {
    title: 'Sign in as organiser',
    intro: 'To prepare gatherings, print QR codes and watch attendance.',
    login: 'Login',
    password: 'Password',
    go: 'Sign in',
    going: 'Checking …',
    wrong: 'Login and password do not match.',
    locked: 'This account is locked. Ask another organiser to unlock it.',
    wait: 'Too many tries. The right password is taken again after this wait:',
    waitOver: 'The wait is over. Please try again.',
    left: (minutes, seconds) => (minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds} s`),
    forgotten: 'Forgotten the password? Whoever runs the office server can replace it.',
  },

  ...accountsEn,

  programmes: {
    title: 'Programmes',
    create: 'Create a programme',
    empty: 'There is no programme yet.',
    emptyNext: 'Begin with one: a pact for an election, with its roster and its gatherings.',
    people: (n) => `${n} people`,
    gatherings: (n) => `${n} gatherings`,
    noRoster: 'The roster is not imported yet',
  },

  programmeForm: {
    title: 'New programme',
    fixed: 'Once the programme is created, none of this can be changed. Check it first.',
    intro:
      'What is entered here stands in the pact and at the head of the attendance list. Check the spelling with care.',
    name: 'Name of the programme',
    nameHint: 'Such as: Pakta Integritas Netralitas ASN 2031',
    government: 'Regional government',
    governmentHint: 'As in the pact, such as: Kabupaten Lontara Bahari',
    election: 'Election',
    electionHint: 'Such as: Pemilihan Gubernur dan Bupati',
    year: 'Year',
    zone: 'Time zone',
    letterhead: 'Letterhead',
    letterheadHint:
      'One line for each line, such as the government and then the agency. May be left empty.',
    address: 'Address below the letterhead',
    addressHint: 'Street, telephone, site, postcode. May be left empty.',
    go: 'Create the programme',
    zones: {
      WIB: 'WIB, western Indonesia',
      WITA: 'WITA, central Indonesia',
      WIT: 'WIT, eastern Indonesia',
    },
  },

  programme: {
    tabs: { kegiatan: 'Gatherings', peserta: 'People', naskah: 'Pact texts' },
    tabsLabel: 'Parts of the programme',
    gatheringsEmpty: 'There is no gathering in this programme yet.',
    gatheringsNextRoster: 'Import the roster first, then create a gathering.',
    gatheringsNext: 'Create a gathering to get its QR code and its desks.',
    newGathering: 'Create a gathering',
    turnout: (signed, expected) => `${signed} of ${expected} have signed`,
  },

  roster: {
    search: 'Find a name, number or agency',
    go: 'Find',
    import: 'Import the roster',
    importAgain: 'Import the roster again',
    empty: 'There is no roster yet.',
    emptyNext:
      'Take a CSV file from the personnel system or a spreadsheet, and import it here. The import page has an empty example.',
    none: (text) => `Nobody matches “${text}”.`,
    noneNext: 'Check the spelling, or look for a single word.',
    caption: (from, to, all) => `${from}–${to} of ${all} people`,
    no: 'No',
    name: 'Name',
    number: 'Number',
    position: 'Position',
    agency: 'Unit',
    category: 'Category',
    pages: 'Pages of the roster',
    page: (page, all) => `Page ${page} of ${all}`,
  },

  importing: {
    title: 'Import the roster',
    intro:
      'Choose a CSV file. It is checked first and nothing is stored; the import button appears when there are no errors.',
    choose: 'Choose a CSV file',
    drop: 'or drop the file into this box',
    other: 'Choose another file',
    template: 'Download an empty example file (CSV)',
    templateHint:
      'Open it in a spreadsheet, fill it in, and save it as CSV. Make the column of numbers text, so that their last digits stay whole.',
    categories: (words) =>
      `The column Kategori may be left empty: the category then follows from number and position. Where it is filled in, write one of: ${words}.`,
    uploading: (percent) => `Uploading ${percent}`,
    judging: 'Checking every row …',
    saving: 'Storing the roster …',
    file: (name) => `File: ${name}`,
    ready: (n) => `${n} people ready to be imported`,
    blocked: (n) => `${n} errors must be corrected first`,
    blockedNext:
      'Nothing was stored. Correct the rows below in the file, then choose the file again.',
    warned: (n) => `${n} things to look at, which do not hold the import back`,
    clean: 'No errors and no warnings.',
    go: (n) => `Import ${n} people`,
    done: (n) => `${n} people were imported.`,
    doneNext: 'Next: create a gathering.',
    agencies: 'agencies and units',
    see: 'See the roster',
    replaces: (n) => `The present roster (${n} people) will follow this file:`,
    added: (n) => `${n} new people`,
    kept: (n) => `${n} people stay`,
    removed: (n) => `${n} people leave the roster`,
    keptForEntries: (n) => `${n} people are not in the file, but stay because they have signed`,
    faultsCaption: (shown, all) =>
      shown === all ? `${all} notes` : `The first ${shown} of ${all}`,
    faultsFile: (told, all) =>
      told === all ? 'Download all notes (CSV)' : `Download the first ${told} notes (CSV)`,
    faultsMore: (n) => `There are ${n} more. Correct those above, then choose the file again.`,
    columns: 'The columns that are read',
    columnRead: (letter, heading, field) => `Column ${letter}, ${heading}: ${field}`,
    fields: {
      counter: 'count of lines',
      name: 'name',
      number: 'number (NIP, NI PPPK, NIK or NRP)',
      birth: 'birth date',
      rank: 'rank',
      grade: 'grade',
      position: 'position',
      agency: 'agency',
      unit: 'unit',
      district: 'district',
      village: 'village or urban ward',
      category: 'category',
      order: 'order of protocol',
    },
    row: 'Row',
    column: 'Column',
    kind: 'Kind',
    wholeRow: 'the whole row',
    what: 'What to look at',
    stands: 'What is written',
    way: 'What to do',
    error: 'Error',
    warning: 'Warning',
    written: (value) => `Written: ${value}`,
    blank: 'Nothing is written.',
    unreadable: 'This file cannot be used yet, and nothing was stored.',
  },

  rosterFault: {
    numberDamaged: {
      what: 'A spreadsheet damaged the last digits of this number.',
      way: 'Make the column text, then type the number again from the official letter or card.',
    },
    numberInvalid: {
      what: 'The number is not built like a NIP, NI PPPK, NIK or NRP.',
      way: 'Check how many digits it has and the birth date in it; leave it empty if there is none.',
    },
    numberDuplicate: {
      what: (row) => `This number is already used in row ${row}.`,
      way: 'Remove the double row, or correct one of the numbers.',
    },
    numberMisplaced: {
      what: 'This column holds a long number, but is no column of numbers.',
      way: 'Move the number to the column NIP. If the row has shifted, put quotation marks around a name that holds a comma.',
    },
    nameMissing: { what: 'The name is empty.', way: 'Fill in the full name, or remove the row.' },
    nameLong: {
      what: 'The name is too long.',
      way: 'Leave only the name and titles, at most 120 characters.',
    },
    nameAlone: {
      what: 'This row has only a name.',
      way: 'Remove the row if it is nobody expected, such as a signature below the list; otherwise fill in the rest.',
    },
    personTwice: {
      what: (row) => `Name, position and unit are those of row ${row}.`,
      way: 'Remove the double row; if they are two people, fill in a number or birth date for both.',
    },
    textLong: {
      what: 'This column holds too much text.',
      way: 'Shorten it, for example with official abbreviations.',
    },
    date: {
      what: 'The birth date cannot be read, or differs from the one in the NIP.',
      way: 'Write it as 22-07-1976, and compare it with the NIP.',
    },
    category: {
      what: 'This category is not known.',
      way: 'Write one of: ASN, non-ASN, kepala desa, perangkat desa, Forkopimda, undangan. It may be empty.',
    },
    order: {
      what: 'This order of protocol is no number.',
      way: 'Write digits only, or leave it empty.',
    },
    agencies: {
      what: 'This file has too many units.',
      way: 'Write the same unit in the same way, or leave the column of units empty.',
    },
    beyond: {
      what: 'Something stands beyond the last heading, so other columns may have shifted.',
      way: 'Put quotation marks around what holds a comma, such as "Budi, S.Sos."; if it is only a remark, remove it.',
    },
    unused: {
      what: 'This column is not read, and what it holds is not stored.',
      way: 'Leave it if it is not needed. If it is, give it a heading of the empty example file; of two columns with one meaning, one is read.',
    },
    place: {
      what: 'The place in this row, and in others like it, is not stored: the row names an agency or a unit already.',
      way: 'Leave it if it is not needed. If it is, say the place in the name of the unit.',
    },
    quote: {
      what: 'A quotation mark is opened and never closed.',
      way: 'Remove the quotation mark from this row, then save the file as CSV again.',
    },
    letters: {
      what: 'There are look-alike letters of another script, or piled-up marks; they were tidied.',
      way: 'Check that it reads as it should; if not, type it anew in the file.',
    },
    lineLong: {
      what: 'This row does not end, so the rows after it were not read.',
      way: 'Open the file in a spreadsheet, check this row, then save the file as CSV again.',
    },
  },

  fileFault: {
    notTable:
      'This file is no CSV table. Open it in a spreadsheet, choose Save as, then CSV (comma delimited).',
    columnMissing:
      'No row of headings was found. The file needs a column Nama and at least one other, such as NIP or Jabatan.',
    tooManyRows: (max) => `Too many rows: a roster holds at most ${max} people.`,
    tooLarge: (mb) => `The file is larger than ${mb} MB. Remove sheets and columns not in use.`,
    unread:
      'This file holds too much to be read to its end. Remove rows and columns not in use, then save the file as CSV again.',
    unfit:
      'This roster is too large for the tablets. Write the same unit in the same way, shorten what the columns hold, or divide the people over two programmes.',
  },

  pacts: {
    intro:
      'These are the texts that are read and signed. The places in braces are filled from this programme.',
    version: (n) => `Version ${n}`,
    digest: 'Digest of the text (SHA-256)',
    ownText:
      'It cannot be proved that the text here is the one that is signed, so it is not shown.',
    names: {
      asn: 'Civil servants',
      nonasn: 'Staff outside the civil service',
      desa: 'Village heads and village officers',
      dukungan: 'Leadership forum and guests, statement of support',
    },
    who: 'Who signs what',
    attendsOnly: 'Only attends',
    mayChoose: 'may choose only to attend',
  },

  ...gatheringEn,
  ...devicesEn,
  ...decisionsEn,
  ...parcelsEn,
  ...healthEn,
};
