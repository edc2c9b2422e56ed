/** What was released stays as it is: migrations, and everything that is kept under `tests/skew`. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '#server/db/database.ts';

const SKEW = join(import.meta.dirname, '../skew');

/** The first 16 letters of the SHA-256 of each migration that an office has run. */
const RELEASED: readonly string[] = [
  'e976472061d4cea0',
  '5fa8d833072f49ad',
  'daa6e11ca510bd8a',
  '31da8dd6c7359dd2',
  '3840a5bd22d8bee3',
  '626a4228f45d9091',
  'c6905a2bef2c8a75',
  '0ee10fdb4c80a24c',
];

/** The same of what is kept: a file, or all files of an app. */
const KEPT: Readonly<Record<string, string>> = {
  'apps/2026-12-01-05270ff': 'd7933dbf0dc81bce',
  'apps/2026-12-01-15c3c8f': '78ae4d8bc01b394b',
  'databases/1.json': '015b986593160d50',
  'databases/1.sqlite.gz': 'c66b28254ecf9a4e',
  'databases/2.json': 'd9822d28e09bf3dd',
  'databases/2.sqlite.gz': 'e87df0c6453ff3d4',
  'databases/3.json': '0588e8cecd247861',
  'databases/3.sqlite.gz': '745b351022e1a5a0',
  'databases/4.json': '8482b24706dd756b',
  'databases/4.sqlite.gz': '43978be2a33eb137',
  'databases/5.json': '33b95e8fb92443a1',
  'databases/5.sqlite.gz': '0a4cc480599445b0',
  'databases/6.json': 'd3fb8113212f0dba',
  'databases/6.sqlite.gz': 'a6ca359c9d4e72e7',
  'databases/8.json': 'c390f5c278c0bd69',
  'databases/8.sqlite.gz': '1baae79328b1398b',
  'offices/05270ff.mjs.br': '32fa03e4e488cbeb',
};

function digestOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

/** Every kept thing with its digest. */
function kept(): Readonly<Record<string, string>> {
  const names = ['apps', 'databases', 'offices'].flatMap((room) =>
    readdirSync(join(SKEW, room)).map((name) => `${room}/${name}`),
  );
  return Object.fromEntries(names.map((name) => [name, digestOf(partsOf(join(SKEW, name)))]));
}

/** A file's bytes; of a folder, each path with its bytes. */
function partsOf(path: string): readonly (string | Uint8Array)[] {
  if (statSync(path).isFile()) return [readFileSync(path)];
  const inside = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return inside.flatMap((file) => [
    file.slice(path.length).replaceAll('\\', '/'),
    readFileSync(file),
  ]);
}

test('no migration that was released is edited, moved or taken out', () => {
  const digests = MIGRATIONS.map((sql) => digestOf([sql]));
  expect(digests.slice(0, RELEASED.length)).toEqual(RELEASED);
});

test('what is kept of a release is never edited, and all of it is listed here', () => {
  expect(kept()).toEqual(KEPT);
});
