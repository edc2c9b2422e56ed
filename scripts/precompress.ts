/**
 * A `.gz` beside every built file that it makes smaller: the office sends it as it is, so a
 * slow server never compresses while a crowd loads the app.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTS = '**/*.{html,js,css,svg,webmanifest}';

/** The vite plugin that compresses what was written. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'ikrar-precompress',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    writeBundle() {
      for (const name of globSync(TEXTS, { cwd: folder })) {
        const path = `${folder}/${name}`;
        const bytes = readFileSync(path);
        const zipped = gzipSync(bytes, { level: 9 });
        if (zipped.length < bytes.length) writeFileSync(`${path}.gz`, zipped);
      }
    },
  };
}
