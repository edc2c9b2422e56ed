/**
 * Trust in the first visit of an own phone on a slow line: the pad is there before the
 * database library, and nothing is called kept before the storage itself has said so.
 */
import { expect, type Page } from '@playwright/test';
import {
  confirm,
  follow,
  inkedPixels,
  PHONE,
  save,
  storedRows,
  write,
  writeIn,
  writingOf,
} from '../support/desk.ts';
import { test } from '../support/fieldwork.ts';

test.use({ viewport: PHONE, serviceWorkers: 'block' });

const STORAGE_CODE = /\/assets\/open-[^/]*\.js$/;
const PERSON = {
  name: 'Sitti Contoh',
  position: 'Perangkat',
  unit: 'Desa Contoh',
  category: 'Non-ASN',
};
const KEPT = /Tersimpan di perangkat|Diterima kantor/;

/** Joins, writes in and draws, all before the storage is there. */
async function signAhead(page: Page, posterUrl: string): Promise<number> {
  await page.goto(posterUrl);
  await follow(page);
  await writeIn(page, PERSON);
  await confirm(page, PERSON.name);
  await write(page, writingOf(3));
  expect(await storedRows(page, 'entries')).toEqual([]);
  const inked = await inkedPixels(page);
  expect(inked).toBeGreaterThan(0);
  return inked;
}

test('signs while the storage is still on its way, and is kept once, when it is there', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  // What the page itself names is what `npm run size` counts to the first stroke; the rest is held.
  const shell = await (await page.request.get(office.origin)).text();
  await page.route(/\/assets\//, async (route) => {
    if (!shell.includes(new URL(route.request().url()).pathname)) await gate;
    await route.continue();
  });
  const inked = await signAhead(page, held.posterUrl);
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(page.getByText('masih mengambil bagian penyimpanannya')).toBeVisible();
  await page.waitForTimeout(10_000);
  await expect(page.getByText(KEPT)).toHaveCount(0);
  expect(await inkedPixels(page)).toBe(inked);

  open();
  await expect(page.getByRole('heading', { name: KEPT })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
  expect(await storedRows(page, 'entries')).toHaveLength(1);
  expect(await storedRows(page, 'drafts')).toEqual([]);
  expect(office.ledger(held.id)).toHaveLength(1);
});

test('says in plain words that nothing is kept while the storage cannot be fetched', async ({
  page,
  hold,
}) => {
  const held = await hold();
  await page.route(STORAGE_CODE, (route) => route.abort());
  const inked = await signAhead(page, held.posterUrl);
  for (const name of ['Simpan', 'Coba lagi']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByText('Tanda tangan belum tersimpan')).toBeVisible();
    await expect(page.getByText('belum selesai diambil dari jaringan')).toBeVisible();
  }
  await expect(page.getByText(KEPT)).toHaveCount(0);
  expect(await inkedPixels(page)).toBe(inked);
  expect(await storedRows(page, 'entries')).toEqual([]);

  await page.unroute(STORAGE_CODE);
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByRole('heading', { name: KEPT })).toBeVisible();
  expect(await storedRows(page, 'entries')).toHaveLength(1);
});

test('keeps the ink in sight when the storage turns out not to open', async ({ page, hold }) => {
  const held = await hold();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  await page.route(STORAGE_CODE, async (route) => {
    await gate;
    await route.continue();
  });
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no storage', 'SecurityError');
    };
  });
  const inked = await signAhead(page, held.posterUrl);
  open();
  await expect(page.getByText('Tanda tangan belum tersimpan')).toBeVisible();
  await expect(page.getByText('Peramban ini tidak mengizinkan penyimpanan')).toBeVisible();
  expect(await inkedPixels(page)).toBe(inked);
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByText('Tanda tangan belum tersimpan')).toBeVisible();
  await expect(page.getByText(KEPT)).toHaveCount(0);
});

test('finds a gathering again that was joined, though nothing was kept yet', async ({
  page,
  hold,
}) => {
  const held = await hold();
  await page.goto(held.posterUrl);
  await follow(page);
  await expect(page.getByText('Belum ada tanda tangan', { exact: true })).toBeVisible();
  await page.goto(new URL(held.posterUrl).origin);
  await writeIn(page, PERSON);
  await confirm(page, PERSON.name);
  await write(page, writingOf(4));
  await save(page);
});
