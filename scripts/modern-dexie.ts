/**
 * The build of Dexie for browsers of today. Its package leads to one rewritten for older
 * ones, a twentieth larger. Tests on a real IndexedDB run on the same.
 */
import { join } from 'node:path';

/** For vite's `resolve.alias`. */
export const MODERN_DEXIE = {
  find: /^dexie$/,
  replacement: join(import.meta.dirname, '../node_modules/dexie/dist/modern/dexie.min.mjs'),
} as const;
