/**
 * A made-up kabupaten: its agencies, its people, the roster file an organiser would import, and the
 * three gatherings of the demo. The same seed always gives the same kabupaten.
 */
import { growAgencies, HOST_INDEX } from './agencies.ts';
import type { Agency, Plan } from './agencies.ts';
import { chance as startChance } from './chance.ts';
import { makePerson, openRegistry, ROSTER_HEADER } from './people.ts';
import type { PersonRow } from './people.ts';
import { fillRooms, furnish } from './posts.ts';
import type { Role } from './posts.ts';

export type Profile = 'S' | 'M' | 'L';

export interface Kabupaten {
  readonly name: string;
  readonly zone: 'WIB' | 'WITA';
  readonly capital: string;
  /** The kecamatan with 14 desa, which holds the district session. */
  readonly hostKecamatan: string;
  /** Forkopimda, 35 agencies, every kecamatan, guests; each with its units inside. */
  readonly agencies: readonly Agency[];
  /** In the order of the file, which is that of precedence. */
  readonly people: readonly PersonRow[];
  /** The role of the person at the same place in `people`. */
  readonly roles: readonly Role[];
}

/** Row numbers (column No, from 1) of those invited to each gathering of the demo. */
interface Selections {
  readonly hall: readonly number[];
  readonly apel: readonly number[];
  readonly district: readonly number[];
}

interface Shape extends Omit<Plan, 'chance'> {
  readonly zone: 'WIB' | 'WITA';
  readonly capital: string;
  readonly peopleCount: number;
}

const FORUM_REST = [
  'DPRD Kabupaten @|Ketua DPRD Kabupaten @',
  'DPRD Kabupaten @|Wakil Ketua I DPRD Kabupaten @',
  'DPRD Kabupaten @|Wakil Ketua II DPRD Kabupaten @',
  'Polres @|Kapolres @',
  'Kodim @|Dandim @',
  'Kejaksaan Negeri @|Kepala Kejaksaan Negeri @',
  'Pengadilan Negeri @|Ketua Pengadilan Negeri @',
  'Pengadilan Agama @|Ketua Pengadilan Agama @',
];

const SHAPES: Readonly<Record<Profile, Shape>> = {
  S: {
    region: 'mandar',
    shortName: 'Sandeq Pesisir',
    capital: 'Uwaimalolo',
    zone: 'WITA',
    code: '99.02',
    kecamatanCount: 8,
    desaCount: 62,
    kelurahanCount: 20,
    capitalKelurahanCount: 8,
    primarySchoolCount: 105,
    peopleCount: 3_800,
    forum: ['Pemerintah Kabupaten @|Pjs. Bupati @', ...FORUM_REST],
  },
  M: {
    region: 'bugis',
    shortName: 'Lontara Bahari',
    capital: 'Tellulipu',
    zone: 'WITA',
    code: '99.01',
    kecamatanCount: 12,
    desaCount: 69,
    kelurahanCount: 40,
    capitalKelurahanCount: 8,
    primarySchoolCount: 180,
    peopleCount: 6_400,
    forum: ['Pemerintah Kabupaten @|Pj. Bupati @', ...FORUM_REST],
  },
  L: {
    region: 'java',
    shortName: 'Tirta Kulonsari',
    capital: 'Kulonsari',
    zone: 'WIB',
    code: '99.03',
    kecamatanCount: 28,
    desaCount: 419,
    kelurahanCount: 11,
    capitalKelurahanCount: 11,
    primarySchoolCount: 260,
    peopleCount: 9_600,
    forum: [
      'Pemerintah Kabupaten @|Bupati @',
      'Pemerintah Kabupaten @|Wakil Bupati @',
      ...FORUM_REST,
    ],
  },
};

/** Makes a kabupaten: S 3,800 people, M 6,400, L 9,600. */
export function makeKabupaten(seed: number, profile: Profile): Kabupaten {
  const chance = startChance(seed);
  const shape = SHAPES[profile];
  const agencies = growAgencies({ ...shape, chance });
  const hostKecamatan =
    agencies.filter(({ kind }) => kind === 'kecamatan')[HOST_INDEX]?.kecamatan ?? '';
  const rooms = agencies.flatMap((agency) => furnish(agency, hostKecamatan));
  const chairs = fillRooms(chance, rooms, shape.peopleCount);
  const registry = openRegistry(chance, shape.region);
  return {
    name: `Kabupaten ${shape.shortName}`,
    zone: shape.zone,
    capital: shape.capital,
    hostKecamatan,
    agencies,
    people: chairs.map((chair, index) => makePerson(registry, chair, index + 1)),
    roles: chairs.map(({ role }) => role),
  };
}

/** Makes n people, up to 200,000, for tests of size: the M kabupaten's posts, again and again. */
export function bigRoster(n: number, seed: number): readonly PersonRow[] {
  const chance = startChance(seed);
  const shape = SHAPES.M;
  const rooms = growAgencies({ ...shape, chance }).flatMap((agency) => furnish(agency, ''));
  const staffed = fillRooms(chance, rooms, shape.peopleCount).filter(
    ({ role }) => role === 'staff',
  );
  const registry = openRegistry(chance, shape.region);
  return Array.from({ length: n }, (_, index) =>
    makePerson(registry, staffed[index % staffed.length] ?? chance.pick(staffed), index + 1),
  );
}

/** The cells of a roster as a spreadsheet shows them, the header first. */
export function rosterRows(people: readonly PersonRow[]): readonly (readonly string[])[] {
  return [ROSTER_HEADER, ...people.map(rowOf)];
}

/** The roster as an organiser's CSV: semicolons, CRLF, UTF-8 without BOM. */
export function rosterCsv(people: readonly PersonRow[]): string {
  return rosterRows(people)
    .map((row) => `${row.map(quoted).join(';')}\r\n`)
    .join('');
}

/** Picks who is invited to the hall session, the joint apel and the district session. */
export function selections({ people, roles, hostKecamatan }: Kabupaten): Selections {
  const all = people.map((person, index) => ({ person, role: roles[index], no: index + 1 }));
  const hall = new Set<Role | undefined>(HALL_ROLES);
  const district = all.filter(({ person, role }) => {
    if (person.kecamatan !== hostKecamatan) return false;
    return role === 'kades' || role === 'sekdes' || role === 'neighbour' || isDistrictStaff(person);
  });
  return {
    hall: all.filter(({ role }) => hall.has(role)).map(({ no }) => no),
    apel: all
      .filter(({ person, role }) => person.category === 'ASN' || role === 'forkopimda')
      .map(({ no }) => no),
    district: district.map(({ no }) => no),
  };
}

const HALL_ROLES: readonly Role[] = ['forkopimda', 'principal', 'camat', 'lurah', 'kades', 'guest'];

function isDistrictStaff({ unit, kecamatan }: PersonRow): boolean {
  return unit === `Kecamatan ${kecamatan}`;
}

function rowOf(row: PersonRow): readonly string[] {
  return [
    row.no,
    row.name,
    row.number,
    row.birthDate,
    row.rank,
    row.position,
    row.unit,
    row.agency,
    row.kecamatan,
    row.desa,
    row.category,
  ];
}

function quoted(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
