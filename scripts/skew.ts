/**
 * Keeps what is released under `tests/skew`, for the tests of all later builds: an app as tablets
 * have it, the program of an office in one file, and a database of the present schema.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { takeArguments } from '#server/commands/arguments.ts';
import { runNode } from './child.ts';

const ROOT = join(import.meta.dirname, '..');
const KEPT = join(ROOT, 'tests/skew');
const LOCK = 'package-lock.json';

/** What is compressed, drawn by the system alone, or asked for by an organiser. */
const LEFT_OUT = /\.(gz|map|png)$|^organiser-/;

const { said } = takeArguments({
  command: 'npm run skew',
  says: 'Keeps what is released under tests/skew: an app, the program of an office, or a database.',
  knows: {
    commit: { value: 'commit', says: 'what was released, in seven letters' },
    day: { value: 'day', says: 'keeps its app as released on that day: 2026-12-01' },
    office: { says: 'keeps the program of its office' },
    database: { says: 'keeps a database of the present schema, made by the code that is here' },
  },
});
const { commit, day } = said;
if (said.database === true) {
  process.exitCode = await runNode(['tests/support/keep-office-main.ts']);
} else if (typeof commit !== 'string' || (day === undefined && said.office !== true)) {
  throw new Error('--database, or --commit with --day or --office');
} else {
  const sources = sourcesOf(commit);
  if (typeof day === 'string') keepApp(sources, `${day}-${commit}`);
  if (said.office === true) await keepOffice(sources, commit);
}

/** The sources of a commit, beside the packages that it locks. */
function sourcesOf(released: string): string {
  const folder = join(ROOT, '.cache/skew', released);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packed = join(folder, 'sources.tar');
  execFileSync('git', ['archive', `--output=${packed}`, released], { cwd: ROOT });
  execFileSync('tar', ['-xf', packed], { cwd: folder });
  if (readFileSync(join(folder, LOCK), 'utf8') === readFileSync(join(ROOT, LOCK), 'utf8')) {
    symlinkSync(resolve(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  } else {
    const shell = process.platform === 'win32'; // npm is a script there
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      shell,
    });
  }
  return folder;
}

/** Keeps the app as that commit builds it, without what no device loads in the field. */
function keepApp(sources: string, name: string): void {
  if (!/^\d{4}-\d\d-\d\d-/.test(name)) throw new Error('--day is a day: 2026-12-01');
  const kept = placeFor(join(KEPT, 'apps', name));
  const vite = join(sources, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: sources });
  cpSync(join(sources, 'dist'), kept, { recursive: true, filter: isLoaded });
}

function isLoaded(path: string): boolean {
  return !LEFT_OUT.test(basename(path));
}

/** Keeps the office of that commit with its packages in one file. It prints nothing on paper. */
async function keepOffice(sources: string, name: string): Promise<void> {
  const kept = placeFor(join(KEPT, 'offices', `${name}.mjs.br`));
  const outDir = join(sources, 'office');
  await build({
    configFile: false,
    publicDir: false,
    root: sources,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(sources, 'src/server/main.ts'),
      outDir,
      minify: true,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const files = readdirSync(outDir);
  if (files.length !== 1) throw new Error(`one file, not ${files.join(', ')}`);
  writeFileSync(kept, brotliCompressSync(readFileSync(join(outDir, files[0] ?? ''))));
}

/** What is kept is never changed. */
function placeFor(kept: string): string {
  if (existsSync(kept)) throw new Error(`${kept} is kept already`);
  return kept;
}
