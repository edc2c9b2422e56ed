/**
 * What people have learnt and become: schooling, golongan, profession, titles and position.
 * They agree with one another, as they do in a real list of officials.
 */
import type { Chance } from './chance.ts';
import type { Sex } from './naming.ts';

/** What a post asks of the person who holds it. */
export type Track =
  | 'leader'
  | 'physician'
  | 'office'
  | 'education'
  | 'health'
  | 'envoy'
  | 'jurist'
  | 'cleric'
  | 'officer'
  | 'guard'
  | 'chief'
  | 'plain';

type Schooling = 'school' | 'diploma' | 'degree';
export type Contract = 'pns' | 'pppk' | 'part-time' | 'none';

export interface Life {
  readonly sex: Sex;
  readonly contract: Contract;
  readonly schooling: Schooling;
  readonly birth: BirthDate;
  readonly golongan: string;
}

export interface BirthDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const ROSTER_YEAR = 2025;

/** The rank (pangkat) of each golongan of a PNS. */
const RANKS: Readonly<Record<string, string>> = {
  'II/a': 'Pengatur Muda',
  'II/b': 'Pengatur Muda Tk. I',
  'II/c': 'Pengatur',
  'II/d': 'Pengatur Tk. I',
  'III/a': 'Penata Muda',
  'III/b': 'Penata Muda Tk. I',
  'III/c': 'Penata',
  'III/d': 'Penata Tk. I',
  'IV/a': 'Pembina',
  'IV/b': 'Pembina Tk. I',
  'IV/c': 'Pembina Utama Muda',
  'IV/d': 'Pembina Utama Madya',
};
const GOLONGAN_LADDER = Object.keys(RANKS);
/** How far up the ladder schooling leads; teachers and healers go two steps further. */
const CAPS: Readonly<Record<Schooling, number>> = { school: 5, diploma: 7, degree: 7 };

interface Profession {
  readonly title: string;
  readonly front: string;
  readonly degree: string;
  readonly diploma: string;
  readonly weight: number;
}

const HEALERS: readonly Profession[] = [
  { title: 'Perawat', front: 'Ns.', degree: 'S.Kep.', diploma: 'A.Md.Kep.', weight: 9 },
  { title: 'Bidan', front: '', degree: 'S.Tr.Keb.', diploma: 'A.Md.Keb.', weight: 9 },
  { title: 'Dokter', front: 'dr.', degree: '', diploma: '', weight: 3 },
  { title: 'Dokter Gigi', front: 'drg.', degree: '', diploma: '', weight: 1 },
  { title: 'Apoteker', front: 'apt.', degree: 'S.Farm.', diploma: '', weight: 1 },
  { title: 'Sanitarian', front: '', degree: 'S.K.M.', diploma: 'A.Md.Kes.', weight: 2 },
  { title: 'Nutrisionis', front: '', degree: 'S.Gz.', diploma: 'A.Md.Gz.', weight: 2 },
];

const OFFICE_DIPLOMAS = ['A.Md.', 'A.Md.Kom.', 'A.Md.Ak.'];

/** How the people of a track differ: shares from 0 to 1, and what they studied. */
interface TrackRule {
  readonly pppk: number;
  /** Among those who are not PPPK. */
  readonly women: number;
  readonly school: number;
  readonly diploma: number;
  readonly degrees: string;
  readonly master: number;
  readonly masters: string;
}

const OFFICE_RULE: TrackRule = {
  pppk: 0.16,
  women: 0.48,
  school: 0.22,
  diploma: 0.12,
  degrees: 'S.Sos. S.E. S.H. S.IP. S.T. S.Kom. S.P. S.Pi. S.Pt. S.AP. S.Ak.',
  master: 0.1,
  masters: 'M.Si. M.M. M.AP.',
};
const LEADER_RULE: TrackRule = {
  ...OFFICE_RULE,
  pppk: 0,
  women: 0.34,
  school: 0,
  diploma: 0,
  degrees: `S.STP. S.STP. ${OFFICE_RULE.degrees}`,
  master: 0.8,
};
const ENVOY_RULE: TrackRule = {
  ...LEADER_RULE,
  women: 0.15,
  degrees: 'S.E. S.Sos. S.IP.',
  masters: 'M.Si. M.M.',
};

/** With 78.6 % women among PPPK these give 21 % PPPK and 66.5 % women of all ASN. */
export const TRACKS: Readonly<Record<Track, TrackRule>> = {
  leader: LEADER_RULE,
  physician: { ...LEADER_RULE, degrees: '', masters: 'M.Kes. M.M. Sp.A. Sp.PD.' },
  office: OFFICE_RULE,
  education: {
    pppk: 0.265,
    women: 0.7,
    school: 0.03,
    diploma: 0.04,
    degrees: 'S.Pd. S.Pd. S.Pd. S.Pd. S.Pd.SD. S.Pd.I. S.Ag. S.Si.',
    master: 0.1,
    masters: 'M.Pd. M.Pd. M.Pd.I.',
  },
  health: { ...OFFICE_RULE, pppk: 0.26, women: 0.78, school: 0, diploma: 0.42, masters: 'M.Kes.' },
  envoy: ENVOY_RULE,
  jurist: { ...ENVOY_RULE, degrees: 'S.H.', masters: 'M.H.' },
  cleric: { ...ENVOY_RULE, degrees: 'S.Ag. S.Ag. S.H.I.', masters: 'M.Ag. M.H.I.' },
  officer: { ...ENVOY_RULE, women: 0.05, degrees: 'S.H. S.I.P.', masters: 'M.H. M.Si.' },
  guard: { ...ENVOY_RULE, women: 0.03, school: 0.55, degrees: 'S.H.', master: 0 },
  chief: { ...ENVOY_RULE, women: 0.07, school: 0.55, diploma: 0.05, master: 0.05 },
  plain: { ...OFFICE_RULE, pppk: 0, women: 0.4, school: 0.6, diploma: 0.12, master: 0 },
};

const POSITIONS: Readonly<Record<Schooling, readonly string[]>> = {
  degree: [
    'Penelaah Teknis Kebijakan',
    'Penelaah Teknis Kebijakan',
    'Penata Layanan Operasional',
    'Perencana',
    'Analis Kebijakan',
    'Arsiparis',
  ],
  diploma: ['Pengolah Data dan Informasi', 'Pengelola Layanan Operasional'],
  school: ['Pengadministrasi Perkantoran', 'Operator Layanan Operasional'],
};
const STAGED = new Set(['Perencana', 'Analis Kebijakan', 'Arsiparis']);
const SERVICE_HANDS = ['Petugas Kebersihan', 'Pengemudi', 'Petugas Keamanan'];
const OFFICE_HANDS = ['Tenaga Administrasi', 'Tenaga Administrasi', 'Operator Komputer'];
const CARETAKERS = ['Penjaga Sekolah', 'Petugas Kebersihan'];
const SCHOOL_HANDS = ['Guru Honorer', 'Guru Honorer', 'Operator Sekolah'];

export function makeSchooling(chance: Chance, track: Track): Schooling {
  const { school, diploma } = TRACKS[track];
  const roll = chance.next();
  if (roll < school) return 'school';
  return roll < school + diploma ? 'diploma' : 'degree';
}

export function makeGolongan(
  chance: Chance,
  life: {
    readonly contract: Contract;
    readonly schooling: Schooling;
    readonly birth: BirthDate;
    readonly track: Track;
  },
): string {
  if (life.contract === 'none') return '';
  if (life.contract !== 'pns') return { school: 'V', diploma: 'VII', degree: 'IX' }[life.schooling];
  const start = { school: 0, diploma: 2, degree: 4 }[life.schooling];
  const cap = life.schooling === 'degree' && life.track !== 'office' ? 9 : CAPS[life.schooling];
  const serviceYears = Math.max(0, ROSTER_YEAR - life.birth.year - 26);
  const steps = Math.floor((serviceYears * (0.7 + 0.6 * chance.next())) / 5.2);
  return GOLONGAN_LADDER[Math.min(cap, start + steps)] ?? 'III/a';
}

export function makeHealer(chance: Chance, life: Life): Profession {
  const open = HEALERS.filter(
    (one) =>
      (one.title !== 'Bidan' || life.sex === 'woman') &&
      (life.schooling === 'degree' || one.diploma !== ''),
  );
  let roll = chance.next() * open.reduce((sum, one) => sum + one.weight, 0);
  return open.find((one) => (roll -= one.weight) < 0) ?? chance.pick(open);
}

export function printRank(life: Life): string {
  const rank = RANKS[life.golongan];
  return rank === undefined ? life.golongan : `${rank}, ${life.golongan}`;
}

interface Making {
  readonly life: Life;
  readonly track: Track;
  readonly healer: Profession | null;
}

export function makePosition(chance: Chance, { life, track, healer }: Making): string {
  if (life.contract === 'none') {
    const taught = life.schooling !== 'school';
    if (track === 'education') return chance.pick(taught ? SCHOOL_HANDS : CARETAKERS);
    return chance.pick(taught || chance.next() < 0.4 ? OFFICE_HANDS : SERVICE_HANDS);
  }
  if (healer !== null) return `${healer.title} ${stage(life)}`;
  if (track === 'education') return makeTeacher(life);
  const position = chance.pick(POSITIONS[life.schooling]);
  return STAGED.has(position) ? `${position} ${stage(life)}` : position;
}

function makeTeacher(life: Life): string {
  if (life.schooling === 'school') return 'Pengadministrasi Perkantoran';
  return life.schooling === 'degree' ? `Guru ${stage(life)}` : 'Guru';
}

/** The stage of a functional post follows the golongan. */
function stage({ schooling, golongan }: Life): string {
  const senior = golongan === 'III/c' || golongan === 'III/d';
  if (schooling !== 'degree') {
    if (senior) return 'Penyelia';
    return golongan.startsWith('III') ? 'Mahir' : 'Terampil';
  }
  if (golongan.startsWith('IV')) return 'Ahli Madya';
  return senior ? 'Ahli Muda' : 'Ahli Pertama';
}

export function makeDegrees(
  chance: Chance,
  { life, track, healer }: Making,
): { readonly front: string; readonly degree: string; readonly master: string } {
  const { schooling } = life;
  if (schooling === 'school') return { front: '', degree: '', master: '' };
  if (schooling === 'diploma') {
    const diploma = track === 'education' ? 'A.Ma.Pd.' : chance.pick(OFFICE_DIPLOMAS);
    return { front: '', degree: healer?.diploma ?? diploma, master: '' };
  }
  const { degrees, master, masters } = TRACKS[track];
  return {
    front: track === 'physician' ? 'dr.' : (healer?.front ?? ''),
    degree: healer?.degree ?? chance.pick(degrees.split(' ')),
    master: chance.next() < master ? chance.pick(masters.split(' ')) : '',
  };
}
