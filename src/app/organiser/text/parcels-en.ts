/** The organiser's words about parcels, in English: a part of en.ts. */
import type { ParcelTexts } from './parcels-id.ts';

export const parcelsEn: ParcelTexts = {
  parcels: {
    title: 'Parcels',
    intro:
      'When a device finds no network at all, its steward makes a parcel on the device and carries the file here. Import it, then take the file of receipts back to the device.',
    again:
      'The same file may be imported many times. Nothing is counted twice, and nothing is lost.',
    choose: 'Choose parcels',
    more: 'Choose other files',
    drop: 'or drop one or several ikrar-kiriman files into this box',
    list: 'Imported files',
    progress: (done, all) => `${done} of ${all} files done`,
    waiting: 'Waiting for its turn',
    sending: (percent) => `Uploading ${percent}`,
    judging: 'Checking and storing …',
    nameless: 'A device without the name of a desk',
    madeAt: (moment) => `Made ${moment}, by the clock of the device`,

    stored: (n) => `New signatures stored: ${n}`,
    known: (n) => `Signatures the office had before: ${n}`,
    notes: (n) => `Other entries stored, such as revocations: ${n}`,
    nothing: 'There are no signatures in this file.',
    aside: (n, why) => `Stored, but to be checked: ${n} – ${why}`,
    asideWay: 'See the gathering, under Signatures, filter To be checked.',
    conflict: 'its code is used by another entry, and both are kept',
    refused: (batches, n) => `Part ${batches} was not taken (entries: ${n})`,
    refusedUnread: (batches) => `Part ${batches} was not taken`,
    stays: 'The signatures are still on the device. Delete nothing from that device.',
    refusal: {
      'not-enrolled':
        'The device has no permission of this office: the code of its desk was used or has ended, or the gathering is not of this office. Make a new code for the desk, scan it with that device, then make a new parcel.',
      withdrawn:
        'The permission of this device was withdrawn, or the device did not make this part itself. Look at that device together with its steward.',
      damaged:
        'This part was changed or damaged on its way. Copy the file from the device once more, then import it again.',
      newer:
        'The app on the device is newer than the office. Update the office, then import the same file again.',
      other: 'Something went wrong at the office. Import the same file again in a while.',
    },

    back: 'Take this file of receipts back to the device',
    backWhy:
      'Until the receipts are opened on the device, it goes on believing that its signatures were not received. If this file is lost, just import the same parcel once more.',
    download: 'Download the receipts',

    notTaken: 'Nothing was stored from this file.',
    unfit: {
      'other-file': 'This is no parcel of Ikrar. Choose an ikrar-kiriman file that a device made.',
      receipts:
        'This is a file of receipts, not a parcel. Take it to the device and open it there.',
      damaged:
        'This file was cut or damaged. Copy it from the device once more, then import it again.',
      newer:
        'This file was made by a newer app. Update the office, then import the same file again.',
      'too-large': 'This file is larger than any parcel. Check whether it is the right one.',
      unreadable:
        'This file cannot be read. Make sure that its storage is still connected, then choose it again.',
      empty: 'This file is empty: the device keeps nothing that the office has not received.',
    },
  },
};
