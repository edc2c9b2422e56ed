/**
 * The made-up kabupaten: plausible, clean, never the same number twice, and always the same people.
 */
import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { parseNumber } from '#core/identity.ts';
import { normaliseName } from '#core/names.ts';
import { judgeRows } from '#core/roster-table.ts';
import type { Agency } from '../../scripts/demo/agencies.ts';
import { dirt, dirtyFile } from '../../scripts/demo/dirt.ts';
import {
  bigRoster,
  makeKabupaten,
  rosterCsv,
  rosterRows,
  selections,
} from '../../scripts/demo/kabupaten.ts';
import type { Profile } from '../../scripts/demo/kabupaten.ts';
import { WORDS_AVOIDED } from '../../scripts/demo/names-pool.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';

const SEED = 7;
const medium = makeKabupaten(SEED, 'M');
const made = { S: makeKabupaten(SEED, 'S'), M: medium, L: makeKabupaten(SEED, 'L') };
const PROFILES: readonly Profile[] = ['S', 'M', 'L'];

function asnOf(people: readonly PersonRow[]): readonly PersonRow[] {
  return people.filter(({ category }) => category === 'ASN');
}

function share<T>(list: readonly T[], fits: (one: T) => boolean): number {
  return list.filter(fits).length / list.length;
}

function units(agencies: readonly Agency[], kind: Agency['kind']): readonly Agency[] {
  return agencies.flatMap((agency) => agency.units).filter((unit) => unit.kind === kind);
}

function homonymShare(people: readonly PersonRow[]): number {
  const names = people.map(({ name }) => normaliseName(name));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return share(names, (name) => (counts.get(name) ?? 0) > 1);
}

function isWoman({ number }: PersonRow): boolean {
  return number[14] === '2';
}

function isSchool({ agency }: PersonRow): boolean {
  return agency.startsWith('Dinas Pendidikan');
}

describe('the size of a kabupaten', () => {
  it.each([
    ['S', 3_800, 8, 62, 20],
    ['M', 6_400, 12, 69, 40],
    ['L', 9_600, 28, 419, 11],
  ] as const)('is %s: %i people, %i kecamatan, %i desa, %i kelurahan', (profile, ...sizes) => {
    const { people, agencies } = made[profile];
    expect([
      people.length,
      agencies.filter(({ kind }) => kind === 'kecamatan').length,
      units(agencies, 'desa').length,
      units(agencies, 'kelurahan').length,
    ]).toEqual(sizes);
  });

  it('has 35 agencies beside the kecamatan, Forkopimda and guests', () => {
    const rest = ['kecamatan', 'forkopimda', 'luar'];
    expect(medium.agencies.filter(({ kind }) => !rest.includes(kind))).toHaveLength(35);
  });

  it('gives every desa one head and one secretary', () => {
    for (const desa of units(medium.agencies, 'desa')) {
      const posts = medium.people
        .map(({ unit, kecamatan }, index) => ({ unit, kecamatan, role: medium.roles[index] }))
        .filter(({ unit, kecamatan }) => unit === desa.name && kecamatan === desa.kecamatan);
      expect(posts.map(({ role }) => role)).toEqual(['kades', 'sekdes']);
    }
  });

  it('gives 14 desa to the host and to no other kecamatan', () => {
    const counts = medium.agencies
      .filter(({ kind }) => kind === 'kecamatan')
      .map(({ kecamatan, units: villages }) => ({
        kecamatan,
        count: villages.filter(({ kind }) => kind === 'desa').length,
      }));
    const hosts = counts.filter(({ count }) => count === 14).map(({ kecamatan }) => kecamatan);
    expect(hosts).toEqual([medium.hostKecamatan]);
  });

  it.each(PROFILES)('names every place of %s once, in province 99', (profile) => {
    const places = made[profile].agencies.flatMap((agency) => [agency, ...agency.units]);
    const codes = places.map(({ code }) => code).filter((code) => code !== '');
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^99\.0[1-3]\.\d\d(\.[12]\d{3})?$/.test(code))).toBe(true);
    const villages = places.filter(({ kind }) => kind === 'desa' || kind === 'kelurahan');
    expect(new Set(villages.map(({ desa }) => desa)).size).toBe(villages.length);
  });
});

describe('a person', () => {
  it.each(PROFILES)('of %s has a number of his own with a sequence of 901 to 999', (profile) => {
    const numbers = asnOf(made[profile].people).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => /^\d{15}9\d[13579]$/.test(number))).toBe(true);
    const kinds = numbers.map((number) => {
      const parsed = parseNumber(number);
      return parsed.ok ? parsed.value.kind : parsed.fault.code;
    });
    expect([...new Set(kinds)].sort()).toEqual(['nip', 'nipppk']);
  });

  it('has the birth date his number says', () => {
    for (const { number, birthDate } of asnOf(medium.people)) {
      const [day, month, year] = birthDate.split('-');
      expect(number.startsWith(`${year}${month}${day}`)).toBe(true);
    }
  });

  it('has no number of the state unless he is ASN', () => {
    const others = medium.people.filter(({ category }) => category !== 'ASN');
    expect(others.every(({ number }) => number === '' || /^NA-\d{5}$/.test(number))).toBe(true);
  });

  it.each(PROFILES)('of %s has no word of a well-known family in his name', (profile) => {
    const words = made[profile].people.flatMap(({ name }) => name.toLowerCase().split(/[\s,.]+/));
    expect(words.filter((word) => WORDS_AVOIDED.has(word))).toEqual([]);
  });

  it.each(PROFILES)('of %s is written without control characters or stray spaces', (profile) => {
    const cells = rosterRows(made[profile].people).flat();
    expect(cells.filter((cell) => /\p{C}|\u00a0| {2}|^ | $/u.test(cell))).toEqual([]);
  });

  it.each(PROFILES)('of %s stands in a unit of the tree', (profile) => {
    const { agencies, people } = made[profile];
    const known = new Set(
      agencies.flatMap((agency) =>
        [agency, ...agency.units].map((unit) => `${agency.name}/${unit.name}`),
      ),
    );
    expect(people.filter(({ agency, unit }) => !known.has(`${agency}/${unit}`))).toEqual([]);
  });
});

describe('the people together', () => {
  it.each(PROFILES)('of %s have the shares of a real government', (profile) => {
    const asn = asnOf(made[profile].people);
    const pppk = asn.filter(({ number }) => Number(number.slice(12, 14)) > 12);
    expect(Math.abs(pppk.length / asn.length - 0.21)).toBeLessThan(0.02);
    expect(Math.abs(share(asn, isWoman) - 0.665)).toBeLessThan(0.025);
    expect(Math.abs(share(pppk, isWoman) - 0.786)).toBeLessThan(0.04);
    expect(Math.abs(share(asn, isSchool) - 0.55)).toBeLessThan(0.02);
  });

  it('are born in the years of a real government', () => {
    const born = asnOf(medium.people).map(({ number }) => Number(number.slice(0, 4)));
    const between = (least: number, most: number): number =>
      share(born, (year) => year >= least && year <= most);
    expect(Math.abs(between(1977, 1994) - 0.56)).toBeLessThan(0.03);
    expect(Math.abs(between(1965, 1976) - 0.38)).toBeLessThan(0.03);
    expect(Math.abs(between(1995, 2010) - 0.05)).toBeLessThan(0.015);
    expect(between(1900, 1964)).toBeLessThan(0.004);
  });

  it.each(PROFILES)('of %s share a name with another in 8 to 15 %', (profile) => {
    const homonyms = homonymShare(made[profile].people);
    expect(homonyms).toBeGreaterThan(0.07);
    expect(homonyms).toBeLessThan(0.16);
  });

  it('are the same for the same seed and others for another', () => {
    expect(makeKabupaten(SEED, 'M')).toEqual(medium);
    const names = makeKabupaten(SEED + 1, 'M').people.map(({ name }) => name);
    expect(share(medium.people, ({ name, no }) => names[Number(no) - 1] === name)).toBeLessThan(
      0.01,
    );
  });
});

describe('the roster file', () => {
  it('has the header an organiser writes and reads back as written', () => {
    const csv = rosterCsv(medium.people);
    expect(csv.split('\r\n')[0]).toBe(
      'No;Nama Lengkap dan Gelar;NIP/NI PPPK;Tanggal Lahir;Pangkat/Golongan;Jabatan;Unit Kerja;' +
        'Perangkat Daerah;Kecamatan;Desa;Kategori',
    );
    const { data } = parse<string[]>(csv, { delimiter: ';', skipEmptyLines: true });
    expect(data).toEqual(rosterRows(medium.people));
  });

  it.each(PROFILES)('of %s passes the office, which keeps no place beside a unit', (profile) => {
    const [header = [], ...lines] = rosterRows(made[profile].people);
    const judged = judgeRows({ header, headerRow: 1, lines });
    expect(judged.faults.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'Desa place-unused',
      'Kecamatan place-unused',
    ]);
    expect(judged.rows).toHaveLength(lines.length);
  });
});

describe('the gatherings', () => {
  const invited = selections(medium);
  const rolesOf = (nos: readonly number[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const no of nos) {
      const role = medium.roles[no - 1] ?? '';
      counts[role] = (counts[role] ?? 0) + 1;
    }
    return counts;
  };

  it('invite heads of every kind and ten guests to the hall', () => {
    expect(rolesOf(invited.hall)).toEqual({
      forkopimda: 9,
      principal: 41,
      camat: 12,
      lurah: 40,
      kades: 69,
      guest: 10,
    });
  });

  it('invite every ASN and Forkopimda to the joint apel', () => {
    const wanted = medium.people
      .filter(({ category }) => category === 'ASN' || category === 'Forkopimda')
      .map(({ no }) => Number(no));
    expect(invited.apel).toEqual(wanted);
  });

  it('invite 14 village heads with secretaries, the staff and two guests to the district', () => {
    const people = invited.district.map((no) => medium.people[no - 1]);
    const roles = rolesOf(invited.district);
    expect([roles['kades'], roles['sekdes'], roles['neighbour']]).toEqual([14, 14, 2]);
    expect(new Set(people.map((person) => person?.kecamatan))).toEqual(
      new Set([medium.hostKecamatan]),
    );
    const categories = new Set(people.map((person) => person?.category));
    expect(categories).toEqual(
      new Set(['ASN', 'Non-ASN', 'Kepala Desa', 'Perangkat Desa', 'Tamu']),
    );
  });
});

describe('a big roster', () => {
  it('has 60,000 people with numbers of their own', () => {
    const people = bigRoster(60_000, SEED);
    const numbers = people.map(({ number }) => number).filter((number) => number !== '');
    expect(people).toHaveLength(60_000);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('dirt', () => {
  const clean = rosterRows(medium.people.slice(0, 400));

  it('changes the cells it tells of and no others', () => {
    const rates = { 'upper-case': 0.1, 'number-zeroed': 0.1, 'numbers-swapped': 0.1 };
    const { rows, spots } = dirt(clean, rates, SEED);
    const told = new Set(spots.map(({ row, column }) => `${row} ${column}`));
    const header = clean[0] ?? [];
    const changed = rows.flatMap((row, at) =>
      row.flatMap((cell, column) =>
        cell === clean[at]?.[column] ? [] : [`${at + 1} ${header[column]}`],
      ),
    );
    expect(new Set(changed)).toEqual(told);
    expect(spots.length).toBeGreaterThan(60);
    expect(dirt(clean, rates, SEED)).toEqual({ rows, spots });
  });

  it.each([
    ['number-scientific', 'number-damaged'],
    ['number-zeroed', 'number-damaged'],
    ['nik-zeroed', 'number-damaged'],
    ['two-units', 'number-duplicate'],
    ['numbers-swapped', 'date-invalid'],
  ] as const)('of %s is what the office calls %s, row by row', (kind, code) => {
    const { rows, spots } = dirt(clean, { [kind]: 0.1 }, SEED);
    const [header = [], ...lines] = rows;
    const { faults } = judgeRows({ header, headerRow: 1, lines });
    const found = faults.filter((fault) => fault.code === code).map(({ row }) => row);
    expect(found).toEqual(spots.map(({ row }) => row));
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(['degrees-bare', 'upper-case', 'double-space', 'no-break-space'] as const)(
    'of %s leaves the person findable',
    (kind) => {
      const { rows, spots } = dirt(clean, { [kind]: 1 }, SEED);
      expect(spots.length).toBeGreaterThan(100);
      for (const [at, [, name = '']] of clean.entries()) {
        const found = normaliseName(rows[at]?.[1] ?? '');
        expect(found.startsWith(normaliseName(name)), found).toBe(true);
      }
    },
  );

  it('saves a file as offices do', () => {
    const bytes = dirtyFile(clean.slice(0, 3), {
      separator: ',',
      encoding: 'utf-8-bom',
      framed: true,
      headings: 'short',
    });
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines[0]).toMatch(/^DAFTAR PEGAWAI,+$/);
    expect(lines[2]).toMatch(/^No,Nama Pegawai,NIP,Tgl Lahir,/);
    expect(lines[3]).toMatch(/^1,2,3,/);
  });

  it('saves apostrophes in Windows-1252', () => {
    expect([...dirtyFile([["Kaco'"]], { encoding: 'windows-1252' })]).toEqual([
      0x4b, 0x61, 0x63, 0x6f, 0x92, 0x0d, 0x0a,
    ]);
  });
});
