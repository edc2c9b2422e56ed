/** The organiser's words about rosters and their files, in English: a part of en.ts. */
import type { OfficeTexts } from './id.ts';

export const rosterEn: Pick<OfficeTexts, 'roster' | 'importing' | 'rosterFault' | 'fileFault'> = {
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
};
