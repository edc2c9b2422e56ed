/** The vectors of rosters: the columns of a few people, and what a device refuses. */
import { type Bytes, toHex } from '#core/bytes.ts';
import { type Wire, encode } from '#core/codec.ts';
import type { FaultCode } from '#core/fault.ts';
import { type Roster, type RosterRow, encodeRoster } from '#core/roster.ts';
import { fieldsOf, withField } from './samples.ts';

const PERSON: RosterRow = {
  no: 1,
  name: 'Dra. Hj. Siti Contoh, M.Si.',
  number: '197607222001122901',
  numberKind: 'nip',
  birthDate: '1976-07-22',
  rank: 'Pembina, IV/a',
  position: 'Kepala Bidang',
  agency: 0,
  category: 'asn',
  order: 104,
};

/** Of every kind of number and of birth date, and in no order that a column would hide. */
const PEOPLE: Roster = {
  programme: 'netralitas-2031',
  agencies: [
    { no: 0, name: 'Dinas Kelautan', shortName: 'Dislaut', kind: 'dinas', parent: null },
    { no: 1, name: 'UPT Pelabuhan', shortName: 'UPT Pelabuhan', kind: 'upt', parent: 0 },
    { no: 2, name: 'Desa Sandeqa', shortName: 'Desa Sandeqa', kind: 'desa', parent: 3 },
    {
      no: 3,
      name: 'Kecamatan Lontara',
      shortName: 'Kec. Lontara',
      kind: 'kecamatan',
      parent: null,
    },
  ],
  rows: [
    { ...PERSON, no: 17 },
    { ...PERSON, no: 3, name: 'A. Calo', birthDate: '1976-07-23', agency: 1 },
    {
      ...PERSON,
      no: 9,
      name: 'Nur’aini Contoh, A.Md.Kep.',
      number: '199001312022212901',
      numberKind: 'nipppk',
      birthDate: '1990-01-31',
      rank: 'IX',
      position: 'Perawat',
      agency: 3,
    },
    {
      ...PERSON,
      no: 4,
      name: 'Budi Contoh',
      number: '9903',
      numberKind: 'nik',
      birthDate: '1990-01-31',
      rank: '',
      position: 'Kepala Desa',
      agency: 2,
      category: 'kades',
    },
    {
      ...PERSON,
      no: 5,
      name: 'Kapolres Contoh',
      number: '76070022',
      numberKind: 'nrp',
      birthDate: null,
      rank: 'AKBP',
      position: 'Kapolres',
      category: 'forko',
      order: 0,
    },
    {
      ...PERSON,
      no: 6,
      name: 'Tamu Contoh',
      number: '',
      numberKind: 'none',
      birthDate: null,
      rank: '',
      position: '',
      category: 'guest',
      order: 9_007_199_254_740_991,
    },
  ],
};

const NOBODY: Roster = { programme: '', agencies: [], rows: [] };

/** Places of the columns, docs/PROTOCOL.md. */
const AT = {
  version: 0,
  agencyNames: 2,
  agencyShorts: 3,
  kinds: 4,
  parents: 5,
  nos: 6,
  names: 7,
  numbers: 8,
  numberKinds: 9,
  births: 10,
  ranks: 11,
  rankPlaces: 12,
  positions: 13,
  agencies: 15,
  categories: 16,
  orders: 17,
};

const people = encodeRoster(PEOPLE);

/** Read by a device of today, and as what. */
const LATER: readonly (readonly [name: string, bytes: Bytes, read: Roster])[] = [
  [
    'a kind of agency that is not known yet',
    changed(AT.kinds, [17, 13, 10, 8]),
    {
      ...PEOPLE,
      agencies: PEOPLE.agencies.map((one) => (one.no === 0 ? { ...one, kind: 'lain' } : one)),
    },
  ],
  [
    'kinds of number that are not known yet',
    changed(AT.numberKinds, [6, 0, 1, 2, 3, 255]),
    {
      ...PEOPLE,
      rows: PEOPLE.rows.map((row) =>
        row.no === 17 ? { ...row, numberKind: 'other', birthDate: null } : row,
      ),
    },
  ],
  [
    'somebody of a category that is not known yet',
    changed(AT.categories, [0, 0, 6, 2, 4, 5]),
    { ...PEOPLE, rows: PEOPLE.rows.filter(({ no }) => no !== 9) },
  ],
];

type Case = readonly [name: string, bytes: Bytes, fault?: FaultCode];

const REFUSED: readonly Case[] = [
  ['a later version', changed(AT.version, 2), 'unknown-version'],
  ['an agency without a name', changed(AT.agencyNames, 'A\n\nC\nD')],
  ['a short name that is the name', changed(AT.agencyShorts, 'Dinas Kelautan\n\n\nKec. Lontara')],
  ['an unknown kind of agency', changed(AT.kinds, [17, 13, 10, 8])],
  ['an agency below itself', changed(AT.parents, [0, 2, 4, 0])],
  ['agencies in a circle', changed(AT.parents, [2, 1, 4, 0])],
  ['an agency below one that is not there', changed(AT.parents, [0, 6, 4, 0])],
  ['one number for two people', changed(AT.nos, [17, -14, 0, 1, 1, 1])],
  ['number 0', changed(AT.nos, [0, 3, 6, -5, 1, 1])],
  ['a name too few', changed(AT.names, 'A\nB\nC\nD\nE')],
  ['an empty name', changed(AT.names, 'A\nB\n\nD\nE\nF')],
  ['a name of 121 letters', changed(AT.names, `A\nB\nC\nD\nE\n${'F'.repeat(121)}`)],
  ['a NIP of 17 digits', changed(AT.numbers, numbers({ first: '19760722200112290' }))],
  ['a whole NIK', changed(AT.numbers, numbers({ fourth: '9901013101909903' }))],
  ['a number where there is none', changed(AT.numberKinds, [0, 0, 1, 2, 5, 5])],
  ['31 February', changed(AT.births, [19_760_231, 19_760_723, 1, 19_900_131, 0, 0])],
  ['a birth date as in a number that has none', changed(AT.births, [1, 19_760_723, 1, 1, 0, 0])],
  [
    'the birth date of the number, written out',
    changed(AT.births, [19_760_722, 19_760_723, 1, 19_900_131, 0, 0]),
  ],
  ['a rank that is listed twice', changed(AT.ranks, 'IX\nIX\n\nAKBP')],
  ['ranks in another order than met', changed(AT.rankPlaces, [1, 1, 0, 2, 3, 2])],
  ['a rank that nobody has', changed(AT.ranks, 'Pembina, IV/a\nIX\n\nAKBP\nKombes')],
  ['positions of nobody', withField(encodeRoster(NOBODY), [AT.positions], '')],
  ['a rank that is not listed', changed(AT.rankPlaces, [0, 0, 1, 2, 3, 4])],
  ['an agency that is not there', changed(AT.agencies, [0, 1, 3, -2, -2, 0])],
  ['a category that is not known', changed(AT.categories, [0, 0, 0, 2, 4, 6])],
  ['an order below 0', changed(AT.orders, [-1, 0, 0, 0, 0, 0])],
  ['a field too many', encode([...fieldsOf(people), 0])],
  ['cut off', people.slice(0, -1)],
];

/** roster.json */
export function rosterVectors(): object {
  return {
    about:
      'Rosters in columns: steps, lines, ranks and positions once each. A birth date of 1 is the ' +
      'one in the number. later: what a device of today makes of what is not known yet; a strict ' +
      'reader refuses it.',
    valid: [
      { name: 'people of every kind', hex: toHex(people), roster: PEOPLE },
      { name: 'nobody', hex: toHex(encodeRoster(NOBODY)), roster: NOBODY },
    ],
    later: LATER.map(([name, bytes, read]) => ({ name, hex: toHex(bytes), roster: read })),
    invalid: REFUSED.map(([name, bytes, fault = 'malformed']) => ({
      name,
      hex: toHex(bytes),
      fault,
    })),
  };
}

function changed(column: number, value: Wire): Bytes {
  return withField(people, [column], value);
}

/** The column of numbers, with another one in it. */
function numbers({ first, fourth }: { readonly first?: string; readonly fourth?: string }): string {
  const column = PEOPLE.rows.map(({ number }) => number);
  return column
    .with(0, first ?? PERSON.number)
    .with(3, fourth ?? '9903')
    .join('\n');
}
