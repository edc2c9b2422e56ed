/**
 * Trust where no network ever comes: what one tablet signed is carried in a file by another,
 * and only the office's receipts, brought back the same way, turn one tick into two.
 */
import { expect, type Browser, type Download, type Page } from '@playwright/test';
import { look } from '../support/barriers.ts';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  leaveStatus,
  openStatus,
  PHONE,
  receiveAll,
  save,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { KABUPATEN, STATION, test } from '../support/fieldwork.ts';

const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(0, 3);

test.use({ viewport: TABLET });

/** Another tablet: its own browser profile. */
async function openTablet(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'id-ID' });
  return context.newPage();
}

async function sign(page: Page, seed: number): Promise<void> {
  const person = PEOPLE[seed];
  if (person === undefined) throw new Error('nobody');
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(seed + 1));
  await save(page);
  await handOver(page, person.name);
}

/** Runs in the page: a browser that shares, and shows what it was given. */
function shareInTest(): void {
  navigator.canShare = () => true;
  navigator.share = (data) => {
    const [file] = data?.files ?? [];
    document.documentElement.dataset['shared'] = `${file?.name} ${file?.type}`;
    return Promise.resolve();
  };
}

async function openParcels(page: Page): Promise<void> {
  await openStatus(page);
  await page.getByRole('button', { name: 'Simpan atau terima berkas' }).click();
  await expect(page.getByRole('heading', { name: 'Kirim lewat berkas' })).toBeVisible();
}

async function download(page: Page): Promise<Download> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh' }).click(),
  ]);
  return file;
}

async function choose(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path);
}

test('carries signatures in a file to the office, and the receipts back', async ({
  browser,
  page,
  context,
  office,
  hold,
}, info) => {
  await page.addInitScript(shareInTest);
  const far = await hold({ title: 'Apel Pulau Jauh' });
  const near = await hold({ title: 'Apel Kecamatan' });

  await joinAsStation(page, far.stationUrl);
  await context.setOffline(true);
  for (let i = 0; i < PEOPLE.length; i++) await sign(page, i);
  await openParcels(page);
  await expect(page.getByText('3 catatan di perangkat ini belum diterima')).toBeVisible();
  await page.getByRole('button', { name: 'Simpan ke berkas' }).click();
  await expect(page.getByText('3 dari Apel Pulau Jauh')).toBeVisible();
  await page.getByRole('button', { name: 'Bagikan' }).click();
  await expect
    .poll(() => page.evaluate(() => document.documentElement.dataset['shared']))
    .toMatch(/^ikrar-kiriman-meja-3-\d{8}-\d{4}\.ikrar\.txt text\/plain$/);
  await look(page, 'a parcel on a tablet');
  const parcel = await download(page);
  expect(parcel.suggestedFilename()).toMatch(/^ikrar-kiriman-meja-3-\d{8}-\d{4}\.ikrar$/);
  const parcelPath = info.outputPath('brought', parcel.suggestedFilename());
  await parcel.saveAs(parcelPath);
  const kept = await storedRows(page, 'entries');

  const carrier = await openTablet(browser);
  await joinAsStation(carrier, near.stationUrl);
  await carrier.context().setOffline(true);
  await openParcels(carrier);
  await choose(carrier, parcelPath);
  await expect(carrier.getByText(`3 catatan dari ${STATION} kini dititipkan`)).toBeVisible();
  await expect(carrier.getByText('Belum sampai di kantor')).toBeVisible();
  await look(carrier, 'a carried parcel on a phone');
  expect(office.ledger(far.id)).toHaveLength(0);

  await carrier.context().setOffline(false);
  await carrier.getByRole('button', { name: 'Kirim titipan sekarang' }).click();
  await expect(carrier.getByText('Diterima kantor', { exact: false }).last()).toBeVisible();
  await expect(carrier.getByRole('link', { name: 'Unduh' })).toBeVisible();
  await look(carrier, 'a delivered parcel on a phone');
  const receipts = await download(carrier);
  expect(receipts.suggestedFilename()).toMatch(/^ikrar-tanda-terima-meja-3-/);
  const receiptsPath = info.outputPath('brought', receipts.suggestedFilename());
  await receipts.saveAs(receiptsPath);
  await carrier.context().close();

  await choose(page, receiptsPath);
  await expect(page.getByText('3 catatan kini tercatat diterima kantor.')).toBeVisible();
  await look(page, 'receipts on a tablet');
  await page.getByRole('button', { name: 'Kembali', exact: true }).click();
  await expect(page.getByText('3 dibuat, 3 diterima')).toBeVisible();
  await expect(page.locator('.made .state')).toHaveText(['Diterima', 'Diterima', 'Diterima']);
  expect(office.ledger(far.id).map(({ bytes }) => bytes)).toEqual(kept.map(({ bytes }) => bytes));
});

test('leads back one screen with the back button of the tablet', async ({ page, hold }) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await openStatus(page);
  const settings = page.locator('section').filter({ hasText: 'Ukuran teks' });
  await settings.getByRole('button', { name: 'Keluar atau kosongkan perangkat' }).click();
  await expect(page.getByRole('heading', { name: 'Keluar atau kosongkan' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('Status perangkat')).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Keluar atau kosongkan' })).toBeVisible();
  await page.getByRole('button', { name: 'Kembali', exact: true }).click();
  await expect(page.getByText('Status perangkat')).toBeVisible();
});

test('lets nobody leave or empty a tablet that has what the office lacks', async ({
  page,
  context,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await context.setOffline(true);
  await sign(page, 0);
  await openStatus(page);
  await page.getByRole('button', { name: 'Keluar atau kosongkan perangkat' }).click();
  await expect(page.getByText('1 masih tersimpan di perangkat ini')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kosongkan perangkat' })).toHaveCount(0);
  await look(page, 'nobody leaves, on a tablet');
  await page.setViewportSize(PHONE);
  await look(page, 'nobody leaves, on a phone');
  await page.setViewportSize(TABLET);
  expect(await storedRows(page, 'entries')).toHaveLength(1);

  await context.setOffline(false);
  await page.getByRole('button', { name: 'Kembali', exact: true }).click();
  await receiveAll(page, 1);
  await page.getByRole('button', { name: 'Keluar atau kosongkan perangkat' }).click();
  await page.getByLabel('Ketik KOSONGKAN').fill('kosongkan');
  await look(page, 'leaving on a tablet');
  await page.getByRole('button', { name: 'Keluar dari kegiatan ini' }).click();
  await page.getByRole('button', { name: 'Ya, keluar' }).click();
  await expect(page.getByRole('button', { name: 'Pindai kode QR' })).toBeVisible();
  expect(await storedRows(page, 'entries')).toHaveLength(1);

  await openStatus(page);
  await page.getByRole('button', { name: 'Keluar atau kosongkan perangkat' }).click();
  await page.getByLabel('Ketik KOSONGKAN').fill('kosongkan');
  await page.getByRole('button', { name: 'Kosongkan perangkat' }).click();
  await expect(page.getByRole('button', { name: 'Pindai kode QR' })).toBeVisible();
  expect(await storedRows(page, 'entries')).toHaveLength(0);
  await openStatus(page);
  await expect(page.getByText('Data di perangkat ini pernah terhapus')).toHaveCount(0);
  await leaveStatus(page);
});

test('says that what is gone from the device cannot be carried in a file', async ({
  page,
  context,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await context.setOffline(true);
  await sign(page, 0);
  await page.evaluate(loseEntries);
  await openParcels(page);
  await page.getByRole('button', { name: 'Simpan ke berkas' }).click();
  await expect(page.getByText('Isinya sudah tidak ada di perangkat ini')).toBeVisible();
  await expect(page.getByText('1 catatan di perangkat ini belum diterima')).toBeVisible();
});

/** Runs in the page: a browser that lost the rows of its database. */
function loseEntries(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open('ikrar');
    request.addEventListener('success', () => {
      const writing = request.result.transaction('entries', 'readwrite');
      writing.objectStore('entries').clear();
      writing.addEventListener('complete', () => {
        request.result.close();
        resolve();
      });
    });
  });
}
