/** Trust in the screens of accounts: waiting, sessions, locking, removing, and the log. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { test } from '../support/fieldwork.ts';
import { LAPTOP, findNoBarrier, signIn } from '../support/office-desk.ts';
import { LOGIN, PASSWORD, freePort, openNewOffice } from '../support/office-process.ts';

test.use({ viewport: LAPTOP });

const COLLEAGUE = { name: 'Sahtini Sappewellang', login: 'sahtini', password: PASSWORD };

test('says how long to wait after too many tries, and lets in after that', async ({ page }) => {
  await using office = await openNewOffice({ port: await freePort() });
  await office.session();
  await page.goto(`${office.origin}/kantor`);
  for (let tries = 0; tries < LIMITS.triesFreeMax; tries++) {
    await signIn(page, { login: LOGIN, password: `keliru ${tries}` });
    await expect(page.getByText('Nama masuk atau kata sandi tidak cocok.')).toBeVisible();
  }
  await page.clock.install();
  await signIn(page, { login: LOGIN, password: PASSWORD });
  await expect(page.getByText('Terlalu banyak percobaan.')).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^(\d+ menit )?\d+ detik$/);
  await expect(page.getByRole('button', { name: 'Masuk' })).toBeDisabled();
  await findNoBarrier(page, 'a wait before the next try');
  await page.clock.fastForward(LIMITS.triesWaitMaxMs);
  await expect(page.getByText('Waktu tunggu sudah selesai.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Masuk' })).toBeEnabled();
});

test('lists where one is signed in, and ends it', async ({ page, browser }) => {
  await using office = await openNewOffice({ port: await freePort() });
  await office.session();
  await page.goto(`${office.origin}/kantor/akun`);
  await signIn(page, { login: LOGIN, password: PASSWORD });
  const elsewhere = await browser.newPage();
  await elsewhere.goto(`${office.origin}/kantor`);
  await signIn(elsewhere, { login: LOGIN, password: PASSWORD });
  await expect(elsewhere.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();

  await page.reload();
  const panel = page.locator('section', { hasText: 'Perangkat yang sedang masuk' });
  await expect(panel.getByRole('listitem')).toHaveCount(3);
  await expect(panel.getByText('Perangkat ini')).toHaveCount(1);
  await panel.getByRole('button', { name: /^Akhiri sesi Chrome/ }).click();
  await expect(panel.getByText('Sesi sudah diakhiri.')).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByText('Masuk sebagai penyelenggara')).toBeVisible();
  await panel.getByRole('button', { name: 'Akhiri semua sesi lain' }).click();
  await expect(panel.getByText('Akun ini tidak sedang masuk di perangkat lain.')).toBeVisible();
  await elsewhere.close();
});

test('locks an account, which is out at once, and unlocks it', async ({ page, browser }) => {
  await using office = await openNewOffice({ port: await freePort() });
  await office.ask(OFFICE_PATHS.organisers, { method: 'POST', body: COLLEAGUE });
  const elsewhere = await browser.newPage();
  await elsewhere.goto(`${office.origin}/kantor`);
  await signIn(elsewhere, COLLEAGUE);
  await expect(elsewhere.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();

  await page.goto(`${office.origin}/kantor/akun`);
  await signIn(page, { login: LOGIN, password: PASSWORD });
  await expect(page.getByRole('button', { name: 'Kunci akun Penyelenggara Uji' })).toHaveCount(0);
  const lock = page.getByRole('button', { name: `Kunci akun ${COLLEAGUE.name}` });
  await lock.focus();
  await page.keyboard.press('Enter');
  await findNoBarrier(page, 'the question before an account is locked');
  await page.getByRole('dialog').getByRole('button', { name: 'Kunci', exact: true }).click();
  await expect(page.getByText('Dikunci sejak')).toBeVisible();
  await elsewhere.reload();
  await signIn(elsewhere, COLLEAGUE);
  await expect(elsewhere.getByText('Akun ini dikunci.')).toBeVisible();

  await page.getByRole('button', { name: `Buka kunci akun ${COLLEAGUE.name}` }).click();
  await expect(page.getByText('Dikunci sejak')).toHaveCount(0);
  await signIn(elsewhere, COLLEAGUE);
  await expect(elsewhere.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();
  await elsewhere.close();
});

test('removes an account after a question, and the log says so', async ({ page }) => {
  await using office = await openNewOffice({ port: await freePort() });
  await office.ask(OFFICE_PATHS.organisers, { method: 'POST', body: COLLEAGUE });
  await page.goto(`${office.origin}/kantor/akun`);
  await signIn(page, { login: LOGIN, password: PASSWORD });
  await page.getByRole('button', { name: `Hapus akun ${COLLEAGUE.name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).click();
  await page.getByRole('button', { name: `Hapus akun ${COLLEAGUE.name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus akun' }).click();
  await expect(page.getByText(COLLEAGUE.login)).toHaveCount(0);
  await findNoBarrier(page, 'accounts');

  await page.getByRole('link', { name: 'Buka catatan keamanan' }).click();
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toContainText('Akun dihapus');
  await expect(rows.nth(1)).toContainText(COLLEAGUE.login);
  await findNoBarrier(page, 'the security log');
  await page.getByLabel('Tampilkan').selectOption('Akun dan kata sandi');
  await expect(page.getByRole('row').filter({ hasText: 'Masuk' })).toHaveCount(0);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh sebagai CSV' }).click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  expect(file).toContain('"Akun dihapus"');
  expect(file).not.toContain('"Gagal masuk"');
});
