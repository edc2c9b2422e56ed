/**
 * What a phone must load, against its budget: people wait for these bytes on a 2G line. A
 * part that is over stops the build. The sizes are of a build made here, gzipped as the office
 * sends them.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { takeArguments } from '#server/commands/arguments.ts';
import { fieldFiles } from './precache.ts';

const ROOT = join(import.meta.dirname, '..');
const KB = 1_000;

/** The code behind the pad: the device with its database. */
const STORAGE = /\/src\/device\/open\.ts$/;

type Bundle = Rolldown.OutputBundle;

interface Budget {
  readonly what: string;
  readonly bytesMax: number;
  readonly names: readonly string[];
}

async function buildBundle(): Promise<Bundle> {
  const built = await build({ root: ROOT, logLevel: 'warn', build: { write: false } });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  return Object.fromEntries(output.output.map((file) => [file.fileName, file]));
}

/**
 * Before the first stroke an own phone needs the page and what its script imports, and waits for
 * no chunk: tests/browser/journey-first-visit.spec.ts draws with every other one held back. To keep
 * the stroke it needs the storage too: that is all a signatory's phone runs. The worker keeps more
 * for everybody, because a station must never miss a part: its screens, the camera, English.
 */
function budgetsOf(bundle: Bundle): readonly Budget[] {
  const toThePad = ['index.html', ...importedBy(bundle, ({ isEntry }) => isEntry)];
  const storage = importedBy(bundle, (chunk) => STORAGE.test(chunk.facadeModuleId ?? ''));
  const field = fieldFiles(bundle).filter(
    (name) => name !== 'sw.js' && /\.(js|css|html)$/.test(name),
  );
  return [
    { what: 'to the first stroke', bytesMax: 55 * KB, names: toThePad },
    { what: 'to keep it', bytesMax: 96 * KB, names: [...new Set([...toThePad, ...storage])] },
    { what: 'kept for the field', bytesMax: 165 * KB, names: field },
    { what: 'service worker', bytesMax: 3 * KB, names: ['sw.js'] },
  ];
}

/** Names of the chosen chunks, and of all that a browser loads before it runs them. */
function importedBy(
  bundle: Bundle,
  isRoot: (chunk: Rolldown.OutputChunk) => boolean,
): readonly string[] {
  const names = new Set<string>();
  const visit = (chunk: Rolldown.OutputChunk): void => {
    if (names.has(chunk.fileName)) return;
    names.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) names.add(style);
    for (const next of chunk.imports.map((name) => bundle[name]))
      if (next?.type === 'chunk') visit(next);
  };
  const roots = Object.values(bundle).filter((output) => output.type === 'chunk');
  for (const root of roots.filter(isRoot)) visit(root);
  if (names.size === 0) throw new Error(`no chunk is ${String(isRoot)}: was a file moved?`);
  return [...names];
}

function gzipBytes(bundle: Bundle, name: string): number {
  const file = bundle[name];
  if (file === undefined) throw new Error(`${name} was not built`);
  return gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / KB).toFixed(1)} kB`.padStart(9);
}

takeArguments({
  command: 'npm run size',
  says: 'Builds the app, and holds what a phone loads against its budget.',
  knows: {},
});
const bundle = await buildBundle();
let isOver = false;
for (const { what, bytesMax, names } of budgetsOf(bundle)) {
  const sizes = names.map((name) => ({ name, bytes: gzipBytes(bundle, name) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const verdict = total > bytesMax ? 'OVER' : 'ok';
  isOver ||= total > bytesMax;
  console.log(`${what.padEnd(28)}${kilobytes(total)} of${kilobytes(bytesMax)}  ${verdict}`);
  for (const { name, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes))
    console.log(`    ${name.padEnd(40)}${kilobytes(bytes)}`);
}
process.exitCode = isOver ? 1 : 0;
