/**
 * Load: an own phone opens the poster's link for the first time, on a 2G-like line and a slow
 * processor: bytes and time until the first screen answers, and until the pad takes ink. A person
 * reads and types in between; here the hands are instant. Measures the app in `dist`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from '@playwright/test';
import { openDemo } from '../scripts/demo/demo.ts';
import { chromiumArgs, chromiumPath } from '../scripts/ensure-browser.ts';
import { type BenchTable, atMost } from './table.ts';

const PORT = 18_082;
const LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWDOWN = 4;
const BYTES_MAX = 60_000;

interface Reached {
  readonly seconds: number;
  readonly bytes: number;
}

export async function run(): Promise<BenchTable> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ikrar-bench-'));
  const demo = await openDemo({ dataFolder, origin: `http://localhost:${PORT}` });
  await demo.office.app.listen({ host: '127.0.0.1', port: PORT });
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArgs],
  });
  try {
    const url = demo.gatherings[1]?.view.invitation.url ?? '';
    const { offer, pad } = await walk(await openPhone(browser), url);
    const alone = await walk(await holdTheRest(await openPhone(browser)), url);
    return {
      name: 'load: first visit of a phone at 400 kbit/s, 400 ms, 4x CPU',
      rows: [
        { what: 'first screen: time', value: offer.seconds, unit: 's' },
        { what: 'usable pad: time, hands instant', value: pad.seconds, unit: 's' },
        { what: 'usable pad: received by then', value: pad.bytes / 1000, unit: 'kB' },
        atMost({
          what: 'usable pad: received when all else is held back',
          value: alone.pad.bytes / 1000,
          unit: 'kB',
          budget: BYTES_MAX / 1000,
        }),
      ],
    };
  } finally {
    await browser.close();
    await demo.office.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function openPhone(browser: Browser): Promise<Page> {
  const viewport = { width: 360, height: 740 };
  const context = await browser.newContext({ viewport, locale: 'id-ID' });
  return context.newPage();
}

/** Lets pass only what the page itself names; the storage never arrives. */
async function holdTheRest(page: Page): Promise<Page> {
  const shell = await (await page.request.get(`http://localhost:${PORT}/`)).text();
  await page.route(/\/assets\//, (route) =>
    shell.includes(new URL(route.request().url()).pathname) ? route.continue() : undefined,
  );
  return page;
}

async function walk(page: Page, url: string): Promise<{ offer: Reached; pad: Reached }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  const startMs = performance.now();
  const reached = (): Reached => ({ seconds: (performance.now() - startMs) / 1000, bytes });

  await page.goto(url, { waitUntil: 'commit' });
  const follow = page.getByRole('button', { name: 'Ikuti kegiatan ini' });
  await follow.waitFor();
  const offer = reached();
  await follow.click();
  await page.getByLabel('Nama lengkap dan gelar').fill('Nama Contoh, S.Sos.');
  await page.getByLabel('Jabatan').fill('Analis Kebijakan');
  await page.getByLabel('Unit kerja').fill('Dinas Contoh');
  await page.getByText('ASN (PNS / PPPK)').click();
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.getByRole('button', { name: 'Ya, benar' }).click();
  await page.locator('.ink-pad canvas').first().waitFor();
  return { offer, pad: reached() };
}
