/**
 * The joint oath on a station: read from its screen without a network, through a reload in the
 * middle, recorded once, and told by the office in its list and on paper.
 */
import { expect } from '@playwright/test';
import { assert } from '#core/assert.ts';
import { parseEntry } from '#core/entry.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import {
  follow,
  joinAsStation,
  leaveStatus,
  openStatus,
  receiveAll,
  TABLET,
} from '../support/desk.ts';
import { hex } from '../../scripts/vectors/samples.ts';
import { look } from '../support/barriers.ts';
import { test } from '../support/fieldwork.ts';
import { enter } from '../support/office-desk.ts';
import { readPrinted } from '../support/printed.ts';

test.use({ viewport: TABLET });

const LEADER = 'Pj. Bupati Lontara Bahari';

test('records the joint oath once, through a reload and a dead network', async ({
  page,
  context,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await context.setOffline(true);
  await openStatus(page);
  await page.getByRole('button', { name: 'Buka naskah ikrar' }).click();
  await expect(page.getByText('Satu. Kami menjaga jarak yang sama')).toBeVisible();
  await page.getByRole('button', { name: 'Mulai' }).click();
  await expect(page.getByText('Pemimpin ikrar belum diisi.')).toBeVisible();
  await page.getByLabel('Dipimpin oleh').fill(LEADER);
  await page.getByRole('button', { name: 'Mulai' }).dblclick();
  const begun = page.getByText(/^Dimulai pukul \d\d\.\d\d WITA, dipimpin oleh Pj\. Bupati/);
  await expect(begun).toBeVisible();
  const said = await begun.textContent();
  await look(page, 'recital');

  await page.reload();
  await expect(begun).toHaveText(said ?? '');
  await page.getByRole('button', { name: 'Selesai' }).dblclick();
  await expect(page.getByText('Tersimpan di perangkat')).toBeVisible();
  await page.goBack();
  await expect(page.locator('.made li')).toHaveCount(1);
  await expect(page.locator('.made li')).toContainText('Ikrar bersama');

  await context.setOffline(false);
  await receiveAll(page, 1);
  await leaveStatus(page);
  const entries = office.ledger(held.id);
  expect(entries).toHaveLength(1);
  const [entry] = entries;
  assert(entry !== undefined, 'it is there');
  const read = parseEntry(hex(entry.bytes));
  expect(read).toMatchObject({ value: { body: { value: { kind: 'recital', leader: LEADER } } } });

  await enter(page, office, `/kantor/kegiatan/${held.id}/tanda-tangan`);
  await expect(page.getByText(/^Dipimpin oleh Pj\. Bupati Lontara Bahari, pukul/)).toBeVisible();
  const paper = await office.ask(OFFICE_PATHS.attendanceList(held.id));
  const { letters } = await readPrinted(paper);
  expect(letters).toMatch(
    /Ikrar:Dibacakanbersama,dipimpinolehPj\.BupatiLontaraBahari,pukul\d\d\.\d\d–\d\d\.\d\dWITA/,
  );
});

test('says that the text is missing where the office has not given it', async ({ page, hold }) => {
  const held = await hold();
  await page.route('**/package', (route) => route.abort());
  await page.goto(held.stationUrl);
  await follow(page);
  await openStatus(page);
  await page.getByRole('button', { name: 'Buka naskah ikrar' }).click();
  await expect(page.getByText('Naskah ikrar belum ada di perangkat ini.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mulai' })).toHaveCount(0);
  await page.unroute('**/package');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByText('Satu. Kami menjaga jarak yang sama')).toBeVisible();
});
