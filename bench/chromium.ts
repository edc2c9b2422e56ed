/**
 * A real Chromium with the project's modules served to it, for benchmarks of the device. The
 * rule: what is measured runs in the page, on a fresh profile, with the processor as slow as told.
 */
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { chromiumArgs, chromiumPath } from '../scripts/ensure-browser.ts';

/** Runs `run(input)` of a module in a page, and answers what it answered. */
export async function runInPage(
  module: string,
  { input, slowdown = 1 }: { readonly input: unknown; readonly slowdown?: number },
): Promise<unknown> {
  const server = await createServer({
    root: `${import.meta.dirname}/..`,
    configFile: false,
    logLevel: 'error',
    cacheDir: '.cache/vite-bench',
    server: { port: 0, hmr: false },
    optimizeDeps: { noDiscovery: true, include: ['@leeoniya/ufuzzy', 'cborg', 'dexie'] },
  });
  await server.listen();
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArgs],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}bench/page.html`);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return await page.evaluate(
      async ([path, given]) => {
        // The page's own server makes a module of it.
        const { run } = (await import(path)) as { run: (input: unknown) => Promise<unknown> };
        return run(given);
      },
      [`/bench/${module}`, input] as const,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}
