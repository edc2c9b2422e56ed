/**
 * The app as files in `dist/`: for the oldest Chromium still met on official tablets, with
 * the service worker made from what was built. The office server serves them; in development vite
 * does.
 */
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { buildId } from './scripts/build-id.ts';
import { MODERN_DEXIE } from './scripts/modern-dexie.ts';
import { precache } from './scripts/precache.ts';
import { precompress } from './scripts/precompress.ts';

const ROOT = import.meta.dirname;
const OFFICE = 'http://localhost:8080';

export default defineConfig({
  define: { __BUILD__: JSON.stringify(buildId(ROOT)) },
  plugins: [
    precache({ publicFolder: join(ROOT, 'public'), worker: join(ROOT, 'src/sw/main.ts') }),
    precompress(),
  ],
  resolve: { alias: [MODERN_DEXIE] },
  server: { proxy: { '/api': OFFICE } },
  build: {
    target: 'chrome109',
    // Every browser that runs this target preloads modules itself.
    modulePreload: { polyfill: false },
    // The content security policy allows no data: URL, and a file with a digest is kept once.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What the page itself imports is loaded in any case; cut in small files it is more bytes.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  worker: { format: 'es' },
});
