/** The rules by which a table becomes people: numbers, dates, categories. */
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { judgeRows } from '#core/roster-table.ts';

const HEADER = ['No', 'NAMA', 'NIP', 'Jabatan', 'Perangkat Daerah', 'Unit Kerja'];
const judge = (lines: readonly (readonly string[])[], header = HEADER) =>
  judgeRows({ header, headerRow: 1, lines });
const faultsOf = (lines: readonly (readonly string[])[], header = HEADER) =>
  judge(lines, header).faults.map(({ row, column, code, severity }) =>
    [severity, row, column, code].join(' '),
  );
const first = (lines: readonly (readonly string[])[], header = HEADER) =>
  judge(lines, header).rows[0];

describe('the heading Nomor', () => {
  it('is the number of people, unless it counts the lines', () => {
    const header = ['Nomor', 'Nama', 'Jabatan'];
    expect(first([['KD-99/017', 'Budira', 'Staf']], header)?.number).toBe('KD-99/017');
    expect(first([['1', 'Budira', 'Staf']], header)).toMatchObject({
      number: '',
      numberKind: 'none',
    });
  });
});

describe('people', () => {
  it('keep the name as it is written, but for its blanks', () => {
    const name = first([
      ['1', ' A.Calo\u00a0 S.STP.MM.\n', '197607222001122901', '', '', ''],
    ])?.name;
    expect(name).toBe('A.Calo S.STP.MM.');
  });

  it('have the birth date of the NIP when the file has none', () => {
    expect(first([['1', 'Budira', "'19760722 200112 2 901", 'Camat', '', '']])).toMatchObject({
      row: 2,
      number: '197607222001122901',
      numberKind: 'nip',
      birthDate: '1976-07-22',
      category: 'asn',
      order: 80,
    });
  });

  it('lose all but four digits of a NIK', () => {
    const { rows } = judge([['1', 'Budira', '9901016207769903', '', '', '']]);
    expect(rows[0]).toMatchObject({ number: '9903', numberKind: 'nik', birthDate: null });
    expect(JSON.stringify(rows)).not.toContain('99010162');
  });

  it('are not made of blank lines, counted blank lines, or the numbers of the columns', () => {
    const { rows, faults } = judge([
      ['1', '2', '3', '4', '5', '6'],
      ['', '', '', '', '', ''],
      ['1', ' ', '\u00a0', '', '', ''],
      [],
      ['2', 'Budira', '', 'Staf', '', ''],
    ]);
    expect(rows.map(({ row }) => row)).toEqual([6]);
    expect(faults).toEqual([]);
  });

  it('have rank and grade in one text, as they are printed', () => {
    const header = ['Nama', 'Pangkat', 'Gol. Ruang'];
    expect(first([['Budira', 'Pembina Tk. I', 'IV/b']], header)).toMatchObject({
      rank: 'Pembina Tk. I, IV/b',
      order: 103,
    });
  });
});

describe('faults', () => {
  it('name every row and heading, not only the first', () => {
    expect(
      faultsOf([
        ['1', '', '1,97607E+17', '', '', ''],
        ['2', 'Budira', '197607222001122000', '', '', ''],
        ['3', 'Santoro', '19760722200112290', 'x'.repeat(161), '', ''],
        ['4', 'x'.repeat(121), '', '', '', 'y'.repeat(161)],
      ]),
    ).toEqual([
      'error 2 NIP number-damaged',
      'error 2 NAMA name-missing',
      'error 3 NIP number-damaged',
      'error 4 NIP number-invalid',
      'error 4 Jabatan text-too-long',
      'error 5 NAMA name-too-long',
      'error 5 Unit Kerja text-too-long',
    ]);
  });

  it('name both rows of one number, also in two agencies', () => {
    const { faults, rows } = judge([
      ['1', 'Budira', '197607222001122901', '', 'Dinas Satu', ''],
      ['2', 'Budira', '19760722 200112 2 901', '', 'Dinas Dua', ''],
    ]);
    expect(faults).toEqual([
      {
        severity: 'error',
        row: 3,
        column: 'NIP',
        code: 'number-duplicate',
        value: '19760722 200112 2 901',
        otherRow: 2,
      },
    ]);
    expect(rows).toHaveLength(1);
  });

  it('show a NIK only by its last four digits', () => {
    const { faults } = judge([
      ['1', 'Budira', '9901016207769903', '', '', ''],
      ['2', 'Santoro', '9901016207769903', '', '', ''],
      ['3', 'Calo', '9901016207760000', '', '', ''],
    ]);
    expect(faults.map(({ value }) => value)).toEqual(['••••••••••••9903', '••••••••••••0000']);
  });

  it('only warn of a strange contract, a rounded look, and a word for a number', () => {
    expect(
      faultsOf([
        ['1', 'Budira', '198811092022302905', '', '', ''],
        ['2', 'Santoro', '197607222001122020', '', '', ''],
        ['3', 'Calo', 'honorer', '', '', ''],
      ]),
    ).toEqual([
      'warning 2 NIP number-invalid',
      'warning 3 NIP number-damaged',
      'warning 4 NIP number-invalid',
    ]);
  });

  it('name a cell beyond the headings, which an unquoted comma in a name pushes there', () => {
    const header = ['Nama', 'NIP', 'Jabatan', 'OPD'];
    const { rows, faults } = judge(
      [
        ['Budira', ' S.Sos.', '197607222001122901', 'Staf', 'Dinas Satu'],
        ['Calo', '', 'Staf', 'Dinas Satu', ' ', ''],
      ],
      header,
    );
    expect(faults[0]).toEqual({
      severity: 'error',
      row: 2,
      column: 'E',
      code: 'cell-beyond',
      value: 'Dinas Satu',
      otherRow: null,
    });
    expect(rows.map(({ name }) => name)).toEqual(['Calo']);
  });

  it('do not let a heading without words hide such a cell', () => {
    const shifted = ['Budira', 'S.Sos.', '197607222001122901', 'Staf'];
    expect(faultsOf([shifted], ['Nama', 'NIP', 'Jabatan', ''])).toContain('error 2 D cell-beyond');
  });

  it('name a number that stands among the words, as where a short row has shifted', () => {
    const { rows, faults } = judge([
      ['', 'Budira', 'S.Sos.', '197607222001122901', 'Staf', ''],
      ['', 'Calo NIP. 19760722 200112 2 901', '', 'Staf', '', ''],
      ['', 'Santoro', '', 'Staf 9901016207769903', '', ''],
      ['', 'Budira', '', 'Staf, SK 800/123/2031, telepon 081234567890', '', ''],
    ]);
    const errors = faults.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'Jabatan', 'number-misplaced'],
      [3, 'NAMA', 'number-misplaced'],
      [4, 'Jabatan', 'number-misplaced'],
    ]);
    expect(JSON.stringify({ rows, faults })).not.toContain('99010162');
  });

  it('point at a row with only a name, such as whoever signed the list', () => {
    expect(
      faultsOf([
        ['1', 'Budira', '', 'Staf', '', ''],
        ['', 'Mengetahui,', '', '', '', ''],
        ['', 'Kepala Dinas Satu', '', '', '', ''],
      ]),
    ).toEqual(['warning 3 NAMA name-alone', 'warning 4 NAMA name-alone']);
  });

  it('point at one person twice, unless numbers or birth dates tell two apart', () => {
    const header = ['Nama', 'NIP', 'Tanggal Lahir', 'Jabatan', 'OPD'];
    const { faults } = judge(
      [
        ['Budira, S.Sos.', '', '22-07-1976', 'Staf', 'Dinas Satu'],
        ['BUDIRA S. SOS', '', '', 'staf', 'DINAS SATU'],
        ['Budira', '', '', 'Staf', 'Dinas Dua'],
        ['Budira', '', '', 'Guru', 'Dinas Satu'],
        ['Budira', '', '23-07-1976', 'Staf', 'Dinas Tiga'],
        ['Budira', '', '24-07-1976', 'Staf', 'Dinas Tiga'],
        ['Calo', '197607222001122901', '', 'Staf', 'Dinas Satu'],
        ['Calo', '197607222001122902', '', 'Staf', 'Dinas Satu'],
        ['Calo', '', '', 'Staf', 'Dinas Satu'],
      ],
      header,
    );
    const found = faults.map(({ severity, row, code, otherRow }) => [
      severity,
      row,
      code,
      otherRow,
    ]);
    expect(found).toEqual([
      ['warning', 3, 'person-twice', 2],
      ['warning', 10, 'person-twice', 8],
    ]);
  });

  it('point at a number with a NIP inside it and something around', () => {
    const { faults, rows } = judge([['1', 'Budira', '197607222001122901 a', 'Staf', '', '']]);
    expect(faults).toMatchObject([{ severity: 'warning', column: 'NIP', code: 'number-invalid' }]);
    expect(rows[0]?.numberKind).toBe('other');
  });

  it('name a unit that only its prefix makes too long for a tablet', () => {
    const header = ['Nama', 'Kecamatan', 'Desa'];
    const almost = 'x'.repeat(LIMITS.unitCharsMax - 2);
    const lines = [
      ['Budira', 'Lontara', almost],
      ['Calo', almost, 'Sandeqa'],
      ['Santoro', 'Lontara', 'x'.repeat(LIMITS.unitCharsMax - 'Desa '.length)],
    ];
    expect(faultsOf(lines, header)).toEqual([
      'error 2 Desa text-too-long',
      'error 3 Kecamatan text-too-long',
    ]);
  });

  it('name every row whose unit is one too many for a tablet', () => {
    const max = LIMITS.agenciesMax;
    const lines = Array.from({ length: max + 2 }, (_, i) => [`Budira ${i}`, `UPT ${i}`]);
    expect(faultsOf([...lines, ['Calo', 'UPT 0']], ['Nama', 'OPD'])).toEqual([
      `error ${max + 2} OPD agencies-too-many`,
      `error ${max + 3} OPD agencies-too-many`,
    ]);
  });
});

describe('birth dates', () => {
  const header = ['Nama', 'NIP', 'Tanggal Lahir'];
  it.each([
    ['22-07-1976'],
    ['22/7/1976'],
    ['1976-07-22'],
    ['1976-07-22 00:00:00'],
    ['22 Juli 1976'],
    ['Pinggir Laut, 22-07-1976'],
  ])('are read from %s', (text) => {
    expect(first([['Budira', '', text]], header)?.birthDate).toBe('1976-07-22');
  });

  it.each([
    '27963',
    '07/22/1976',
    '31-02-1976',
    '22-07-76',
    '22-07-1876',
    'Juli 1976',
    '22 July 1976',
  ])('are not guessed from %s', (text) => {
    expect(faultsOf([['Budira', '', text]], header)).toEqual([
      'error 2 Tanggal Lahir date-invalid',
    ]);
  });

  it('count as written when a NIP disagrees, with a warning', () => {
    const { rows, faults } = judge([['Budira', '197607222001122901', '23-07-1976']], header);
    expect(rows[0]?.birthDate).toBe('1976-07-23');
    expect(faults).toMatchObject([
      { severity: 'warning', code: 'date-invalid', value: '23-07-1976' },
    ]);
  });
});

describe('categories', () => {
  it.each([
    ['Kepala Desa Sandeqa', '', 'kades'],
    ['Pj. Kepala Desa', '', 'kades'],
    ['Pj. Kepala Desa', '197607222001122901', 'asn'],
    ['Sekretaris Desa', '', 'perdes'],
    ['Kaur Keuangan', '', 'perdes'],
    ['Kadus II', '', 'perdes'],
    ['Bupati', '', 'forko'],
    ['Plt. Wakil Bupati', '', 'forko'],
    ['Kapolres', '76079901', 'forko'],
    ['Ketua DPRD', '', 'forko'],
    ['Ketua KPU', '', 'guest'],
    ['Banit Intel', '76079901', 'guest'],
    ['Pramu Kantor', '', 'nonasn'],
    ['Guru', '199003152023211902', 'asn'],
  ])('of %s with number %j is %s', (position, number, category) => {
    expect(first([['1', 'Budira', number, position, '', '']])?.category).toBe(category);
  });

  it('are taken from the file when it says, and never guessed from an unknown word', () => {
    const header = ['Nama', 'Kategori'];
    const said = ['PNS', 'Non-ASN', 'KADES', 'Perangkat Desa', 'Forkopimda', 'Undangan Lainnya'];
    expect(
      judge(
        said.map((word) => ['Budira', word]),
        header,
      ).rows.map(({ category }) => category),
    ).toEqual(['asn', 'nonasn', 'kades', 'perdes', 'forko', 'guest']);
    expect(faultsOf([['Budira', 'Relawan']], header)).toEqual([
      'error 2 Kategori category-unknown',
    ]);
  });
});

describe('order of protocol', () => {
  it('follows the posts, then the grades', () => {
    const header = ['Nama', 'Jabatan', 'Pangkat/Gol'];
    const lines = [
      ['a', 'Bupati', ''],
      ['b', 'Wakil Bupati', ''],
      ['c', 'Dandim', ''],
      ['d', 'Sekretaris Daerah', 'Pembina Utama, IV/e'],
      ['e', 'Staf Ahli Bupati', 'IV/c'],
      ['f', 'Asisten Pemerintahan', 'IV/c'],
      ['g', 'Kepala Dinas Satu', 'IV/b'],
      ['h', 'Camat', 'IV/a'],
      ['i', 'Lurah', 'III/d'],
      ['j', 'Guru', 'Pembina Utama (IV/e)'],
      ['k', 'Guru', 'Penata Tk. I / III.d'],
      ['l', 'Asisten Apoteker', 'I/a'],
      ['m', 'Guru', 'IX'],
      ['n', 'Guru', 'VII'],
      ['o', 'Staf', ''],
    ];
    const orders = judge(lines, header).rows.map(({ order }) => order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(new Set(orders).size).toBe(lines.length);
  });

  it('is as written where the file has it', () => {
    const header = ['Nama', 'Jabatan', 'Urutan'];
    expect(first([['Budira', 'Bupati', '33']], header)?.order).toBe(33);
    expect(faultsOf([['Budira', 'Bupati', 'satu']], header)).toEqual([
      'warning 2 Urutan order-invalid',
    ]);
  });
});
