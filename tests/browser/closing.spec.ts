/**
 * Trust in the end of a gathering: closing it is asked about and can be taken back, and what
 * forgets on a device never gets in the way of who signs on it.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from '@playwright/test';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import {
  confirm,
  findByName,
  follow,
  handOver,
  joinAsStation,
  leaveStatus,
  openStatus,
  PHONE,
  receiveAll,
  save,
  storedRows,
  TABLET,
  write,
  writeIn,
  writingOf,
} from '../support/desk.ts';
import { KABUPATEN, localHour, test } from '../support/fieldwork.ts';
import { command } from '../support/office-command.ts';
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
    await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
    await expect.poll(() => refused.length).toBeGreaterThan(0);
    await expect(page.locator('.trouble')).toHaveCount(0);
  });
});

test.describe('on a tablet', () => {
  test.use({ viewport: TABLET });

  test('a steward is told of the closing, and who comes late signs all the same', async ({
    page,
    office,
    hold,
  }) => {
    const held = await hold();
    await joinAsStation(page, held.stationUrl);
    const told = page.getByText('Kegiatan sudah ditutup oleh penyelenggara');
    await office.ask(OFFICE_PATHS.closed(held.id), { method: 'POST' });
    await openStatus(page);
    await expect(told).toBeVisible();
    await leaveStatus(page);
    await expect(told).toBeVisible();
    await findNoBarrier(page, 'a closed gathering on a tablet');

    const [person] = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN');
    if (person === undefined) throw new Error('nobody');
    await findByName(page, person);
    await confirm(page, person.name);
    await write(page, writingOf(0));
    await save(page);
    await handOver(page, person.name);
    await openStatus(page);
    await receiveAll(page, 1);

    await office.ask(OFFICE_PATHS.closed(held.id), { method: 'DELETE' });
    await leaveStatus(page);
    await openStatus(page);
    await expect(told).toHaveCount(0);
  });

  test('what is in every backup goes in time, and the steward sees it', async ({
    page,
    office,
    hold,
  }) => {
    const held = await hold({ startsAt: localHour(-30) });
    await joinAsStation(page, held.stationUrl);
    const people = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(0, 2);
    for (const [i, person] of people.entries()) {
      await findByName(page, person);
      await confirm(page, person.name);
      await write(page, writingOf(i));
      await save(page);
      await handOver(page, person.name);
    }
    await openStatus(page);
    await receiveAll(page, 2);
    await office.ask(OFFICE_PATHS.closed(held.id), { method: 'POST' });
    expect(await command('commands/backup-main.ts', [`--data=${office.folder}`])).toMatchObject({
      code: 0,
    });
    await office.stop();
    const database = new DatabaseSync(join(office.folder, 'office.sqlite'));
    database
      .prepare('update gatherings set closed_at_ms = closed_at_ms - ?')
      .run(LIMITS.retentionMs);
    database.close();
    await office.start();

    await page.reload();
    await expect(page.getByText('2 telah dibersihkan dari perangkat ini')).toBeVisible();
    await expect(page.locator('.made .state-purged')).toHaveCount(2);
    await expect(page.locator('.light-safe')).toBeVisible();
    for (const store of ['rosters', 'signed', 'drafts']) {
      expect(await storedRows(page, store)).toEqual([]);
    }
    const kept = await storedRows(page, 'entries');
    const there = office.ledger(held.id);
    expect(kept.map(({ bytes, name }) => [bytes, name])).toEqual([
      ['', ''],
      ['', ''],
    ]);
    expect(kept.map(({ digest }) => digest)).toEqual(there.map(({ digest }) => digest));
  });
});
