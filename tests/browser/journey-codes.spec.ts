/**
 * Trust in the first step: a code that is not a whole, genuine and current invitation of
 * this office is told in a sentence of its own, and leaves nothing behind.
 */
import { expect, type Page } from '@playwright/test';
import { encode } from '#core/codec.ts';
import { invitationUrl } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { stationCode } from '#core/office-gathering-api.ts';
import { sealBody } from '#core/seal.ts';
import { makeJournalKeys, sealerOf } from '#device/keys.ts';
import { look } from '../support/barriers.ts';
import {
  becomeReady,
  follow,
  PHONE,
  openStatus,
  pasteCode,
  receiveAll,
  storedRows,
  write,
  writeIn,
  writingOf,
} from '../support/desk.ts';
import { holdGathering, localHour, makeProgramme, test } from '../support/fieldwork.ts';
import { makeField } from '../support/office-desk.ts';
import { freePort, openNewOffice } from '../support/office-process.ts';

test.use({ viewport: PHONE });

/** What a device keeps once it works for a gathering. */
const STORES = ['gatherings', 'journals', 'keys', 'current', 'packages', 'rosters', 'entries'];

/** Pastes a code that must be refused, on a device that knows its office. */
async function refuses(page: Page, text: string, sentence: string | RegExp): Promise<void> {
  await pasteCode(page, text);
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(page.getByText('Tidak ada data yang disimpan')).toBeVisible();
  for (const store of STORES) expect(await storedRows(page, store), store).toEqual([]);
}

/** Another letter in place of one in the middle of a code. */
function altered(url: string, at: number): string {
  const letter = url.at(at) === 'A' ? 'B' : 'A';
  return url.slice(0, at) + letter + url.slice(at + 1);
}

test('says of each code that is not right what is wrong with it, and stores nothing', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const past = await hold({ startsAt: localHour(-30), validHours: 2 });
  await page.goto(office.origin);

  await test.step('not ours', () =>
    refuses(page, 'https://menu.example/warung-pojok', 'bukan kode kegiatan Ikrar'));
  await test.step('torn', () => refuses(page, held.posterUrl.slice(0, -30), 'Kode tidak utuh'));
  await test.step('one letter of the seal changed', () =>
    refuses(page, altered(held.posterUrl, -30), 'Segel kantor pada kode ini tidak sah'));
  await test.step('one letter of the place changed', () => {
    const at = held.posterUrl.indexOf('#g/') + 120;
    return refuses(page, altered(held.posterUrl, at), /Segel kantor .* tidak sah|Kode tidak utuh/);
  });
  await test.step('expired', () =>
    refuses(page, past.posterUrl, 'Masa berlaku kode ini sudah habis'));
  await test.step('of a newer version', async () => {
    const keys = await makeJournalKeys();
    const body = encode([2, 'what version 2 will say']);
    const sealed = await sealBody('invitation', body, await sealerOf(keys));
    await refuses(page, invitationUrl(office.origin, sealed), 'versi yang lebih baru');
  });
  await test.step('of another office', async () => {
    await using other = await openNewOffice({ port: await freePort() });
    const elsewhere = await holdGathering(other, await makeProgramme(other));
    await refuses(page, elsewhere.posterUrl, 'Kode ini berasal dari kantor lain');
  });

  await pasteCode(page, held.posterUrl);
  await expect(page.getByRole('button', { name: 'Ikuti kegiatan ini' })).toBeVisible();
});

test('takes an own phone from the poster to two ticks', async ({ page, office, hold }) => {
  const held = await hold();
  await page.goto(held.posterUrl);
  await follow(page);
  expect(new URL(page.url()).hash).toBe('');
  await writeIn(page, {
    name: 'H. Syamsul Rijal Patoppoi, S.Ag.',
    position: 'Penyuluh',
    unit: 'Kantor Urusan Agama',
    category: 'Pegawai non-ASN',
  });
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  await write(page, writingOf(6));
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
  const [kept] = await storedRows(page, 'entries');
  expect(office.ledger(held.id)).toMatchObject([{ bytes: kept?.['bytes'], acts: 3, doubt: null }]);
});

test('says on an own phone that the next signature waits for the organiser', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await page.goto(held.posterUrl);
  await follow(page);
  const isFull = page.getByText('dihitung paling banyak 5 tanda tangan');
  for (let n = 1; n <= LIMITS.phoneSigningsMax + 1; n++) {
    await expect(isFull).toHaveCount(n > LIMITS.phoneSigningsMax ? 1 : 0);
    if (n > LIMITS.phoneSigningsMax) await look(page, 'a phone that has signed enough');
    await writeIn(page, {
      name: `Rustam Palliwang ${n}`,
      position: 'Staf',
      unit: 'Kantor Desa',
      category: 'Pegawai non-ASN',
    });
    await page.getByRole('button', { name: 'Ya, benar' }).click();
    await write(page, writingOf(n));
    await page.getByRole('button', { name: 'Simpan' }).click();
    await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
    await page.getByRole('button', { name: 'Tanda tangan peserta lain' }).click();
  }
  const doubts = office.ledger(held.id).map(({ doubt }) => doubt);
  expect(doubts).toEqual([null, null, null, null, null, 'over-cap']);
});

test('tells a desk whose code another tablet has used, and begins anew with a new code', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await makeField(office, held);
  await page.goto(held.stationUrl);
  await follow(page);
  await expect(page.getByText('Kode meja ini sudah dipakai perangkat lain.')).toBeVisible();
  await look(page, 'a late desk');
  await openStatus(page);
  await expect(page.getByText('Mintalah kode baru')).toBeVisible();
  await look(page, 'the status of a late desk');

  const { url } = await office.read(stationCode, OFFICE_PATHS.stations(held.id), {
    method: 'POST',
    body: { name: 'Meja 4' },
  });
  await page.getByRole('button', { name: 'Ikuti kegiatan lain' }).click();
  await pasteCode(page, url);
  await becomeReady(page);
  await expect(page.getByText('Kode meja ini sudah dipakai perangkat lain.')).toHaveCount(0);
  expect(await storedRows(page, 'journals')).toHaveLength(2);
});

test('joins without a network from the code alone, and sends later what was signed', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await page.goto(office.origin);
  await expect.poll(async () => (await storedRows(page, 'office')).length).toBe(1);
  await page.evaluate(async () => navigator.serviceWorker.ready);

  await office.kill();
  await page.goto(held.posterUrl);
  await expect(page.getByText('Kantor Uji')).toBeVisible();
  await follow(page);
  await writeIn(page, {
    name: 'Hj. Sitti Rabiah Daeng Tene, S.Pd.',
    position: 'Guru',
    unit: 'SD Negeri 12 Uwaimalolo',
    category: 'ASN (PNS / PPPK)',
  });
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  await expect(page.getByRole('heading', { name: 'PAKTA INTEGRITAS' })).toBeVisible();
  await expect(page.getByText('Pemilihan Bupati dan Wakil Bupati').first()).toBeVisible();
  await write(page, writingOf(3));
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByText('Tersimpan di perangkat')).toBeVisible();
  await expect(page.getByText('1 menunggu')).toBeVisible();

  await office.start();
  await openStatus(page);
  await receiveAll(page, 1);
  const [kept] = await storedRows(page, 'entries');
  expect(office.ledger(held.id).map(({ bytes, doubt }) => ({ bytes, doubt }))).toEqual([
    { bytes: kept?.['bytes'], doubt: null },
  ]);
});
