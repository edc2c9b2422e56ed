/** The agencies that the rows of a roster file name, and what of a place is not kept. */
import { describe, expect, it } from 'vitest';
import { judgeRows } from '#core/roster-table.ts';

const PLACED = ['Nama', 'OPD', 'Unit Kerja', 'Kecamatan', 'Desa'];

const tree = (lines: readonly (readonly string[])[], header: readonly string[]) => {
  const { agencies, rows } = judgeRows({ header, headerRow: 1, lines });
  return {
    agencies: agencies.map(({ name, kind, parent }) => [name, kind, parent]),
    of: rows.map(({ agency }) => agency),
  };
};

const faultsOf = (lines: readonly (readonly string[])[]) =>
  judgeRows({ header: PLACED, headerRow: 1, lines }).faults.map(({ severity, row, column, code }) =>
    [severity, row, column, code].join(' '),
  );

describe('agencies', () => {
  it('stand as units under their agency', () => {
    const lines = [
      ['a', 'Dinas Pendidikan', 'SDN 1 Lontara'],
      ['b', 'DINAS PENDIDIKAN', 'SDN 2 Lontara'],
      ['c', 'Dinas Pendidikan', ''],
      ['d', 'Dinas Pendidikan', 'Dinas Pendidikan'],
      ['e', 'Dinas Kesehatan', 'Puskesmas Lontara'],
    ];
    expect(tree(lines, ['Nama', 'OPD', 'Unit Kerja'])).toEqual({
      agencies: [
        ['Dinas Pendidikan', 'dinas', null],
        ['SDN 1 Lontara', 'sekolah', 0],
        ['SDN 2 Lontara', 'sekolah', 0],
        ['Dinas Kesehatan', 'dinas', null],
        ['Puskesmas Lontara', 'puskesmas', 3],
      ],
      of: [1, 2, 0, 0, 4],
    });
  });

  it('stand as villages under their district', () => {
    const lines = [
      ['a', 'Lontara', 'Sandeqa'],
      ['b', 'Kec. Lontara', 'Desa Sandeqa'],
      ['c', 'Kecamatan Lontara', ''],
      ['d', '', ''],
    ];
    expect(tree(lines, ['Nama', 'Kecamatan', 'Desa'])).toEqual({
      agencies: [
        ['Kecamatan Lontara', 'kecamatan', null],
        ['Desa Sandeqa', 'desa', 0],
        ['Tanpa unit kerja', 'lain', null],
      ],
      of: [1, 1, 0, 2],
    });
  });

  it('do not call a bare name a village where it may be an urban ward', () => {
    const header = ['Nama', 'Kecamatan', 'Desa/Kelurahan'];
    expect(tree([['a', 'Lontara', 'Sandeqa']], header).agencies[1]).toEqual(['Sandeqa', 'lain', 0]);
  });

  it('take the district for a place only when nobody is named above', () => {
    const lines = [
      ['a', 'Dinas Pendidikan', 'SDN 1', 'Lontara', 'Sandeqa'],
      ['b', 'Kecamatan Lontara', '', 'Lontara', 'Sandeqa'],
      ['c', 'Kecamatan Lontara', '', '', 'Sandeqa'],
    ];
    expect(tree(lines, PLACED).agencies.map(([name]) => name)).toEqual([
      'Dinas Pendidikan',
      'SDN 1',
      'Kecamatan Lontara',
      'Desa Sandeqa',
    ]);
  });

  it('leave no place out in silence: the first row of its column is named', () => {
    const lines = [
      ['a', 'Dinas Pendidikan', 'SDN 1 Lontara', 'Lontara', 'Desa Sandeqa'],
      ['b', 'Dinas Pendidikan', 'SDN 2 Lontara', 'Kec. Lontara', 'Sandeqa'],
      ['c', 'Dinas Pendidikan', '', 'Lontara', ''],
      ['d', 'Dinas Pendidikan', 'SDN 2', 'Lontara', '-'],
      ['e', 'Kecamatan Lontara', '', 'Uwai', ''],
    ];
    expect(faultsOf(lines)).toEqual([
      'warning 2 Desa place-unused',
      'warning 4 Kecamatan place-unused',
    ]);
    expect(faultsOf(lines.slice(4))).toEqual(['warning 2 Kecamatan place-unused']);
    expect(tree(lines.slice(4), PLACED).agencies).toEqual([
      ['Kecamatan Lontara', 'kecamatan', null],
    ]);
  });

  it('tell two villages of one name apart by the district of their rows', () => {
    const lines = [
      ['a', '', 'Desa Sandeqa', 'Lontara', ''],
      ['b', 'Desa Sandeqa', '', 'Uwai', 'Sandeqa'],
      ['c', 'Kelurahan Sandeqa', '-', 'Uwai', ''],
      ['d', '', '', 'Lontara', 'Sandeqa'],
      ['e', 'Desa Sandeqa', '', '', ''],
    ];
    expect(tree(lines, PLACED)).toEqual({
      agencies: [
        ['Kecamatan Lontara', 'kecamatan', null],
        ['Desa Sandeqa', 'desa', 0],
        ['Kecamatan Uwai', 'kecamatan', null],
        ['Desa Sandeqa', 'desa', 2],
        ['Kelurahan Sandeqa', 'kelurahan', 2],
        ['Desa Sandeqa', 'desa', null],
      ],
      of: [1, 3, 4, 1, 5],
    });
    expect(faultsOf(lines)).toEqual([]);
  });

  it('are not made of dashes', () => {
    const lines = [
      ['a', 'Dinas Satu', '-', '–', '-'],
      ['b', '-', '-', '-', '-'],
    ];
    expect(tree(lines, PLACED).agencies.map(([name]) => name)).toEqual([
      'Dinas Satu',
      'Tanpa unit kerja',
    ]);
    expect(faultsOf(lines)).toEqual([]);
  });
});
