/**
 * The place where pictures of the running app are taken: the demo's office, browsers of
 * three sizes, and a shelf for the pictures. Those of the README are PNG, the others WebP.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Locator, type Page, chromium } from '@playwright/test';
import { DEMO_ACCOUNT, type Demo, openDemo } from '../demo/demo.ts';
import { handwriting } from '../demo/handwriting.ts';
import { chromiumArgs, chromiumPath } from '../ensure-browser.ts';

const DOCS = join(import.meta.dirname, '../../docs');
/** Pictures that the README shows. */
export const README_FOLDER = join(DOCS, 'screenshots');
const SCREENS_FOLDER = join(DOCS, 'screens');
const README_PICTURES: readonly string[] = [
  'phone-offer',
  'tablet-find',
  'tablet-sign',
  'tablet-kept',
  'tablet-status',
  'office-turnout',
  'office-entries',
];

export const PHONE = { width: 360, height: 740 };
export const TABLET = { width: 1280, height: 800 };
export const LAPTOP = { width: 1280, height: 1_000 };

const PORT = 18_090;
const WEBP_QUALITY = 70;

export interface Studio extends AsyncDisposable {
  readonly demo: Demo;
  readonly origin: string;
  /** For whatever is made beside the pictures; empty at first. */
  readonly folder: string;
  /** A device of its own: nothing that another page kept is on it. */
  readonly open: (viewport: typeof PHONE) => Promise<Page>;
}

/** Opens the demo on an empty folder, and a browser whose camera plays a film. */
export async function openStudio(folder: string, filmFile: string): Promise<Studio> {
  for (const shelf of [README_FOLDER, SCREENS_FOLDER]) mkdirSync(shelf, { recursive: true });
  const origin = `http://localhost:${PORT}`;
  const dataFolder = join(folder, 'data');
  const demo = await openDemo({ dataFolder, origin, officeName: 'Bakesbangpol Lontara Bahari' });
  await demo.office.app.listen({ host: '127.0.0.1', port: PORT });
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      ...chromiumArgs,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${filmFile}`,
    ],
  });
  return {
    demo,
    origin,
    folder,
    async open(viewport) {
      const place = { locale: 'id-ID', timezoneId: 'Asia/Makassar' };
      return (await browser.newContext({ ...place, viewport, hasTouch: true })).newPage();
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await demo.office.close();
    },
  };
}

/** Goes back to the top of the page, which filling in has moved. */
export async function toTop(page: Page): Promise<void> {
  await page.evaluate('scrollTo(0, 0)');
}

/** Takes a picture of what is on the screen. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (README_PICTURES.includes(name)) {
    await page.screenshot({ path: join(README_FOLDER, `${name}.png`) });
    return;
  }
  const chrome = await page.context().newCDPSession(page);
  const format = { format: 'webp', quality: WEBP_QUALITY } as const;
  const { data } = await chrome.send('Page.captureScreenshot', format);
  await chrome.detach();
  writeFileSync(join(SCREENS_FOLDER, `${name}.webp`), Buffer.from(data, 'base64'));
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Signs in to the demo's office. */
export async function enterOffice(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/kantor/masuk`);
  await page.getByLabel('Nama masuk').fill(DEMO_ACCOUNT.login);
  await page.getByLabel('Kata sandi').fill(DEMO_ACCOUNT.password);
  await button(page, 'Masuk').click();
  await page.getByText('Netralitas ASN pada Pilkada 2031').first().waitFor();
}

/** Draws a synthetic signature on the pad with the mouse. */
export async function sign(page: Page, seed: number): Promise<void> {
  const pad = page.locator('.ink-pad canvas').first();
  await pad.scrollIntoViewIfNeeded();
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
