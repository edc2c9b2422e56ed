/**
 * Trust in the shell: what was once whole opens with no network, what is not ours never
 * becomes the app, and a new build waits for consent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { build } from 'vite';
import { precache } from '../../scripts/precache.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(import.meta.dirname, 'shell');
const PORTAL = '<!doctype html><title>Wi-Fi Gratis</title><p>Silakan masuk</p>';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

interface Office {
  readonly url: string;
  /** The build that is served. */
  deployed: string;
  /** Requests that a captive portal answers with its own page, and 200. */
  portal: (path: string) => boolean;
  isDown: boolean;
}

const test = base.extend<{ office: Office }>({
  office: async ({}, use) => {
    const server = createServer((request, response) => answer(office, request, response));
    const office: Office = {
      url: await listen(server),
      deployed: 'a',
      portal: () => false,
      isDown: false,
    };
    await use(office);
    server.closeAllConnections();
    server.close();
  },
});

test.beforeAll(async () => {
  for (const name of ['a', 'b', 'c']) await deploy(name);
});

test('has every chunk on the first visit, though the network goes before it is asked for', async ({
  page,
  office,
}) => {
  await visit(page, office);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  office.isDown = true;
  await page.click('#ask');
  await expect(page.locator('#late')).toHaveText('late part of a');
});

test('opens any screen with no network after one visit', async ({ page, office }) => {
  await visit(page, office);
  office.isDown = true;
  await page.goto(`${office.url}/tanda-tangan/deep/link`);
  await expect(page.locator('#build')).toHaveText('a');
});

test("never lets a captive portal's page become the app", async ({ page, office }) => {
  await visit(page, office);
  office.deployed = 'b';
  office.portal = (path) => path.includes('late');
  await page.click('#check');
  await page.waitForTimeout(500);
  await expect(page.locator('#ready')).toHaveText('0');
  await page.reload();
  await expect(page.locator('#build')).toHaveText('a');

  // A check that meets one already under way shares its fate: the next one finds the build.
  office.portal = () => false;
  await expect(async () => {
    await page.click('#check');
    await expect(page.locator('#ready')).toHaveText('1', { timeout: 1_000 });
  }).toPass();
  await page.click('#apply');
  await expect(page.locator('#build')).toHaveText('b');
});

test('keeps nothing on a first visit that a portal disturbs, and everything on the next check', async ({
  page,
  office,
}) => {
  office.portal = (path) => path.includes('late');
  await page.goto(office.url);
  await page.waitForTimeout(500);
  await expect(page.locator('body[data-kept]')).toHaveCount(0);
  office.portal = () => false;
  await expect(async () => {
    await page.click('#check');
    await expect(page.locator('body[data-kept]')).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await expect(page.locator('#ready')).toHaveText('0');
});

test('asks again for each deploy of one session, and changes nothing before consent', async ({
  page,
  context,
  office,
}) => {
  await visit(page, office);
  const signing = await context.newPage();
  await signing.goto(office.url);
  for (const [count, name] of ['b', 'c'].entries()) {
    office.deployed = name;
    await page.click('#check');
    await expect(page.locator('#ready')).toHaveText(String(count + 1));
    await expect(page.locator('#build')).toHaveText('a');
  }
  await page.click('#apply');
  await expect(page.locator('#build')).toHaveText('c');

  // The other tab was not disturbed, and still finds the chunks of its own build.
  await expect(signing.locator('#build')).toHaveText('a');
  await signing.click('#ask');
  await expect(signing.locator('#late')).toHaveText('late part of a');
});

test('leaves the office alone: /api is neither answered nor kept', async ({ page, office }) => {
  await visit(page, office);
  await page.reload();
  const online = await page.evaluate(async () => (await fetch('/api/v1/ping')).text());
  expect(online).toBe('pong');
  office.isDown = true;
  const offline = await page.evaluate(() => fetch('/api/v1/ping').then(String, () => 'no answer'));
  expect(offline).toBe('no answer');
  const kept = await page.evaluate(async () => {
    const caching = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(caching)).flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept).toContain('/index.html');
  expect(kept.filter((path) => path.startsWith('/api'))).toEqual([]);
});

async function visit(page: Page, office: Office): Promise<void> {
  await page.goto(office.url);
  await expect(page.locator('body[data-kept]')).toHaveCount(1);
}

async function deploy(name: string): Promise<void> {
  const worker = join(ROOT, 'src/sw/main.ts');
  await build({
    root: PAGE,
    configFile: false,
    logLevel: 'warn',
    publicDir: join(ROOT, 'public'),
    define: { __BUILD__: JSON.stringify(name) },
    plugins: [precache({ publicFolder: join(ROOT, 'public'), worker, officeDoors: [] })],
    build: { target: 'chrome109', outDir: folderOf(name), emptyOutDir: true },
  });
}

function folderOf(name: string): string {
  return join(ROOT, '.cache/deploys', name);
}

function answer(office: Office, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', office.url);
  if (office.isDown) {
    request.socket.resetAndDestroy();
    return;
  }
  if (pathname.startsWith('/api/')) {
    response.end('pong');
    return;
  }
  const path = pathname === '/' ? '/index.html' : pathname;
  const isPortal = office.portal(path);
  const file = join(folderOf(office.deployed), path);
  if (!isPortal && !existsSync(file)) response.statusCode = 404;
  const type = TYPES[isPortal ? '.html' : extname(path)] ?? 'application/octet-stream';
  response.setHeader('content-type', type);
  if (isPortal) response.end(PORTAL);
  else response.end(existsSync(file) ? readFileSync(file) : '');
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return `http://localhost:${address.port}`;
}
