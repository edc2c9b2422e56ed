/**
 * The meaning of words in the organiser's spreadsheet: headings, categories, posts and agencies.
 * They are lists, so that a new word is one line.
 */
import type { Category } from './category.ts';
import type { NumberKind } from './identity.ts';
import type { AgencyKind } from './roster.ts';

/** What a column of a roster file can hold; `counter` just counts the lines. */
export const ROSTER_FIELDS = [
  'counter',
  'name',
  'number',
  'birth',
  'rank',
  'grade',
  'position',
  'agency',
  'unit',
  'district',
  'village',
  'category',
  'order',
] as const;

/** One thing that a column of a roster file can hold. */
export type RosterField = (typeof ROSTER_FIELDS)[number];

const HEADINGS: Readonly<Record<RosterField, string>> = {
  counter: 'no|no urut|nomor urut|nomer',
  name:
    'nama|nama lengkap|nama lengkap dan gelar|nama lengkap gelar|nama dan gelar|nama gelar|' +
    'nama pegawai|nama asn|nama peserta|nama pejabat|nama lengkap beserta gelar|' +
    'nama beserta gelar|nama lengkap dengan gelar|nama pns|nama aparatur',
  number:
    'nip|nip baru|nip ni pppk|nip nipppk|nip pppk|ni pppk|nipppk|nip nik|nip nrp|nip nrp nik|nik|' +
    'nrp|nomor|nomor induk|nomor induk pegawai|nomor identitas|nomor pegawai|' +
    'nip nik nrp|nip pns|nip asn|nomor nip|no nip|nik nip',
  birth:
    'tanggal lahir|tgl lahir|tgl lhr|tempat tanggal lahir|tempat tgl lahir|ttl|' +
    'tempat dan tanggal lahir|tempat dan tgl lahir|tanggal kelahiran',
  rank:
    'pangkat|pangkat gol|pangkat golongan|pangkat gol ruang|pangkat golongan ruang|' +
    'pangkat dan golongan|pangkat dan golongan ruang|pangkat golru|pangkat gol ru',
  grade: 'gol|golongan|gol ruang|golongan ruang|golru|gol ru',
  position: 'jabatan|nama jabatan|jabatan terakhir|tugas jabatan',
  agency:
    'perangkat daerah|opd|skpd|instansi|nama opd|nama skpd|nama perangkat daerah|nama instansi|' +
    'perangkat daerah opd|opd skpd|skpd opd|instansi opd|asal instansi|satuan kerja|dinas|' +
    'opd unit kerja|unit kerja opd|skpd unit kerja|unit kerja skpd|instansi unit kerja|' +
    'unit kerja instansi|perangkat daerah unit kerja|unit kerja perangkat daerah',
  unit: 'unit kerja|unit|nama unit kerja|sub unit|sub unit kerja|unit organisasi|unor',
  district: 'kecamatan|kec|nama kecamatan',
  village: 'desa|kelurahan|desa kelurahan|kelurahan desa|desa kel|kel desa|nama desa',
  category:
    'kategori|kategori peserta|status pegawai|status kepegawaian|jenis pegawai|' +
    'jenis kepegawaian|status asn|jenis asn',
  order: 'urutan|urutan protokol',
};

const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  asn: 'asn|pns|cpns|pppk|p3k|pns pppk|asn pns pppk|pegawai negeri sipil|pppk paruh waktu',
  nonasn:
    'non asn|nonasn|pegawai non asn|honorer|tenaga honorer|thl|phl|ptt|gtt|kontrak|tenaga kontrak',
  kades: 'kades|kepala desa|pj kades|pj kepala desa',
  perdes: 'perdes|perangkat desa|sekdes|sekretaris desa|sekretaris perangkat desa',
  forko: 'forko|forkopimda|forkopimcam|forkopimda forkopimcam',
  guest: 'guest|undangan|undangan lainnya|tamu|tamu undangan',
};

/** One word for every category, as a person may write it into the file. */
export const CATEGORY_EXAMPLES: Readonly<Record<Category, string>> = {
  asn: 'ASN',
  nonasn: 'Non-ASN',
  kades: 'Kepala Desa',
  perdes: 'Perangkat Desa',
  forko: 'Forkopimda',
  guest: 'Undangan',
};

/** The headings of a file to begin with, in the order of its columns. */
export const HEADING_EXAMPLES: readonly string[] = [
  'No',
  'Nama Lengkap dan Gelar',
  'NIP/NI PPPK',
  'Tanggal Lahir',
  'Pangkat',
  'Golongan',
  'Jabatan',
  'Perangkat Daerah',
  'Unit Kerja',
  'Kecamatan',
  'Desa/Kelurahan',
  'Kategori',
];

/** The agency of those whose row names none. */
export const NO_AGENCY = 'Tanpa unit kerja';

const FIELD_OF = invert(HEADINGS);
const CATEGORY_OF = invert(CATEGORY_WORDS);

const REMARK = /\([^()]*\)|\[[^[\]]*\]/g;
const SPACED_OUT = /^\p{L}(?: \p{L})+$/u;
const ACTING = /^(?:pj|pjs|plt|plh|pgs)\s+/;
const REGION_HEAD = /^(?:wakil )?(?:bupati|wali ?kota)\b/;
const COMMANDER =
  /^(?:kapolres|kapolsek|dandim|danramil|kajari|komandan|kepala (?:kejaksaan|kepolisian))/;
const CHAIR = /^(?:ketua pengadilan|(?:wakil )?ketua dprd)/;
const LEADERS = [REGION_HEAD, COMMANDER, CHAIR];
const VILLAGE_HEAD = /^(?:kepala desa|kades)\b/;
const VILLAGE_STAFF =
  /^(?:(?:sekretaris|perangkat|bendahara|staf) desa|sekdes|kaur|kadus|kepala (?:dusun|urusan))\b/;
const ELECTION_BODY = /^(?:ketua|anggota|komisioner|sekretaris)? ?(?:kpu|bawaslu|panwas)/;

// Customary precedence; between them stand everyone else by grade.
const PRECEDENCE: readonly (readonly [RegExp, number])[] = [
  [/^(?:bupati|wali ?kota)\b/, 10],
  [/^wakil (?:bupati|wali ?kota)\b/, 20],
  [COMMANDER, 30],
  [CHAIR, 30],
  [/^(?:sekretaris daerah|sekda)\b/, 40],
  [/^staf ahli\b/, 50],
  [/^asisten (?:i|ii|iii|[1-3]|pemerintahan|administrasi|perekonomian|bidang)\b/, 60],
  [/^kepala (?:dinas|badan|satuan)\b|^inspektur\b|^direktur rsud|^sekretaris dprd/, 70],
  [/^camat\b/, 80],
  [/^(?:lurah|kepala desa|kades)\b/, 90],
];
const GRADED_FROM = 100;
const CONTRACTED_FROM = 120;
const UNGRADED = 140;
const GRADE = /\b(iv|iii|ii|i) ?([a-e])\b/;
const CONTRACT_GRADE = /\b(?:golongan |gol )?([ivx]+)$/;
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii'.split(' ');

const AGENCIES: readonly (readonly [RegExp, AgencyKind])[] = [
  [/^(?:sekretariat daerah|setda)\b/, 'setda'],
  [/^(?:sekretariat dewan|sekretariat dprd|setwan)\b/, 'setwan'],
  [/^inspektorat/, 'inspektorat'],
  [/^(?:satpol|satuan polisi pamong)/, 'satpol'],
  [/^dinas\b/, 'dinas'],
  [/^(?:badan|bkpsdm|bpbd|bappeda|bakesbangpol|bapenda|bpkad)\b/, 'badan'],
  [/^(?:rsud|rumah sakit)\b/, 'rsud'],
  [/^bagian\b/, 'bagian'],
  [/^(?:kecamatan|kec|kantor camat|kantor kecamatan)\b/, 'kecamatan'],
  [/^(?:kelurahan|kantor lurah)\b/, 'kelurahan'],
  [/^(?:desa|kantor desa|pemerintah desa)\b/, 'desa'],
  [/^(?:uptd? )?puskesmas\b/, 'puskesmas'],
  [/^(?:uptd? )?(?:sd|sdn|smp|smpn|sma|sman|smk|smkn|tk|paud|slb|sekolah)\b/, 'sekolah'],
  [/^uptd?\b/, 'upt'],
  [/^(?:polres|polsek|kodim|koramil|kejaksaan|pengadilan|kpu|bawaslu|kantor kement)/, 'vertikal'],
];

/**
 * The field a heading names; null when it names none. `NIP/NI PPPK` is the number, and so are
 * `N I P` and `NIP (18 angka)`: a remark in brackets only matters where it belongs to the words.
 */
export function fieldOf(heading: string): RosterField | null {
  const bare = heading.replace(REMARK, ' ');
  return FIELD_OF.get(headingWords(heading)) ?? FIELD_OF.get(headingWords(bare)) ?? null;
}

/** The category a cell names; null when it names none. */
export function categoryOfWords(text: string): Category | null {
  return CATEGORY_OF.get(plainWords(text)) ?? null;
}

/**
 * The category of a person when the file has none. A NIP or NI PPPK means ASN, whatever the post
 * (an acting village head with a NIP signs as ASN). Otherwise the post decides. Police and army
 * without a known post are guests, because a guest need not sign.
 */
export function categoryOfPost(kind: NumberKind, position: string): Category {
  if (kind === 'nip' || kind === 'nipppk') return 'asn';
  const post = postOf(position);
  if (VILLAGE_HEAD.test(post)) return 'kades';
  if (VILLAGE_STAFF.test(post)) return 'perdes';
  if (LEADERS.some((pattern) => pattern.test(post))) return 'forko';
  if (kind === 'nrp' || ELECTION_BODY.test(post)) return 'guest';
  return 'nonasn';
}

/** The order of protocol of a post: 10 for the head of the region, from 100 on by grade. */
export function orderOfPost(position: string, rank: string): number {
  const post = postOf(position);
  const place = PRECEDENCE.find(([pattern]) => pattern.test(post));
  if (place !== undefined) return place[1];
  const words = plainWords(rank);
  const [, level, letter] = GRADE.exec(words) ?? [];
  if (level !== undefined && letter !== undefined) {
    return (
      GRADED_FROM + (4 - ROMAN.indexOf(level) - 1) * 4 + ('e'.charCodeAt(0) - letter.charCodeAt(0))
    );
  }
  const contracted = ROMAN.indexOf(CONTRACT_GRADE.exec(words)?.[1] ?? '');
  return contracted < 0 ? UNGRADED : CONTRACTED_FROM + ROMAN.length - 1 - contracted;
}

/** The kind of an agency, from how its name begins. */
export function agencyKindOf(name: string): AgencyKind {
  const words = plainWords(name);
  return AGENCIES.find(([pattern]) => pattern.test(words))?.[1] ?? 'lain';
}

/**
 * A text in lower case, only letters and digits, with single spaces: for comparing two spellings.
 */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function headingWords(heading: string): string {
  const words = plainWords(heading);
  return SPACED_OUT.test(words) ? words.replaceAll(' ', '') : words;
}

function postOf(position: string): string {
  return plainWords(position).replace(ACTING, '');
}

function invert<Key extends string>(
  words: Readonly<Record<Key, string>>,
): ReadonlyMap<string, Key> {
  // Object.keys forgets the key type, and the record has no other keys.
  const keys = Object.keys(words) as Key[];
  return new Map(keys.flatMap((key) => words[key].split('|').map((word) => [word, key] as const)));
}
