/**
 * Trust in the list of kept files: all that the field needs, nothing that only the office
 * does.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { precache } from '../../scripts/precache.ts';
import { makeFolder } from '../support/leftovers.ts';

const PROJECT = join(import.meta.dirname, '../..');
const FILES = {
  'index.html': '<!doctype html><script type="module" src="/src/main.ts"></script>',
  'src/main.ts': `
    import './page.css';
    import { words } from './words.ts';
    console.log(words, new Worker(new URL('./reader.ts', import.meta.url), { type: 'module' }));
    addEventListener('click', () => import('./pad.ts').then(console.log));
    addEventListener('keyup', () => import('./app/organiser/office.ts').then(console.log));
    addEventListener('blur', () => import('./device/steward/purge.ts').then(console.log));`,
  'src/page.css': 'body { color: black }',
  'src/words.ts': `export const words = 'words'.repeat(2);`,
  'src/reader.ts': `postMessage('reader');`,
  'src/pad.ts': `import { words } from './words.ts'; export const pad = 'pad' + words;`,
  'src/app/organiser/office.ts': `
    import './office.css';
    import { words } from '../../words.ts';
    export const office = () => [words, import('./papers.ts')];`,
  'src/device/steward/purge.ts': `export const purge = 'purge';`,
  'src/app/organiser/office.css': 'table { color: black }',
  'src/app/organiser/papers.ts': `export const papers = 'papers';`,
  'public/manifest.webmanifest': '{}',
  'public/icons/mark.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'public/icons/mark-512.png': 'drawn by the system',
};

let root = '';
let built: readonly string[] = [];
let kept: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  root = makeFolder('precache');
  await buildFrom(root, FILES);
  built = globSync('dist/**/*.*', { cwd: root }).map((path) => path.slice('dist'.length));
  const script = readFileSync(join(root, 'dist/sw.js'), 'utf8');
  kept = new Map(
    [...script.matchAll(/`?(\/[\w./-]+)`,\s*`([0-9a-f]{64})`/g)].map(([, path = '', sha = '']) => [
      path,
      sha,
    ]),
  );
});

/** Writes the files into a folder, and builds them with the worker. */
async function buildFrom(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const worker = join(PROJECT, 'src/sw/main.ts');
  const plugins = [precache({ publicFolder: join(folder, 'public'), worker })];
  const options = { assetsInlineLimit: 0, modulePreload: { polyfill: false } };
  await build({ root: folder, configFile: false, logLevel: 'silent', plugins, build: options });
}

test('stops when a file that only the office needs was moved', async () => {
  const moved = Object.entries(FILES).map(([path, text]) => [
    path.replace('steward/purge', 'purge'),
    text.replace('steward/purge', 'purge'),
  ]);
  const building = buildFrom(makeFolder('precache-moved'), Object.fromEntries(moved));
  await expect(building).rejects.toThrow(/no chunk is of .*steward.*purge/);
});

test('lists what the field needs: page, styles, lazy chunks, workers, manifest', () => {
  const names = [...kept.keys()].map((path) => path.replace(/-[\w-]{8}\./, '.'));
  expect(names.sort()).toEqual([
    '/assets/index.css',
    '/assets/index.js',
    '/assets/pad.js',
    '/assets/reader.js',
    '/icons/mark.svg',
    '/index.html',
    '/manifest.webmanifest',
  ]);
});

test('leaves out what only the office needs, and the icons that the system draws', () => {
  const left = built
    .filter((path) => !kept.has(path))
    .map((path) => path.replace(/-[\w-]{8}\./, '.'));
  expect(left.sort()).toEqual([
    '/assets/office.css',
    '/assets/office.js',
    '/assets/papers.js',
    '/assets/purge.js',
    '/icons/mark-512.png',
    '/sw.js',
  ]);
});

test('writes down the digest of the bytes that are served', () => {
  expect(kept.size).toBeGreaterThan(0);
  for (const [path, sha256] of kept) {
    const bytes = readFileSync(join(root, 'dist', path));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
});
