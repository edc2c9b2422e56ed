/**
 * Yields what a phone must load, against its budget: people wait for these bytes on a 2G line. A part
 * that is over stops the build. The sizes are of a build made here, gzipped as the office sends them.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { fieldFiles, isOfficeDoor, reach } from './precache.ts';

const ROOT = join(import.meta.dirname, '..');
const KB = 1_000;

/** Chunks that nobody needs before the pen: the camera, the steward's screens, English, and updates. */
const AFTER_THE_PAD =
  /\/(src\/app\/(station|verify|text\/en)|src\/device\/(camera|updates)|node_modules\/qr)\b/;

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

function budgetsOf(bundle: Bundle): readonly Budget[] {
  const toThePad = reach(
    bundle,
    (chunk) => !isOfficeDoor(chunk) && !AFTER_THE_PAD.test(chunk.facadeModuleId ?? ''),
  );
  const field = fieldFiles(bundle).filter(
    (name) => name !== 'sw.js' && /\.(js|css|html)$/.test(name),
  );
  return [
    { what: 'to the first stroke', bytesMax: 60 * KB, names: ['index.html', ...toThePad] },
    { what: 'all code on a phone', bytesMax: 90 * KB, names: field },
    { what: 'service worker', bytesMax: 3 * KB, names: ['sw.js'] },
  ];
}

function gzipBytes(bundle: Bundle, name: string): number {
  const file = bundle[name];
  if (file === undefined) throw new Error(`${name} was not built`);
  return gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / KB).toFixed(1)} kB`.padStart(9);
}

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
