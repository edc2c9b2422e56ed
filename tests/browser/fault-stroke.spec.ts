/**
 * Trust in the hand that is interrupted: the page is reloaded, rotated, hidden or killed
 * while somebody writes. What was written is there again for whoever claims it, nobody else sees
 * it, and no tick comes before its entry is on the disk.
 */
import { expect, type Page } from '@playwright/test';
import { fromHex } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { decodeInk, type Ink, type Stroke } from '#core/ink.ts';
import {
  confirm,
  findByName,
  handOver,
  inkedPixels,
  joinAsStation,
  save,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { openPlainBrowser } from '../support/plain-browser.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';
import type { OfficeProcess } from '../support/office-process.ts';

test.use({ viewport: TABLET });

const [ONE, OTHER] = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(30);
const UPRIGHT = { width: 800, height: 1_280 };

for (const [how, interrupt] of [
  ['reloaded', reload],
  ['killed', kill],
] as const) {
  test(`gives finished strokes back when the page is ${how} in the middle of the next one`, async ({
    page,
    office,
    hold,
  }) => {
    const held = await hold();
    await beginSigning(page, held.stationUrl);
    const [first, ...others] = writingOf(1).strokes;
    await write(page, { ...writingOf(1), strokes: first === undefined ? [] : [first] });
    await expect.poll(() => draftStrokes(page)).toHaveLength(1);
    const before = await inkedPixels(page);
    await leaveDown(page);
    const again = await interrupt(page, office);

    await expect(again.getByText('Ada tanda tangan yang belum disimpan')).toBeVisible();
    await expect(again.locator('.ink-pad')).toHaveCount(0);
    await again.getByRole('button', { name: 'Lanjutkan' }).click();
    await expect.poll(() => inkedPixels(again)).toBe(before);
    await write(again, { ...writingOf(1), strokes: others });
    await save(again);
    await expect.poll(() => office.ledger(held.id)).toHaveLength(1);
    expect(inkOfFirst(office, held.id).strokes).toHaveLength(others.length + 1);
  });
}

test('shows nobody else the ink of a page that was killed', async ({ page, office, hold }) => {
  const held = await hold();
  await beginSigning(page, held.stationUrl);
  await write(page, writingOf(2));
  await expect.poll(() => draftStrokes(page)).toHaveLength(writingOf(2).strokes.length);
  const again = await kill(page, office);
  await again.getByRole('button', { name: 'Bukan saya, mulai baru' }).click();
  await expect.poll(() => storedRows(again, 'drafts')).toEqual([]);
  await findByName(again, person(OTHER));
  await confirm(again, person(OTHER).name); // and its pad is empty
  await expect(again.getByText(person(ONE).name)).toHaveCount(0);
  await write(again, writingOf(3));
  await save(again);
  await expect.poll(() => office.ledger(held.id)).toHaveLength(1);
  await handOver(again, person(OTHER).name);
  await again.goBack();
  await expect(again.getByText(person(OTHER).name)).toHaveCount(0);
  await expect(again.locator('.ink-pad')).toHaveCount(0);
});

test('keeps even the stroke under the pen when the app is swept away', async ({ office, hold }) => {
  const held = await hold();
  await using browser = await openPlainBrowser();
  const page = await browser.context.newPage();
  await page.setViewportSize(TABLET);
  await beginSigning(page, held.stationUrl);
  await leaveDown(page);
  expect(await draftStrokes(page)).toEqual([]);
  const other = await browser.context.newPage();
  await other.bringToFront();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
  await expect.poll(() => draftStrokes(page)).toHaveLength(1);
  const again = await kill(page, office);
  await again.getByRole('button', { name: 'Lanjutkan' }).click();
  await expect.poll(() => inkedPixels(again)).toBeGreaterThan(0);
  await write(again, writingOf(6));
  await save(again);
  await expect.poll(() => office.ledger(held.id)).toHaveLength(1);
  expect(inkOfFirst(office, held.id).strokes).toHaveLength(writingOf(6).strokes.length + 1);
});

test('keeps every stroke when the tablet is turned while somebody writes', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await beginSigning(page, held.stationUrl);
  await write(page, writingOf(4));
  const count = writingOf(4).strokes.length;
  await expect.poll(() => draftStrokes(page)).toHaveLength(count);
  const written = await draftStrokes(page);
  await leaveDown(page);
  await page.setViewportSize(UPRIGHT);
  const box = await padBox(page);
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await page.setViewportSize(TABLET);
  await expect.poll(async () => (await draftStrokes(page)).length).toBeGreaterThan(count);
  await save(page);
  await expect.poll(() => office.ledger(held.id)).toHaveLength(1);
  const { strokes } = inkOfFirst(office, held.id);
  expect(strokes.slice(0, count)).toEqual(written);
  expect(strokes.length).toBeGreaterThan(count); // a stroke that left the pad is two
});

test('shows no tick while the entry is written but not complete', async ({ page, hold }) => {
  const held = await hold();
  await page.addInitScript(holdCommits);
  await beginSigning(page, held.stationUrl);
  await write(page, writingOf(5));
  await page.evaluate(() => document.documentElement.setAttribute('data-hold', ''));
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['held'])).toBe('1');
  await page.waitForTimeout(1_000);
  await expect(page.getByText(/^(Tersimpan di perangkat|Diterima kantor)$/)).toHaveCount(0);
  await expect(page.locator('.ink-pad')).toBeVisible();
  expect(await inkedPixels(page)).toBeGreaterThan(0);
  await page.evaluate(() => document.documentElement.removeAttribute('data-hold'));
  await expect(page.getByRole('heading', { name: /^(Tersimpan|Diterima)/ })).toBeVisible();
  expect(await storedRows(page, 'entries')).toHaveLength(1);
});

/**
 * Runs in the page before the app: a slow disk. Every request of the transaction has succeeded, and
 * it stays open for as long as the page says.
 */
function holdCommits(): void {
  const original = Reflect.get(IDBObjectStore.prototype, 'add');
  IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...row) {
    const request = original.apply(this, row);
    const stayOpen = (): void => {
      const { dataset } = document.documentElement;
      if (this.name !== 'entries' || dataset['hold'] === undefined) return;
      dataset['held'] = '1';
      this.count().addEventListener('success', stayOpen);
    };
    stayOpen();
    return request;
  };
}

async function beginSigning(page: Page, stationUrl: string): Promise<void> {
  await joinAsStation(page, stationUrl);
  await findByName(page, person(ONE));
  await confirm(page, person(ONE).name);
}

function person(one: typeof ONE): NonNullable<typeof ONE> {
  if (one === undefined) throw new Error('nobody');
  return one;
}

/** Puts the pen down, writes, and does not lift it. */
async function leaveDown(page: Page): Promise<void> {
  const box = await padBox(page);
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6, { steps: 8 });
}

async function padBox(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator('.ink-pad').boundingBox();
  if (box === null) throw new Error('no pad');
  return box;
}

async function reload(page: Page): Promise<Page> {
  await page.reload();
  return page;
}

/** Ends the process behind the page, as a tablet without memory does; then the app is opened. */
async function kill(page: Page, office: OfficeProcess): Promise<Page> {
  const devtools = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => undefined); // there is nobody left to answer
  await gone;
  const again = await page.context().newPage();
  await again.goto(office.origin);
  return again;
}

/** The strokes of the draft on the disk. */
async function draftStrokes(page: Page): Promise<readonly Stroke[]> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('ikrar');
      request.addEventListener('success', () => resolve(request.result));
    });
    const rows = await new Promise<readonly { draft: { ink: Ink | null } }[]>((resolve) => {
      const request = db.transaction('drafts').objectStore('drafts').getAll();
      request.addEventListener('success', () => resolve(request.result));
    });
    db.close();
    return rows[0]?.draft.ink?.strokes ?? [];
  });
}

function inkOfFirst(office: OfficeProcess, gathering: string): Ink {
  const [row] = office.ledger(gathering);
  const entry = parseEntry(fromHex(row?.bytes ?? '') ?? new Uint8Array(0));
  if (!entry.ok || !entry.value.body.ok) throw new Error('unread');
  const body = entry.value.body.value;
  const ink = body.kind === 'signing' ? decodeInk(body.ink) : null;
  if (ink?.ok !== true) throw new Error('no ink');
  return ink.value;
}
