/** Roster files as they really come: every separator, encoding and mistake. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { readRosterCsv } from '#server/roster/roster-csv.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readRosterCsv(bytesOf(text));

function good(result: ReturnType<typeof readRosterCsv>) {
  if (!result.ok) throw new Error(`${result.fault.code} ${result.fault.detail}`);
  return result.value;
}

const LINES = [
  ['NAMA', 'NIP', 'Jabatan', 'Perangkat Daerah'],
  ['Budira Santoro', '197607222001122901', 'Camat', 'Kecamatan Lontara'],
  ['A.Calo', '199003152023211902', 'Guru', 'Dinas Pendidikan'],
];
const joined = (separator: string, end = '\n') =>
  LINES.map((cells) => cells.join(separator)).join(end) + end;

describe('a good file', () => {
  it.each([
    [',', '\n'],
    [';', '\r\n'],
    ['\t', '\r\n'],
    [';', '\r'],
  ])('is read with separator %j and line end %j', (separator, end) => {
    const { rows, agencies, faults } = good(read(joined(separator, end)));
    expect(rows.map(({ name, number, row }) => [name, number, row])).toEqual([
      ['Budira Santoro', '197607222001122901', 2],
      ['A.Calo', '199003152023211902', 3],
    ]);
    expect(agencies.map(({ name }) => name)).toEqual(['Kecamatan Lontara', 'Dinas Pendidikan']);
    expect(faults).toEqual([]);
  });

  it('is read with ; and BOM', () => {
    expect(good(read(`\ufeff${joined(';', '\r\n')}`)).rows).toHaveLength(2);
  });

  it('keeps separators, quotes and line ends inside quoted cells, and still counts rows', () => {
    const text =
      'Nama,NIP,Jabatan\n"Budira, S.Sos., M.M.",,"Kepala ""Bidang""\nSatu"\nSantoro,1,\nCalo,1,\n';
    const { rows, faults } = good(read(text));
    expect(rows[0]).toMatchObject({
      name: 'Budira, S.Sos., M.M.',
      position: 'Kepala "Bidang" Satu',
    });
    expect(faults).toMatchObject([{ row: 4, otherRow: 3, code: 'number-duplicate' }]);
  });

  it('is read where cells are formulas that give a text, as a spreadsheet exports them', () => {
    const text =
      '="Nama";="NIP";="Jabatan"\n' +
      '="Budira";="197607222001122901";="Kepala ""Bidang"""\n' +
      '"=""Calo""";"=""199003152023211902""";Guru\n';
    const { rows, faults } = good(read(text));
    expect(rows).toMatchObject([
      { name: 'Budira', number: '197607222001122901', numberKind: 'nip', category: 'asn' },
      { name: 'Calo', number: '199003152023211902', numberKind: 'nipppk', position: 'Guru' },
    ]);
    expect(rows[0]?.position).toBe('Kepala "Bidang"');
    expect(faults).toEqual([]);
  });

  it('is read as Windows-1252 when it is not UTF-8', () => {
    const text = 'Nama;Jabatan\nRen\xe9 Santoro;Staf \x96 Umum\n';
    const { rows } = good(readRosterCsv(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
    expect(rows[0]).toMatchObject({ name: 'Ren\u00e9 Santoro', position: 'Staf \u2013 Umum' });
  });

  it('is read as UTF-16, the Unicode text of spreadsheets', () => {
    const bytes = Buffer.from(`\ufeff${joined('\t', '\r\n')}`, 'utf16le');
    expect(good(readRosterCsv(bytes)).rows).toHaveLength(2);
  });

  it('has its header some rows down, under titles and blanks', () => {
    const above = 'DAFTAR PEGAWAI;;;\nKABUPATEN LONTARA BAHARI, 2031;;;\n;;;\n';
    const { rows } = good(read(above + joined(';')));
    expect(rows.map(({ row }) => row)).toEqual([5, 6]);
  });
});

describe('a bad file', () => {
  it('is named row by row, whole', () => {
    const text =
      'Nama;NIP;Kategori\n;197607222001122901;\nBudira;1,97607E+17;\nCalo;197607222001122000;\n' +
      'Santoro;197607222001122901;Relawan\n';
    expect(good(read(text)).faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'Nama', 'name-missing'],
      [3, 'NIP', 'number-damaged'],
      [4, 'NIP', 'number-damaged'],
      [5, 'NIP', 'number-duplicate'],
      [5, 'Kategori', 'category-unknown'],
    ]);
  });

  it('is told where a comma in a name has shifted the columns', () => {
    const text = 'Nama,NIP,Jabatan,OPD\nBudira, S.Sos.,197607222001122901,Staf,Dinas Satu\n';
    const { rows, faults } = good(read(text));
    expect(rows).toEqual([]);
    expect(faults).toContainEqual(
      expect.objectContaining({ severity: 'error', row: 2, column: 'E', code: 'cell-beyond' }),
    );
  });

  it('is told where a quote opens that never closes', () => {
    const { faults } = good(read('Nama,NIP,Jabatan\nBudira,,Guru\n"Calo,,Guru\nSantoro,,Guru\n'));
    expect(faults[0]).toMatchObject({ severity: 'error', row: 3, code: 'quote-open' });
  });

  it.each([
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0])],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['a compressed file', new Uint8Array(gzipSync(joined(',')))],
    ['a PDF', bytesOf('%PDF-1.7\nNama,NIP\n')],
    ['a page', bytesOf('\n<!doctype html><table><tr><td>Nama,NIP,Jabatan')],
    ['zeros', new Uint8Array(1000)],
    ['one column', bytesOf('Nama\nBudira\nCalo\n')],
    ['a letter', bytesOf('Dengan hormat\nbersama ini kami sampaikan\n')],
    ['nothing', new Uint8Array(0)],
  ])('is not a table when it is %s', (_what, bytes) => {
    expect(readRosterCsv(bytes)).toMatchObject({ ok: false, fault: { code: 'not-a-table' } });
  });

  it('is told that no line names the columns', () => {
    expect(read('Budira;197607222001122901;Camat\n')).toMatchObject({
      fault: { code: 'column-missing' },
    });
  });

  it('says how many rows it has when they are too many', () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `Budira ${i};;Staf;Dinas ${i % 40}`);
    expect(read(`Nama;NIP;Jabatan;OPD\n${lines.join('\n')}\n`)).toEqual({
      ok: false,
      fault: { code: 'too-many-rows', detail: '60000' },
    });
  });

  it('is refused unread above the size limit', () => {
    expect(readRosterCsv(new Uint8Array(LIMITS.rosterFileBytesMax + 1))).toMatchObject({
      fault: { code: 'too-large' },
    });
  });
});

it('reads as many people as a roster may have', () => {
  const lines = Array.from(
    { length: LIMITS.rosterRowsMax },
    (_, i) => `Budira ${i};Staf;Dinas ${i % 40}`,
  );
  const { rows, agencies, faults } = good(read(`Nama;Jabatan;OPD\n${lines.join('\n')}`));
  expect([rows.length, agencies.length, faults.length]).toEqual([LIMITS.rosterRowsMax, 40, 0]);
});
