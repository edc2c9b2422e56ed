/**
 * Trust in the office's screens: from the setup link to a poster that a camera reads and to
 * figures that are never called final while a device may hold more.
 */
import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import decodeQr from 'qr/decode.js';
import { getDocumentProxy } from 'unpdf';
import { toHex } from '#core/bytes.ts';
import { PATHS } from '#core/api.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS, rosterPage } from '#core/office-api.ts';
import { stationCode } from '#core/office-gathering-api.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  openStatus,
  save,
  write,
  writingOf,
} from '../support/desk.ts';
import { KABUPATEN, makeProgramme, test } from '../support/fieldwork.ts';
import { LAPTOP, PHONE, enter, findNoBarrier, makeField, signIn } from '../support/office-desk.ts';
import { LOGIN, PASSWORD, freePort, openNewOffice } from '../support/office-process.ts';

test.use({ viewport: LAPTOP });

test('begins with the setup link, whose token does not stay in the address', async ({ page }) => {
  await using office = await openNewOffice({ port: await freePort() });
  await page.goto(office.setupLink);
  await expect(page.getByRole('heading', { name: 'Akun penyelenggara pertama' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await page.getByLabel('Nama lengkap').fill('Rasdiana Palliwang');
  await page.getByLabel('Nama masuk').fill('kesbang pol');
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Kata sandi sekali lagi').fill('lain sama sekali');
  await page.getByRole('button', { name: 'Buat akun' }).click();
  await expect(page.getByLabel('Nama masuk')).toBeFocused();
  await expect(page.getByText('Kedua kata sandi tidak sama.')).toBeVisible();
  await findNoBarrier(page, 'first setup');

  await page.getByLabel('Nama masuk').fill('kesbangpol');
  await page.getByLabel('Kata sandi sekali lagi').fill(PASSWORD);
  await page.getByRole('button', { name: 'Buat akun' }).click();
  await expect(page.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();

  await page.getByRole('button', { name: 'Keluar' }).click();
  await expect(page.getByRole('heading', { name: 'Masuk sebagai penyelenggara' })).toBeVisible();
  await signIn(page, { login: 'kesbangpol', password: 'keliru sama sekali' });
  await expect(page.getByText('Nama masuk atau kata sandi tidak cocok.')).toBeVisible();
  await signIn(page, { login: 'kesbangpol', password: PASSWORD });
  await expect(page.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();
});

test('changes a password: other devices are out, this one stays', async ({ page, browser }) => {
  await using office = await openNewOffice({ port: await freePort() });
  await office.session();
  await page.goto(`${office.origin}/kantor/akun`);
  await signIn(page, { login: LOGIN, password: PASSWORD });
  const elsewhere = await browser.newPage();
  await elsewhere.goto(`${office.origin}/kantor`);
  await signIn(elsewhere, { login: LOGIN, password: PASSWORD });
  await expect(elsewhere.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();

  const next = 'lima kata yang lain sekali';
  const fill = async (current: string, again: string): Promise<void> => {
    await page.getByLabel('Kata sandi sekarang').fill(current);
    await page.getByLabel('Kata sandi baru', { exact: true }).fill(next);
    await page.getByLabel('Kata sandi baru sekali lagi').fill(again);
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click();
  };
  await fill(PASSWORD, 'lain sama sekali');
  await expect(page.getByText('Kedua kata sandi tidak sama.')).toBeVisible();
  await expect(page.getByLabel('Kata sandi baru sekali lagi')).toBeFocused();
  await fill('keliru sama sekali', next);
  await expect(page.getByText('Kata sandi sekarang tidak cocok.')).toBeVisible();
  await expect(page.getByLabel('Kata sandi sekarang')).toBeFocused();
  await fill(PASSWORD, next);
  await expect(page.getByText('Kata sandi sudah diganti.')).toBeVisible();
  await expect(page.getByLabel('Kata sandi sekarang')).toHaveValue('');

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Akun penyelenggara' })).toBeVisible();
  await elsewhere.reload();
  await signIn(elsewhere, { login: LOGIN, password: next });
  await expect(elsewhere.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();
  await elsewhere.close();
});

const ROSTER_HEAD = 'Nama;NIP/NI PPPK;Jabatan;Perangkat Daerah';
const GOOD_ROW = 'Sahtini Sappewellang, S.Pi.;197607222001122901;Penyuluh;Dinas Perikanan';
const DAMAGED_ROW = 'Rasli Pangsanra, S.E.;1,97607E+17;Analis;Dinas Perikanan';

test('imports nobody while a row is wrong, and says which and what to do', async ({
  page,
  office,
}) => {
  const programmeId = await makeProgramme(office);
  await enter(page, office, `/kantor/rangkaian/${programmeId}/impor`);
  await choose(page, [ROSTER_HEAD, GOOD_ROW, DAMAGED_ROW]);
  await expect(page.getByRole('heading', { name: '1 kesalahan' })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: '1,97607E+17' });
  await expect(row.getByRole('rowheader')).toHaveText('3');
  await expect(row).toContainText('NIP/NI PPPK');
  await expect(row).toContainText('Jadikan kolomnya teks');
  await expect(page.getByRole('button', { name: /^Impor/ })).toHaveCount(0);
  await findNoBarrier(page, 'a roster with faults');

  await choose(page, ['%PDF-1.7']);
  await expect(page.getByText('Berkas ini bukan tabel CSV.')).toBeVisible();

  await choose(page, [ROSTER_HEAD, GOOD_ROW]);
  await page.getByRole('button', { name: 'Impor 1 orang' }).click();
  await expect(page.getByText('1 orang sudah diimpor.')).toBeVisible();
  await page.getByRole('link', { name: 'Lihat daftar peserta' }).click();
  await expect(page.getByText('Sahtini Sappewellang, S.Pi.')).toBeVisible();
  await page.getByRole('link', { name: 'Naskah pakta' }).click();
  await expect(page.getByText('Saya berdiri di tengah.')).toBeVisible();
});

test('says why a file cannot be used, and keeps the roster there is', async ({ page, office }) => {
  const programmeId = await makeProgramme(office);
  await enter(page, office, `/kantor/rangkaian/${programmeId}/impor`);
  await choose(page, [ROSTER_HEAD, GOOD_ROW]);
  await page.getByRole('button', { name: 'Impor 1 orang' }).click();
  await expect(page.getByText('1 orang sudah diimpor.')).toBeVisible();
  await page.goto(`${office.origin}/kantor/rangkaian/${programmeId}/impor`);

  await choose(page, ['Budira;197607222001122902;Camat']);
  await expect(page.getByText('Baris judul kolom tidak ditemukan.')).toBeVisible();
  await choose(page, [ROSTER_HEAD, 'x'.repeat(LIMITS.rosterFileBytesMax)]);
  await expect(page.getByText('Berkas terlalu besar, paling besar 16 MB.')).toBeVisible();
  const people = Array.from({ length: LIMITS.rosterRowsMax + 1 }, (_, i) => `Budira ${i};;Staf;`);
  await choose(page, [ROSTER_HEAD, ...people]);
  await expect(page.getByText('paling banyak 50.000 orang')).toBeVisible();
  await choose(page, [ROSTER_HEAD, DAMAGED_ROW]);
  await expect(page.getByRole('heading', { name: '1 kesalahan' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Impor/ })).toHaveCount(0);

  const { people: kept } = await office.read(rosterPage, OFFICE_PATHS.roster(programmeId));
  expect(kept.map(({ name }) => name)).toEqual(['Sahtini Sappewellang, S.Pi.']);
});

test('shows which columns were read, and gives every note as a file', async ({ page, office }) => {
  const programmeId = await makeProgramme(office);
  await enter(page, office, `/kantor/rangkaian/${programmeId}/impor`);
  const head = 'Nama (dengan gelar);NIP;NIK;Jabatan;OPD / Unit Kerja';
  const rows = Array.from({ length: 600 }, (_, i) => `Budira ${i};x;9901016207769903;Staf;Dinas`);
  await choose(page, [head, ...rows.slice(0, 3)]);
  await expect(page.getByText('3 orang siap diimpor')).toBeVisible();
  await findNoBarrier(page, 'a report');
  await choose(page, [head, ...rows, 'Mengetahui,;;;;']);
  await expect(page.getByText('601 orang siap diimpor')).toBeVisible();
  await expect(page.getByText('Kolom E, OPD / Unit Kerja: Perangkat Daerah')).toBeVisible();
  const unused = page.getByRole('row').filter({ hasText: 'NIK (C)' });
  await expect(unused).toContainText('Kolom ini tidak dibaca');
  await expect(page.getByText('500 catatan pertama dari 602')).toBeVisible();

  const asked = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Unduh seluruh catatan (CSV)' }).click();
  const download = await asked;
  expect(download.suggestedFilename()).toBe('catatan-peserta.csv');
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(603);
  expect(lines.at(-1)).toMatch(/^"602";"Nama \(dengan gelar\)";"Peringatan"/);

  const released = await page.evaluateHandle(() => {
    const urls: string[] = [];
    const revoke = URL.revokeObjectURL.bind(URL);
    URL.revokeObjectURL = (url) => {
      urls.push(url);
      revoke(url);
    };
    return urls;
  });
  await choose(page, [head, ...rows.slice(0, 3)]);
  await expect(page.getByText('3 orang siap diimpor')).toBeVisible();
  expect(await released.jsonValue()).toContain(download.url());
});

test('counts the QR code along, and makes none that paper cannot carry', async ({
  page,
  office,
  programmeId,
}) => {
  await enter(page, office, `/kantor/rangkaian/${programmeId}/kegiatan-baru`);
  await page.getByLabel('Nama kegiatan').fill('Apel Gabungan dan Deklarasi Netralitas '.repeat(3));
  await page
    .getByLabel('Tempat', { exact: true })
    .fill('Lapangan Upacara Rumah Jabatan Bupati, sisi timur');
  await expect(page.getByText('Terlalu padat untuk dipindai dari kertas.')).toBeVisible();
  await page.getByLabel('Hari, tanggal').fill('2031-10-06');
  await page.getByLabel('Jam mulai').fill('07:30');
  await expect(page.getByText('Senin, 6 Oktober 2031, pukul 07.30 WITA')).toBeVisible();
  await page.getByLabel('Perangkat Daerah dan kategori tertentu').check();
  await page.getByRole('button', { name: 'Buat kegiatan' }).click();
  await expect(page.getByText('Kode QR terlalu padat.')).toBeVisible();
  await expect(page.getByText('Belum ada yang dipilih.')).toBeVisible();

  await page.getByLabel('Nama kegiatan').fill('Apel Gabungan');
  await expect(page.getByText(/^Ukuran kode QR: \d{3} dari 350 bita$/)).toBeVisible();
  await expect(page.getByText('Kode akan mudah terbaca')).toBeVisible();
  await page.getByLabel('Saring nama').fill('Dinas Sosial');
  await page.getByLabel('Dinas Sosial').first().check();
  await page.getByRole('button', { name: 'Buat kegiatan' }).click();
  await expect(page.getByRole('region', { name: 'Apel Gabungan' })).toBeVisible();
});

test('prints a poster of one page on A4 and on A3, and a camera reads it', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold({ title: 'Apel Gabungan dan Deklarasi Netralitas ASN' });
  await enter(page, office, `/kantor/kegiatan/${held.id}/qr`);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  for (const [paper, widthPt] of [
    ['A4', 595],
    ['A3', 842],
  ] as const) {
    await page.getByRole('button', { name: `Cetak ${paper}` }).click();
    await expect(page.locator('.sheet')).toHaveAttribute('data-paper', paper.toLowerCase());
    const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
    expect(pdf.numPages).toBe(1);
    const [, , width = 0] = (await pdf.getPage(1)).view;
    expect(Math.round(width)).toBe(widthPt);
  }
  await page.emulateMedia({ media: 'print' });
  const { width, height, data } = PNG.sync.read(await page.locator('.sheet').screenshot());
  expect(decodeQr({ width, height, data })).toBe(held.posterUrl);
});

test('shows what comes in, and calls it provisional while a device holds back', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await enter(page, office, `/kantor/kegiatan/${held.id}/ringkasan`);
  await expect(page.getByText('Belum ada perangkat yang terdaftar')).toBeVisible();
  const device = await makeField(office, held);
  await device.send({ entriesMax: 7, leave: 3 });
  await expect(page.getByText('Angka sementara, 1 perangkat belum mengirim')).toBeVisible();
  await expect(page.locator('.figures > div').first()).toHaveText('Sudah tanda tangan7');

  await page.getByRole('link', { name: 'Meja', exact: true }).click();
  const card = page.locator('.device-card');
  await expect(card).toContainText('10 catatan dibuat, 7 diterima, masih menyimpan 3');
  await device.send({ entriesMax: 10, leave: 0 });
  await expect(card).toContainText('10 catatan dibuat, 10 diterima, tidak ada yang hilang');
  const conclusion = page.getByRole('region', { name: 'Kelengkapan' });
  await expect(conclusion).toContainText('belum ditutup');
  // Another organiser closes it, and finds it was too early: whoever looks on is told by itself.
  await office.ask(OFFICE_PATHS.closed(held.id), { method: 'POST' });
  await expect(conclusion).not.toContainText('belum ditutup');
  await office.ask(OFFICE_PATHS.closed(held.id), { method: 'DELETE' });
  await expect(conclusion).toContainText('belum ditutup');
  await page.getByRole('link', { name: 'Ringkasan' }).click();
  const worth = page.locator('.standing');
  await expect(worth).toContainText('penandatanganan mungkin masih berjalan');
  await expect(worth).toContainText('Bila penandatanganan sudah selesai, tutup kegiatan ini');
  await expect(page.getByText('Angka akhir')).toHaveCount(0);
  await office.ask(OFFICE_PATHS.closed(held.id), { method: 'POST' });
  await expect(worth).toContainText('belum semua meja memberi kabar sesudah kegiatan selesai');
  const beat = { body: await device.seal([]), headers: device.headers };
  await fetch(`${office.origin}${PATHS.sync}`, { method: 'POST', ...beat });
  await expect(worth).toContainText('Angka akhir');
  await expect(worth).toContainText('Menurut kabar terakhir tiap meja, sekurang-kurangnya sampai');
  await page.getByRole('link', { name: 'Dokumen', exact: true }).click();
  await expect(page.getByText('Angka akhir. Menurut kabar terakhir tiap meja')).toBeVisible();

  await page.getByRole('link', { name: 'Tanda tangan', exact: true }).click();
  await expect(page.getByText('1–10 dari 10 catatan')).toBeVisible();
  const ink = page.locator('img.ink').first();
  await expect
    .poll(() => ink.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0);
});

test('warns of what is missing while the others may still sign', async ({ page, office, hold }) => {
  const held = await hold();
  const lost = await makeField(office, held);
  await lost.send({ entriesMax: 7, leave: 3 });
  await office.ask(OFFICE_PATHS.givenUp(held.id, toHex(lost.journal)), {
    method: 'POST',
    body: { reason: 'Tablet jatuh ke laut' },
  });
  const { url } = await office.read(stationCode, OFFICE_PATHS.stations(held.id), {
    method: 'POST',
    body: { name: 'Meja 4' },
  });
  const device = await makeField(office, { ...held, stationUrl: url });
  await device.send({ entriesMax: 10, leave: 0 });
  await enter(page, office, `/kantor/kegiatan/${held.id}/meja`);
  const conclusion = page.getByRole('region', { name: 'Kelengkapan' });
  await expect(conclusion).toContainText('kekurangannya disebut di bawah ini');
  await expect(conclusion).toHaveCSS('border-color', AMBER);
});

const AMBER = 'rgb(183, 122, 0)';

test('makes a code for a desk that is shown once, and withdraws a device after saying what stays', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const device = await makeField(office, held);
  await device.send({ entriesMax: 10, leave: 0 });
  await enter(page, office, `/kantor/kegiatan/${held.id}/meja`);
  await page.getByLabel('Nama meja').fill('Meja 7 – Tribun Timur');
  await page.getByRole('button', { name: 'Buat kode meja' }).click();
  await expect(page.getByRole('img', { name: 'Kode QR Meja 7 – Tribun Timur' })).toBeVisible();
  await findNoBarrier(page, 'the code of a desk');
  await page.getByRole('button', { name: 'Sudah, tutup kode' }).click();
  await expect(page.getByText('Meja yang kodenya belum dipakai')).toBeVisible();
  await expect(page.locator('.sheet')).toHaveCount(0);

  await page.getByLabel('Nama meja').fill('meja 7 – tribun timur');
  await page.getByRole('button', { name: 'Buat kode meja' }).click();
  await expect(page.getByText('sudah ada pada kegiatan ini')).toBeVisible();
  await page.getByRole('button', { name: 'Tetap buat kode dengan nama ini' }).click();
  await page.getByRole('button', { name: 'Sudah, tutup kode' }).click();
  const withdrawCode = page.getByRole('button', { name: /^Cabut kode/ });
  await expect(withdrawCode).toHaveCount(2);
  await withdrawCode.last().click();
  await page.getByRole('button', { name: 'Batal' }).click();
  await expect(withdrawCode).toHaveCount(2);
  await withdrawCode.last().click();
  await page.getByRole('button', { name: 'Ya, cabut kode' }).click();
  await expect(withdrawCode).toHaveCount(1);

  await page.getByRole('button', { name: 'Cabut izin' }).click();
  await expect(page.getByText('tetap ada dan tetap dihitung')).toBeVisible();
  await findNoBarrier(page, 'withdraw a permission');
  await page.getByRole('button', { name: 'Batal' }).click();
  await expect(page.getByText(/Izin dicabut/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Cabut izin' }).click();
  await page.getByRole('button', { name: 'Ya, cabut izin' }).click();
  await expect(page.getByText(/Izin dicabut/)).toBeVisible();
  await page.getByRole('button', { name: 'Kembalikan izin' }).click();
  await expect(page.getByText('kembali ke tangan petugas')).toBeVisible();
  await page.getByRole('button', { name: 'Ya, kembalikan izin' }).click();
  await expect(page.getByText(/Izin dicabut/)).toHaveCount(0);

  await page.getByRole('link', { name: 'Dokumen' }).click();
  await page.getByRole('button', { name: 'Buat PDF' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh PDF' }).click(),
  ]);
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(await download.path())));
  expect(pdf.numPages).toBeGreaterThan(0);
  await findNoBarrier(page, 'a printed list');
});

test('gives a tablet that was found again its permission back, and its signatures arrive', async ({
  page,
  browser,
  office,
  hold,
}) => {
  const held = await hold();
  const [first, second] = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN');
  if (first === undefined || second === undefined) throw new Error('nobody');
  const context = await browser.newContext({ viewport: LAPTOP, locale: 'id-ID' });
  const tablet = await context.newPage();
  await joinAsStation(tablet, held.stationUrl);
  await signAs(tablet, first);
  await expect.poll(() => office.ledger(held.id).length).toBe(1);

  await enter(page, office, `/kantor/kegiatan/${held.id}/meja`);
  await page.getByRole('button', { name: 'Cabut izin' }).click();
  await page.getByRole('button', { name: 'Ya, cabut izin' }).click();
  await expect(page.getByText(/Izin dicabut/)).toBeVisible();
  const refused = tablet.waitForResponse((answer) => answer.status() === 403);
  await signAs(tablet, second);
  await refused;
  expect(office.ledger(held.id)).toHaveLength(1);

  await page.getByRole('button', { name: 'Kembalikan izin' }).click();
  await findNoBarrier(page, 'give a permission back');
  await page.getByRole('button', { name: 'Ya, kembalikan izin' }).click();
  await expect(page.getByText(/Izin dicabut/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Cabut izin' })).toBeVisible();
  await tablet.reload(); // a device speaks at its start; else it would within minutes
  await expect.poll(() => office.ledger(held.id).length).toBe(2);
  await openStatus(tablet);
  await expect(tablet.getByText('2 dibuat, 2 diterima')).toBeVisible();
  await expect(page.locator('.device-card')).toContainText('2 catatan dibuat, 2 diterima');
  await context.close();
});

test('comes back to the same screen after the session was over', async ({ page, office, hold }) => {
  const held = await hold();
  await enter(page, office, `/kantor/kegiatan/${held.id}/meja`);
  await page.context().clearCookies();
  await page.goto(`${office.origin}/kantor/kegiatan/${held.id}/tanda-tangan`);
  await expect(page.getByRole('heading', { name: 'Masuk sebagai penyelenggara' })).toBeVisible();
  await signIn(page, { login: LOGIN, password: PASSWORD });
  await expect(page.getByText('Belum ada tanda tangan yang diterima.')).toBeVisible();
});

test('has no barrier that axe can find, and nothing wider than a phone', async ({
  page,
  office,
  programmeId,
  hold,
}) => {
  const held = await hold();
  const device = await makeField(office, held);
  await device.send({ entriesMax: 10, leave: 0 });
  const campaign = `/kantor/rangkaian/${programmeId}`;
  const occasion = `/kantor/kegiatan/${held.id}`;
  const screens = [
    ['/kantor', '.card-link'],
    ['/kantor/rangkaian-baru', 'form'],
    ['/kantor/akun', 'form'],
    [`${campaign}/kegiatan`, '.card-link'],
    [`${campaign}/peserta`, 'tbody tr'],
    [`${campaign}/naskah`, '.pact-view li'],
    [`${campaign}/impor`, '.drop'],
    [`${campaign}/kegiatan-baru`, '.gauge-fits'],
    [`${occasion}/ringkasan`, '.standing'],
    [`${occasion}/qr`, '.sheet'],
    [`${occasion}/meja`, '.device-card'],
    [`${occasion}/tanda-tangan`, '.entry-list'],
    [`${occasion}/dokumen`, 'form'],
  ] as const;
  const part = '**/assets/organiser-*.js';
  await page.route(part, (route) => route.abort());
  await page.goto(`${office.origin}/kantor`);
  await expect(page.getByText('Terjadi gangguan pada aplikasi').first()).toBeVisible();
  await findNoBarrier(page, 'a part that cannot be drawn');
  await page.unroute(part);
  await page.getByRole('button', { name: 'Muat ulang' }).click();
  await expect(page.getByLabel('Nama masuk')).toBeVisible();
  await findNoBarrier(page, '/kantor/masuk');
  await enter(page, office, '/kantor');
  for (const [path, sign] of screens) {
    await page.goto(`${office.origin}${path}`);
    await expect(page.locator(sign).first()).toBeVisible();
    await findNoBarrier(page, path);
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await findNoBarrier(page, `${path} in English`, [PHONE]);
    await page.getByRole('button', { name: 'Indonesia' }).click();
  }
});

/** Somebody of the roster signs at a desk, which then waits for the next one. */
async function signAs(page: Page, person: PersonRow): Promise<void> {
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(3));
  await save(page);
  await handOver(page, person.name);
}

async function choose(page: Page, lines: readonly string[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: 'peserta.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  });
}
