/**
 * How journeys run: the built app in real Chromium, two files at a time, never retried, because a
 * journey that passes the second time is a fault that was seen once.
 */
import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './scripts/ensure-browser.ts';
import { CAMERA_FILE } from './tests/support/fake-camera.ts';
import { PATIENCE } from './tests/support/patience.ts';

const FAKE_CAMERA = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${CAMERA_FILE}`,
];

export default defineConfig({
  testDir: 'tests/browser',
  globalSetup: './tests/support/need-chromium.ts',
  outputDir: '.cache/journeys',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: PATIENCE.testMs,
  expect: { timeout: PATIENCE.seenMs },
  reporter: [['list']],
  use: {
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    actionTimeout: PATIENCE.seenMs,
    navigationTimeout: PATIENCE.seenMs,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? '',
      args: [...chromiumArgs, ...FAKE_CAMERA],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
});
