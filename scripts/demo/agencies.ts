/**
 * The agencies of a made-up kabupaten as a tree: offices, districts, villages, schools, clinics.
 * The shape is that of a real government, every place name is invented, the province is
 * 99.
 */
import type { Chance } from './chance.ts';
import { PLACE_POOLS } from './names-pool.ts';
import type { Region } from './names-pool.ts';

type AgencyKind =
  | 'forkopimda'
  | 'setda'
  | 'setwan'
  | 'inspektorat'
  | 'dinas'
  | 'satuan'
  | 'badan'
  | 'rsud'
  | 'kecamatan'
  | 'kelurahan'
  | 'desa'
  | 'bagian'
  | 'bidang'
  | 'sekolah'
  | 'puskesmas'
  | 'luar';

/** A body people belong to, with the bodies inside it. Empty strings where nothing applies. */
export interface Agency {
  readonly name: string;
  readonly short: string;
  readonly kind: AgencyKind;
  /** The position of the one who leads it. */
  readonly head: string;
  /** Region code 99.KK.CC.VVVV of a kecamatan, kelurahan or desa. */
  readonly code: string;
  readonly kecamatan: string;
  readonly desa: string;
  readonly units: readonly Agency[];
}

/** What a tree is grown from. */
export interface Plan {
  readonly chance: Chance;
  readonly region: Region;
  /** Without the word Kabupaten. */
  readonly shortName: string;
  readonly code: string;
  readonly kecamatanCount: number;
  readonly desaCount: number;
  readonly kelurahanCount: number;
  readonly capitalKelurahanCount: number;
  readonly primarySchoolCount: number;
  readonly forum: readonly string[];
}

/** The district that hosts the district session is the third, and alone is given 14 desa. */
export const HOST_INDEX = 2;
const HOST_DESA_COUNT = 14;

/** 35 agencies of the kabupaten: kind|short|name|head|units. `@` is the name of the kabupaten. */
const OFFICES = `
setda|Setda|Sekretariat Daerah|Sekretaris Daerah|Bagian Pemerintahan/Bagian Hukum/Bagian Kesejahteraan Rakyat/Bagian Perekonomian dan Sumber Daya Alam/Bagian Administrasi Pembangunan/Bagian Pengadaan Barang dan Jasa/Bagian Organisasi/Bagian Umum/Bagian Protokol dan Komunikasi Pimpinan
setwan|Setwan|Sekretariat DPRD|Sekretaris DPRD|Bagian Persidangan dan Perundang-undangan/Bagian Umum dan Keuangan
inspektorat|Inspektorat|Inspektorat Daerah|Inspektur Daerah|Inspektur Pembantu Wilayah I/Inspektur Pembantu Wilayah II
dinas|Disdikbud|Dinas Pendidikan dan Kebudayaan||Pembinaan Sekolah Dasar/Pembinaan Sekolah Menengah Pertama/Kebudayaan
dinas|Dinkes|Dinas Kesehatan||Kesehatan Masyarakat/Pencegahan dan Pengendalian Penyakit/Pelayanan Kesehatan
dinas|PUPR|Dinas Pekerjaan Umum dan Penataan Ruang||Bina Marga/Cipta Karya/Sumber Daya Air
dinas|Disperkimtan|Dinas Perumahan, Kawasan Permukiman dan Pertanahan||Perumahan/Kawasan Permukiman
dinas|Dinsos|Dinas Sosial||Rehabilitasi Sosial/Perlindungan dan Jaminan Sosial
dinas|Disnakertrans|Dinas Tenaga Kerja dan Transmigrasi||Penempatan Tenaga Kerja/Hubungan Industrial
dinas|DP3A|Dinas Pemberdayaan Perempuan dan Perlindungan Anak||Pengarusutamaan Gender/Perlindungan Anak
dinas|DKP|Dinas Ketahanan Pangan||Ketersediaan Pangan/Konsumsi dan Keamanan Pangan
dinas|DLH|Dinas Lingkungan Hidup||Tata Lingkungan/Pengelolaan Sampah
dinas|Disdukcapil|Dinas Kependudukan dan Pencatatan Sipil||Pendaftaran Penduduk/Pencatatan Sipil
dinas|DPMD|Dinas Pemberdayaan Masyarakat dan Desa||Pemerintahan Desa/Ekonomi Desa
dinas|DPPKB|Dinas Pengendalian Penduduk dan Keluarga Berencana||Keluarga Berencana/Ketahanan Keluarga
dinas|Dishub|Dinas Perhubungan||Lalu Lintas/Angkutan dan Sarana
dinas|Diskominfo|Dinas Komunikasi, Informatika, Statistik dan Persandian||Informasi Publik/Aplikasi Informatika/Statistik dan Persandian
dinas|Diskop|Dinas Koperasi, Usaha Kecil dan Menengah||Koperasi/Usaha Mikro
dinas|DPMPTSP|Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu||Penanaman Modal/Perizinan
dinas|Dispora|Dinas Kepemudaan dan Olahraga||Kepemudaan/Keolahragaan
dinas|Dispusip|Dinas Perpustakaan dan Kearsipan||Perpustakaan/Kearsipan
dinas|Diskan|Dinas Perikanan||Perikanan Tangkap/Perikanan Budidaya
dinas|Dispar|Dinas Pariwisata||Destinasi Pariwisata/Ekonomi Kreatif
dinas|Distan|Dinas Pertanian dan Peternakan||Tanaman Pangan dan Hortikultura/Peternakan dan Kesehatan Hewan/Penyuluhan
dinas|Disdagin|Dinas Perdagangan dan Perindustrian||Perdagangan/Perindustrian
satuan|Satpol PP|Satuan Polisi Pamong Praja||Ketertiban Umum/Penegakan Peraturan Daerah
satuan|Damkar|Dinas Pemadam Kebakaran dan Penyelamatan||Pencegahan/Pemadaman dan Penyelamatan
badan|Bappelitbangda|Badan Perencanaan Pembangunan, Penelitian dan Pengembangan Daerah||Perencanaan Makro/Penelitian dan Pengembangan
badan|BKPSDM|Badan Kepegawaian dan Pengembangan Sumber Daya Manusia||Mutasi dan Promosi/Pengembangan Kompetensi
badan|BKAD|Badan Keuangan dan Aset Daerah||Anggaran/Akuntansi/Aset Daerah
badan|Bapenda|Badan Pendapatan Daerah||Pajak Daerah/Retribusi dan Pendapatan Lain
badan|Bakesbangpol|Badan Kesatuan Bangsa dan Politik||Ideologi dan Wawasan Kebangsaan/Politik Dalam Negeri
badan|BPBD|Badan Penanggulangan Bencana Daerah|Kepala Pelaksana Badan Penanggulangan Bencana Daerah|Pencegahan dan Kesiapsiagaan/Kedaruratan dan Logistik
rsud|RSUD|RSUD @|Direktur RSUD @|Pelayanan Medik/Keperawatan/Penunjang Medik
rsud|RSUD Pratama|RSUD Pratama @|Direktur RSUD Pratama @|Pelayanan Medik/Penunjang Medik`;

/** Guests of the kabupaten: office|position. They attend, and sign nothing. */
const GUESTS = `
KPU Kabupaten @|Ketua KPU Kabupaten @
Bawaslu Kabupaten @|Ketua Bawaslu Kabupaten @
Bawaslu Provinsi|Anggota Bawaslu Provinsi
Kantor Kementerian Agama|Kepala Kantor Kementerian Agama Kabupaten @
Badan Pusat Statistik|Kepala BPS Kabupaten @
Kantor Pertanahan|Kepala Kantor Pertanahan Kabupaten @
Majelis Ulama Indonesia|Ketua MUI Kabupaten @
Forum Kerukunan Umat Beragama|Ketua FKUB Kabupaten @
Persatuan Wartawan Indonesia|Ketua PWI Kabupaten @
Bank Daerah|Pimpinan Cabang Bank Daerah @`;

const OFFICE_KINDS = [
  'setda',
  'setwan',
  'inspektorat',
  'dinas',
  'satuan',
  'badan',
  'rsud',
] as const;
const NOTHING = { short: '', head: '', code: '', kecamatan: '', desa: '', units: [] } as const;

/** Grows the tree, in order of precedence: Forkopimda, agencies, kecamatan, guests. */
export function growAgencies(plan: Plan): readonly Agency[] {
  const districts = growDistricts(plan);
  const offices = rowsOf(OFFICES, plan).map((row) => growOffice(row, plan, districts));
  const forum = rowsOf(plan.forum.join('\n'), plan).map(([name = '', head = '']) =>
    outside(name, head),
  );
  const guests = rowsOf(GUESTS, plan).map(([name = '', head = '']) => outside(name, head));
  const neighbours = districts.flatMap(({ kecamatan }, index) => {
    const koramil = `Koramil ${plan.code.replace('.', '')}-${two(index + 1)}/${kecamatan}`;
    return [
      outside(`Polsek ${kecamatan}`, `Kapolsek ${kecamatan}`, kecamatan),
      outside(koramil, `Danramil ${kecamatan}`, kecamatan),
    ];
  });
  return [
    { ...NOTHING, name: 'Forkopimda', short: 'Forkopimda', kind: 'forkopimda', units: forum },
    ...offices,
    ...districts,
    { ...NOTHING, name: 'Undangan', kind: 'luar', units: [...guests, ...neighbours] },
  ];
}

function outside(name: string, head: string, kecamatan = ''): Agency {
  return { ...NOTHING, name, head, kind: 'luar', kecamatan };
}

function rowsOf(table: string, plan: Plan): readonly (readonly string[])[] {
  return table
    .replaceAll('@', plan.shortName)
    .trim()
    .split('\n')
    .map((line) => line.split('|'));
}

function growOffice(row: readonly string[], plan: Plan, districts: readonly Agency[]): Agency {
  const [kindText = '', short = '', name = '', head = '', units = ''] = row;
  const kind = OFFICE_KINDS.find((one) => one === kindText) ?? 'dinas';
  const inside = units.split('/').map((unit) => growUnit(unit, kind));
  return {
    ...NOTHING,
    name,
    short,
    kind,
    head: head === '' ? `Kepala ${name}` : head,
    units: [
      ...inside,
      ...(short === 'Disdikbud' ? growSchools(plan, districts) : []),
      ...(short === 'Dinkes' ? growClinics(districts) : []),
    ],
  };
}

function growUnit(text: string, kind: AgencyKind): Agency {
  if (kind === 'inspektorat') return { ...NOTHING, name: text, head: text, kind: 'bidang' };
  const name = kind === 'setda' || kind === 'setwan' ? text : `Bidang ${text}`;
  const unitKind = name.startsWith('Bagian') ? 'bagian' : 'bidang';
  return { ...NOTHING, name, head: `Kepala ${name}`, kind: unitKind };
}

function growSchools(plan: Plan, districts: readonly Agency[]): readonly Agency[] {
  const places = districts.flatMap((district) => district.units);
  const primaries = new Map<string, number>();
  const schools: Agency[] = [];
  for (let made = 0; made < plan.primarySchoolCount; made += 1) {
    const place = places[made % places.length];
    if (place === undefined) break;
    const number = (primaries.get(place.kecamatan) ?? 0) + 1;
    primaries.set(place.kecamatan, number);
    schools.push(school(`UPT SD Negeri ${number} ${place.kecamatan}`, place));
  }
  for (const district of districts) {
    for (const [index, place] of district.units.slice(0, 3).entries()) {
      schools.push(school(`UPT SMP Negeri ${index + 1} ${district.kecamatan}`, place));
    }
  }
  return schools;
}

function school(name: string, { kecamatan, desa }: Agency): Agency {
  return { ...NOTHING, name, head: `Kepala ${name}`, kind: 'sekolah', kecamatan, desa };
}

/** One clinic (puskesmas) in every kecamatan, and a second in every third. */
function growClinics(districts: readonly Agency[]): readonly Agency[] {
  return districts.flatMap(({ kecamatan, units }, index) =>
    units.slice(0, index % 3 === 0 ? 2 : 1).map(({ desa }, nth) => {
      const name = `UPT Puskesmas ${nth === 0 ? kecamatan : desa}`;
      return { ...NOTHING, name, head: `Kepala ${name}`, kind: 'puskesmas', kecamatan, desa };
    }),
  );
}

function growDistricts(plan: Plan): readonly Agency[] {
  const places = PLACE_POOLS[plan.region];
  const names = shuffled(
    plan.chance,
    cross(places.districtHeads, places.districtTails, places.joint),
  );
  const villages = shuffled(
    plan.chance,
    cross(places.villageHeads, places.villageTails, places.joint),
  );
  const desaCounts = spreadDesa(plan);
  const kelurahanCounts = spreadKelurahan(plan);
  let taken = 0;
  return names.slice(0, plan.kecamatanCount).map((kecamatan, index) => {
    const kelurahan = kelurahanCounts[index] ?? 0;
    const total = kelurahan + (desaCounts[index] ?? 0);
    const code = `${plan.code}.${two(index + 1)}`;
    const units = villages.slice(taken, taken + total).map((desa, nth): Agency => {
      const urban = nth < kelurahan;
      return {
        ...NOTHING,
        name: `${urban ? 'Kelurahan' : 'Desa'} ${desa}`,
        head: urban ? `Lurah ${desa}` : `Kepala Desa ${desa}`,
        kind: urban ? 'kelurahan' : 'desa',
        code: `${code}.${urban ? 1 : 2}${String(nth + 1).padStart(3, '0')}`,
        kecamatan,
        desa,
      };
    });
    taken += total;
    const name = `Kecamatan ${kecamatan}`;
    return {
      ...NOTHING,
      name,
      head: `Camat ${kecamatan}`,
      kind: 'kecamatan',
      code,
      kecamatan,
      units,
    };
  });
}

/** Gives the host its 14 desa and no other kecamatan the same number. */
function spreadDesa(plan: Plan): readonly number[] {
  const others = spread(plan.desaCount - HOST_DESA_COUNT, plan.kecamatanCount - 1);
  for (let index = 0; index + 1 < others.length; index += 2) {
    const [left, right] = [others[index] ?? 0, others[index + 1] ?? 0];
    const shift = plan.chance.int(1, 2);
    if (left + shift === HOST_DESA_COUNT || right - shift === HOST_DESA_COUNT) continue;
    others[index] = left + shift;
    others[index + 1] = right - shift;
  }
  others.splice(HOST_INDEX, 0, HOST_DESA_COUNT);
  return others;
}

/** Gives the capital, the first kecamatan, its kelurahan, and none to the host. */
function spreadKelurahan(plan: Plan): readonly number[] {
  const rest = plan.kelurahanCount - plan.capitalKelurahanCount;
  const counts = [plan.capitalKelurahanCount, ...spread(rest, plan.kecamatanCount - 2)];
  counts.splice(HOST_INDEX, 0, 0);
  return counts;
}

/** Cuts a total into whole parts that differ by one at most. */
function spread(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, index) => Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts),
  );
}

function cross(heads: readonly string[], tails: readonly string[], joint: string): string[] {
  return heads.flatMap((head) => tails.map((tail) => head + joint + tail));
}

function shuffled<T>(chance: Chance, list: readonly T[]): readonly T[] {
  const order = list.map((one) => ({ one, key: chance.next() }));
  return order.toSorted((left, right) => left.key - right.key).map(({ one }) => one);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
