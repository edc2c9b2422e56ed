/** The pictures of the field: an own phone, and a desk's tablet with its steward. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { PersonRow } from '../demo/people.ts';
import { PHONE, type Studio, TABLET, button, shoot, sign } from './studio.ts';

/** From the first screen to two ticks on an own phone. */
export async function takePhone({ demo, origin, open }: Studio): Promise<void> {
  const page = await open(PHONE);
  const posterUrl = demo.gatherings[1]?.view.invitation.url ?? '';
  await page.goto(origin);
  await button(page, 'Pindai kode QR').waitFor();
  await shoot(page, 'phone-start');
  await button(page, 'Pindai kode QR').click();
  await page.waitForTimeout(1_500); // the camera turns on
  await shoot(page, 'phone-scanner');
  await button(page, 'Tutup kamera').click();
  await page.getByLabel('Tempel atau ketik').fill(posterUrl.slice(0, -40));
  await button(page, 'Pakai kode ini').click();
  await page.getByText('Tidak ada data yang disimpan').waitFor();
  await shoot(page, 'phone-paste');
  await page.getByLabel('Tempel atau ketik').fill(posterUrl);
  await button(page, 'Pakai kode ini').click();
  await button(page, 'Ikuti kegiatan ini').waitFor();
  await shoot(page, 'phone-offer');
  await button(page, 'Ikuti kegiatan ini').click();
  await writeIn(page, 'phone-walk-in');
  await button(page, 'Lanjut').click();
  await page.getByText('Benar ini data').waitFor();
  await shoot(page, 'phone-confirm');
  await readAndSign(page, 'phone');
  await button(page, /^Simpan/).click();
  await page.getByRole('heading', { name: 'Diterima kantor' }).waitFor();
  await shoot(page, 'phone-kept');
  await button(page, /^(Petugas|Status)$/).click();
  await page.getByText('Status perangkat').waitFor();
  await page.getByText('1 dibuat, 1 diterima').waitFor();
  await shoot(page, 'phone-status');
  await page.context().close();
}

/** A desk that is made ready, signs without a network, and hands over a file; the file's path. */
export async function takeTablet({ demo, folder, origin, open }: Studio): Promise<string> {
  const page = await open(TABLET);
  await page.goto(origin);
  await button(page, 'Pindai kode QR').waitFor();
  await shoot(page, 'tablet-start');
  await page.goto(demo.gatherings[1]?.stations[0]?.url ?? '');
  await button(page, 'Ikuti kegiatan ini').waitFor();
  await shoot(page, 'tablet-offer');
  await button(page, 'Ikuti kegiatan ini').click();
  const person = demo.kabupaten.people.find(({ category }) => category === 'ASN');
  if (person === undefined) throw new Error('assertion failed: the kabupaten has civil servants');
  await lookFor(page, person);
  await page.getByText(person.name).first().click();
  await button(page, 'Ya, benar').waitFor();
  await shoot(page, 'tablet-confirm');
  await readAndSign(page, 'tablet');
  await page.waitForTimeout(500); // the draft is kept
  await page.reload();
  await page.getByText('Ada tanda tangan yang belum disimpan').waitFor();
  await shoot(page, 'tablet-resume');
  await button(page, 'Lanjutkan').click();
  await page.context().setOffline(true);
  await button(page, /^Simpan/).click();
  await page.getByText('Tersimpan di perangkat').waitFor();
  await shoot(page, 'tablet-kept');
  return steward(page, folder);
}

/** The three ways to a name, and what is filled in when none leads there. */
async function lookFor(page: Page, person: PersonRow): Promise<void> {
  const keypad = page.locator('.keypad');
  for (const digit of person.birthDate.replaceAll('-', '').slice(0, 5)) {
    await keypad.getByRole('button', { name: digit, exact: true }).click();
  }
  await shoot(page, 'tablet-birth');
  await button(page, 'Unit').click();
  await page.getByLabel('Cari unit kerja').fill('dinas');
  await page.locator('.row').first().waitFor();
  await shoot(page, 'tablet-unit');
  await button(page, 'Tambah peserta di tempat').click();
  await writeIn(page, 'tablet-walk-in');
  await button(page, 'Kembali').click();
  await button(page, 'Nama').click();
  await page.getByLabel('Ketik nama').fill(person.name.split(' ')[0] ?? '');
  await page.getByText(person.name).first().waitFor();
  await shoot(page, 'tablet-find');
}

async function writeIn(page: Page, picture: string): Promise<void> {
  await page.getByLabel('Nama lengkap').fill('Nama Contoh, S.Sos.');
  await page.getByLabel('Jabatan').fill('Analis Kebijakan');
  await page.getByLabel(/Unit kerja/).fill('Dinas Contoh');
  await page.getByLabel('ASN (PNS / PPPK)').check();
  await page.getByLabel('Nama lengkap').scrollIntoViewIfNeeded();
  await shoot(page, picture);
}

async function readAndSign(page: Page, device: 'phone' | 'tablet'): Promise<void> {
  await button(page, 'Ya, benar').click();
  await button(page, 'Baca teks lengkap').click();
  await shoot(page, `${device}-pact`);
  await button(page, 'Ringkas teks').click();
  await sign(page, 12);
  await shoot(page, `${device}-sign`);
}

async function steward(page: Page, folder: string): Promise<string> {
  await button(page, 'Petugas').click();
  await page.getByText('Status perangkat').waitFor();
  await page.getByText('1 dibuat, 0 diterima').waitFor();
  await shoot(page, 'tablet-status');
  await button(page, 'Simpan atau terima berkas').click();
  await button(page, 'Simpan ke berkas').click();
  const link = page.getByRole('link', { name: 'Unduh' });
  await link.waitFor();
  await shoot(page, 'tablet-parcels');
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const parcel = join(folder, download.suggestedFilename());
  await download.saveAs(parcel);
  await button(page, 'Kembali').click();
  await button(page, 'Keluar atau kosongkan perangkat').click();
  await page.getByText('1 masih tersimpan di perangkat ini').waitFor();
  await shoot(page, 'tablet-leaving');
  await button(page, 'Kembali').click();
  await button(page, 'Buka naskah ikrar').click();
  await page.getByLabel('Dipimpin oleh').fill('Nama Pejabat Contoh, M.Si.');
  await button(page, 'Mulai').click();
  await button(page, 'Selesai').waitFor();
  await shoot(page, 'tablet-recital');
  await page.context().close();
  return parcel;
}
