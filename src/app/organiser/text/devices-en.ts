/** The organiser's words about desks, devices and completeness, in English: a part of en.ts. */
import type { DevicesTexts } from './devices-id.ts';
import { spanInEnglish } from '#app/text/spans.ts';

function noun(n: string, one: string, many: string): string {
  return n === '1' ? one : many;
}

export const devicesEn: DevicesTexts = {
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
      'If a tablet has scanned this code without a network, connect that tablet: all it has is kept, and counts only if you accept it. If none did, withdraw this code. Until it is withdrawn, the gathering is not proven complete.',
    print: 'Print the code',
    done: 'Done, put the code away',
    label: (name) => `QR code of ${name}`,
    waiting: 'Desks whose code is not used yet',
    waitingWhat:
      'Until its code is used or withdrawn, such a desk is one of those not proven complete.',
    withdrawCode: (name) => `Withdraw the code of ${name}`,
    withdrawCodeTitle: (name) => `Withdraw the code of ${name}?`,
    withdrawCodeWhat: [
      'Do this when its sheet is lost or is not needed. From then on no tablet gets permission or the roster by this code.',
      'If a tablet has scanned this code without a network, the office keeps its signatures as soon as it connects, but they count only if you accept them. Ask its steward first.',
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
    counts: (made, received) =>
      `${made} ${noun(made, 'entry', 'entries')} made, ${received} received`,
    signings: (n) => `${n} ${noun(n, 'signature', 'signatures')}`,
    nothingMissing: 'nothing missing',
    missingCount: (n) => `${n} not received`,
    unknown: 'not known to be complete',
    quarantined: (n) => `${n} not counted; see Signatures`,
    accepted: (n) => `${n} accepted by the organiser in spite of a doubt`,
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
        ? `its clock is ${spanInEnglish(minutes)} fast`
        : `its clock is ${spanInEnglish(-minutes)} slow`,
    withdrawn: (moment) => `Permission withdrawn ${moment}`,
    withdraw: 'Withdraw permission',
    withdrawTitle: (name) => `Withdraw the permission of ${name}?`,
    withdrawWhat: [
      'This device can no longer make signatures that count for this gathering.',
      'Signatures the office has received stay, and still count unless they are set aside.',
      'Signatures still on the device cannot be sent while its permission is withdrawn, and stay on it. Connect it before, if you still can.',
    ],
    withdrawUndo: 'If the device is back with its steward, its permission can be given back.',
    withdrawAside: 'Also set aside everything this device has sent',
    withdrawYes: 'Yes, withdraw it',
    withdrawing: 'Withdrawing …',
    giveBack: 'Give permission back',
    giveBackTitle: (name) => `Give ${name} its permission back?`,
    giveBackWhat: [
      'This device can get the roster and send again. Do this only when it is back with its steward.',
      'Signatures still on the device are sent as soon as it connects, and count, also those made while it had no permission.',
    ],
    giveBackCount: 'Count again everything this device sends',
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
    waitingUndecided: (devices) =>
      `Waiting for a decision: ${devices} ${noun(devices, 'desk', 'desks')} came late, and nobody has accepted or given up what they have.`,
    unconfirmed: (signings) =>
      `${signings} signatures received. The office was restored from a backup, and nobody has checked the decisions since.`,
    undecided: (name) =>
      `${name} came late. Accept what it has, or give it up, in the list of devices below.`,
    openCodes: (names) =>
      `Codes not used: ${names}. If a tablet scanned one without a network, the office does not know its signatures yet: connect that tablet. If none did, withdraw the code.`,
    putBack: (moment) =>
      `The office may have been restored from a backup, at the latest on ${moment}. Devices that began after that backup are not known to it.`,
    knownUntil: (moment) =>
      `The oldest word of a desk: ${moment}. The office does not know what was made after it.`,
    setAside: 'Some entries are not counted; check them under Signatures.',
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
    phonesUnproven: (phones) =>
      `${phones} own phones are not proven complete; no figure waits for phones. What they keep is sent when their owners open Ikrar again.`,
    lossCard: (moment, n) =>
      `The storage of this device was cleared, reported ${moment}: ${n} entries of the old journal may be lost.`,
    lossWhole: (moment) =>
      `The storage of this device was cleared once, reported ${moment}. The office has all that was noted before.`,
    lossOther: (moment, n) =>
      `The storage of this device was cleared before it was ever connected, reported ${moment}: up to ${n} entries may be lost.`,
    lossDoubtful: (moment) =>
      `A phone reported ${moment} that the storage of this desk was cleared. That report changes no figure; ask the steward of the desk.`,
    forkedAt: (seqs) => `Two different entries with the same number: ${seqs}.`,
    ago: (minutes) => `${spanInEnglish(minutes)} ago`,
    unheardCard: 'has not reported since the gathering began',
    soFarCard: 'nothing missing up to its last report',
    undecidedCard: 'waiting for a decision',
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

  phones: {
    title: 'Phones and other devices that nobody waits for',
    what: 'A poster invites anybody, so figures can be final without these devices. All that they send is kept.',
    line: (devices, entries) =>
      `${devices} ${noun(devices, 'device', 'devices')}, ${entries} ${noun(entries, 'entry', 'entries')} received`,
    aside: (n) => `${n} ${noun(n, 'entry', 'entries')} not counted`,
    unproven: (n) => `${n} not proven complete`,
    undecided: (n) => `${n} came late and are not decided`,
    givenUp: (n) => `${n} given up`,
    show: (n) => `Show ${n} ${noun(n, 'device', 'devices')}`,
    showFirst: (n, all) => `Show ${n} of ${all} devices`,
    giveUp: 'Give up what is not complete',
    giveUpTitle: 'Give up all that are not complete?',
    giveUpWhat: [
      'Nothing more is expected of the phones and other devices in this line that are not proven complete.',
      'Nothing is deleted. If such a device sends again, everything is still kept.',
      'This can be taken back.',
    ],
    reasonHint: 'Such as: the gathering is over, people took their phones home',
    takeBack: 'Expect them again',
  },

  device: {
    late: {
      over: 'It enrolled after the gathering was over.',
      'old-code': 'It used a poster code that was replaced.',
      'code-over': 'It used a desk code that was no longer valid.',
      'code-used': 'It used a desk code that another device had used.',
      'code-withdrawn': 'It used a desk code that was withdrawn.',
    },
    lateMark: 'Came late',
    lateKept: 'All it sends is kept, and counts once the organiser has accepted it.',
    lateWait:
      'Figures wait for a decision: accept all of it, or give this desk up if nothing more is expected of it.',
    isAside: 'All that this device sent is set aside',
    isAccepted: 'Accepted by the organiser',
    accept: 'Accept all',
    aside: 'Set all aside',
    acceptTitle: (name) => `Accept all from ${name}?`,
    acceptWhat: [
      'What did not count for being late or above the cap of a phone then counts, also what comes later.',
      'What is doubted for its content, such as a name that differs from the roster, is decided one by one under Signatures.',
    ],
    asideTitle: (name) => `Set aside all from ${name}?`,
    asideWhat: [
      'Nothing that this device sent, or sends later, is counted or printed as a signature.',
      'Nothing is deleted: all of it stays at the office.',
    ],
  },
};
