/**
 * Yields a released app under `tests/skew/<day>`, built anew from its commit and without what no
 * phone or tablet loads in the field: `npm run skew -- --commit=05270ff --day=2026-12-01`. It is
 * built with the packages that are installed here, so the commit must lock the same ones.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { takeArguments } from '#server/programs/arguments.ts';

const ROOT = join(import.meta.dirname, '..');
const LOCK = 'package-lock.json';

/** What is compressed, drawn by the system alone, or asked for by an organiser. */
const LEFT_OUT = /\.(gz|map|png)$|^organiser-/;

const { commit, day } = takeArguments({
  command: 'npm run skew',
  says: 'Keeps a released app under tests/skew, built anew from its commit.',
  knows: {
    commit: { value: 'commit', says: 'what was released' },
    day: { value: 'day', says: 'when: 2026-12-01' },
  },
}).said;
if (commit === undefined || !/^\d{4}-\d\d-\d\d$/.test(day ?? '')) {
  throw new Error('--commit is the commit that was released, --day its day: 2026-12-01');
}
const built = buildOf(commit);
const kept = join(ROOT, 'tests/skew', day ?? '');
rmSync(kept, { recursive: true, force: true });
cpSync(built, kept, { recursive: true, filter: (path) => !LEFT_OUT.test(basename(path)) });

/** The folder of the app as that commit builds it. */
function buildOf(released: string): string {
  const folder = join(ROOT, '.cache/skew', released);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packed = join(folder, 'sources.tar');
  execFileSync('git', ['archive', `--output=${packed}`, released], { cwd: ROOT });
  execFileSync('tar', ['-xf', packed], { cwd: folder });
  if (readFileSync(join(folder, LOCK), 'utf8') !== readFileSync(join(ROOT, LOCK), 'utf8')) {
    throw new Error(`${released} locks other packages: run this where they are installed`);
  }
  symlinkSync(resolve(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: folder });
  return join(folder, 'dist');
}
