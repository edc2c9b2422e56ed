/** The project's own files, as the house rules read them, and all that is wrong with them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { untidyText } from './tidy-text.ts';
import { untidy, type Source } from './tidy.ts';

const ROOT = join(import.meta.dirname, '../..');
const CODE = ['{src,tests,scripts,bench}/**/*.{ts,tsx}', '*.ts'];
const TEXT = [
  '*.{md,json,html}',
  'docs/**/*.md',
  '.ci/*',
  '{public,src,tests}/**/*.{json,css,html}',
];
const SKIPPED = ['package-lock.json', 'tests/vectors/**', 'tests/skew/*/**'];

/** Every fault of the project, one line each. */
export function houseFaults(): readonly string[] {
  const code = read(CODE);
  const sources = [...code, ...read(TEXT)];
  return [
    ...untidy(code),
    ...untidyText({ sources, exists: (path) => existsSync(join(ROOT, path)) }),
  ];
}

function read(patterns: readonly string[]): readonly Source[] {
  return globSync(patterns, { cwd: ROOT, exclude: SKIPPED }).map((path) => ({
    path: path.replaceAll('\\', '/'),
    text: readFileSync(join(ROOT, path), 'utf8'),
  }));
}
