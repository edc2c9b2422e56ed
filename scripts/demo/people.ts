/**
 * Made-up people: a person for a post, with a name, titles, birth date, number and rank that agree.
 * Every number has a sequence of 901 to 999, so none belongs to a real official.
 */
import type { Chance } from './chance.ts';
import {
  makeDegrees,
  makeGolongan,
  makeHealer,
  makePosition,
  makeSchooling,
  printRank,
  ROSTER_YEAR,
  TRACKS,
} from './careers.ts';
import type { BirthDate, Contract, Life, Track } from './careers.ts';
import type { Region } from './names-pool.ts';
import { makeFullName } from './naming.ts';

export const ROSTER_HEADER = [
  'No',
  'Nama Lengkap dan Gelar',
  'NIP/NI PPPK',
  'Tanggal Lahir',
  'Pangkat/Golongan',
  'Jabatan',
  'Unit Kerja',
  'Perangkat Daerah',
  'Kecamatan',
  'Desa',
  'Kategori',
] as const;

export type CategoryLabel =
  'ASN' | 'Non-ASN' | 'Kepala Desa' | 'Perangkat Desa' | 'Forkopimda' | 'Tamu';

/** One row of an organiser's roster, as it is written in the file. Empty where there is nothing. */
export interface PersonRow {
  readonly no: string;
  readonly name: string;
  /** 18 digits for ASN, an internal number or nothing for the others. */
  readonly number: string;
  /** DD-MM-YYYY. */
  readonly birthDate: string;
  readonly rank: string;
  readonly position: string;
  readonly unit: string;
  readonly agency: string;
  readonly kecamatan: string;
  readonly desa: string;
  readonly category: CategoryLabel;
}

/** A chair to be filled: where it stands and who may sit on it. */
export interface Post {
  readonly track: Track;
  /** Empty: the person's schooling and rank decide. */
  readonly position: string;
  readonly unit: string;
  readonly agency: string;
  readonly kecamatan: string;
  readonly desa: string;
  readonly category: CategoryLabel;
  /** The golongan the post asks for, such as IV/c; empty: by service. */
  readonly golongan: string;
}

/** What the making of people shares: chance, the way of naming, and the numbers already given. */
interface Registry {
  readonly chance: Chance;
  readonly region: Region;
  readonly numbers: Set<string>;
  /** Counts the internal numbers given to people without one of the state. */
  internalCount: number;
}

const WOMEN_SHARE_PPPK = 0.786;

/** Starts a register of people. */
export function openRegistry(chance: Chance, region: Region): Registry {
  return { chance, region, numbers: new Set(), internalCount: 0 };
}

/** A person for the post; `no` is the row number in the file, from 1. */
export function makePerson(registry: Registry, post: Post, no: number): PersonRow {
  const { chance, region } = registry;
  const life = makeLife(chance, post);
  const healer = post.track === 'health' ? makeHealer(chance, life) : null;
  const making = { life, track: post.track, healer };
  const asn = life.contract !== 'none';
  const dated = asn || (isLocal(post.category) && chance.next() < 0.85);
  return {
    no: String(no),
    name: makeFullName(chance, region, {
      sex: life.sex,
      birthYear: life.birth.year,
      ...makeDegrees(chance, making),
    }),
    number: asn ? makeNumber(registry, life) : internalNumber(registry, post),
    birthDate: dated ? printDate(life.birth) : '',
    rank: asn ? printRank(life) : post.golongan,
    position: post.position === '' ? makePosition(chance, making) : post.position,
    unit: post.unit,
    agency: post.agency,
    kecamatan: post.kecamatan,
    desa: post.desa,
    category: post.category,
  };
}

function isLocal(category: CategoryLabel): boolean {
  return category === 'Non-ASN' || category === 'Kepala Desa' || category === 'Perangkat Desa';
}

function makeLife(chance: Chance, post: Post): Life {
  const contract = makeContract(chance, post);
  const share =
    contract === 'pppk' || contract === 'part-time' ? WOMEN_SHARE_PPPK : TRACKS[post.track].women;
  const sex = chance.next() < share ? 'woman' : 'man';
  const birth = makeBirth(chance, contract, post);
  const schooling = ranked(post) ? 'degree' : makeSchooling(chance, post.track);
  const golongan =
    post.golongan === ''
      ? makeGolongan(chance, { contract, schooling, birth, track: post.track })
      : post.golongan;
  return { sex, contract, schooling, birth, golongan };
}

/** Whoever leads a unit has studied. */
function ranked({ golongan }: Post): boolean {
  return golongan.startsWith('III') || golongan.startsWith('IV');
}

function makeContract(chance: Chance, post: Post): Contract {
  if (post.category !== 'ASN') return 'none';
  if (post.position !== '' || chance.next() >= TRACKS[post.track].pppk) return 'pns';
  return chance.next() < 0.25 ? 'part-time' : 'pppk';
}

/** Cohorts of all ASN: 1977-94 56 %, 1965-76 38 %, later 5 %, a few healers older. */
function makeBirth(chance: Chance, contract: Contract, post: Post): BirthDate {
  const year = ranked(post)
    ? makeLeaderYear(chance)
    : makeBirthYear(chance, contract === 'pns', post.track);
  const month = chance.int(1, 12);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { year, month, day: chance.int(1, daysInMonth) };
}

function makeLeaderYear(chance: Chance): number {
  return chance.next() < 0.7 ? chance.int(1966, 1976) : chance.int(1977, 1985);
}

function makeBirthYear(chance: Chance, pns: boolean, track: Track): number {
  const roll = chance.next();
  if (!pns) {
    if (roll > 0.9) return chance.int(1995, 2001);
    return roll > 0.08 ? chance.int(1977, 1994) : chance.int(1969, 1976);
  }
  if (track === 'health' && roll > 0.994) return chance.int(1961, 1964);
  if (roll > 0.95) return chance.int(1995, 2001);
  if (roll > 0.435) return chance.int(1977, 1994);
  return chance.int(track === 'office' ? 1967 : 1965, 1976);
}

/** Gives 18 digits: birth, appointment (a month, or 21, 22, 24 for PPPK), sex, sequence 901-999. */
function makeNumber(registry: Registry, life: Life): string {
  const { chance, numbers } = registry;
  const born = `${life.birth.year}${two(life.birth.month)}${two(life.birth.day)}`;
  const stem = born + makeAppointment(chance, life) + (life.sex === 'man' ? '1' : '2');
  const first = chance.next() < 0.8 ? 901 : 901 + 2 * chance.int(1, 10);
  // Odd, since an even number may be what a spreadsheet's rounding leaves, and looks damaged.
  for (let sequence = first; sequence <= 999; sequence += 2) {
    const number = stem + String(sequence);
    if (numbers.has(number)) continue;
    numbers.add(number);
    return number;
  }
  return makeNumber(registry, life);
}

function makeAppointment(chance: Chance, life: Life): string {
  if (life.contract === 'part-time') return '202524';
  if (life.contract === 'pppk')
    return `${chance.int(2021, 2025)}${chance.next() < 0.85 ? '21' : '22'}`;
  const youngest = life.schooling === 'degree' ? 22 : 19;
  const latest = Math.min(life.birth.year + 33, ROSTER_YEAR - 1);
  const year = chance.int(Math.min(life.birth.year + youngest, latest), latest);
  const month = chance.next() < 0.6 ? chance.pick([12, 1, 4, 3]) : chance.int(1, 12);
  return `${year}${two(month)}`;
}

/** Some offices number their non-ASN staff themselves; most do not. */
function internalNumber(registry: Registry, post: Post): string {
  if (post.category !== 'Non-ASN' || registry.chance.next() >= 0.3) return '';
  registry.internalCount += 1;
  return `NA-${String(registry.internalCount).padStart(5, '0')}`;
}

function printDate({ year, month, day }: BirthDate): string {
  return `${two(day)}-${two(month)}-${year}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
