/**
 * The lines of a pact that say who signs: filled from the organiser's own table and from what a
 * walk-in typed, with nobody else's and nothing else's.
 */
import { describe, expect, it } from 'vitest';
import { personOf } from '#app/signing/person.ts';
import { type WalkInFields, checkWalkIn, identityOf } from '#app/signing/walk-in.ts';
import { assert } from '#core/assert.ts';
import type { PactCode } from '#core/category.ts';
import { type Identity, fillIdentity } from '#core/pact-identity.ts';
import { PACT_TEMPLATES } from '#core/pact-texts.ts';
import { judgeRows } from '#core/roster-table.ts';
import { pathOf, unitOf } from '#core/roster.ts';

/** One row of a file, as a station knows the person once found. */
function listed(cells: Readonly<Record<string, string>>): Identity {
  const table = { header: Object.keys(cells), headerRow: 1, lines: [Object.values(cells)] };
  const { rows, agencies, faults } = judgeRows(table);
  const [row] = rows;
  assert(row !== undefined, JSON.stringify(faults));
  const found = {
    row: { ...row, no: 1 },
    unit: unitOf(agencies, row.agency),
    agencies: pathOf(agencies, row.agency),
    signedAtMs: null,
  };
  return personOf(found, 'birth-date').identity;
}

function walkIn(change: Partial<WalkInFields>): Identity {
  const checked = checkWalkIn({
    name: 'Baharuddin',
    number: { kind: 'typed', text: '' },
    position: 'Kepala Desa',
    unit: 'Desa Bira',
    category: 'kades',
    ...change,
  });
  assert('walkIn' in checked, 'complete');
  return identityOf(checked.walkIn);
}

/** The lines of a text by what they ask for. */
function filled(code: PactCode, who: Identity): Readonly<Record<string, string>> {
  const { identity } = PACT_TEMPLATES[code];
  return Object.fromEntries(identity.map((line) => [line, fillIdentity(line, who)]));
}

const KADES = { Nama: 'Syamsul', Jabatan: 'Kepala Desa' };
const ASN = { Nama: 'A. Tenri Abeng, S.Sos.', NIP: '197607222001122901', Jabatan: 'Staf' };
const NUMBER = 'Nomor identitas (empat angka terakhir)';

describe('the village and the district', () => {
  it('are those of the columns that name them', () => {
    const kades = listed({ ...KADES, Kecamatan: 'Turikale', Desa: 'Bonto Lempangan' });
    expect(filled('desa', kades)).toEqual({
      Nama: 'Syamsul',
      Jabatan: 'Kepala Desa',
      Desa: 'Desa Bonto Lempangan',
      Kecamatan: 'Kecamatan Turikale',
    });
  });

  it.each([
    [{ Instansi: 'Dinas PMD' }, '–', '–'],
    [{ Instansi: 'Pemkab Contoh', Unit: 'Desa Bira' }, 'Desa Bira', '–'],
    [{ Kecamatan: 'Turikale' }, '–', 'Kecamatan Turikale'],
    [{ Instansi: 'Desa Bira' }, 'Desa Bira', '–'],
    [{}, '–', '–'],
  ])('of %o are %s and %s', (cells, village, district) => {
    const lines = filled('desa', listed({ ...KADES, ...cells }));
    expect(lines).toMatchObject({ Desa: village, Kecamatan: district });
  });

  it('of a walk-in are no more than their own words tell', () => {
    expect(filled('desa', walkIn({}))).toMatchObject({ Desa: 'Desa Bira', Kecamatan: '–' });
    expect(filled('desa', walkIn({ unit: 'Dinas PMD' }))).toMatchObject({ Desa: '–' });
  });
});

describe('the department', () => {
  it.each([
    [{ Instansi: 'Dinas Kesehatan', Unit: 'Puskesmas Bantimurung' }, 'Dinas Kesehatan'],
    [{ Instansi: 'Pemerintah Kabupaten Contoh', Unit: 'Dinas PMD' }, 'Dinas PMD'],
    [{ Kecamatan: 'Turikale', 'Desa/Kelurahan': 'Kelurahan Adatongeng' }, 'Kecamatan Turikale'],
    [{ Instansi: 'DPMPTSP', Unit: 'Bidang Perizinan' }, 'DPMPTSP'],
    [{ Instansi: 'Pemkab Contoh', Unit: 'Puskesmas Bantimurung' }, '–'],
    [{ Instansi: 'Polres Contoh' }, '–'],
  ])('of %o is %s', (cells, department) => {
    const lines = filled('asn', listed({ ...ASN, ...cells }));
    expect(lines).toMatchObject({ 'Perangkat Daerah': department });
  });
});

describe('the number', () => {
  it('of an ASN is theirs, masked, with everything else that is known', () => {
    const cells = { ...ASN, 'Pangkat/Gol': 'Penata, III/c', Instansi: 'Dinas PMD', Unit: 'UPT' };
    expect(filled('asn', listed(cells))).toEqual({
      Nama: ASN.Nama,
      'NIP / NI PPPK': '19760722•••••••901',
      'Pangkat, Golongan': 'Penata, III/c',
      Jabatan: 'Staf',
      'Unit Kerja': 'UPT',
      'Perangkat Daerah': 'Dinas PMD',
    });
  });

  it.each([
    [ASN.NIP, '2901'],
    ['7309012207760056', '0056'],
    ['123456', '3456'],
    ['70012/P', '0012'],
    ['56', '56'],
    ['', '–'],
  ])('%s is its last four digits where the text asks for them', (number, lastFour) => {
    expect(filled('nonasn', listed({ ...ASN, NIP: number }))[NUMBER]).toBe(lastFour);
  });

  it('of another kind is no NIP', () => {
    const typed = { kind: 'nik', lastFour: '9001' } as const;
    const who = walkIn({ number: typed, category: 'asn' });
    expect(filled('asn', who)).toMatchObject({ 'NIP / NI PPPK': '–' });
    expect(filled('nonasn', who)[NUMBER]).toBe('9001');
  });
});

it('a line that asks for nothing known is a dash', () => {
  expect(fillIdentity('toString', walkIn({}))).toBe('–');
  expect(fillIdentity('', walkIn({}))).toBe('–');
});
