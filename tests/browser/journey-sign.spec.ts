/**
 * The way of a signature in the built app with the device's real storage and bytes: joined by its
 * code, found, signed with and without a network, received. What one person did is never seen by
 * the next.
 */
import { expect, test as base, type Page } from '@playwright/test';
import { parseEntry } from '../../src/core/entry.ts';
import { encodeRoster, type RosterRow } from '../../src/core/roster.ts';
import { showToCamera } from '../support/fake-camera.ts';
import { listen, type OfficeAddress } from '../support/memory-office-http.ts';
import { type MemoryOffice, openMemoryOffice } from '../support/memory-office.ts';

type Person = Pick<RosterRow, 'name' | 'birthDate' | 'position' | 'agency' | 'category'> &
  Partial<RosterRow>;

const PEOPLE: readonly Person[] = [
  {
    name: 'Dra. Hj. Andi Roswati Syamsuddin, M.Pd.',
    birthDate: '1971-03-14',
    number: '197103141995032001',
    rank: 'Pembina Tk. I, IV/b',
    position: 'Kepala Bidang',
    agency: 5,
    category: 'asn',
  },
  {
    name: 'Sitti Nurhayati Ambo Dalle, S.Pd.',
    birthDate: '1971-03-14',
    position: 'Guru',
    agency: 0,
    category: 'asn',
  },
  {
    name: 'A.Nur Alam Palimbangi, S.Sos.MM',
    birthDate: '1985-11-30',
    position: 'Analis',
    agency: 1,
    category: 'asn',
  },
  {
    name: 'Baharuddin Massikki',
    birthDate: '1968-01-09',
    position: 'Tokoh masyarakat',
    agency: 1,
    category: 'guest',
  },
  {
    name: 'Letkol Inf. Hasanuddin Pattarani',
    birthDate: '1972-08-17',
    position: 'Komandan Kodim',
    agency: 1,
    category: 'forko',
  },
  {
    name: 'Abd. Rahman Tosepu, S.E.',
    birthDate: '1990-02-02',
    position: 'Staf',
    agency: 2,
    category: 'asn',
  },
];
const ROSTER = encodeRoster({
  programme: 'netralitas',
  agencies: [
    { name: 'Dinas Pendidikan', parent: null },
    { name: 'Sekretariat Daerah', parent: null },
    { name: 'Sekretariat', parent: 0 },
    { name: 'Sekretariat', parent: 4 },
    { name: 'Dinas Kesehatan', parent: null },
    { name: 'Bidang Pembinaan SD', parent: 0 },
  ].map(({ name, parent }, no) => ({ no, name, shortName: name, kind: 'dinas', parent })),
  rows: PEOPLE.map((person, i) => ({
    no: i + 1,
    number: '',
    numberKind: person.number === undefined ? 'none' : 'nip',
    rank: '',
    order: i,
    ...person,
  })),
});

interface Field {
  readonly office: MemoryOffice;
  readonly address: OfficeAddress;
  /** The text of the poster's QR, and of one station's. */
  readonly posterUrl: string;
  readonly stationUrl: string;
}

const test = base.extend<{ field: Field }>({
  // oxlint-disable-next-line no-empty-pattern -- playwright reads the fixture's needs from it
  field: async ({}, use) => {
    const office = await openMemoryOffice({ roster: ROSTER });
    await using address = await listen(office);
    await use({
      office,
      address,
      posterUrl: await office.invitation('phone', address.origin),
      stationUrl: await office.invitation('station', address.origin),
    });
  },
});

/** Opens the station's code, joins, and waits until it can work without a network. */
async function joinStation(page: Page, { stationUrl }: Field): Promise<void> {
  await page.goto(stationUrl);
  await expect(page.getByText('Apel Gabungan').last()).toBeVisible();
  await page.getByRole('button', { name: 'Ikuti kegiatan ini' }).click();
  await page.getByRole('button', { name: 'Petugas' }).click();
  await expect(page.getByText(/^Siap dipakai tanpa jaringan/)).toBeVisible();
  await page.getByRole('button', { name: 'Tutup' }).click();
}

async function typeBirth(page: Page, digits: string): Promise<void> {
  for (const digit of digits.split('')) {
    await page.getByRole('button', { name: digit, exact: true }).click();
  }
}

const PEN = [
  [0.15, 0.6],
  [0.2, 0.25],
  [0.26, 0.7],
  [0.32, 0.3],
  [0.4, 0.62],
  [0.6, 0.35],
  [0.8, 0.55],
] as const;

async function drawInk(page: Page): Promise<void> {
  const box = await page.locator('.ink-pad').boundingBox();
  if (box === null) throw new Error('no pad');
  for (const [i, [x, y]] of PEN.entries()) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 6 });
    if (i === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

async function signAs(page: Page, digits: string): Promise<void> {
  await typeBirth(page, digits);
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  await drawInk(page);
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByRole('heading', { name: /Tersimpan|Diterima/ })).toBeVisible();
}

/** Whose entries the office holds. */
function ledgerNames({ office }: Field): readonly string[] {
  return office.entries().map((bytes) => {
    const read = parseEntry(bytes);
    if (!read.ok || !read.value.body.ok) return 'unread';
    const { value } = read.value.body;
    return value.kind === 'signing' ? value.signatory.name : value.kind;
  });
}

test('shows the next person nothing of the one before', async ({ page, field }) => {
  await joinStation(page, field);
  await signAs(page, '30111985');
  await page.getByRole('button', { name: 'Peserta berikutnya' }).click();
  await expect(page.getByText('A.Nur Alam')).toHaveCount(0);
  await expect(page.locator('.birth-digits')).toContainText('TTTT');
  await page.getByRole('button', { name: 'Nama', exact: true }).click();
  await expect(page.getByLabel('Ketik nama')).toHaveValue('');
  await expect(page.locator('.row')).toHaveCount(0);
  await page.getByLabel('Ketik nama').fill('nurhayati');
  await page.getByRole('button', { name: /Sitti Nurhayati/ }).click();
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByText('Kotak masih kosong')).toBeVisible();
});

test('tells two people of one birth date apart', async ({ page, field }) => {
  await joinStation(page, field);
  await typeBirth(page, '14031971');
  await expect(page.locator('.row')).toHaveCount(2);
  await page.getByRole('button', { name: /Andi Roswati/ }).click();
  await expect(page.getByText('14 Maret 1971')).toBeVisible();
  await expect(page.getByText('Bidang Pembinaan SD')).toBeVisible();
});

/** The lines of the pact that say who signs. */
async function identityLines(page: Page): Promise<readonly string[]> {
  const lines = await page.locator('.pact .fact').allTextContents();
  return lines.map((line) => line.replaceAll(/\s+/g, ' '));
}

const ROSWATI = [
  'NamaDra. Hj. Andi Roswati Syamsuddin, M.Pd.',
  'NIP / NI PPPK19710314•••••••001',
  'Pangkat, GolonganPembina Tk. I, IV/b',
  'JabatanKepala Bidang',
  'Unit KerjaBidang Pembinaan SD',
  'Perangkat DaerahDinas Pendidikan',
];

test('shows who signs in the text of the pact, also after a reload', async ({ page, field }) => {
  await joinStation(page, field);
  await typeBirth(page, '14031971');
  await page.getByRole('button', { name: /Andi Roswati/ }).click();
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  expect(await identityLines(page)).toEqual(ROSWATI);
  await drawInk(page);
  // A stroke is on the disk a moment after it ends; no hand reloads faster.
  await page.waitForTimeout(300);
  await page.reload();
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  expect(await identityLines(page)).toEqual(ROSWATI);
});

test('tells units of one name apart, and finds in them whoever is found by name', async ({
  page,
  field,
}) => {
  await joinStation(page, field);
  await page.getByRole('button', { name: 'Unit', exact: true }).click();
  await page.getByLabel('Cari unit kerja').fill('sekretariat');
  await expect(page.locator('.row')).toHaveText([
    'Sekretariat Daerah',
    'SekretariatDinas Pendidikan',
    'SekretariatDinas Kesehatan',
  ]);
  await page.getByLabel('Cari unit kerja').fill('sekretariat pendidikan');
  await page.locator('.row').click();
  await expect(page.locator('.chosen')).toContainText('Sekretariat, Dinas Pendidikan');
  for (const spelling of ['abdurrahman', 'abdul rahman', 'abdurahmna']) {
    await page.getByLabel('Ketik nama di unit ini').fill(spelling);
    await expect(page.locator('.row')).toContainText('Sekretariat, Dinas Pendidikan');
  }
  await page.locator('.row').click();
  await expect(page.locator('.facts')).toContainText('Sekretariat, Dinas Pendidikan');
});

test('says what counts of two signings, and of a choice only to who has one', async ({
  page,
  field,
}) => {
  await joinStation(page, field);
  await signAs(page, '30111985');
  await page.getByRole('button', { name: 'Peserta berikutnya' }).click();
  await typeBirth(page, '30111985');
  await expect(page.getByText('Bapak/Ibu tetap dihitung satu kali')).toBeVisible();
  await expect(page.getByText('pernyataan dukungan')).toHaveCount(0);
  await page.getByRole('button', { name: 'Bukan saya' }).click();

  await typeBirth(page, '17081972');
  await page.getByRole('button', { name: 'Hadir saja' }).click();
  await drawInk(page);
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('button', { name: 'Peserta berikutnya' }).click();
  await typeBirth(page, '17081972');
  await expect(page.getByText('Bila salah satunya pernyataan dukungan')).toBeVisible();
});

test('gives ink back after a reload, and only to who claims it', async ({ page, field }) => {
  await joinStation(page, field);
  await typeBirth(page, '30111985');
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  await drawInk(page);
  // A stroke is on the disk a moment after it ends; no hand reloads faster.
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.getByText('Ada tanda tangan yang belum disimpan')).toBeVisible();
  await expect(page.locator('.ink-pad')).toHaveCount(0);
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByRole('heading', { name: /Tersimpan|Diterima/ })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Cari data Bapak/Ibu')).toBeVisible();
});

test('lets a guest sign the attendance list and no pact', async ({ page, field }) => {
  await joinStation(page, field);
  await typeBirth(page, '09011968');
  await expect(page.getByText('menandatangani daftar hadir saja')).toBeVisible();
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  await expect(page.getByText('tidak menandatangani pakta apa pun')).toBeVisible();
  await expect(page.getByText('PAKTA INTEGRITAS')).toHaveCount(0);
});

test('receives from an own phone what somebody wrote in, with four digits of a NIK', async ({
  page,
  field,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(field.posterUrl);
  await page.getByRole('button', { name: 'Ikuti kegiatan ini' }).click();
  await page.getByLabel('Nama lengkap').fill('H. Syamsul Rijal Patoppoi, S.Ag.');
  await page.getByLabel('NIP / NI').fill('9901014503809001');
  await page.getByLabel('Jabatan').fill('Penyuluh');
  await page.getByLabel('Unit kerja').fill('Kantor Urusan Agama');
  await expect(page.getByText('NIK …9001')).toBeVisible();
  await page.getByLabel('Pegawai non-ASN').check();
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  expect(await identityLines(page)).toEqual([
    'NamaH. Syamsul Rijal Patoppoi, S.Ag.',
    'Nomor identitas (empat angka terakhir)9001',
    'Tugas / JabatanPenyuluh',
    'Unit KerjaKantor Urusan Agama',
    'Perangkat Daerah–',
  ]);
  await drawInk(page);
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
  expect(ledgerNames(field)).toEqual(['H. Syamsul Rijal Patoppoi, S.Ag.']);
});

test('reads the poster with the camera', async ({ page, context, field }) => {
  showToCamera(field.posterUrl);
  await context.grantPermissions(['camera']);
  await page.goto(field.address.origin);
  await page.getByRole('button', { name: 'Pindai kode QR' }).click();
  await expect(page.getByRole('button', { name: 'Ikuti kegiatan ini' })).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);
});
