/**
 * Trust that the app can be put on a home screen: Chromium finds nothing against it, the
 * icons are what the manifest says, and what the icon opens is there without a network.
 */
import { chromium, expect, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import * as v from 'valibot';
import { chromiumArgs, chromiumPath } from '../../scripts/ensure-browser.ts';
import { follow } from '../support/desk.ts';
import { test } from '../support/fieldwork.ts';
import { endLeftovers, makeFolder } from '../support/leftovers.ts';

const manifestShape = v.object({
  name: v.string(),
  start_url: v.string(),
  scope: v.string(),
  display: v.literal('standalone'),
  icons: v.array(
    v.object({
      src: v.string(),
      sizes: v.string(),
      type: v.string(),
      purpose: v.optional(v.string(), 'any'),
    }),
  ),
});

/** A profile on a disk: Chromium installs nothing from a window that forgets. */
const installing = test.extend<{ readonly lasting: Page }>({
  lasting: async ({ locale }, use) => {
    const folder = makeFolder('profile');
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: chromiumPath(),
      args: [...chromiumArgs],
      ...(locale === undefined ? {} : { locale }),
    });
    await use(await context.newPage());
    await context.close();
    await endLeftovers([`folder ${folder}`]);
  },
});

installing(
  'can be installed, and what its icon opens is there without a network',
  async ({ lasting: page, office, hold }) => {
    const held = await hold();
    await page.goto(held.posterUrl);
    await follow(page);
    await expect(page.getByLabel('Nama lengkap')).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready);
    const chrome = await page.context().newCDPSession(page);
    const { installabilityErrors } = await chrome.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const { url, errors, data = '' } = await chrome.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { start_url: start, scope } = v.parse(manifestShape, JSON.parse(data));
    const startUrl = new URL(start, url).href;
    expect(startUrl.startsWith(new URL(scope, url).href), `${start} is in ${scope}`).toBe(true);
    expect(new URL(startUrl).origin).toBe(office.origin);

    await page.context().setOffline(true);
    const installed = await page.context().newPage();
    await installed.goto(startUrl);
    await expect(installed.getByText(held.title)).toBeVisible();
    await expect(installed.getByLabel('Nama lengkap')).toBeVisible();
  },
);

test('has icons of the sizes that its manifest says, for every home screen', async ({
  page,
  office,
}) => {
  await page.goto(office.origin);
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const url = new URL(href ?? '', office.origin).href;
  const { icons } = v.parse(manifestShape, await (await page.request.get(url)).json());
  for (const icon of icons) {
    const answer = await page.request.get(new URL(icon.src, url).href);
    expect(answer.ok(), icon.src).toBe(true);
    expect(answer.headers()['content-type'], icon.src).toContain(icon.type);
    if (icon.type !== 'image/png') continue;
    const { width, height } = PNG.sync.read(await answer.body());
    expect(`${width}x${height}`, icon.src).toBe(icon.sizes);
  }
  const sizesFor = (purpose: string) =>
    icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes);
  expect(sizesFor('any')).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(sizesFor('maskable')).toContain('512x512');
  const touchIcon = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
  const answer = await page.request.get(new URL(touchIcon ?? '', office.origin).href);
  expect(PNG.sync.read(await answer.body()).width).toBeGreaterThanOrEqual(180);
});
