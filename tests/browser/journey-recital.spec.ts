/**
 * The joint oath on a station: read from its screen without a network, through a reload in the
 * middle, recorded once, and told by the office in its list and on paper.
 */
import { expect, type Page } from '@playwright/test';
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
const HOUR_MS = 3_600_000;

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
  const begun = page.getByText(/^Dipimpin oleh Pj\. Bupati .*, dimulai pukul \d\d\.\d\d WITA/);
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
  const paper = await office.ask(OFFICE_PATHS.paper(held.id, 'attendance-list'));
  const { letters } = await readPrinted(paper);
  expect(letters).toMatch(
    /Ikrar:Dibacakanbersama,dipimpinolehPj\.BupatiLontaraBahari,pukul\d\d\.\d\d–\d\d\.\d\dWITA/,
  );
});

test('asks before it keeps an end that is a day late, and tells its days', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await openRecital(page);
  await begin(page);
  await page.clock.setSystemTime(Date.now() + 23 * HOUR_MS);
  const day = String.raw`[A-Z][a-z]+, \d+ [A-Z][a-z]+ \d+, pukul \d\d\.\d\d WITA`;
  await expect(page.getByText(new RegExp(`^Dipimpin oleh Pj.*, dimulai ${day}`))).toBeVisible();
  await expect(page.getByText('Sudah lebih dari 23 jam sejak dimulai.')).toBeVisible();
  await page.getByRole('button', { name: 'Selesai' }).dblclick();
  await expect(page.getByText(new RegExp(`sebagai waktu selesai: ${day}`))).toBeVisible();
  await look(page, 'a late end');
  await page.getByRole('button', { name: 'Batal' }).click();
  await expect(page.getByText('Tersimpan di perangkat')).toHaveCount(0);

  await page.getByRole('button', { name: 'Selesai' }).click();
  await page.getByRole('button', { name: 'Ya, selesai sekarang' }).click();
  const span = new RegExp(`^Ikrar dipimpin oleh ${LEADER}, ${day} sampai ${day}, menurut`);
  await expect(page.getByText(span)).toBeVisible();
  await page.goBack();
  await receiveAll(page, 1);
  await enter(page, office, `/kantor/kegiatan/${held.id}/tanda-tangan`);
  await expect(
    page.getByText(new RegExp(`^Dipimpin oleh ${LEADER}, ${day} sampai ${day}, menurut`)),
  ).toBeVisible();
});

test('holds the device by its name once another gathering is followed', async ({ page, hold }) => {
  const [before, after] = [await hold({ title: 'Apel Pagi' }), await hold()];
  await joinAsStation(page, before.stationUrl);
  await openRecital(page);
  await begin(page);
  await joinAsStation(page, after.stationUrl);
  await openStatus(page);
  const why = page.getByText('Ikrar bersama pada Apel Pagi belum selesai dicatat');
  await expect(page.getByText('Belum aman dimatikan')).toBeVisible();
  await expect(why).toBeVisible();
  await page.getByRole('button', { name: 'Keluar atau kosongkan' }).click();
  await expect(why).toBeVisible();
  await page.getByRole('button', { name: 'Hapus waktu mulai ikrar pada Apel Pagi' }).click();
  await look(page, 'a recital left behind');
  await page.getByRole('button', { name: 'Ya, hapus' }).click();
  await expect(page.getByRole('button', { name: 'Keluar dari kegiatan ini' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('Belum ada yang dibuat')).toBeVisible();
});

test('says so where the disk does not tell whether one was begun', async ({ page, hold }) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await page.addInitScript(refuseGatherings);
  await openRecital(page);
  await page.reload();
  await expect(page.locator('.recital-bar .notice')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mulai' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByRole('button', { name: 'Mulai' })).toBeVisible();
});

async function openRecital(page: Page): Promise<void> {
  await openStatus(page);
  await page.getByRole('button', { name: 'Buka naskah ikrar' }).click();
}

async function begin(page: Page): Promise<void> {
  await page.getByLabel('Dipimpin oleh').fill(LEADER);
  await page.getByRole('button', { name: 'Mulai' }).click();
  await expect(page.getByText(/, dimulai pukul/)).toBeVisible();
}

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

/** From when the oath is on the screen until a touch, the disk does not read where it was begun. */
function refuseGatherings(): void {
  let isMended = false;
  const original = Reflect.get(IDBDatabase.prototype, 'transaction');
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    const isOfGatherings = [args[0]].flat().includes('gatherings');
    const isShown = document.querySelector('.recital-text') !== null;
    if (isShown && isOfGatherings && !isMended) throw new DOMException('gone', 'UnknownError');
    return original.apply(this, args);
  };
  const mend = (): void => {
    isMended = document.querySelector('.recital-text') !== null;
  };
  addEventListener('click', mend, { capture: true });
}
