/**
 * `npm run screenshots`: the pictures of the README, taken from the running app with the demo's
 * data. They are looked at before they are committed. The printed page needs pdftoppm
 * (poppler-utils).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from '@playwright/test';
import { DEMO_ACCOUNT, openDemo } from './demo/demo.ts';
import { handwriting } from './demo/handwriting.ts';
import { chromiumArgs, chromiumPath } from './ensure-browser.ts';

const FOLDER = join(import.meta.dirname, '../docs/screenshots');
const PHONE = { width: 360, height: 740 };
const TABLET = { width: 1280, height: 800 };
const PORT = 18_090;

const dataFolder = mkdtempSync(join(tmpdir(), 'ikrar-screenshots-'));
mkdirSync(FOLDER, { recursive: true });
const origin = `http://localhost:${PORT}`;
const demo = await openDemo({ dataFolder, origin });
await demo.office.app.listen({ host: '127.0.0.1', port: PORT });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArgs] });
try {
  await phone(browser);
  await tablet(browser);
  await office(browser);
} finally {
  await browser.close();
  await demo.office.close();
  rmSync(dataFolder, { recursive: true, force: true });
}

async function phone(from: Browser): Promise<void> {
  const page = await openPage(from, PHONE);
  await page.goto(demo.gatherings[1]?.view.invitation.url ?? '');
  await button(page, 'Ikuti kegiatan ini').waitFor();
  await shoot(page, 'phone-offer');
  await button(page, 'Ikuti kegiatan ini').click();
  await page.getByLabel('Nama lengkap dan gelar').fill('Nama Contoh, S.Sos.');
  await page.getByLabel('Jabatan').fill('Analis Kebijakan');
  await page.getByLabel(/Unit kerja/).fill('Dinas Contoh');
  await shoot(page, 'phone-form');
  await page.context().close();
}

async function tablet(from: Browser): Promise<void> {
  const page = await openPage(from, TABLET);
  await page.goto(demo.gatherings[1]?.stations[0]?.url ?? '');
  await button(page, 'Ikuti kegiatan ini').click();
  const person = demo.kabupaten.people.find(({ category }) => category === 'ASN');
  if (person === undefined) throw new Error('assertion failed: the kabupaten has civil servants');
  await button(page, 'Nama').click();
  await page.getByLabel('Ketik nama').fill(person.name.split(' ')[0] ?? '');
  await page.getByText(person.name).first().waitFor();
  await shoot(page, 'tablet-find');
  await page.getByText(person.name).first().click();
  await button(page, 'Ya, benar').waitFor();
  await shoot(page, 'tablet-confirm');
  await button(page, 'Ya, benar').click();
  await sign(page, 12);
  await shoot(page, 'tablet-sign');
  await page.context().setOffline(true);
  await button(page, /^Simpan/).click();
  await page.getByText('Tersimpan di perangkat').waitFor();
  await shoot(page, 'tablet-kept');
  await button(page, 'Petugas').click();
  await page.getByText('Status perangkat').waitFor();
  await shoot(page, 'tablet-status');
  await page.context().close();
}

async function office(from: Browser): Promise<void> {
  const page = await openPage(from, TABLET);
  await page.goto(`${origin}/kantor/masuk`);
  await page.getByLabel('Nama masuk').fill(DEMO_ACCOUNT.login);
  await page.getByLabel('Kata sandi').fill(DEMO_ACCOUNT.password);
  await button(page, 'Masuk').click();
  await page.getByText('Netralitas ASN pada Pilkada 2031').first().waitFor();
  const id = demo.gatherings.at(-1)?.view.id ?? '';
  for (const [tab, name] of [
    ['ringkasan', 'office-turnout'],
    ['qr', 'office-qr'],
    ['meja', 'office-stations'],
    ['tanda-tangan', 'office-entries'],
  ] as const) {
    await page.goto(`${origin}/kantor/kegiatan/${id}/${tab}`);
    await page.waitForLoadState('networkidle');
    await shoot(page, name);
  }
  const path = `/api/v1/gatherings/${id}/attendance-list.pdf?grouping=one-list&unsigned=1`;
  const pdf = await page.request.get(`${origin}${path}`);
  printedPage(await pdf.body());
  await page.context().close();
}

function printedPage(pdf: Buffer): void {
  const file = join(dataFolder, 'attendance-list.pdf');
  writeFileSync(file, pdf);
  const out = join(FOLDER, 'paper-attendance-list');
  const { error } = spawnSync('pdftoppm', ['-png', '-r', '70', '-singlefile', file, out]);
  if (error !== undefined) console.error('paper-attendance-list: pdftoppm is not installed');
}

async function openPage(from: Browser, viewport: typeof PHONE): Promise<Page> {
  const context = await from.newContext({ viewport, locale: 'id-ID', hasTouch: true });
  return context.newPage();
}

function button(page: Page, name: string | RegExp) {
  return page.getByRole('button', { name, exact: true });
}

/** Draws a synthetic signature on the pad with the mouse. */
async function sign(page: Page, seed: number): Promise<void> {
  const pad = page.locator('.ink-pad canvas').first();
  await pad.waitFor();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('assertion failed: the pad is on the screen');
  const ink = handwriting(seed);
  const scale = box.width / ink.width;
  for (const stroke of ink.strokes) {
    for (const [at, { x, y }] of stroke.entries()) {
      await page.mouse.move(box.x + x * scale, box.y + y * scale);
      if (at === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
