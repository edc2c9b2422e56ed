/**
 * The two places where tests run: Node, and a real Chromium for what only a real IndexedDB
 * can answer. Nothing runs on a simulated browser.
 */
import { resolve } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './scripts/ensure-browser.ts';
import { MODERN_DEXIE } from './scripts/modern-dexie.ts';
import { PATIENCE } from './tests/support/patience.ts';

const BROWSER_TESTS = 'tests/store/**/*.test.ts';

const WAITS = {
  testTimeout: PATIENCE.testMs,
  hookTimeout: PATIENCE.testMs,
  expect: { poll: { timeout: PATIENCE.seenMs } },
};

export default defineConfig({
  test: {
    // Two files at a time: most wait for an office or a disk. The default leaves one core idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: [BROWSER_TESTS, 'tests/browser/**', 'tests/faults/**'],
          setupFiles: ['tests/support/leave-nothing.ts'],
          ...WAITS,
          // Offices start threads; what those compile is the same each time.
          env: { NODE_COMPILE_CACHE: resolve(import.meta.dirname, '.cache/compile') },
          // Its files import one another without an ending, which Node refuses.
          server: { deps: { inline: ['@ldclabs/cose-ts'] } },
        },
      },
      {
        resolve: { alias: [MODERN_DEXIE] },
        // Named, not discovered: a dependency found in the middle of a run reloads the test.
        optimizeDeps: {
          entries: [BROWSER_TESTS],
          include: ['@leeoniya/ufuzzy', 'cborg', 'dexie', 'qr', 'qr/decode.js'],
        },
        test: {
          name: 'browser',
          ...WAITS,
          globalSetup: ['tests/support/need-chromium.ts'],
          include: [BROWSER_TESTS],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? '', args: [...chromiumArgs] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
