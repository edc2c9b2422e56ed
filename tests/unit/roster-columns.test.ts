/** Which column is read as what, and that one which is not read never goes unsaid. */
import { describe, expect, it } from 'vitest';
import { cellBeyond, isRosterHeader, readColumns } from '#core/roster-columns.ts';

const read = (header: readonly string[], ...lines: readonly (readonly string[])[]) => {
  const columns = readColumns({ header, headerRow: 4, lines });
  return {
    read: columns.read.map(({ letter, field }) => `${letter} ${field}`),
    unused: columns.unused.map(({ row, column, value }) => [row, column, value].join(' | ')),
  };
};

describe('a line of headings', () => {
  it.each([
    ['Nama Pegawai', 'NIP/NI PPPK'],
    ['NAMA LENGKAP', 'NOMOR'],
    ['Nama Lengkap dan Gelar', 'SKPD'],
    ['nama', 'Desa/Kelurahan'],
    ['N A M A', ' N I P'],
  ])('is known by %s, %s', (...cells) => {
    expect(isRosterHeader(cells)).toBe(true);
  });

  it.each([['Nama'], ['No', 'Nama'], ['DAFTAR PEGAWAI', ''], ['NIP', 'Jabatan']])(
    'is not made of %s %s',
    (...cells) => {
      expect(isRosterHeader(cells)).toBe(false);
    },
  );
});

describe('a column', () => {
  it('is read by the heading as offices write it', () => {
    const header = [
      'No.',
      'N A M A',
      'Tanggal Lahir (dd/mm/yyyy)',
      'OPD / Unit Kerja',
      'Status ASN',
    ];
    expect(read(header, ['1', 'Budira', '22/07/1976', 'Dinas Satu', 'PNS'])).toEqual({
      read: ['B name', 'C birth', 'D agency', 'E category'],
      unused: [],
    });
  });

  it('that is not read is named by heading and place, with what it holds', () => {
    const header = ['Nama', 'NIP', 'NIK', 'Keterangan', '', 'Jabatan', 'Hobi'];
    const { unused } = read(
      header,
      ['Budira', '197607222001122901', '', '', '', 'Staf', ' '],
      ['Calo', '', '9901016207769903', 'pensiun', 'eselon IV', 'Staf', ''],
    );
    expect(unused).toEqual([
      '4 | NIK (C) | ••••••••••••9903',
      '4 | Keterangan (D) | pensiun',
      '4 | E | eselon IV',
    ]);
  });

  it('that counts the lines, or holds only its own number, is not missed', () => {
    const lines = [
      ['1', '2', '3', '4'],
      ['1.', '1', 'Budira', ''],
      ['2.', '2', 'Calo', ''],
    ];
    expect(read(['No', 'Nomor', 'Nama', 'Paraf'], ...lines).unused).toEqual([]);
  });

  it('that should count the lines and holds more is named', () => {
    const lines = [
      ['1', 'Budira', 'Staf'],
      ['Mengetahui,', '', ''],
    ];
    expect(read(['No', 'Nama', 'Jabatan'], ...lines).unused).toEqual(['4 | No (A) | Mengetahui,']);
  });

  it('has the letters of a spreadsheet', () => {
    const header = Array.from({ length: 53 }, (_, i) => (i === 26 ? 'Nama' : `Lain ${i}`));
    header[52] = 'NIP';
    expect(read(header).read).toEqual(['AA name', 'BA number']);
  });
});

it('a cell beyond the last heading is seen, and no blank one', () => {
  expect(cellBeyond(['Budira', '1', ' ', 'x'], { width: 2 })).toEqual({ letter: 'D', text: 'x' });
  expect(cellBeyond(['Budira', '1', ' ', ''], { width: 2 })).toBeNull();
});
