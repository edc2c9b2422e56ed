/**
 * The shelf of backups: which are there, and whether each still is what was verified when it was
 * made. A backup is a folder named for its moment: the database, the keys, and a manifest with the
 * digest of every file. A file that changed, shrank or vanished makes a backup unsound.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { assert } from '#core/assert.ts';
import { digestOf, readJson } from './files.ts';

const counts = v.object({ entries: v.number(), strays: v.number(), journals: v.number() });
const manifest = v.object({
  version: v.literal(1),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  counts,
  files: v.array(v.object({ name: v.string(), bytes: v.number(), sha256: v.string() })),
});

/** What is counted in an office and in its copy. */
export type LedgerCounts = v.InferOutput<typeof counts>;

/** What a backup says of itself. */
export type Manifest = v.InferOutput<typeof manifest>;

/** One backup on the shelf. */
export interface Backup {
  /** Its moment: names sort as they were made. */
  readonly name: string;
  readonly folder: string;
}

export const MANIFEST = 'backup.json';

/** Begins the name of what is no backup yet, or no longer. */
export const NOT_YET = '.part-';

/** What the retained backups hold. */
export const SAFE_FILE = 'safe.json';

/** Held by the one run that may change the shelf. */
export const SHELF_HOLD = 'backup.lock';

/** Marks a backup that was found unsound and set aside; nothing removes it. */
export const DAMAGED = '.damaged';

const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/;

/** Every backup, the oldest first; half-made and damaged ones are none. */
export function listBackups(shelf: string): readonly Backup[] {
  if (!existsSync(shelf)) return [];
  return readdirSync(shelf)
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => ({ name, folder: join(shelf, name) }));
}

/** Whether a backup run made a file or folder of that name. */
export function isOfShelf(name: string): boolean {
  return (
    NAME.test(name.replace(NOT_YET, '').replace(DAMAGED, '')) ||
    [SAFE_FILE, `${SAFE_FILE}.new`, SHELF_HOLD, `${SHELF_HOLD}-journal`].includes(name)
  );
}

/** The name of a backup that is made now, after all that are there even if the clock went back. */
export function nextName(shelf: string, nowMs: number): string {
  const last = listBackups(shelf).at(-1)?.name;
  const ms = last === undefined ? nowMs : Math.max(nowMs, momentOf(last) + 1);
  return new Date(ms).toISOString().replaceAll(':', '-');
}

/** The moment a backup is named for. */
function momentOf(name: string): number {
  return Date.parse(name.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'));
}

/** The manifest of a backup; null when it has none. */
export function readManifest(folder: string): Manifest | null {
  return readJson(join(folder, MANIFEST), manifest);
}

/** What a glance shows to be wrong with a backup: a missing file, or one of another size. */
export function glanceAt(folder: string): string | null {
  const made = readManifest(folder);
  if (made === null) return `${MANIFEST} is missing or damaged`;
  for (const { name, bytes } of made.files) {
    const path = join(folder, name);
    if (!existsSync(path)) return `${name} is missing`;
    if (statSync(path).size !== bytes) return `${name} has another size`;
  }
  return null;
}

/** What is wrong with a backup, every byte of it read; null when it is sound. */
export async function examine(folder: string): Promise<string | null> {
  const seen = glanceAt(folder);
  if (seen !== null) return seen;
  for (const { name, sha256 } of readManifest(folder)?.files ?? []) {
    const digest = await digestOf(join(folder, name)).catch((error: unknown) => {
      assert(error instanceof Error && 'code' in error, 'reading fails with a code');
      return error;
    });
    if (digest instanceof Error) return `${name} cannot be read: ${digest.message}`;
    if (digest !== sha256) return `${name} was changed`;
  }
  return null;
}
