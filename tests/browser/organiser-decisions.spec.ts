/**
 * Trust in what an organiser decides: what came late is accepted and that is taken back, a
 * phone is set aside, a code is replaced, a gathering is judged anew after a look, and decisions
 * that a restore may have lost are looked through.
 */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { type Locator, type Page, expect } from '@playwright/test';
import { toHex } from '#core/bytes.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { decisionList } from '#core/office-decision-api.ts';
import { listBackups } from '#server/keeping/shelf.ts';
import { type HeldGathering, test } from '../support/fieldwork.ts';
import { LAPTOP, enter, findNoBarrier, makeField, makePhone } from '../support/office-desk.ts';
import { command } from '../support/office-command.ts';
import type { OfficeProcess } from '../support/office-process.ts';

test.use({ viewport: LAPTOP });

/** A tablet that brings the code that another one has used. */
async function comeLate(office: OfficeProcess, held: HeldGathering) {
  await makeField(office, held);
  return makeField(office, held);
}

async function giveReason(page: Page, reason: string, yes: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill(reason);
  await dialog.getByRole('button', { name: yes }).click();
  await expect(dialog).toHaveCount(0);
}

function tab(page: Page, name: string): Locator {
  return page.locator('.office-tabs').getByRole('link', { name, exact: true });
}

function signedFigure(page: Page): Locator {
  return page.locator('.figures > div').first();
}

test('accepts a late entry with a reason, and takes that back', async ({ page, office, hold }) => {
  const held = await hold();
  const late = await comeLate(office, held);
  await late.send({ entriesMax: 10, leave: 7 });
  await enter(page, office, `/kantor/kegiatan/${held.id}/tanda-tangan`);
  const row = page.locator('.entry-list > li').first();
  await expect(row).toContainText('Perlu diperiksa: perangkatnya datang terlambat');
  await findNoBarrier(page, 'entries to be decided');

  await row.getByRole('button', { name: /^Terima/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ya, terima' }).click();
  await expect(dialog.getByLabel('Alasan')).toBeFocused();
  await expect(dialog).toContainText('Bagian ini belum diisi.');
  await findNoBarrier(page, 'a decision');
  await giveReason(page, 'Sudah dicocokkan dengan daftar kertas', 'Ya, terima');
  await expect(row).toContainText('Diterima penyelenggara');
  await expect(row).not.toContainText('Perlu diperiksa');
  await tab(page, 'Ringkasan').click();
  await expect(signedFigure(page)).toHaveText('Sudah tanda tangan1');
  await expect(
    page.getByText('1 catatan yang perlu diperiksa sudah diterima penyelenggara'),
  ).toBeVisible();

  await tab(page, 'Tanda tangan').click();
  await row.getByRole('button', { name: /^Batalkan keputusan/ }).click();
  await expect(dialog).toContainText('Alasan: Sudah dicocokkan dengan daftar kertas');
  await dialog.getByRole('button', { name: 'Ya, batalkan keputusan' }).click();
  await expect(row).toContainText('Perlu diperiksa: perangkatnya datang terlambat');
  await tab(page, 'Ringkasan').click();
  await expect(signedFigure(page)).toHaveText('Sudah tanda tangan0');
  await tab(page, 'Keputusan').click();
  const line = page.locator('.decision-list > li');
  await expect(line).toHaveCount(1);
  await expect(line).toContainText('Dibatalkan oleh Penyelenggara Uji');
  await findNoBarrier(page, 'the decisions');
});

test('accepts all of a late desk at once', async ({ page, office, hold }) => {
  const held = await hold();
  const late = await comeLate(office, held);
  await late.send({ entriesMax: 10, leave: 0 });
  await enter(page, office, `/kantor/kegiatan/${held.id}/meja`);
  const panel = page.locator('.office-panel').filter({ hasText: 'yang tidak ditunggu' });
  await expect(panel).toContainText('1 perangkat, 10 catatan diterima · 10 catatan tidak dihitung');
  await expect(panel).toContainText('1 datang terlambat dan belum diputuskan');
  await panel.getByText('Tampilkan 1 perangkat').click();
  const card = panel.locator('.device-card');
  await expect(card).toContainText('Memakai kode meja yang sudah dipakai perangkat lain.');
  await findNoBarrier(page, 'a late desk');
  await card.getByRole('button', { name: /^Terima semua/ }).click();
  await findNoBarrier(page, 'accepting a device');
  await giveReason(page, 'Tablet pengganti', 'Ya, terima');
  await expect(card).toContainText('Diterima penyelenggara');
  await expect(card).toContainText('10 diterima penyelenggara meskipun perlu diperiksa');
  await tab(page, 'Ringkasan').click();
  await expect(signedFigure(page)).toHaveText('Sudah tanda tangan10');
});

test('sets a phone aside, gives all phones up in one act, and undoes both', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const phone = await makePhone(office, held, { names: ['Rusmaldi Tappalang'] });
  await phone.send({ entriesMax: 10, leave: 0 });
  await makePhone(office, held, { names: ['Belum Mengirim'] });
  await enter(page, office, `/kantor/kegiatan/${held.id}/ringkasan`);
  await expect(page.getByText('di ponsel sendiri')).toBeVisible();
  await findNoBarrier(page, 'walk-ins of phones');

  await tab(page, 'Meja').click();
  const panel = page.locator('.office-panel').filter({ hasText: 'yang tidak ditunggu' });
  await expect(panel).toContainText('2 perangkat, 1 catatan diterima');
  await panel.getByRole('button', { name: 'Nyatakan yang belum lengkap hilang' }).click();
  await giveReason(page, 'Ponsel sudah dibawa pulang', 'Ya, nyatakan hilang');
  await expect(panel).toContainText('1 dinyatakan hilang');
  await panel.getByRole('button', { name: 'Batalkan pernyataan hilang' }).first().click();
  await expect(panel).not.toContainText('1 dinyatakan hilang');

  await panel.getByText('Tampilkan 2 perangkat').click();
  const card = panel.locator('.device-card').filter({ hasText: toHex(phone.journal).slice(0, 8) });
  await card.getByRole('button', { name: /^Cabut izin/ }).click();
  await page.getByLabel('Kesampingkan juga semua yang sudah dikirim').check();
  await findNoBarrier(page, 'withdrawing and setting aside');
  await giveReason(page, 'Bukan peserta', 'Ya, cabut izin');
  await expect(card).toContainText('Semua yang dikirim perangkat ini dikesampingkan');
  await tab(page, 'Tanda tangan').click();
  await page.getByLabel('Tampilkan').selectOption('phones');
  await expect(page.locator('.entry-list > li')).toContainText('Perangkatnya dikesampingkan');
  await expect(page.getByRole('button', { name: /^Terima/ })).toHaveCount(0);

  await tab(page, 'Meja').click();
  await panel.getByText('Tampilkan 2 perangkat').click();
  await card.getByRole('button', { name: /^Kembalikan izin/ }).click();
  await page.getByLabel('Hitung lagi semua yang dikirim perangkat ini').check();
  await page.getByRole('button', { name: 'Ya, kembalikan izin' }).click();
  await expect(card).not.toContainText('dikesampingkan');
  await tab(page, 'Ringkasan').click();
  await expect(page.getByText('di ponsel sendiri')).toBeVisible();
});

test('replaces the code of a poster, and changes the ceiling of phones', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await enter(page, office, `/kantor/kegiatan/${held.id}/qr`);
  await expect(page.locator('.code-text')).toHaveText(held.posterUrl);
  await page.getByRole('button', { name: 'Ganti kode …' }).click();
  await findNoBarrier(page, 'replacing a code');
  await page.getByRole('button', { name: 'Batal' }).click();
  await expect(page.getByRole('button', { name: 'Ganti kode …' })).toBeFocused();
  await expect(page.locator('.code-text')).toHaveText(held.posterUrl);
  await page.getByRole('button', { name: 'Ganti kode …' }).click();
  await page.getByRole('button', { name: 'Ya, ganti kode' }).click();
  await expect(page.getByText('Kode sudah diganti. Cetak poster yang baru.')).toBeVisible();
  await expect(page.locator('.code-text')).not.toHaveText(held.posterUrl);
  await expect(
    page.getByText(/^Poster yang dicetak sebelum .* memuat kode yang lama/),
  ).toBeVisible();

  const late = await makePhone(office, held, { names: ['Datang Terlambat'] });
  await late.send({ entriesMax: 1, leave: 0 });
  const fresh = (await page.locator('.code-text').textContent()) ?? '';
  const phone = await makePhone(
    office,
    { ...held, posterUrl: fresh },
    { names: ['Tepat Waktu', 'Berdua'] },
  );
  await page.getByLabel('Batas untuk kegiatan ini').fill('banyak');
  await page.getByRole('button', { name: 'Simpan batas' }).click();
  await expect(page.getByText('Tulis angka dari 0 sampai 20.000.')).toBeVisible();
  await page.getByLabel('Batas untuk kegiatan ini').fill('1');
  await page.getByRole('button', { name: 'Simpan batas' }).click();
  await expect(page.getByText('Batas sudah disimpan.')).toBeVisible();
  await phone.send({ entriesMax: 2, leave: 0 });
  await page.reload();
  await expect(page.getByText('1 dihitung, paling banyak 1')).toBeVisible();
  await expect(page.getByText('1 di atas batas')).toBeVisible();
  await findNoBarrier(page, 'the code and the ceiling');
  await page.getByLabel('Batas untuk kegiatan ini').fill('2.000');
  await page.getByRole('button', { name: 'Simpan batas' }).click();
  await expect(page.getByText('2 dihitung, paling banyak 2.000')).toBeVisible();

  await tab(page, 'Tanda tangan').click();
  const row = page.locator('.entry-list > li').filter({ hasText: 'Datang Terlambat' });
  await expect(row).toContainText('Perlu diperiksa: perangkatnya datang terlambat');
});

test('says when the office had an entry whose clock cannot be right', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const phone = await makePhone(office, held, {
    names: ['Jam Keliru'],
    wallMs: Date.UTC(2019, 0, 1),
  });
  await phone.send({ entriesMax: 1, leave: 0 });
  await enter(page, office, `/kantor/kegiatan/${held.id}/tanda-tangan`);
  const row = page.locator('.entry-list > li');
  await expect(row).toContainText('Jam perangkat: Selasa, 1 Januari 2019');
  await expect(row).toContainText('; diterima kantor');
  await expect(row).toContainText('Jam perangkat tidak mungkin');
});

test('shows what judging anew would change before it does so', async ({ page, office, hold }) => {
  const held = await hold();
  const late = await comeLate(office, held);
  await late.send({ entriesMax: 10, leave: 8 });
  // As an office wrote it that did not yet tell late devices apart. A running office may stand
  // still where somebody else writes into its log.
  await office.kill();
  const database = new DatabaseSync(join(office.folder, 'office.sqlite'));
  database
    .prepare(
      `update entries set rules = 1, doubt = null
      where journal_no = (select no from journals where id = ?)`,
    )
    .run(late.journal);
  database.close();
  await office.start();
  await enter(page, office, `/kantor/kegiatan/${held.id}/keputusan`);
  await page.getByRole('button', { name: 'Lihat perbedaannya' }).click();
  await expect(page.getByText('2 catatan dinilai dengan aturan yang lama.')).toBeVisible();
  const change = page.getByRole('row').filter({ hasText: 'tanpa keraguan' });
  await expect(change).toContainText('perangkatnya datang terlambat');
  await expect(change).toContainText('2');
  await findNoBarrier(page, 'what judging changes');
  const doubts = office.ledger(held.id).map(({ doubt }) => doubt);
  expect(doubts).toEqual([null, null]);

  await page.getByRole('button', { name: 'Nilai ulang …' }).click();
  await page.getByRole('button', { name: 'Ya, nilai ulang' }).click();
  await expect(page.getByText('Sudah dinilai ulang; 2 catatan berubah.')).toBeVisible();
  expect(office.ledger(held.id).map(({ doubt }) => doubt)).toEqual(['late', 'late']);
  await page.getByRole('button', { name: 'Lihat perbedaannya' }).click();
  await expect(page.getByText('Tidak ada yang berubah.')).toBeVisible();
});

test('says after a restore which decisions may be lost, until somebody has looked', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const device = await makeField(office, held);
  await device.send({ entriesMax: 10, leave: 0 });
  const data = `--data=${office.folder}`;
  expect(await command('commands/backup-main.ts', [data])).toMatchObject({ code: 0 });
  await office.read(decisionList, OFFICE_PATHS.decisions(held.id), {
    method: 'POST',
    body: { act: 'set-aside', journal: toHex(device.journal), reason: 'Hilang oleh pemulihan' },
  });
  await office.stop();
  const backup = listBackups(join(office.folder, 'backups')).at(-1);
  const restored = await command('commands/restore-main.ts', [
    data,
    `--from=${backup?.folder ?? ''}`,
  ]);
  expect(restored).toMatchObject({ code: 0 });
  await office.start();

  await enter(page, office, `/kantor/kegiatan/${held.id}/ringkasan`);
  await expect(page.getByText('Keputusan mungkin hilang')).toBeVisible();
  await expect(
    page.getByText(/Keputusan yang dibuat antara .* dan .* mungkin hilang/),
  ).toBeVisible();
  await findNoBarrier(page, 'lost decisions');
  await page.getByRole('link', { name: 'Lihat daftar keputusan' }).click();
  await expect(page.getByText('Belum ada keputusan.')).toBeVisible();
  await page.getByRole('button', { name: 'Sudah diperiksa …' }).click();
  await findNoBarrier(page, 'confirming decisions');
  await page.getByRole('button', { name: 'Ya, sudah diperiksa' }).click();
  await expect(page.getByText('Keputusan mungkin hilang')).toHaveCount(0);
  await expect(page.locator('.decision-list > li')).toContainText(
    'Keputusan diperiksa sesudah pemulihan',
  );
});
