/**
 * Keeps the generation of core/epoch.ts in the database and in a sidecar file beside it, so that a
 * restored database is noticed at the next start, whoever put it back and however.
 */
import { join } from 'node:path';
import * as v from 'valibot';
import { type Circumstances, type Generation, NO_GENERATION, nextGeneration } from '#core/epoch.ts';
import type { Database } from '../db/database.ts';
import { readJson, writeWhole } from './files.ts';

/** What an office keeps in its data folder; the first two remember its generation. */
export const OFFICE_FILES = {
  database: 'office.sqlite',
  sidecar: 'generation.json',
  keys: 'keys',
} as const;

/** The row of `meta` that every backup carries, and no database that an office has opened. */
export const COPY_MARK = 'copied-at';

/** The row of `meta` with the name of the office's newest key: whose the database is. */
export const OFFICE_MARK = 'office-key';

const stored = v.object({ generation: v.number(), epoch: v.number() });
/** The sidecar also knows its database by the number of its file, which a copy does not have. */
const beside = v.object({ ...stored.entries, file: v.optional(v.string()) });

/** Moves on to the next generation at a start. Its epoch goes into receipts. */
export async function beginGeneration(
  database: Database,
  folder: string,
  nowMs: number,
): Promise<Generation> {
  const sidecar = readSidecar(folder);
  const marked = await findMeta(database, COPY_MARK);
  const isOther = sidecar.file !== undefined && sidecar.file !== database.identity;
  return move(database, { folder, sidecar, seen: { nowMs, isCopy: marked !== null || isOther } });
}

/** Moves on within the epoch, so that a copy made until now is behind. */
export async function passGeneration(database: Database, folder: string): Promise<void> {
  await move(database, { folder, sidecar: readSidecar(folder), seen: undefined });
}

/** Once it was not proved to be its own any more, the next start begins a new epoch. */
export function doubtGeneration(folder: string): void {
  const remembered = JSON.stringify({ ...readSidecar(folder), file: UNKNOWN_FILE });
  writeWhole(join(folder, OFFICE_FILES.sidecar), remembered);
}

const UNKNOWN_FILE = 'unknown';

interface Moving {
  readonly folder: string;
  readonly sidecar: Generation;
  /** Undefined where only this office can have touched the database since its start. */
  readonly seen: Circumstances | undefined;
}

async function move(database: Database, { folder, sidecar, seen }: Moving): Promise<Generation> {
  const text = await findMeta(database, 'generation');
  const kept = text === null ? NO_GENERATION : v.parse(stored, JSON.parse(text));
  // What a running office remembers is in its database, whatever became of the file beside it.
  const next = nextGeneration(kept, seen === undefined ? kept : sidecar, seen);
  const value = JSON.stringify(next);
  // The database first: a crash between the two leaves it ahead, which is no restore.
  await database.exclusive(() => {
    const { sqlite } = database;
    sqlite.prepare('delete from meta where name = ?').run(COPY_MARK);
    sqlite
      .prepare('insert into meta values (?, ?) on conflict do update set value = excluded.value')
      .run('generation', value);
  });
  const remembered = JSON.stringify({ ...next, file: database.identity });
  writeWhole(join(folder, OFFICE_FILES.sidecar), remembered);
  return next;
}

async function findMeta(database: Database, name: string): Promise<string | null> {
  const row = await database.query
    .selectFrom('meta')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value ?? null;
}

/** A sidecar that cannot be read is a lost one. */
function readSidecar(folder: string): v.InferOutput<typeof beside> {
  return readJson(join(folder, OFFICE_FILES.sidecar), beside) ?? NO_GENERATION;
}
