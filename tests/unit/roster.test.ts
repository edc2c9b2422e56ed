/** The roster as bytes: what goes in comes out, and nothing else is let in. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { type Wire, decode, encode } from '#core/codec.ts';
import {
  type Agency,
  type Roster,
  type RosterRow,
  decodeRoster,
  encodeRoster,
  pathOf,
  readRoster,
} from '#core/roster.ts';
import { LIMITS } from '#core/limits.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { hex, withField } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/roster.json' with { type: 'json' };

const AGENCIES: readonly Agency[] = [
  { no: 0, name: 'Dinas Kelautan', shortName: 'Dislaut', kind: 'dinas', parent: null },
  { no: 1, name: 'UPT Pelabuhan', shortName: 'UPT Pelabuhan', kind: 'upt', parent: 0 },
  {
    no: 2,
    name: 'Kecamatan Lontara',
    shortName: 'Kecamatan Lontara',
    kind: 'kecamatan',
    parent: null,
  },
  { no: 3, name: 'Desa Sandeqa', shortName: 'Desa Sandeqa', kind: 'desa', parent: 2 },
];

const row = (changes: Partial<RosterRow>): RosterRow => ({
  no: 1,
  name: 'Budira Santoro, S.Sos.',
  number: '197607222001122901',
  numberKind: 'nip',
  birthDate: '1976-07-22',
  rank: 'Pembina, IV/a',
  position: 'Kepala Bidang',
  agency: 0,
  category: 'asn',
  order: 104,
  ...changes,
});

const ROSTER: Roster = {
  programme: 'netralitas-2031',
  agencies: AGENCIES,
  rows: [
    row({ no: 7 }),
    row({ no: 3, name: 'A.Calo', birthDate: '1976-07-23', agency: 1 }),
    row({ no: 9, number: '', numberKind: 'none', birthDate: null, category: 'nonasn', agency: 3 }),
    row({ no: 4, number: '9903', numberKind: 'nik', birthDate: '1990-01-31', agency: 3 }),
    row({ no: 5, birthDate: null, rank: '', position: '', category: 'guest', order: 0 }),
  ],
};

const changed = (at: number, value: Wire): ReturnType<typeof decodeRoster> => {
  const wire = decode(encodeRoster(ROSTER), { bytesMax: 1e6 });
  if (!wire.ok || !Array.isArray(wire.value)) throw new Error('not an array');
  return decodeRoster(encode(wire.value.with(at, value)));
};

describe('the vectors', () => {
  it.each(vectors.valid)('of $name are read, and written the same', (vector) => {
    const read = decodeRoster(hex(vector.hex));
    assert(read.ok, 'a roster');
    expect(plain(read.value)).toEqual(vector.roster);
    expect(toHex(encodeRoster(read.value))).toBe(vector.hex);
  });

  it.each(vectors.valid)('of $name are read the same by a device', (vector) => {
    expect(readRoster(hex(vector.hex))).toEqual(decodeRoster(hex(vector.hex)));
  });

  it.each(vectors.later)('with $name are read by a device alone', (vector) => {
    expect(decodeRoster(hex(vector.hex))).toMatchObject({ fault: { code: 'malformed' } });
    const read = readRoster(hex(vector.hex));
    assert(read.ok, 'a roster');
    expect(plain(read.value)).toEqual(vector.roster);
  });

  it.each(vectors.invalid)('with $name are refused', ({ hex: text, fault }) => {
    expect(decodeRoster(hex(text))).toMatchObject({ ok: false, fault: { code: fault } });
  });
});

describe('bytes', () => {
  it('give back the same roster', () => {
    expect(decodeRoster(encodeRoster(ROSTER))).toEqual({ ok: true, value: ROSTER });
  });

  it('give back an empty roster', () => {
    const empty = { programme: 'p', agencies: [], rows: [] };
    expect(decodeRoster(encodeRoster(empty))).toEqual({ ok: true, value: empty });
  });

  it('refuse a name of two lines, which is a bug of the importer', () => {
    const rows = [row({ name: 'Budira\nSantoro' })];
    expect(() => encodeRoster({ ...ROSTER, rows })).toThrow('one line');
  });

  it('refuse a newer version', () => {
    expect(changed(0, 2)).toMatchObject({ fault: { code: 'unknown-version' } });
  });

  it.each<readonly [string, number, Wire]>([
    ['a missing agency name', 2, 'A\n\nC\nD'],
    ['an unknown kind of agency', 4, [3, 99, 8, 10]],
    ['an agency above itself', 5, [0, 2, 0, 3]],
    ['agencies in a circle', 5, [2, 1, 0, 3]],
    ['an agency below one that is not there', 5, [0, 5, 0, 3]],
    ['a number met twice', 6, [7, 0, 6, -5, 1]],
    ['a number of zero', 6, [0, 3, 6, -5, 1]],
    ['a step that is text', 6, ['7', -4, 6, -5, 1]],
    ['a name too few', 7, 'A\nB\nC\nD'],
    ['an empty name', 7, 'A\nB\n\nD\nE'],
    ['a name too long', 7, `A\nB\nC\nD\n${'E'.repeat(121)}`],
    [
      'a whole NIK',
      8,
      '197607222001122901\n197607222001122901\n\n9901016207769903\n197607222001122901',
    ],
    ['a number where there is none', 9, [0, 5, 5, 2, 0]],
    ['a day that is not', 10, [1, 19760231, 0, 19900131, 0]],
    ['a birth date of no number', 10, [1, 19760723, 1, 19900131, 0]],
    ['a rank that is not listed', 12, [0, 0, 0, 0, 9]],
    ['an agency that is not there', 15, [0, 1, 9, 0, -3]],
    ['an unknown category', 16, [0, 0, 6, 0, 5]],
    ['an order below zero', 17, [-1, 0, 0, 0, 0]],
    ['a column that is no list', 17, 5],
  ])('refuse %s', (_what, at, value) => {
    expect(changed(at, value)).toMatchObject({ ok: false, fault: { code: 'malformed' } });
  });

  it('hold a full roster, and refuse more items before they are made', () => {
    const [agency] = AGENCIES;
    assert(agency !== undefined, 'there are agencies');
    const agencies = Array.from({ length: LIMITS.agenciesMax }, (_, no) => ({ ...agency, no }));
    const rows = Array.from({ length: LIMITS.rosterRowsMax }, (_, i) => row({ no: i + 1 }));
    const whole = encodeRoster({ programme: 'p', agencies, rows });
    expect(decodeRoster(whole)).toMatchObject({
      ok: true,
      value: { rows: { length: rows.length } },
    });
    const more = withField(whole, [1], [0]);
    expect(decodeRoster(more)).toMatchObject({ fault: { code: 'too-large' } });
  });

  it('refuse more texts in a column than there are people or may be agencies', () => {
    const lines = '\n'.repeat(LIMITS.agenciesMax);
    for (const at of [2, 3, 7, 8, 11, 13]) {
      expect(changed(at, lines)).toMatchObject({ fault: { code: 'malformed' } });
    }
  });

  it('refuse what is torn', () => {
    const bytes = encodeRoster(ROSTER);
    expect(decodeRoster(bytes.subarray(0, bytes.length - 1)).ok).toBe(false);
    expect(decodeRoster(new Uint8Array(0)).ok).toBe(false);
  });

  it('stay small enough for a slow network: 9,000 people below 150 kB gzip', () => {
    const rows = Array.from({ length: 9000 }, (_, i) => {
      const [month, date] = [1 + (i % 12), 1 + (i % 28)].map((n) => String(n).padStart(2, '0'));
      const day = `${1965 + (i % 35)}${month}${date}`;
      const syllables = ['ka', 'bu', 'sa', 'ti', 'ro', 'na', 'di', 'mu', 'le', 'wa'];
      const word = (seed: number) =>
        [seed, seed >> 3, seed >> 5].map((n) => syllables[n % 10]).join('');
      const mixed = (i * 2_654_435_761) % 4_294_967_296;
      return row({
        no: i + 1,
        name: `${word(mixed)} ${word(mixed >>> 9)}, S.Pd.`,
        number: `${day}2001122${901 + (mixed % 99)}`,
        birthDate: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
        agency: i % 4,
      });
    });
    expect(gzipSync(encodeRoster({ ...ROSTER, rows })).length).toBeLessThan(150_000);
  });
});

describe('pathOf', () => {
  it('goes from an agency to the top', () => {
    expect(pathOf(AGENCIES, 3).map(({ name }) => name)).toEqual([
      'Desa Sandeqa',
      'Kecamatan Lontara',
    ]);
    expect(pathOf(AGENCIES, 99)).toEqual([]);
  });
});
