/** That organisers see what is wrong with the office, and what to do about it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/fieldwork.ts';
import { LAPTOP, findNoBarrier, signIn } from '../support/office-desk.ts';
import { LOGIN, PASSWORD, freePort, openNewOffice } from '../support/office-process.ts';

test.use({ viewport: LAPTOP });

test('says that the database is gone, since when and what to do', async ({ page }) => {
  await using office = await openNewOffice({ port: await freePort() });
  await office.session();
  await page.goto(`${office.origin}/kantor`);
  await signIn(page, { login: LOGIN, password: PASSWORD });
  await expect(page.getByText('Belum ada rangkaian kegiatan.')).toBeVisible();
  const line = page.getByRole('complementary', { name: 'Keadaan kantor' });
  await expect(line.getByText('Basis data')).toHaveCount(0);

  rmSync(join(office.folder, 'office.sqlite'));
  await page.getByRole('link', { name: 'Akun' }).click();
  await expect(async () => {
    await page.reload();
    await expect(line).toContainText('Basis data kantor hilang selagi kantor berjalan.');
  }).toPass();
  await expect(line.getByText('memulihkan cadangan terakhir')).toBeHidden();
  await line.getByText('Basis data kantor hilang').first().click();
  await expect(line.getByText('memulihkan cadangan terakhir')).toBeVisible();
  await expect(line.getByText(/^Sejak \S+, \d+ \S+ \d{4}, pukul/)).toBeVisible();
  await findNoBarrier(page, 'health line');
  await page.getByRole('button', { name: 'English' }).click();
  const english = page.getByRole('complementary', { name: 'State of the office' });
  await expect(english).toContainText('put the last backup back');
});
