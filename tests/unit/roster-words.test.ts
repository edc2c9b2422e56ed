/** Words of a spreadsheet: headings, categories, posts and agencies, however they are written. */
import { describe, expect, test } from 'vitest';
import {
  CATEGORY_EXAMPLES,
  HEADING_EXAMPLES,
  agencyKindOf,
  categoryOfPost,
  categoryOfWords,
  fieldOf,
  orderOfPost,
  plainWords,
} from '#core/roster-words.ts';

test('leaves letters and digits, in small letters, one space apart', () => {
  expect(plainWords('  NIP/NI-PPPK  (baru).')).toBe('nip ni pppk baru');
  expect(plainWords('***')).toBe('');
});

test.each([
  ['NIP / NI PPPK', 'number'],
  ['Nama Lengkap & Gelar', 'name'],
  ['NAMA', 'name'],
  ['Tgl. Lahir', 'birth'],
  ['Pangkat/Gol. Ruang', 'rank'],
  ['Gol.', 'grade'],
  ['Unit Kerja', 'unit'],
  ['OPD', 'agency'],
  ['Desa/Kelurahan', 'village'],
  ['No. Urut', 'counter'],
  ['N A M A', 'name'],
  ['NIP (18 angka)', 'number'],
  ['Tanggal Lahir (dd/mm/yyyy)', 'birth'],
  ['Pangkat (Gol. Ruang)', 'rank'],
  ['OPD / Unit Kerja', 'agency'],
  ['Unit Kerja (OPD)', 'agency'],
  ['Status ASN', 'category'],
  ['(Nama)', 'name'],
  ['Keterangan', null],
  ['', null],
])('the heading %j is %s', (heading, field) => {
  expect(fieldOf(heading)).toBe(field);
});

test('the headings of the file to begin with are all understood, each as another field', () => {
  const fields = HEADING_EXAMPLES.map(fieldOf);
  expect(fields).not.toContain(null);
  expect(new Set(fields).size).toBe(HEADING_EXAMPLES.length);
});

test.each([
  ['PNS', 'asn'],
  ['P3K', 'asn'],
  ['Non-ASN', 'nonasn'],
  ['Honorer', 'nonasn'],
  ['Kepala Desa', 'kades'],
  ['Sekretaris/Perangkat Desa', 'perdes'],
  ['Forkopimda', 'forko'],
  ['Undangan lainnya', 'guest'],
  ['lain-lain', null],
])('the category %j is %s', (words, category) => {
  expect(categoryOfWords(words)).toBe(category);
});

describe('a post', () => {
  test.each([
    ['nip', 'Pj. Kepala Desa Contoh', 'asn'],
    ['nipppk', 'Guru', 'asn'],
    ['nik', 'Kepala Desa Contoh', 'kades'],
    ['nik', 'Plt. Kades Contoh', 'kades'],
    ['none', 'Sekretaris Desa', 'perdes'],
    ['none', 'Kaur Keuangan', 'perdes'],
    ['none', 'Pj. Bupati Contoh', 'forko'],
    ['nrp', 'Kapolsek Contoh', 'forko'],
    ['nrp', 'Babinsa', 'guest'],
    ['none', 'Ketua KPU', 'guest'],
    ['none', 'Staf Kecamatan', 'nonasn'],
  ] as const)('of a %s, %s, gives %s', (kind, position, category) => {
    expect(categoryOfPost(kind, position)).toBe(category);
  });

  test('has its place in the order of protocol, and the others theirs by grade', () => {
    const posts = [
      ['Pj. Bupati Contoh', ''],
      ['Wakil Bupati Contoh', ''],
      ['Dandim 0000', ''],
      ['Sekretaris Daerah', 'Pembina Utama Madya, IV/d'],
      ['Staf Ahli Bupati', ''],
      ['Asisten Pemerintahan', ''],
      ['Kepala Dinas Pendidikan', ''],
      ['Camat Contoh', ''],
      ['Kepala Desa Contoh', ''],
      ['Sekretaris Dinas', 'Pembina Tk. I, IV/b'],
      ['Kepala Bidang', 'Pembina, IV/a'],
      ['Kepala Seksi', 'Penata Tk. I (III/d)'],
      ['Staf', 'Penata Muda, III/a'],
      ['Staf', 'Pengatur, II/c'],
      ['Guru', 'Golongan IX'],
      ['Guru', 'Golongan V'],
      ['Tenaga kontrak', ''],
    ] as const;
    const orders = posts.map(([position, rank]) => orderOfPost(position, rank));
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(new Set(orders).size).toBe(orders.length);
  });
});

test.each([
  ['Dinas Pendidikan', 'dinas'],
  ['BKPSDM', 'badan'],
  ['Satuan Polisi Pamong Praja', 'satpol'],
  ['Kec. Contoh', 'kecamatan'],
  ['Desa Contoh', 'desa'],
  ['UPTD Puskesmas Contoh', 'puskesmas'],
  ['SDN 1 Contoh', 'sekolah'],
  ['UPT Samsat', 'upt'],
  ['Polres Contoh', 'vertikal'],
  ['Yayasan Contoh', 'lain'],
])('the agency %s is of kind %s', (name, kind) => {
  expect(agencyKindOf(name)).toBe(kind);
});

test('the word that a person is told to write for a category means that category', () => {
  for (const [category, word] of Object.entries(CATEGORY_EXAMPLES)) {
    expect(categoryOfWords(word)).toBe(category);
  }
});
