/**
 * Field screens that anybody can use: axe finds no barrier on any of them, on a phone and on
 * a tablet, and nothing is wider than the screen. The office's screens are looked at in
 * organiser.spec.
 */
import { expect, type Page } from '@playwright/test';
import { LIMITS } from '#core/limits.ts';
import { look } from '../support/barriers.ts';
import {
  becomeReady,
  confirm,
  findByBirthDate,
  follow,
  openStatus,
  pasteCode,
  PHONE,
  save,
  TABLET,
  write,
  writeIn,
  writingOf,
} from '../support/desk.ts';
import { showNothingToCamera } from '../support/fake-camera.ts';
import { KABUPATEN, type HeldGathering, test } from '../support/fieldwork.ts';

/** Everything a station shows, from the first screen to the second tick. */
async function walkStation(page: Page, held: HeldGathering): Promise<void> {
  await page.goto(new URL(held.posterUrl).origin);
  await expect(page.getByText('Ikuti kegiatan')).toBeVisible();
  await look(page, 'start');
  showNothingToCamera();
  await page.getByRole('button', { name: 'Pindai kode QR' }).click();
  await expect(page.locator('video')).toBeVisible();
  await look(page, 'camera');
  await page.getByRole('button', { name: 'Tutup kamera' }).click();
  await pasteCode(page, held.stationUrl.slice(0, -40));
  await expect(page.getByText('Tidak ada data yang disimpan')).toBeVisible();
  await expect(page.getByText('salin seluruh kodenya')).toBeVisible();
  await look(page, 'refused code');
  await pasteCode(page, held.stationUrl);
  await expect(page.getByText('Kegiatan ditemukan')).toBeVisible();
  await look(page, 'offer');
  await follow(page);
  await becomeReady(page);
  await look(page, 'find by birth date');
  await watchItEmpty(page);
  await lookForPeople(page);
  await signOne(page);
}

async function lookForPeople(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Nama', exact: true }).click();
  await page.getByLabel('Ketik nama').fill('andi');
  await expect(page.locator('.row').first()).toBeVisible();
  await look(page, 'find by name');
  await page.getByLabel('Ketik nama').fill('qqqqq');
  await expect(page.getByText('Nama tidak ditemukan')).toBeVisible();
  await look(page, 'nobody found');
  await page.getByRole('button', { name: 'Unit', exact: true }).click();
  await page.getByLabel('Cari unit kerja').fill('dinas');
  await expect(page.locator('.row').first()).toBeVisible();
  await look(page, 'find a unit');
  await page.locator('.row').first().click();
  await page.getByLabel('Ketik nama di unit ini').fill('a');
  await look(page, 'find in a unit');
  await page.getByRole('button', { name: 'Tambah peserta di tempat' }).click();
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await expect(page.getByText('Nama belum diisi.')).toBeVisible();
  await look(page, 'walk-in');
  await page.getByRole('button', { name: 'Kembali' }).click();
  await page.getByRole('button', { name: 'Tanggal lahir' }).click();
}

async function signOne(page: Page): Promise<void> {
  const person = KABUPATEN.people.find(
    ({ category, birthDate }) => category === 'ASN' && birthDate !== '',
  );
  if (person === undefined) throw new Error('nobody');
  await findByBirthDate(page, person);
  await expect(page.getByText('Benar ini data')).toBeVisible();
  await look(page, 'confirm');
  await confirm(page, person.name);
  await look(page, 'sign');
  await page.getByRole('button', { name: 'Baca teks lengkap' }).click();
  await look(page, 'the whole pact');
  await page.getByRole('button', { name: 'Ringkas teks' }).click();
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(page.getByText('Kotak masih kosong')).toBeVisible();
  await look(page, 'nothing signed');
  await write(page, writingOf(2));
  await page.getByRole('button', { name: 'Batal', exact: true }).click();
  await look(page, 'leaving ink');
  await page.getByRole('button', { name: 'Lanjut tanda tangan' }).click();
  await page.reload();
  await expect(page.getByText('Ada tanda tangan yang belum disimpan')).toBeVisible();
  await look(page, 'a draft');
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await save(page);
  await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
  await look(page, 'received');
  await page.getByRole('button', { name: 'Peserta berikutnya' }).click();
  await openStatus(page);
  await expect(page.getByText(/^Siap dipakai tanpa jaringan/)).toBeVisible();
  await look(page, 'status');
  await page.evaluate(() => {
    void Promise.reject(new Error('a fault behind the screen'));
  });
  await expect(page.getByText('Terjadi gangguan pada aplikasi')).toBeVisible();
  await look(page, 'a fault behind the screen');
  await page.locator('.trouble').getByRole('button', { name: 'Tutup' }).click();
}

/** Nobody touches the screen any more; it says so, and how long it waits. */
async function watchItEmpty(page: Page): Promise<void> {
  await page.clock.install();
  await page.locator('.keypad').getByRole('button', { name: '1', exact: true }).click();
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
  await page.clock.runFor(LIMITS.idleResetMs - 4_500);
  await expect(page.getByRole('timer')).toContainText('Layar dikosongkan');
  await page.clock.resume(); // axe itself waits for timers
  await look(page, 'a screen that empties itself');
  await page.clock.runFor(5_000);
  await expect(page.locator('.birth-digits')).toContainText('TTTT');
}

for (const [device, viewport] of [
  ['phone', PHONE],
  ['tablet', TABLET],
] as const) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport, hasTouch: true });

    test('has no barrier on the way of a station', async ({ page, hold }) => {
      const held = await hold();
      await walkStation(page, held);
    });

    test('has no barrier on the way of an own phone, in English and with large text', async ({
      page,
      hold,
    }) => {
      const held = await hold();
      await page.goto(held.posterUrl);
      await follow(page);
      await look(page, 'form');
      await writeIn(page, {
        name: 'Hj. Sitti Rabiah Daeng Tene, S.Pd.',
        position: 'Guru',
        unit: 'SD Negeri 12 Uwaimalolo',
        category: 'ASN (PNS / PPPK)',
      });
      await look(page, 'confirm');
      await page.getByRole('button', { name: 'Ya, benar' }).click();
      await write(page, writingOf(4));
      await save(page);
      await look(page, 'kept');
      await openStatus(page);
      await page.getByRole('button', { name: 'Sangat besar' }).click();
      await page.getByRole('button', { name: 'English' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await look(page, 'status, in English and with large text');
    });
  });
}

test.describe('where a tablet becomes a station behind a confirmation', () => {
  test.use({ viewport: TABLET, serviceWorkers: 'block' });

  test('what is still loading stands within the one main part of the screen', async ({
    page,
    context,
    hold,
  }) => {
    const held = await hold();
    await page.goto(held.posterUrl);
    await follow(page);
    await writeIn(page, {
      name: 'Hj. Sitti Rabiah Daeng Tene, S.Pd.',
      position: 'Guru',
      unit: 'SD Negeri 12 Uwaimalolo',
      category: 'ASN (PNS / PPPK)',
    });
    const desk = Promise.withResolvers<void>();
    await page.route(/assets\/desk-/, async (route) => {
      await desk.promise;
      await route.continue();
    });
    const other = await context.newPage();
    await other.goto(held.stationUrl);
    await follow(other);
    await expect(page.locator('main').getByText('Menyiapkan perangkat …')).toBeVisible();
    await look(page, 'confirm, with a part still loading');
    desk.resolve();
    await expect(page.getByRole('button', { name: 'Dibantu petugas' })).toBeVisible();
  });
});
