/**
 * Trust in the facts of a gathering: what an organiser types stands on the gathering's
 * screen, on the poster and on the attendance list, in both languages, and can be changed.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { PRINTED_NAMES, PRINTED_TEXTS } from '#core/gathering-facts.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { en } from '#app/organiser/text/en.ts';
import { id } from '#app/organiser/text/id.ts';
import { recordOf } from '#core/record.ts';
import { test } from '../support/fieldwork.ts';
import { LAPTOP, enter, findNoBarrier } from '../support/office-desk.ts';
import type { OfficeProcess } from '../support/office-process.ts';
import { lettersOf, readPrinted } from '../support/printed.ts';

test.use({ viewport: LAPTOP });

const TYPED = recordOf(PRINTED_NAMES, (name) => `Isi ${name}`);

/** Types into every field, found by what is written over it. */
async function fill(page: Page, values: typeof TYPED): Promise<void> {
  for (const name of PRINTED_NAMES) {
    await page.getByLabel(id.factLabels[name], { exact: true }).fill(values[name]);
  }
}

async function findFacts(facts: Locator, words: typeof id, values: typeof TYPED): Promise<void> {
  for (const name of PRINTED_NAMES) {
    const fact = facts.locator('.fact', { hasText: words.factLabels[name] });
    await expect(fact).toContainText(values[name]);
  }
}

async function findOnPoster(page: Page, values: typeof TYPED): Promise<void> {
  const poster = page.locator('.sheet');
  for (const name of PRINTED_NAMES) {
    await expect(poster.getByText(values[name])).toHaveCount(
      PRINTED_TEXTS[name].isOnPoster ? 1 : 0,
    );
  }
}

async function findOnList(
  office: OfficeProcess,
  gathering: string,
  values: typeof TYPED,
): Promise<void> {
  // Nobody has signed, so that it is one page.
  const path = `${OFFICE_PATHS.paper(gathering, 'attendance-list')}?unsigned=0`;
  const { letters } = await readPrinted(await office.ask(path));
  for (const name of PRINTED_NAMES) expect(letters).toContain(lettersOf(values[name]));
}

test('what is typed stands on screen, poster and attendance list, and is changed there', async ({
  page,
  office,
  programmeId,
}) => {
  await enter(page, office, `/kantor/rangkaian/${programmeId}/kegiatan-baru`);
  await page.getByLabel('Nama kegiatan').fill('Apel Berpakaian Rapi');
  await page.getByLabel('Tempat', { exact: true }).fill('Lapangan');
  await page.getByLabel('Hari, tanggal').fill('2031-10-06');
  await page.getByLabel('Jam mulai').fill('07:30');
  await fill(page, TYPED);
  await page.getByRole('button', { name: 'Buat kegiatan' }).click();
  const facts = page.locator('.facts').first();
  await findFacts(facts, id, TYPED);
  await findOnPoster(page, TYPED);
  const gathering = /kegiatan\/([^/]+)/.exec(page.url())?.[1] ?? '';
  await findOnList(office, gathering, TYPED);

  await page.getByRole('button', { name: 'Ubah isian poster' }).click();
  await expect(page.getByLabel('Pakaian', { exact: true })).toHaveValue(TYPED.dressCode);
  await findNoBarrier(page, 'facts');
  const changed = recordOf(PRINTED_NAMES, (name) => `Baru ${name}`);
  await fill(page, changed);
  await page.getByLabel('Nama dan gelar').fill('Dra. Contoh');
  await page.getByRole('button', { name: 'Simpan isian' }).click();
  await expect(page.getByText('Isian sudah disimpan.')).toBeVisible();
  await findFacts(facts, id, changed);
  await expect(facts.locator('.fact', { hasText: 'Mengetahui' })).toContainText('Dra. Contoh');
  await findOnPoster(page, changed);
  await findOnList(office, gathering, changed);

  await page.getByRole('button', { name: 'English' }).click();
  await findFacts(facts, en, changed);
  await findOnPoster(page, changed);
});

test('a poster with the longest texts is as high as its paper', async ({ page, office, hold }) => {
  const held = await hold({
    title: 'Apel Gabungan dan Deklarasi Netralitas Aparatur Sipil Negara Kabupaten',
    place: 'Lapangan Rumah Jabatan Bupati sisi timur, tugu',
    organiser: 'Badan Kesbangpol',
    ...recordOf(PRINTED_NAMES, (name) => 'Mm '.repeat(99).slice(0, PRINTED_TEXTS[name].charsMax)),
  });
  await enter(page, office, `/kantor/kegiatan/${held.id}/qr`);
  await page.emulateMedia({ media: 'print' });
  const overPx = await page.locator('.sheet').evaluate((sheet) => {
    return sheet.scrollHeight - sheet.clientHeight;
  });
  expect(overPx).toBe(0);
});
