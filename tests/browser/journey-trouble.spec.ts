/**
 * Trust in a bad day: a camera that is refused or missing, a browser without storage, a disk
 * that is full. Each time the screen says what to do, and ink that was written stays in sight.
 */
import { readFileSync } from 'node:fs';
import { chromium, expect, type Page } from '@playwright/test';
import { parseParcel } from '#core/parcel.ts';
import { look } from '../support/barriers.ts';
import { chromiumArgs, chromiumPath } from '../../scripts/ensure-browser.ts';
import {
  confirm,
  findByName,
  handOver,
  inkedPixels,
  joinAsStation,
  openStatus,
  pasteCode,
  PHONE,
  save,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { showNothingToCamera } from '../support/fake-camera.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';

test.use({ viewport: TABLET });

for (const { of, args, sentence } of [
  {
    of: 'a camera that is refused',
    args: ['--use-fake-ui-for-media-stream=deny', '--use-fake-device-for-media-stream'],
    sentence: 'Kamera belum diizinkan',
  },
  {
    of: 'a camera that is not there',
    args: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0'],
    sentence: 'Kamera tidak dapat dipakai',
  },
]) {
  test(`says what to do instead of ${of}`, async ({ office, hold }) => {
    const held = await hold();
    await using browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: [...chromiumArgs, ...args],
    });
    const page = await browser.newPage({ viewport: PHONE, locale: 'id-ID' });
    await page.goto(office.origin);
    await page.getByRole('button', { name: 'Pindai kode QR' }).click();
    await expect(page.getByText(sentence)).toBeVisible();
    await pasteCode(page, held.posterUrl);
    await expect(page.getByRole('button', { name: 'Ikuti kegiatan ini' })).toBeVisible();
  });
}

for (const part of ['camera', 'qr-worker']) {
  test(`leaves the code to be pasted where the ${part} does not arrive`, async ({
    browser,
    office,
    hold,
  }) => {
    const held = await hold();
    showNothingToCamera();
    await using context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
    await context.grantPermissions(['camera']);
    const page = await context.newPage();
    await page.route(new RegExp(`/assets/${part}-[^/]*\\.js$`), (route) => route.abort());
    await page.goto(office.origin);
    await page.getByRole('button', { name: 'Pindai kode QR' }).click();
    await expect(page.getByText('Kamera tidak dapat dipakai')).toBeVisible();
    await expect(page.getByText('Terjadi gangguan')).toHaveCount(0);
    await expect(page.locator('video')).toHaveCount(0);
    await pasteCode(page, held.posterUrl);
    await expect(page.getByRole('button', { name: 'Ikuti kegiatan ini' })).toBeVisible();
  });
}

test('says that a new code of the desk could not be taken, and why', async ({ page, hold }) => {
  const held = await hold();
  await page.addInitScript(putFullDisk);
  await joinAsStation(page, held.stationUrl);
  await openStatus(page);
  await page.getByRole('button', { name: 'Ikuti kegiatan lain' }).click();
  await setDisk(page, 'full');
  await pasteCode(page, held.stationUrl);
  await expect(page.getByText('Ruang simpan perangkat penuh')).toBeVisible();
  await setDisk(page, 'roomy');
  await page.getByRole('button', { name: 'Pakai kode ini' }).click();
  await expect(page.getByText('Cari data Bapak/Ibu')).toBeVisible();
});

test('begins nothing in a browser that has no storage, and says what to do', async ({
  page,
  hold,
}) => {
  const held = await hold();
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  });
  await page.goto(held.posterUrl);
  await expect(page.getByText('Perangkat ini belum dapat dipakai')).toBeVisible();
  await expect(page.getByText('Matikan mode penyamaran, atau pakai peramban lain')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ikuti kegiatan ini' })).toHaveCount(0);
  await look(page, 'a device that was not opened');
});

test('never says that a name is not on a list that has not arrived yet', async ({ page, hold }) => {
  const held = await hold();
  const [person] = KABUPATEN.people.filter(({ category }) => category === 'ASN');
  if (person === undefined) throw new Error('nobody');
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  await page.route(/\/package$/, async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(held.stationUrl);
  await page.getByRole('button', { name: 'Ikuti kegiatan ini' }).click();
  await page.getByRole('button', { name: 'Nama', exact: true }).click();
  await page.getByLabel('Ketik nama').fill(person.name);
  await expect(page.getByText('Daftar peserta')).toBeVisible();
  await expect(page.getByText('Nama tidak ditemukan di daftar.')).toHaveCount(0);
  open();
  await expect(page.locator('.row').filter({ hasText: person.name }).first()).toBeVisible();
});

test('keeps the ink on the screen while the disk is full, and saves it once there is room', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const [person] = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN');
  if (person === undefined) throw new Error('nobody');
  await page.addInitScript(putFullDisk);
  await joinAsStation(page, held.stationUrl);
  await findByName(page, person);
  await confirm(page, person.name);
  const { strokes, ...pad } = writingOf(5);
  await write(page, { ...pad, strokes: strokes.slice(0, 1) });

  await setDisk(page, 'full');
  await write(page, { ...pad, strokes: strokes.slice(1) });
  const before = await inkedPixels(page);
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(page.getByText('Tanda tangan belum tersimpan')).toBeVisible();
  await expect(page.getByText('Ruang simpan perangkat penuh')).toBeVisible();
  await expect(page.getByText('Beri tahu petugas')).toBeVisible();
  await expect(page.getByText('Coretan belum dapat dicadangkan')).toBeVisible();
  expect(await inkedPixels(page)).toBe(before);
  expect(await storedRows(page, 'entries')).toEqual([]);

  await setDisk(page, 'roomy');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
  expect(office.ledger(held.id)).toHaveLength(1);
});

test('gives what is kept as a file beside the ink, while the disk is full and there is no network', async ({
  page,
  context,
  office,
  hold,
}) => {
  const held = await hold();
  const [kept, waiting] = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN');
  if (kept === undefined || waiting === undefined) throw new Error('nobody');
  await page.addInitScript(putFullDisk);
  await joinAsStation(page, held.stationUrl);
  await context.setOffline(true);
  await findByName(page, kept);
  await confirm(page, kept.name);
  await write(page, writingOf(1));
  await save(page);
  await handOver(page, kept.name);

  await findByName(page, waiting);
  await confirm(page, waiting.name);
  await setDisk(page, 'full');
  await write(page, writingOf(5));
  const before = await inkedPixels(page);
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByRole('button', { name: 'Simpan ke berkas' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh' }).click(),
  ]);
  const parcel = parseParcel(new Uint8Array(readFileSync(await download.path())));
  expect(parcel.ok && parcel.value.batches).toHaveLength(1);
  expect(await inkedPixels(page)).toBe(before);

  await setDisk(page, 'roomy');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByRole('heading', { name: 'Tersimpan di perangkat' })).toBeVisible();
  await context.setOffline(false);
  await expect.poll(() => office.ledger(held.id).length).toBe(2);
});

/**
 * Runs in the page before the app: a disk that has no room while the page says so. Chromium
 * enforces a real quota only some seconds late; tests/store/full-disk.test.ts waits for that.
 */
function putFullDisk(): void {
  for (const verb of ['add', 'put'] as const) {
    const original = Reflect.get(IDBObjectStore.prototype, verb);
    IDBObjectStore.prototype[verb] = function (this: IDBObjectStore, ...row) {
      if (document.documentElement.dataset['disk'] === 'full') {
        throw new DOMException('no room', 'QuotaExceededError');
      }
      return original.apply(this, row);
    };
  }
}

async function setDisk(page: Page, disk: 'full' | 'roomy'): Promise<void> {
  await page.evaluate((state) => {
    document.documentElement.dataset['disk'] = state;
  }, disk);
}
