/**
 * The posts of a kabupaten: the chairs that every agency has, and staff until the number is full.
 * The shares of education and health among the ASN are those of a real government.
 */
import type { Agency } from './agencies.ts';
import type { Track } from './careers.ts';
import type { Chance } from './chance.ts';
import type { Post } from './people.ts';

/** What somebody is to the organiser of a gathering. */
export type Role =
  | 'forkopimda'
  | 'principal'
  | 'camat'
  | 'lurah'
  | 'kades'
  | 'sekdes'
  | 'guest'
  | 'neighbour'
  | 'staff';

/** A post, and what its holder is to an organiser. */
interface Chair extends Post {
  readonly role: Role;
}

/** The chairs of one unit that are there by law, and what else it wants to employ. */
interface Room {
  readonly agency: Agency;
  readonly unit: Agency;
  readonly chairs: readonly Chair[];
  readonly track: Track;
  readonly staffWeight: number;
  readonly handsWeight: number;
}

/** Of all people, those who work for the government without being ASN. */
const HANDS_SHARE = 0.09;
const EDUCATION_SHARE = 0.55;
const HEALTH_SHARE = 0.16;

/** Agencies led for now by their secretary, who holds both posts. */
const ACTING_AGENCIES = new Set(['Dishub', 'Dispar']);
const ACTING_DISTRICT = '05';

/** The rooms of an agency, one for each unit; in the host every village head is elected. */
export function furnish(agency: Agency, hostKecamatan: string): readonly Room[] {
  switch (agency.kind) {
    case 'forkopimda':
    case 'luar':
      return agency.units.map((unit) => furnishOutside(agency, unit));
    case 'kecamatan':
      return furnishDistrict(agency, hostKecamatan);
    default:
      return furnishOffice(agency);
  }
}

function furnishOutside(agency: Agency, unit: Agency): Room {
  const forum = agency.kind === 'forkopimda';
  const neighbour = unit.kecamatan !== '';
  const chair = seat({ agency, unit }, unit.head, {
    track: neighbour ? 'guard' : outsideTrack(unit.head),
    category: forum ? 'Forkopimda' : 'Tamu',
    role: forum ? 'forkopimda' : neighbour ? 'neighbour' : 'guest',
    golongan: serviceRank(unit.head),
  });
  return { agency, unit, chairs: [chair], track: 'plain', staffWeight: 0, handsWeight: 0 };
}

function outsideTrack(head: string): Track {
  if (/^(Kapolres|Dandim)/.test(head)) return 'officer';
  if (/Pengadilan Agama|Kementerian Agama|MUI|FKUB/.test(head)) return 'cleric';
  return /Kejaksaan|Pengadilan|KPU|Bawaslu/.test(head) ? 'jurist' : 'envoy';
}

/** Police and army have ranks of their own. */
function serviceRank(head: string): string {
  if (head.startsWith('Kapolres')) return 'AKBP';
  if (head.startsWith('Dandim')) return 'Letkol Inf.';
  if (head.startsWith('Kapolsek')) return 'AKP';
  return head.startsWith('Danramil') ? 'Kapten Inf.' : '';
}

function furnishOffice(agency: Agency): readonly Room[] {
  const place = { agency, unit: agency };
  const health = agency.kind === 'rsud';
  const acting = ACTING_AGENCIES.has(agency.short);
  const head = acting ? `Plt. ${agency.head} / Sekretaris ${agency.name}` : agency.head;
  const desk: Room = {
    agency,
    unit: agency,
    chairs: [
      seat(place, head, {
        track: health ? 'physician' : 'leader',
        role: 'principal',
        golongan: acting ? 'IV/b' : 'IV/c',
      }),
      ...deputies(place),
    ],
    track: health ? 'health' : 'office',
    staffWeight: health ? 30 : 5,
    handsWeight: 4,
  };
  return [desk, ...agency.units.map((unit) => furnishUnit(agency, unit))];
}

function deputies(place: Place): readonly Chair[] {
  if (place.agency.kind !== 'setda') {
    const { kind, short } = place.agency;
    const secretary = (kind === 'dinas' || kind === 'badan') && !ACTING_AGENCIES.has(short);
    return [
      ...(secretary ? [seat(place, `Sekretaris ${place.agency.name}`, { golongan: 'IV/b' })] : []),
      seat(place, 'Kepala Subbagian Umum dan Kepegawaian', { golongan: 'III/d' }),
      seat(place, 'Kepala Subbagian Keuangan', { golongan: 'III/d' }),
    ];
  }
  return [
    'Staf Ahli Bupati Bidang Pemerintahan, Hukum dan Politik',
    'Staf Ahli Bupati Bidang Ekonomi, Pembangunan dan Keuangan',
    'Staf Ahli Bupati Bidang Kemasyarakatan dan Sumber Daya Manusia',
    'Asisten Pemerintahan dan Kesejahteraan Rakyat',
    'Asisten Perekonomian dan Pembangunan',
    'Asisten Administrasi Umum',
  ].map((position) => seat(place, position, { role: 'principal', golongan: 'IV/c' }));
}

function furnishUnit(agency: Agency, unit: Agency): Room {
  const place = { agency, unit };
  if (unit.kind === 'sekolah') {
    const chairs = [seat(place, unit.head, { track: 'education', golongan: 'IV/a' })];
    const weight = unit.name.includes('SMP') ? 3 : 1;
    return { agency, unit, chairs, track: 'education', staffWeight: weight, handsWeight: 2 };
  }
  if (unit.kind === 'puskesmas') {
    const chairs = [seat(place, unit.head, { track: 'health', golongan: 'IV/a' })];
    return { agency, unit, chairs, track: 'health', staffWeight: 12, handsWeight: 5 };
  }
  const hospital = agency.kind === 'rsud';
  const head = seat(place, unit.head, {
    track: hospital ? 'physician' : 'leader',
    golongan: 'IV/a',
  });
  const track = hospital ? 'health' : 'office';
  const chairs = [head];
  return { agency, unit, chairs, track, staffWeight: 7, handsWeight: 2 };
}

function furnishDistrict(agency: Agency, hostKecamatan: string): readonly Room[] {
  const place = { agency, unit: agency };
  const secretary = `Sekretaris ${agency.name}`;
  const acting = agency.code.endsWith(ACTING_DISTRICT);
  const head = acting ? `Plt. ${agency.head} / ${secretary}` : agency.head;
  const chairs = [
    seat(place, head, { role: 'camat', golongan: 'IV/a' }),
    ...[
      ...(acting ? [] : [secretary]),
      'Kepala Seksi Pemerintahan',
      'Kepala Seksi Pemberdayaan Masyarakat dan Desa',
      'Kepala Seksi Ketenteraman dan Ketertiban Umum',
      'Kepala Subbagian Umum, Perencanaan dan Keuangan',
    ].map((position) => seat(place, position, { golongan: 'III/d' })),
  ];
  const desk: Room = {
    agency,
    unit: agency,
    chairs,
    track: 'office',
    staffWeight: 8,
    handsWeight: 12,
  };
  const host = agency.kecamatan === hostKecamatan;
  const villages = agency.units.map((unit) => furnishVillage(agency, unit, host));
  return [desk, ...villages];
}

function furnishVillage(agency: Agency, unit: Agency, host: boolean): Room {
  const place = { agency, unit };
  if (unit.kind === 'kelurahan') {
    const chairs = [
      seat(place, unit.head, { role: 'lurah', golongan: 'III/d' }),
      seat(place, `Sekretaris Lurah ${unit.desa}`, { golongan: 'III/c' }),
    ];
    return { agency, unit, chairs, track: 'office', staffWeight: 3, handsWeight: 4 };
  }
  const nth = Number(unit.code.slice(-3));
  const acting = !host && nth === 5;
  const official = !host && nth === 3;
  const head: Partial<Chair> = acting
    ? { golongan: 'III/d' }
    : { track: 'chief', category: 'Kepala Desa' };
  const chairs = [
    seat(place, acting ? `Pj. ${unit.head}` : unit.head, { ...head, role: 'kades' }),
    seat(place, `Sekretaris Desa ${unit.desa}`, {
      track: 'plain',
      category: official ? 'ASN' : 'Perangkat Desa',
      role: 'sekdes',
    }),
  ];
  return { agency, unit, chairs, track: 'plain', staffWeight: 0, handsWeight: 0 };
}

interface Place {
  readonly agency: Agency;
  readonly unit: Agency;
}

/** A chair; without more words it is a leader's among the ASN. */
function seat({ agency, unit }: Place, position: string, more: Partial<Chair> = {}): Chair {
  return {
    track: 'leader',
    position,
    unit: unit.name,
    agency: agency.name,
    kecamatan: unit.kecamatan,
    desa: unit.desa,
    category: 'ASN',
    golongan: '',
    role: 'staff',
    ...more,
  };
}

/** All chairs in order: those of the rooms, and staff added until there are `peopleCount`. */
export function fillRooms(
  chance: Chance,
  rooms: readonly Room[],
  peopleCount: number,
): readonly Chair[] {
  const fixed = rooms.flatMap(({ chairs }) => chairs);
  const handsCount = Math.round(peopleCount * HANDS_SHARE);
  const outsiderCount = fixed.filter(({ category }) => category !== 'ASN').length;
  const asnCount = peopleCount - handsCount - outsiderCount;
  const wanted = (share: number, track: Track): number =>
    Math.round(asnCount * share) - fixed.filter((chair) => chair.track === track).length;
  const education = deal(chance, wanted(EDUCATION_SHARE, 'education'), weigh(rooms, 'education'));
  const health = deal(chance, wanted(HEALTH_SHARE, 'health'), weigh(rooms, 'health'));
  const rest = peopleCount - fixed.length - handsCount - sum(education) - sum(health);
  const office = deal(chance, rest, weigh(rooms, 'office'));
  const hands = deal(
    chance,
    handsCount,
    rooms.map(({ handsWeight }) => handsWeight),
  );
  return rooms.flatMap((room, index) => {
    const staff = (education[index] ?? 0) + (health[index] ?? 0) + (office[index] ?? 0);
    const worker = seat(room, '', { track: room.track });
    const track = room.track === 'education' ? 'education' : 'plain';
    const hand = seat(room, '', { track, category: 'Non-ASN' });
    return [
      ...room.chairs,
      ...Array.from({ length: staff }, () => worker),
      ...Array.from({ length: hands[index] ?? 0 }, () => hand),
    ];
  });
}

function weigh(rooms: readonly Room[], track: Track): readonly number[] {
  return rooms.map((room) => (room.track === track ? room.staffWeight : 0));
}

/** Deals a count out by weight, a little unevenly, and gives out exactly that count. */
function deal(chance: Chance, count: number, weights: readonly number[]): readonly number[] {
  const uneven = weights.map((weight) => weight * (0.7 + 0.6 * chance.next()));
  const total = sum(uneven);
  let passed = 0;
  let given = 0;
  return uneven.map((weight) => {
    passed += weight;
    const share = Math.round((count * passed) / total) - given;
    given += share;
    return share;
  });
}

function sum(list: readonly number[]): number {
  return list.reduce((left, right) => left + right, 0);
}
