/** The organiser's words about one gathering, in English: a part of en.ts. */
import { gatheringId, type GatheringTexts } from './gathering-id.ts';

const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;

function spanOf(minutes: number): string {
  if (minutes < 2 * HOUR_MIN) return `${minutes} minutes`;
  if (minutes < 2 * DAY_MIN) return `${Math.round(minutes / HOUR_MIN)} hours`;
  return `${Math.round(minutes / DAY_MIN).toLocaleString('en-GB')} days`;
}

function noun(n: string, one: string, many: string): string {
  return n === '1' ? one : many;
}

export const gatheringEn: GatheringTexts = {
  kind: {
    apel: 'Joint assembly',
    sosialisasi: 'Information session',
    rapat: 'Meeting',
    susulan: 'Follow-up signing',
  },

  gatheringForm: {
    title: 'New gathering',
    fixed: 'Once the gathering is created, none of this can be changed. Check it first.',
    partWhat: 'Gathering',
    partWhen: 'When and where',
    partWho: 'Who is invited',
    partPaper: 'Attendance list',
    name: 'Name of the gathering',
    nameHint: 'Printed on the poster and on the attendance list.',
    kind: 'Kind of gathering',
    place: 'Place',
    placeHint: 'Such as: Lapangan Rumah Jabatan Bupati',
    date: 'Date',
    start: 'Starts at',
    end: 'Ends at (may be left empty)',
    chosenTime: (words) => `That is: ${words}`,
    mayBeEmpty: 'May be left empty.',
    zone: 'Time zone',
    organiser: 'Organiser',
    organiserHint: 'Such as: Badan Kesatuan Bangsa dan Politik',
    leader: 'Presiding official',
    number: 'Number of the activity',
    numberHint: 'Number of the letter of invitation. May be left empty.',
    closing: 'Acknowledged by',
    closingHint: 'The official named below the attendance list. All of it may be left empty.',
    closingCity: 'Capital, for place and date',
    closingPosition: 'Position',
    closingName: 'Name and titles',
    closingRank: 'Rank and grade',
    closingNumber: 'NIP of the official',
    everyone: (n) => `Everyone on the roster (${n} people)`,
    chosen: 'Chosen agencies and categories',
    agencies: 'Agencies',
    chosenHint:
      'Choosing an agency means choosing all units below it. With no category chosen, all categories are invited; with no agency chosen, all agencies are.',
    agencyNone: 'No name matches.',
    agencySearch: 'Filter the agencies',
    categories: 'Categories',
    all: 'Choose all',
    none: 'Choose none',
    openUnit: (name) => `Show the units below ${name}`,
    closeUnit: (name) => `Hide the units below ${name}`,
    qr: 'Size of the QR code',
    qrSize: (bytes, max) => `${bytes} of ${max} bytes`,
    qrFits: 'The code will be easy to read from paper.',
    qrNear: 'Still readable, but nearly full. Shorter names are easier to scan.',
    qrTooLarge: 'Too dense to be scanned from paper. Shorten the name, the place or the organiser.',
    qrWaiting: 'Counting …',
    go: 'Create the gathering',
  },

  gathering: {
    tabs: {
      ringkasan: 'Overview',
      qr: 'QR code',
      meja: 'Desks',
      'tanda-tangan': 'Signatures',
      dokumen: 'Papers',
    },
    tabsLabel: 'Parts of the gathering',
  },

  closing: {
    close: 'Close the gathering …',
    reopen: 'Open the gathering again',
    title: (name) => `Close ${name}?`,
    what: (days) => [
      'Signatures that come afterwards are still taken, and counted.',
      `In ${days} days at the earliest, names, birth dates and signatures are cleared from the devices, and only those that are in every backup of the office.`,
      'Nothing is deleted at the office. Until they are cleared, the gathering can be opened again.',
    ],
    yes: 'Yes, close the gathering',
    since: (moment, days) =>
      `Closed ${moment}. What comes late is still taken; personal data is cleared from the devices ${days} days after at the earliest.`,
  },

  turnout: {
    clock: (ms, zone) => gatheringId.turnout.clock(ms, zone).replaceAll('.', ':'),
    updated: (clock) => `Updated at ${clock}`,
    provisional: {
      empty: () => 'Provisional: no device was used yet',
      devices: (n) => `Provisional: ${n} devices have not reported`,
      open: () => 'Provisional: people may still be signing',
      desks: () => 'Provisional: not every desk has reported since the gathering ended',
    },
    toFinal: {
      empty: null,
      devices: null,
      open: 'When the signing is over, close this gathering: then the figures can become final.',
      desks: 'The desks that still have to report are named under Desks.',
    },
    final: 'Final figures',
    knownUntil: (moment) => `By the last report of every desk, at least until ${moment}.`,
    remarks: {
      unproven: (n) => `Not proven complete from ${n} devices or desks; see Desks.`,
      putBack: 'The data of the office may once have been restored from a backup; see Desks.',
      setAside: (n) => `${n} entries are to be checked and are not counted yet; see Signatures.`,
    },
    noDevices: 'No device has joined this gathering yet.',
    noDevicesNext: 'Make a desk under Desks, or show the QR code to people.',
    toStations: 'To the desks',
    stale: 'The office does not answer.',
    expected: 'On the roster / invited',
    attended: 'Present',
    signed: 'Signed',
    extra: 'Others present',
    extraSigned: (n) => `${n} of them signed`,
    byAgency: 'By agency',
    byCategory: 'By category',
    ofExpected: (n, expected) => `${n} of ${expected}`,
    attendedCount: (n) => `${n} present`,
    plusExtra: (n) => `+${n} others`,
    key: { signed: 'Signed', attended: 'Only present', rest: 'Not yet' },
    asTable: 'Show as a table',
    asBars: 'Show as a picture',
    copy: 'Copy the table',
    filter: 'Filter the agencies',
    filterNone: 'No name matches.',
    agency: 'Agency',
    total: 'Sum',
  },

  qr: {
    printA4: 'Print A4',
    printA3: 'Print A3',
    svg: 'Download the code (SVG)',
    png: 'Download the code (PNG)',
    link: 'The link inside the code',
    linkHint: 'Send this link to people who sign on their own phones.',
    copyLink: 'Copy the link',
    hint: 'Preview of the poster. Hang it at eye level, in the shade, and leave room for a queue.',
    validUntil: (moment) => `The code is valid until ${moment}.`,
    local:
      'The address in this code opens on this computer alone. Before you print it, have whoever runs the server set the address of the office (IKRAR_ORIGIN).',
  },

  stations: {
    create: 'Add a desk',
    intro:
      'One desk for one tablet. The code of a desk is shown once and serves one tablet only, which takes the roster with it.',
    name: 'Name of the desk',
    nameHint: 'Such as: Meja 7 – Tribun Timur',
    go: 'Make the code',
    going: 'Making the code …',
    shown: (name) => `Code for ${name}`,
    once: 'This code is shown only once. Scan it with the tablet now, or print it first.',
    validUntil: (moment) => `Valid until ${moment}`,
    overSince: (moment) => `No longer valid since ${moment}`,
    overWhat:
      'If a tablet has scanned this code without a network, make a new code and scan it on that tablet: its signatures come along. Then withdraw this old code. Until it is withdrawn, the gathering is not proven complete.',
    print: 'Print the code',
    done: 'Done, put the code away',
    label: (name) => `QR code of ${name}`,
    waiting: 'Desks whose code is not used yet',
    withdrawCode: (name) => `Withdraw the code of ${name}`,
    withdrawCodeTitle: (name) => `Withdraw the code of ${name}?`,
    withdrawCodeWhat: [
      'Do this when its sheet is lost or is not needed. From then on no tablet gets permission or the roster by this code.',
      'If a tablet has scanned this code without a network, its signatures stay on that tablet, and the office takes them only after that tablet scans a new code. Ask its steward first.',
    ],
    withdrawCodeYes: 'Yes, withdraw the code',
    codeUsed:
      'A tablet has just used this code, so it can no longer be withdrawn. If it is no tablet of a steward, withdraw its permission in the list of devices.',
    understood: 'Close',
    taken: (name) =>
      `${name} exists at this gathering. Two desks of one name are hard to tell apart; choose another name, unless its tablet is being replaced.`,
    again: 'Make a code with this name anyway',
    devices: 'Devices',
    empty: 'No device has joined this gathering yet.',
    emptyNext:
      'Make the code of a desk, scan it with a tablet while there is a network, and the tablet is ready without one.',
    phone: 'Phone',
    phones: (n) => (n === '1' ? 'One person’s own phone' : `${n} people’s own phones`),
    counts: (made, received) =>
      `${made} ${noun(made, 'entry', 'entries')} made, ${received} received`,
    signings: (n) => `${n} ${noun(n, 'signature', 'signatures')}`,
    nothingMissing: 'nothing missing',
    missingCount: (n) => `${n} not received`,
    unknown: 'not known to be complete',
    quarantined: (n) => `${n} to be checked under Signatures`,
    nothingYet: 'no signatures known to the office yet',
    keeps: (n) => `still keeps ${n}`,
    missing: (ranges) => `Entries ${ranges} were not received. Do not clear this device.`,
    forked:
      'The entries of this device branch: it may have been copied or restored. Every branch is kept; check them under Signatures.',
    lastContact: 'Last contact',
    never: 'has never sent anything',
    battery: (n) => `battery ${n}%`,
    clock: (minutes) =>
      minutes > 0
        ? `its clock is ${spanOf(minutes)} fast`
        : `its clock is ${spanOf(-minutes)} slow`,
    withdrawn: (moment) => `Permission withdrawn ${moment}`,
    withdraw: 'Withdraw permission',
    withdrawTitle: (name) => `Withdraw the permission of ${name}?`,
    withdrawWhat: [
      'This device can no longer make signatures that count for this gathering.',
      'Signatures the office has received stay, and still count.',
      'Signatures still on the device cannot be sent while its permission is withdrawn, and stay on it. Connect it before, if you still can.',
    ],
    withdrawUndo: 'If the device is back with its steward, its permission can be given back.',
    withdrawYes: 'Yes, withdraw it',
    withdrawing: 'Withdrawing …',
    giveBack: 'Give permission back',
    giveBackTitle: (name) => `Give ${name} its permission back?`,
    giveBackWhat: [
      'This device can get the roster and send again. Do this only when it is back with its steward.',
      'Signatures still on the device are sent as soon as it connects, and count, also those made while it had no permission.',
    ],
    giveBackYes: 'Yes, give it back',
    givingBack: 'Giving it back …',
    and: 'and',
  },

  completeness: {
    title: 'Completeness',
    complete: (signings, devices) =>
      `Complete: all ${signings} signatures of ${devices} devices are received.`,
    completeNothing: (devices) =>
      `All ${devices} devices have reported; no signature was made yet.`,
    remarked: (signings) => `${signings} signatures received. Complete but for this:`,
    soFar: (signings) =>
      `Complete so far: the ${signings} signatures the office knows of are received.`,
    soFarNothing: 'The office knows of no signatures yet.',
    soFarShort: (signings) =>
      `So far ${signings} signatures are received; what is missing is named below.`,
    waiting: (missing) => `Not complete: ${missing} entries are not received.`,
    waitingUnheard: (devices) =>
      `Not certain: ${devices} devices have not reported since the gathering began.`,
    openCodes: (names) =>
      `Codes not used: ${names}. If a tablet scanned one without a network, the office does not know its signatures yet: connect that tablet. If none did, withdraw the code.`,
    putBack: (moment) =>
      `The office may have been restored from a backup, at the latest on ${moment}. Devices that began after that backup are not known to it.`,
    knownUntil: (moment) =>
      `The oldest word of a desk: ${moment}. The office does not know what was made after it.`,
    setAside: 'Some entries are received but are to be checked under Signatures.',
    keeps: (name, n) =>
      `${name} still keeps ${n}. Ask its steward to connect it and press Send now.`,
    lost: (name, n) =>
      `${name}: its storage was cleared, ${n} entries of the old journal may be lost. Ask its steward, and compare with the paper list.`,
    lostAndKeeps: (name, lost, kept) =>
      `${name}: its storage was cleared, ${lost} entries of the old journal may be lost, and ${kept} more are not received. Call its steward.`,
    neverHeard: (name) => `${name} has never reported. Call its steward.`,
    unheard: (name, moment) =>
      `${name} has not reported since the gathering began, last ${moment}. Call its steward.`,
    soFarOpen:
      'The gathering is not closed, so people may still be signing. When they have finished, close it.',
    soFarOver: (name, moment) =>
      `${name} last reported ${moment}, before the gathering ended. Ask its steward to connect it once more.`,
    givenUp: (name, reason, n) =>
      n === '0'
        ? `${name} is given up: ${reason}. How much it made is not known.`
        : `${name} is given up: ${reason}. At least ${n} entries are not received.`,
    forked: (name) =>
      `${name}: its entries fork, so nothing proves that all are here. Check under Signatures, and compare with the paper list.`,
    withdrawn: (name) => `${name}: its permission was withdrawn, and it has not reported since.`,
    phonesKeep: (phones, n) =>
      `${phones} own phones still keep ${n}; they are sent when their owners open Ikrar again.`,
    phonesUnheard: (phones) => `${phones} own phones have not reported since the gathering began.`,
    phonesWithdrawn: (phones) => `${phones} own phones lost their permission before they reported.`,
    lossCard: (moment, n) =>
      `The storage of this device was cleared, reported ${moment}: ${n} entries of the old journal may be lost.`,
    lossWhole: (moment) =>
      `The storage of this device was cleared once, reported ${moment}. The office has all that was noted before.`,
    lossOther: (moment, n) =>
      `The storage of this device was cleared before it was ever connected, reported ${moment}: up to ${n} entries may be lost.`,
    forkedAt: (seqs) => `Two different entries with the same number: ${seqs}.`,
    ago: (minutes) => `${spanOf(minutes)} ago`,
    unheardCard: 'has not reported since the gathering began',
    soFarCard: 'nothing missing up to its last report',
    givenUpCard: (moment, by, reason) => `Given up ${moment} by ${by}: ${reason}`,
    giveUp: 'Give up',
    takeBack: 'Expect it again',
    giveUpTitle: (name) => `Give up ${name}?`,
    giveUpWhat: [
      'For a device that is broken, lost, or was never used, so that nothing more can be expected of it.',
      'The completeness of this gathering always names this device and the reason.',
      'Nothing is deleted. If the device sends again, everything is still received.',
    ],
    reason: 'Reason',
    reasonHint: 'Such as: the tablet fell into the sea on the crossing',
    giveUpYes: 'Yes, give it up',
    givingUp: 'Saving …',
  },

  entries: {
    empty: 'No signature has been received yet.',
    emptyNext: 'They appear here as soon as a device is connected and sends.',
    noneFiltered: 'Nothing matches this filter.',
    show: 'Show',
    filters: {
      all: 'All entries',
      doubted: 'To be checked',
      duplicates: 'People who signed more than once',
      'walk-ins': 'Wrote themselves in',
    },
    refresh: 'Refresh',
    kinds: {
      signing: 'Name not readable',
      revocation: 'Revocation',
      recital: 'Joint declaration',
      note: 'Note of an officer',
      unread: 'Entry not readable',
    },
    recited: (leader, from, to) => `Led by ${leader}, from ${from} to ${to}, by the device’s clock`,
    phone: 'own phone',
    seq: (n) => `entry ${n}`,
    neither: 'Not said to be present',
    notCounted: 'Not counted: this person has another signature',
    page: (page, all) => `Page ${page} of ${all}`,
    caption: (from, to, all) => `${from}–${to} of ${all} entries`,
    ink: (name) => `Signature of ${name}`,
    both: 'Present, and signed the statement',
    attended: 'Only present',
    doubt: (why) => `To be checked: ${why}`,
    revoked: 'Revoked by an officer',
    walkIn: 'Wrote themselves in',
    beside: {
      fork: 'In dispute: another entry has this number already. Kept, not counted.',
      conflict: 'In dispute: another entry has this code already. Kept, not counted.',
    },
    held: (name) => `Received before it: ${name}`,
    heldElsewhere: 'What was received before it belongs to another gathering.',
    pages: 'Pages of signatures',
  },

  documents: {
    list: 'Attendance list',
    listIntro:
      'A PDF on A4 with letterhead, signatures and the block of acknowledgement, ready to be printed as an annex.',
    grouping: 'Arrangement',
    groups: {
      'per-agency': 'By agency, each beginning on a new page',
      'one-list': 'One list in order of protocol',
    },
    unsigned: 'Also list those who have not signed yet',
    make: 'Make the PDF',
    makeAgain: 'Make it again',
    going: 'Making …',
    making: 'Waiting for its turn and setting the pages of the PDF …',
    receiving: (kb) => `Receiving the PDF, ${kb} kB …`,
    made: 'The PDF is made.',
    open: 'Open a new PDF',
    download: 'Download the PDF',
    provisional: {
      empty: () => 'Still provisional: no device was used yet. A list printed now says so.',
      devices: (n) =>
        `Still provisional: ${n} devices have not reported. A list printed now says so.`,
      open: () =>
        'Still provisional: people may still be signing. A list printed now says so. When they have finished, close this gathering first.',
      desks: () =>
        'Still provisional: not every desk has reported since the gathering ended; see Desks. A list printed now says so.',
    },
    fresh: 'It shows the data of when the button was pressed. Make it again when more has arrived.',
  },
};
