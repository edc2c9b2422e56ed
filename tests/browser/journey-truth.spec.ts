/**
 * Trust in what a steward and an organiser are told: a tablet is called safe only while the
 * office has everything of it, and a gathering complete only when that is proven. Whatever was lost
 * is said on the tablet and reaches the office.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { PATHS } from '#core/api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { completeness, stationCode } from '#core/office-gathering-api.ts';
import {
  confirm,
  findByName,
  follow,
  handOver,
  joinAsStation,
  leaveStatus,
  openStatus,
  pasteCode,
  save,
  sendNow,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { type HeldGathering, KABUPATEN, STATION, test } from '../support/fieldwork.ts';
import { enter, findNoBarrier, makeField } from '../support/office-desk.ts';
import type { OfficeProcess } from '../support/office-process.ts';

test.use({ viewport: TABLET });

const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(20, 24);

async function sign(page: Page, seed: number): Promise<void> {
  await begin(page, seed);
  await save(page);
  await handOver(page, PEOPLE[seed]?.name ?? '');
}

async function begin(page: Page, seed: number): Promise<void> {
  const person = PEOPLE[seed];
  if (person === undefined) throw new Error('nobody');
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(seed));
}

test('calls a tablet safe only while the office has everything of it', async ({
  page,
  context,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  const copy = await copyOffice(office);
  const steward = await context.newPage();
  await steward.goto(office.origin);
  await openStatus(steward);
  const light = steward.getByRole('region', { name: 'Aman dimatikan?' });
  await expect(light).toContainText('Belum ada yang dibuat');
  const watch = watchLight(steward, office, held.id);

  await context.route('**/api/v1/sync', (route) => route.abort());
  await page.bringToFront();
  await begin(page, 0);
  await expect(light).toContainText('Ada tanda tangan yang belum disimpan di perangkat ini');
  await save(page);
  await expect(light).toContainText('1 masih tersimpan di perangkat ini');
  await expect(light).not.toContainText('belum disimpan');
  await handOver(page, PEOPLE[0]?.name ?? '');
  await sign(page, 1);
  await expect(light).toContainText('2 masih tersimpan di perangkat ini');
  await steward.bringToFront();
  await findNoBarrier(steward, 'open');
  await context.unroute('**/api/v1/sync');
  await turnGreen(steward);
  await expect(steward.getByText('2 dibuat, 2 diterima, tidak ada yang hilang')).toBeVisible();
  await findNoBarrier(steward, 'safe');
  const { early, samples } = await watch.end();
  expect(early).toEqual([]);
  expect(samples).toBeGreaterThan(20);

  await putBack(office, copy);
  let beats = 0;
  await context.route('**/api/v1/sync', (route) => {
    beats += 1;
    return beats === 1 ? route.continue() : route.abort();
  });
  await page.reload(); // a device speaks at its start; else it would within a minute
  await expect(light).toContainText('2 masih tersimpan di perangkat ini');
  await expect(steward.locator('.light-safe')).toHaveCount(0);
  await context.unroute('**/api/v1/sync');
  await turnGreen(steward);
  expect(office.ledger(held.id)).toHaveLength(2);
});

test('says where the steward is that the code of a desk was used, until there is a new one', async ({
  page,
  browser,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  const context = await browser.newContext({ viewport: TABLET });
  const second = await context.newPage();
  const told = second.getByText('Kode meja ini sudah dipakai perangkat lain');
  await second.goto(held.stationUrl);
  await follow(second);
  await expect(told).toBeVisible();
  await findNoBarrier(second, 'a used code');
  await openStatus(second);
  await expect(told).toBeVisible();
  await expect(second.getByText('Sambungkan ke jaringan, lalu')).toHaveCount(0);

  await second.getByRole('button', { name: 'Ikuti kegiatan lain' }).click();
  await pasteCode(second, await newStation(office, held, 'Meja Pengganti'));
  await openStatus(second);
  await expect(second.getByText(/^Siap dipakai tanpa jaringan/)).toBeVisible();
  await expect(told).toHaveCount(0);
  await context.close();
});

test('does not call a desk ready whose permission was withdrawn, and sends all when it is given back', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await openStatus(page);
  await expect(page.getByText(/^Siap dipakai tanpa jaringan/)).toBeVisible();
  const { devices } = await office.read(completeness, OFFICE_PATHS.completeness(held.id));
  const permission = OFFICE_PATHS.permission(held.id, devices[0]?.id ?? '');
  await office.ask(permission, { method: 'DELETE' });
  await leaveStatus(page);
  await sign(page, 0);
  await openStatus(page);
  await expect(page.getByText('Belum siap dipakai')).toBeVisible();
  await expect(page.getByText(/^Siap dipakai tanpa jaringan/)).toHaveCount(0);
  await expect(page.getByText('Penyelenggara mencabut izin perangkat ini')).toBeVisible();
  await leaveStatus(page);
  await begin(page, 1);
  await save(page);
  await expect(page.getByText('Tersimpan di perangkat')).toBeVisible();
  await expect(page.getByText('Akan dikirim ke kantor')).toHaveCount(0);
  await handOver(page, PEOPLE[1]?.name ?? '');
  expect(office.ledger(held.id)).toHaveLength(0);
  await expect(page.getByText('Penyelenggara mencabut izin perangkat ini')).toBeVisible();
  await office.ask(permission, { method: 'POST' });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => office.ledger(held.id).length).toBe(2);
  await openStatus(page);
  await expect(page.getByText(/^Siap dipakai tanpa jaringan/)).toBeVisible();
});

test('tells of cleared storage until it was read, and the organiser too', async ({
  page,
  context,
  browser,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await sign(page, 0);
  await expect.poll(() => office.ledger(held.id).length).toBe(1);
  await context.route('**/api/v1/sync', (route) => route.abort());
  await sign(page, 1);
  await sign(page, 2);
  await clearDatabase(page, office);
  await context.unroute('**/api/v1/sync');

  const code = await newStation(office, held, STATION);
  await page.goto(code);
  await expect(page.getByText('Ikuti kegiatan ini')).toBeVisible();
  await expect(page.getByText('Data perangkat hilang')).toBeVisible();
  await openStatus(page);
  const alarm = page.getByRole('alert').filter({ hasText: 'terhapus' });
  await expect(alarm).toContainText('Sampai 3 catatan');
  await expect(alarm).toContainText('Kantor belum diberi tahu');
  await expect(alarm).toContainText('WITA'); // the device's own, before there is a gathering
  await findNoBarrier(page, 'alarm');
  await leaveStatus(page);
  await pasteCode(page, code);
  await follow(page);
  await openStatus(page);
  await expect(alarm).toContainText('Pemberitahuan untuk kantor sudah dicatat');
  await expect(page.locator('.light')).toContainText('pernah terhapus');
  await page.reload();
  await expect(alarm).toBeVisible();
  await page.getByRole('button', { name: 'Saya sudah membaca' }).click();
  await expect(alarm).toHaveCount(0);
  await expect(page.getByText('Penyimpanan di perangkat ini pernah terhapus')).toBeVisible();
  await expect(page.locator('.light-safe')).toBeVisible();
  await expect(page.getByText('tidak ada yang hilang')).toHaveCount(0);
  await expect(page.getByText('1 dibuat, 1 diterima')).toBeVisible();
  await expect(page.getByText('1 di antaranya pemberitahuan')).toBeVisible();

  const organiser = await browser.newPage();
  await enter(organiser, office, `/kantor/kegiatan/${held.id}/meja`);
  const conclusion = organiser.getByRole('region', { name: 'Kelengkapan' });
  await expect(conclusion).toContainText('Belum lengkap: 2 catatan belum diterima');
  await expect(conclusion).toContainText(
    `${STATION}: penyimpanan terhapus, 2 catatan yang lama mungkin hilang`,
  );
  await organiser.close();
});

test('calls a gathering complete only when nothing is missing, or says what was given up', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const device = await makeField(office, held);
  await enter(page, office, `/kantor/kegiatan/${held.id}/meja`);
  const conclusion = page.getByRole('region', { name: 'Kelengkapan' });
  await expect(conclusion).toContainText('Belum dapat dipastikan');
  await expect(conclusion).toContainText(`${STATION} belum pernah memberi kabar`);
  await device.send({ entriesMax: 7, leave: 3 });
  await expect(conclusion).toContainText('Belum lengkap: 3 catatan belum diterima');
  await expect(conclusion).toContainText(`${STATION} masih menyimpan 3`);
  await findNoBarrier(page, 'waiting');

  await page.getByRole('button', { name: 'Nyatakan hilang' }).click();
  await page.getByRole('button', { name: 'Ya, nyatakan hilang' }).click();
  await expect(page.getByLabel('Alasan')).toBeFocused();
  await page.getByLabel('Alasan').fill('Tablet jatuh ke laut');
  await findNoBarrier(page, 'give up');
  await page.getByRole('button', { name: 'Ya, nyatakan hilang' }).click();
  await expect(conclusion).toContainText('kekurangannya disebut di bawah ini');
  await expect(conclusion).toContainText('Tablet jatuh ke laut. Sedikitnya 3 catatan');
  await expect(conclusion).not.toContainText('Lengkap');
  await findNoBarrier(page, 'given up');

  await page.getByRole('button', { name: 'Batalkan pernyataan hilang' }).click();
  await expect(conclusion).toContainText('Belum lengkap');
  await device.send({ entriesMax: 10, leave: 0 });
  await expect(conclusion).toContainText('Sejauh ini lengkap: 10 tanda tangan');
  await expect(conclusion).toContainText('penandatanganan mungkin masih berjalan');
  await expect(conclusion).toContainText('Bila sudah selesai, tutup kegiatan ini.');
  await office.ask(OFFICE_PATHS.closed(held.id), { method: 'POST' });
  await page.reload();
  await expect(conclusion).toContainText(`${STATION} terakhir memberi kabar`);
  const beat = { body: await device.seal([]), headers: device.headers };
  await fetch(`${office.origin}${PATHS.sync}`, { method: 'POST', ...beat });
  await expect(conclusion).toContainText(
    'Lengkap: semua 10 tanda tangan dari 1 perangkat diterima',
  );
  await findNoBarrier(page, 'complete');

  await newStation(office, held, 'Meja Cadangan');
  await expect(conclusion).toContainText('Lengkap, kecuali yang berikut');
  await expect(conclusion).toContainText('Kode yang belum dipakai: Meja Cadangan.');
});

/** Sends until the light says safe; the device may be faster. */
async function turnGreen(page: Page): Promise<void> {
  await expect(async () => {
    await sendNow(page);
    await expect(page.locator('.light-safe')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByText('Aman dimatikan', { exact: true })).toBeVisible();
}

interface Watch {
  end(): Promise<{ readonly samples: number; readonly early: readonly string[] }>;
}

/** Compares, as often as it can, the light with what is on the disk and what the office has. */
function watchLight(page: Page, office: OfficeProcess, gathering: string): Watch {
  const early: string[] = [];
  let samples = 0;
  const over = new AbortController();
  const look = async (): Promise<void> => {
    // The disk before the light, the office after it: both only grow here.
    const kept = (await storedRows(page, 'entries')).length;
    const isGreen = await page.evaluate(() => document.querySelector('.light-safe') !== null);
    const there = office.ledger(gathering).length;
    samples += 1;
    if (isGreen && kept > there) early.push(`green with ${kept} kept and ${there} received`);
  };
  const looking = (async () => {
    while (!over.signal.aborted) {
      await look();
      await wait(20);
    }
  })();
  return {
    async end() {
      over.abort();
      await looking;
      return { samples, early };
    },
  };
}

/** A copy of the office's database as it is now. */
async function copyOffice(office: OfficeProcess): Promise<string> {
  const copy = join(office.folder, 'copy.sqlite');
  await office.stop();
  copyFileSync(join(office.folder, 'office.sqlite'), copy);
  await office.start();
  return copy;
}

/** Puts the copy in the place of the database, as somebody does who restores a backup by hand. */
async function putBack(office: OfficeProcess, copy: string): Promise<void> {
  await office.stop();
  for (const end of ['', '-wal', '-shm']) {
    const path = join(office.folder, `office.sqlite${end}`);
    if (existsSync(path)) rmSync(path);
  }
  copyFileSync(copy, join(office.folder, 'office.sqlite'));
  await office.start();
}

/** Clears the database of the site beside the app, as a browser does that needs the room. */
async function clearDatabase(page: Page, office: OfficeProcess): Promise<void> {
  await page.goto(`${office.origin}${OFFICE_PATHS.session}`);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('ikrar');
        request.addEventListener('success', () => resolve());
        request.addEventListener('error', () => reject(new Error('not deleted')));
      }),
  );
}

async function newStation(
  office: OfficeProcess,
  held: HeldGathering,
  name: string,
): Promise<string> {
  const station = await office.read(stationCode, OFFICE_PATHS.stations(held.id), {
    method: 'POST',
    body: { name, again: true },
  });
  return station.url;
}
