/**
 * Trust in an update: three builds of the very app are deployed while one person signs. The
 * pad does not move, nothing is reloaded, the new build comes when the steward says so, and what
 * the old one kept is still there and sent.
 */
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import type { Bytes } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { look } from '../support/barriers.ts';
import {
  confirm,
  follow,
  inkedPixels,
  leaveStatus,
  openStatus,
  PHONE,
  save,
  storedRows,
  write,
  writeIn,
  writingOf,
} from '../support/desk.ts';
import { listen } from '../support/memory-office-http.ts';
import { openMemoryOffice } from '../support/memory-office.ts';

test.use({ viewport: PHONE });

const ROOT = join(import.meta.dirname, '../..');
const BUILDS = ['satu', 'dua', 'tiga'] as const;
const PERSON = {
  name: 'Sitti Contoh',
  position: 'Perangkat',
  unit: 'Desa Contoh',
  category: 'Non-ASN',
};

test.beforeAll(async () => {
  for (const name of BUILDS) {
    await build({
      root: ROOT,
      logLevel: 'warn',
      define: { __BUILD__: JSON.stringify(name) },
      build: { outDir: folderOf(name), emptyOutDir: true },
    });
  }
});

test('an organiser is offered the new build in the bar, and gets it by asking', async ({
  page,
}) => {
  const office = await openMemoryOffice();
  await using address = await listen(office, folderOf('satu'));
  await page.goto(`${address.origin}/kantor`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const update = page.getByRole('button', { name: 'Perbarui aplikasi' });
  await expect(update).toHaveCount(0);
  address.app = folderOf('dua');
  await lookAgain(page);
  await expect(update).toBeVisible();
  await look(page, 'a new build in the bar of the office');
  await page.evaluate(() => document.body.setAttribute('data-same', ''));
  const before = await scripts(page);
  await update.click();
  await expect(page.locator('body[data-same]')).toHaveCount(0);
  await expect.poll(() => scripts(page)).not.toEqual(before);
  await expect(update).toHaveCount(0);
});

test('three deploys in one session change nothing under the person who signs', async ({ page }) => {
  const office = await openMemoryOffice();
  await using address = await listen(office, folderOf('satu'));
  await page.goto(await office.invitation('phone', address.origin));
  await follow(page);
  await expect.poll(() => shells(page)).toHaveLength(1);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await writeIn(page, PERSON);
  await confirm(page, PERSON.name);
  const ink = writingOf(7);
  await write(page, { ...ink, strokes: ink.strokes.slice(0, 1) });
  await page.evaluate(() => document.body.setAttribute('data-same', ''));
  const before = await inkedPixels(page);

  for (const [count, name] of [
    [2, 'dua'],
    [3, 'tiga'],
  ] as const) {
    address.app = folderOf(name);
    await lookAgain(page);
    await expect.poll(() => shells(page)).toHaveLength(count);
    await expect.poll(() => isWaiting(page)).toBe(true);
    expect(await inkedPixels(page)).toBe(before);
    await expect(page.locator('body[data-same]')).toHaveCount(1);
    await expect(page.getByText('Perbarui')).toHaveCount(0);
  }
  await write(page, { ...ink, strokes: ink.strokes.slice(1) });
  await save(page);
  await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
  await expect(page.locator('body[data-same]')).toHaveCount(1);

  await openStatus(page);
  await expect(page.getByText('satu', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Perbarui sekarang' })).toBeVisible();
  await look(page, 'a new build in the status');
  await page.getByRole('button', { name: 'Perbarui sekarang' }).click();
  await expect(page.locator('body[data-same]')).toHaveCount(0);
  await expect(page.getByText('tiga', { exact: true })).toBeVisible();
  await expect(page.getByText('1 dibuat, 1 diterima')).toBeVisible();
  await leaveStatus(page);

  address.isDown = true;
  await page.reload();
  await writeIn(page, { ...PERSON, name: 'Baharuddin Contoh' });
  await confirm(page, 'Baharuddin Contoh');
  await write(page, writingOf(8));
  await save(page);
  expect(await storedRows(page, 'entries')).toHaveLength(2);
  address.isDown = false;
  await expect.poll(() => office.entries().map(buildOf)).toEqual(['satu', 'tiga']);
});

function folderOf(name: string): string {
  return join(ROOT, '.cache/app-deploys', name);
}

/** The app asks for a newer build whenever it is looked at again. */
async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

/** The files of the build that is on the screen. */
async function scripts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [...document.scripts].map(({ src }) => src));
}

async function shells(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('ikrar-shell-')),
  );
}

async function isWaiting(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.waiting !== null && registration?.installing === null;
  });
}

function buildOf(bytes: Bytes): string {
  const entry = parseEntry(bytes);
  return entry.ok ? entry.value.envelope.build : 'unread';
}
