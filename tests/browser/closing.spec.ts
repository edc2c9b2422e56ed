/**
 * Yields trust in the end of a gathering: closing it is asked about and can be taken back, and what
 * forgets on a device never gets in the way of who signs on it.
 */
import { expect } from '@playwright/test';
import { confirm, follow, PHONE, save, write, writeIn, writingOf } from '../support/desk.ts';
import { test } from '../support/fieldwork.ts';
import { LAPTOP, enter, findNoBarrier } from '../support/office-desk.ts';

test.use({ viewport: LAPTOP });

test('a gathering is closed after a question, and opened again', async ({ page, office, hold }) => {
  const held = await hold({ title: 'Apel Gabungan' });
  const path = `/kantor/kegiatan/${held.id}/ringkasan`;
  await enter(page, office, path);
  await page.getByRole('button', { name: 'Tutup kegiatan …' }).click();
  const question = page.getByRole('dialog', { name: 'Tutup Apel Gabungan?' });
  await expect(question).toContainText('tetap diterima dan dihitung');
  await expect(question).toContainText('30 hari');
  await findNoBarrier(page, path);
  await question.getByRole('button', { name: 'Batal' }).click();
  await expect(page.getByText(/^Ditutup /)).toHaveCount(0);

  await page.getByRole('button', { name: 'Tutup kegiatan …' }).click();
  await question.getByRole('button', { name: 'Ya, tutup kegiatan' }).click();
  await expect(page.getByText(/^Ditutup .*\. Yang datang terlambat/)).toBeVisible();
  await expect(question).toHaveCount(0);
  await findNoBarrier(page, path);
  await page.reload();
  await page.getByRole('button', { name: 'Buka kembali kegiatan' }).click();
  await expect(page.getByRole('button', { name: 'Tutup kegiatan …' })).toBeVisible();
  await expect(page.getByText(/^Ditutup /)).toHaveCount(0);
});

test.describe('on a first visit', () => {
  test.use({ viewport: PHONE, serviceWorkers: 'block' });

  test('a line that breaks after the receipt is no alarm', async ({ page, hold }) => {
    const held = await hold();
    const refused: string[] = [];
    await page.route(/\/assets\/purge-[^/]*\.js$/, async (route) => {
      refused.push(route.request().url());
      await route.abort('internetdisconnected');
    });
    await page.goto(held.posterUrl);
    await follow(page);
    const person = {
      name: 'Sitti Contoh',
      position: 'Perangkat',
      unit: 'Desa',
      category: 'Non-ASN',
    };
    await writeIn(page, person);
    await confirm(page, person.name);
    await write(page, writingOf(3));
    await save(page);
    await expect(page.getByText('Diterima server')).toBeVisible();
    await expect.poll(() => refused.length).toBeGreaterThan(0);
    await expect(page.locator('.trouble')).toHaveCount(0);
  });
});
