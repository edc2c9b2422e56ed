/** The organiser's words about programmes and their pacts, in English: a part of en.ts. */
import type { OfficeTexts } from './id.ts';

export const programmeEn: Pick<
  OfficeTexts,
  'programmes' | 'programmeForm' | 'programme' | 'pacts'
> = {
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
};
