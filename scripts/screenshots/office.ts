/** The pictures of the office: from its first account to the printed list. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readConfig } from '#server/config.ts';
import { openOffice } from '#server/office.ts';
import { dirt, dirtyFile } from '../demo/dirt.ts';
import { rosterRows } from '../demo/kabupaten.ts';
import { valueOf } from '../demo/seed.ts';
import {
  LAPTOP,
  PHONE,
  README_FOLDER,
  type Studio,
  button,
  enterOffice,
  shoot,
  toTop,
} from './studio.ts';

const SETUP_PORT = 18_091;

/** The first minute of an office that is nobody's yet. */
export async function takeSetup({ folder, open }: Studio): Promise<void> {
  const origin = `http://localhost:${SETUP_PORT}`;
  const settings = { dataFolder: join(folder, 'new'), origin, log: false };
  const office = await openOffice({ ...valueOf(readConfig({})), ...settings });
  await office.app.listen({ host: '127.0.0.1', port: SETUP_PORT });
  const page = await open(LAPTOP);
  await page.goto(office.setupLink ?? '');
  await page.getByLabel('Nama lengkap').fill('Penyelenggara Contoh');
  await page.getByLabel('Nama masuk').fill('kesbangpol');
  await shoot(page, 'office-setup');
  await page.context().close();
  await office.close();
}

/** What is prepared before a gathering. */
export async function takePreparing(studio: Studio): Promise<void> {
  const { demo, origin, open } = studio;
  const page = await open(LAPTOP);
  await enterOffice(page, origin);
  await page.goto(`${origin}/kantor`);
  await page.locator('.card-link').first().waitFor();
  await shoot(page, 'office-programmes');
  await page.locator('.card-link').first().click();
  await page.getByText('Apel Gabungan dan Deklarasi Netralitas').first().waitFor();
  await shoot(page, 'office-gatherings');
  const programme = new URL(page.url()).pathname.split('/').slice(0, 4).join('/');
  await page.goto(`${origin}${programme}/peserta`);
  await page.locator('tbody tr').first().waitFor();
  await shoot(page, 'office-roster');
  await importFaults(page, studio, `${programme}/impor`);
  await page.goto(`${origin}${programme}/kegiatan-baru`);
  await page.getByLabel('Nama kegiatan').fill('Apel Gabungan dan Deklarasi Netralitas');
  await page.getByLabel('Tempat', { exact: true }).fill('Lapangan Rumah Jabatan Bupati');
  await page.getByText('Kode akan mudah terbaca').waitFor();
  await toTop(page);
  await shoot(page, 'office-gathering-form');
  const id = demo.gatherings[1]?.view.id ?? '';
  await page.goto(`${origin}/kantor/kegiatan/${id}/qr`);
  await page.locator('.sheet').waitFor();
  await shoot(page, 'office-qr');
  await page.goto(`${origin}/kantor/kegiatan/${id}/meja`);
  await page.getByLabel('Nama meja').fill('Meja 4');
  await button(page, 'Buat kode meja').click();
  await page.getByRole('img', { name: 'Kode QR Meja 4' }).waitFor();
  await toTop(page);
  await shoot(page, 'office-code');
  await page.context().close();
}

async function importFaults(page: Page, { demo, origin }: Studio, path: string): Promise<void> {
  const rates = { 'number-scientific': 0.03, 'number-spaced': 0.05, 'two-units': 0.02 };
  const { rows } = dirt(rosterRows(demo.kabupaten.people.slice(0, 120)), rates, 3);
  await page.goto(`${origin}${path}`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'peserta.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(dirtyFile(rows)),
  });
  await page.getByRole('heading', { name: /kesalahan/ }).waitFor();
  await page.locator('tbody tr').last().scrollIntoViewIfNeeded();
  await shoot(page, 'office-import');
}

/** What is watched, decided and printed; the parcel is one that a desk gave by hand. */
export async function takeHolding(studio: Studio, parcel: string): Promise<void> {
  const { demo, folder, origin, open } = studio;
  const page = await open(LAPTOP);
  await enterOffice(page, origin);
  const occasion = `${origin}/kantor/kegiatan/${demo.gatherings.at(-1)?.view.id ?? ''}`;
  for (const [tab, name] of [
    ['ringkasan', 'turnout'],
    ['meja', 'stations'],
    ['tanda-tangan', 'entries'],
  ] as const) {
    await page.goto(`${occasion}/${tab}`);
    await page.waitForLoadState('networkidle');
    await shoot(page, `office-${name}`);
  }
  await decideOnce(page, occasion);
  await page.goto(`${occasion}/ringkasan`);
  await page.setViewportSize(PHONE);
  await page.locator('.standing').waitFor();
  await shoot(page, 'office-turnout-phone');
  await page.setViewportSize(LAPTOP);
  await askPermission(page, `${occasion}/meja`);
  await page.goto(`${occasion}/dokumen`);
  await button(page, 'Buat PDF').click();
  await page.getByRole('link', { name: 'Unduh PDF' }).waitFor();
  await toTop(page);
  await shoot(page, 'office-documents');
  await page.goto(`${origin}/kantor/kiriman`);
  await page.locator('input[type=file]').setInputFiles(parcel);
  await page.getByRole('article').waitFor();
  await page.getByText('1 dari 1 berkas selesai diperiksa').waitFor();
  await shoot(page, 'office-parcels');
  const path = occasion.replace('/kantor/kegiatan', '/api/v1/gatherings');
  const pdf = await page.request.get(`${path}/attendance-list.pdf?grouping=one-list&unsigned=1`);
  printedPage(folder, await pdf.body());
  await page.context().close();
}

/** One signing set aside, and where that stands; in the end it is taken back. */
async function decideOnce(page: Page, occasion: string): Promise<void> {
  await page.goto(`${occasion}/tanda-tangan`);
  await button(page, /^Kesampingkan: /)
    .first()
    .click();
  await page.getByLabel('Alasan').fill('Sudah dicocokkan dengan daftar kertas');
  await button(page, 'Ya, kesampingkan').click();
  await page.getByText('Dikesampingkan penyelenggara').waitFor();
  await page.goto(`${occasion}/keputusan`);
  const takeBack = button(page, /^Batalkan keputusan/);
  await takeBack.waitFor();
  await shoot(page, 'office-decisions');
  await takeBack.click();
  await button(page, 'Ya, batalkan keputusan').click();
  await takeBack.waitFor({ state: 'detached' });
}

/** Both questions about a permission; in the end it is as it was. */
async function askPermission(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await button(page, /^Cabut izin/)
    .first()
    .click();
  await button(page, 'Ya, cabut izin').waitFor();
  await shoot(page, 'office-withdraw');
  await button(page, 'Ya, cabut izin').click();
  await button(page, /^Kembalikan izin/).click();
  await button(page, 'Ya, kembalikan izin').waitFor();
  await shoot(page, 'office-give-back');
  await button(page, 'Ya, kembalikan izin').click();
  await button(page, /^Kembalikan izin/).waitFor({ state: 'detached' });
}

function printedPage(folder: string, pdf: Buffer): void {
  const file = join(folder, 'attendance-list.pdf');
  writeFileSync(file, pdf);
  const out = join(README_FOLDER, 'paper-attendance-list');
  const { error } = spawnSync('pdftoppm', ['-png', '-r', '70', '-singlefile', file, out]);
  if (error !== undefined) console.error('paper-attendance-list: pdftoppm is not installed');
}
