/** The vectors of packages: what a station and a phone keep of a gathering. */
import { type Bytes, toHex } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { type Wire, encode } from '#core/codec.ts';
import type { FaultCode } from '#core/fault.ts';
import { type Package, encodePackage } from '#core/package.ts';
import type { Pact } from '#core/pact.ts';
import { encodeRoster } from '#core/roster.ts';
import { GATHERING, fieldsOf, filled, withField } from './samples.ts';

/** Any short text: those that are signed are in pact.json. */
const PACT: Pact = {
  code: 'dukungan',
  version: 2,
  title: ['PERNYATAAN DUKUNGAN', 'KABUPATEN CONTOH'],
  opening: 'Saya yang bertanda tangan di bawah ini:',
  identity: ['Nama', 'Jabatan'],
  promise: 'menyatakan:',
  clauses: ['Mendukung netralitas ASN.', 'Menjaga kata “netral”.'],
  closing: '',
};

const STATION: Package = {
  gathering: GATHERING.id,
  pacts: [PACT, { ...PACT, code: 'asn', version: 1 }],
  matrix: DEFAULT_MATRIX,
  recital: { title: ['IKRAR BERSAMA'], lines: ['Kami berikrar:', 'Satu.', ''] },
  roster: encodeRoster({ programme: 'netralitas-2031', agencies: [], rows: [] }),
  invited: [1, 17, 6_400],
};

const PHONE: Package = { ...STATION, roster: null, invited: [] };

const EMPTY: Package = {
  ...PHONE,
  pacts: [],
  matrix: [],
  recital: { title: [], lines: [] },
};

/** Places of the fields, docs/PROTOCOL.md. */
const AT = { version: 0, gathering: 1, pacts: 2, matrix: 3, recital: 4, roster: 5, invited: 6 };

const station = encodePackage(STATION);

/** Read by a device of today, and as what: an unknown pact is one that is not there. */
const LATER: readonly (readonly [name: string, bytes: Bytes, read: object])[] = [
  [
    'a pact that is not known yet, of other fields',
    changed([AT.pacts], [[4, 'later'], ...itemsOf(AT.pacts)]),
    STATION,
  ],
  [
    'a category that is not known yet',
    changed([AT.matrix], [...itemsOf(AT.matrix), [6, 1, true]]),
    STATION,
  ],
  [
    'a rule with a pact that is not known yet',
    changed([AT.matrix, 0, 1], 5),
    {
      ...STATION,
      matrix: DEFAULT_MATRIX.map((rule, at) => (at === 0 ? { ...rule, pact: 'unknown' } : rule)),
    },
  ],
];

type Case = readonly [name: string, bytes: Bytes, fault?: FaultCode];

const REFUSED: readonly Case[] = [
  ['a later version', changed([AT.version], 2)],
  ['a gathering of 16 bytes', changed([AT.gathering], filled(16, 0))],
  [
    '17 pacts',
    changed(
      [AT.pacts],
      Array.from({ length: 17 }, () => 0),
    ),
  ],
  ['a pact that is not known', changed([AT.pacts, 0, 0], 4)],
  ['a pact of version 0', changed([AT.pacts, 0, 1], 0)],
  ['a pact without a closing', changed([AT.pacts, 0], [0, 1, [], '', [], '', []])],
  ['a title as a text', changed([AT.pacts, 0, 2], 'PAKTA')],
  ['a clause of 2,001 letters', changed([AT.pacts, 0, 6], ['a'.repeat(2_001)])],
  ['a category that is not known', changed([AT.matrix, 0, 0], 6)],
  ['a rule with a pact that is not known', changed([AT.matrix, 0, 1], 5)],
  ['a rule with a number for whether it is optional', changed([AT.matrix, 0, 2], 0)],
  ['a recital without lines', changed([AT.recital], [['IKRAR']])],
  [
    'a recital of 33 lines',
    changed(
      [AT.recital, 1],
      Array.from({ length: 33 }, () => ''),
    ),
  ],
  ['a roster as an array', changed([AT.roster], [])],
  ['number 0 of the roster', changed([AT.invited], [0])],
  ['a field too many', encode([...fieldsOf(station), 0])],
  ['cut off', station.slice(0, -1)],
];

/** package.json */
export function packageVectors(): object {
  return {
    about:
      'What a device keeps of a gathering. The roster is that of nobody; roster.json has others. ' +
      'later: what a device of today makes of what is not known yet; a strict reader refuses it.',
    valid: [
      { name: 'a station', hex: toHex(station), package: STATION },
      { name: 'a phone', hex: toHex(encodePackage(PHONE)), package: PHONE },
      { name: 'a gathering without a pact', hex: toHex(encodePackage(EMPTY)), package: EMPTY },
    ],
    later: LATER.map(([name, bytes, read]) => ({ name, hex: toHex(bytes), package: read })),
    invalid: REFUSED.map(([name, bytes, fault = 'malformed']) => ({
      name,
      hex: toHex(bytes),
      fault,
    })),
  };
}

/** The items of a list of the package. */
function itemsOf(field: number): readonly Wire[] {
  const list = fieldsOf(station)[field];
  return Array.isArray(list) ? (list as readonly Wire[]) : [];
}

function changed(path: readonly number[], value: Wire): Bytes {
  return withField(station, path, value);
}
