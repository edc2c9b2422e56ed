/**
 * Trust in what is carried by hand: a dropped file tells what became of it, and the receipts
 * that go back are the office's own.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { type Bytes, toHex } from '#core/bytes.ts';
import { parseOfficeCard } from '#core/enrolment.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { encodeParcel, encodeReceiptFile, parseReceiptFile } from '#core/parcel.ts';
import { parseReceipt } from '#core/receipt.ts';
import { openSealed } from '#core/seal.ts';
import { publicKeyOf, sealCheckOf } from '#server/keys.ts';
import type { FieldDevice } from '../../scripts/demo/field-device.ts';
import { flipped } from '../../scripts/vectors/samples.ts';
import { test } from '../support/fieldwork.ts';
import { LAPTOP, PHONE, enter, findNoBarrier, makeField } from '../support/office-desk.ts';
import type { OfficeProcess } from '../support/office-process.ts';

test.use({ viewport: LAPTOP });

interface NamedFile {
  readonly name: string;
  readonly bytes: Bytes;
}

test('takes a dropped file and gives the receipts that go back', async ({ page, office, hold }) => {
  const held = await hold();
  const device = await makeField(office, held);
  const file = await parcelOf(device);
  await enter(page, office, '/kantor');
  await page.getByRole('link', { name: 'Berkas kiriman' }).click();
  await expect(page.getByRole('heading', { name: 'Berkas kiriman' })).toBeVisible();
  await drop(page, [file]);
  const card = page.getByRole('article');
  await expect(card.getByRole('heading', { name: 'Meja 3' })).toBeVisible();
  await expect(card).toContainText('10 tanda tangan baru disimpan');
  expect(office.ledger(held.id).map(({ bytes }) => bytes)).toEqual(
    device.entries.map(({ bytes }) => toHex(bytes)),
  );

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('link', { name: 'Unduh tanda terima' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('ikrar-tanda-terima-meja-3-20301007-0815.ikrar');
  const receipts = parseReceiptFile(new Uint8Array(readFileSync(await download.path())));
  expect(receipts.ok && receipts.value.answers).toHaveLength(3);
  for (const answer of receipts.ok ? receipts.value.answers : []) {
    expect('receipt' in answer && (await journalSeq(office, answer.receipt))).toBe(10);
  }
  await findNoBarrier(page, '/kantor/kiriman');

  await choose(page, [file]);
  const again = page.getByRole('article').first();
  await expect(again).toContainText('10 tanda tangan sudah ada di kantor sebelumnya');
  await expect(page.getByText('2 dari 2 berkas selesai diperiksa')).toBeVisible();
  expect(office.ledger(held.id)).toHaveLength(10);
});

test('tells of every file by itself: what was refused, why, and what to do', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const device = await makeField(office, held);
  const file = await parcelOf(device);
  const [first, second, third] = await batchesOf(device);
  const elsewhere = await hold();
  const gone = await makeField(office, elsewhere);
  await office.ask(OFFICE_PATHS.permission(elsewhere.id, toHex(gone.journal)), {
    method: 'DELETE',
  });
  if (first === undefined || second === undefined || third === undefined) throw new Error('three');
  const mixed = encodeParcel({
    station: '',
    madeAtMs: MADE_AT_MS,
    enrolments: [],
    batches: [first, flipped(second, second.length * 8 - 1), ...(await batchesOf(gone)), third],
  });
  await enter(page, office, '/kantor/kiriman');
  await choose(page, [
    { name: 'kosong.ikrar', bytes: new Uint8Array(0) },
    { name: 'foto.jpg', bytes: new TextEncoder().encode('bukan kiriman') },
    { name: 'terpotong.ikrar', bytes: file.bytes.slice(0, -40) },
    { name: 'tanda-terima.ikrar', bytes: encodeReceiptFile({ answers: [] }) },
    { name: 'campur.ikrar', bytes: mixed },
  ]);
  await expect(page.getByText('5 dari 5 berkas selesai diperiksa')).toBeVisible();
  const cards = page.getByRole('article');
  await expect(cards.nth(0)).toContainText('Ini bukan berkas kiriman Ikrar');
  await expect(cards.nth(1)).toContainText('Ini bukan berkas kiriman Ikrar');
  await expect(cards.nth(2)).toContainText('terpotong atau rusak');
  await expect(cards.nth(2)).toContainText('Tidak ada yang disimpan');
  await expect(cards.nth(3)).toContainText('Bawa berkas ini ke perangkat');
  const told: Locator = cards.nth(4);
  await expect(told.getByRole('heading')).toHaveText('Perangkat tanpa nama meja');
  await expect(told).toContainText('6 tanda tangan baru disimpan');
  await expect(told).toContainText('Bagian 2 tidak diterima (4 catatan)');
  await expect(told).toContainText('Salin sekali lagi berkasnya langsung dari perangkat');
  await expect(told).toContainText('Bagian 3, 4, 5 tidak diterima (10 catatan)');
  await expect(told).toContainText('Izin perangkat ini sudah dicabut');
  await expect(told.getByRole('link', { name: 'Unduh tanda terima' })).toBeVisible();
  await findNoBarrier(page, '/kantor/kiriman with refusals');

  await page.setViewportSize(PHONE);
  await choose(page, [file]);
  await expect(cards.first()).toContainText('4 tanda tangan baru disimpan');
  await expect(cards.first()).toContainText('6 tanda tangan sudah ada di kantor sebelumnya');
});

test('goes on where the office was gone, and asks who is there when the session is over', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  const file = await parcelOf(await makeField(office, held));
  await enter(page, office, '/kantor/kiriman');
  await page.route('**/api/v1/parcels', (route) => route.abort('connectionrefused'));
  await choose(page, [file]);
  await expect(page.getByText('Kantor tidak dapat dihubungi.')).toBeVisible();
  await page.unroute('**/api/v1/parcels');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.getByText('10 tanda tangan baru disimpan')).toBeVisible();

  await page.context().clearCookies();
  await choose(page, [file]);
  await expect(page.getByRole('heading', { name: 'Masuk sebagai penyelenggara' })).toBeVisible();
  expect(office.ledger(held.id)).toHaveLength(10);
});

/** 2030-10-07 08:15 WITA. */
const MADE_AT_MS = 1_917_562_500_000;

async function parcelOf(device: FieldDevice): Promise<NamedFile> {
  const batches = await batchesOf(device);
  return {
    name: 'ikrar-kiriman-meja-3-20301007-0815.ikrar',
    bytes: encodeParcel({ station: 'Meja 3', madeAtMs: MADE_AT_MS, enrolments: [], batches }),
  };
}

/** Four entries, four and two. */
function batchesOf(device: FieldDevice): Promise<readonly Bytes[]> {
  return Promise.all([0, 4, 8].map((at) => device.seal(device.entries.slice(at, at + 4))));
}

/** How far the office holds the journal, as a receipt sealed by its own key says. */
async function journalSeq(office: OfficeProcess, receipt: Bytes): Promise<number | undefined> {
  const answer = await fetch(`${office.origin}/api/v1/office`);
  const card = parseOfficeCard(new Uint8Array(await answer.arrayBuffer()));
  const [point] = card.ok ? card.value.publicKeys : [];
  const key = point === undefined ? null : publicKeyOf(point);
  if (key === null) throw new Error('a key');
  const check = sealCheckOf(key);
  const body = await openSealed(receipt, 'receipt', { bytesMax: LIMITS.receiptBytesMax, check });
  const read = body.ok ? parseReceipt(body.value) : body;
  return read.ok ? read.value.journals[0]?.highestSeq : undefined;
}

async function choose(page: Page, files: readonly NamedFile[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(
    files.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })),
  );
}

/** Drops files on the box, as from a stick's window. */
async function drop(page: Page, files: readonly NamedFile[]): Promise<void> {
  const carried = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of given) {
        transfer.items.add(new File([new Uint8Array(bytes)], name));
      }
      return transfer;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: carried });
}
