/**
 * Puts a backup in the place of an office's database. Nothing is deleted. What was there
 * is set aside whole, and only after the backup was read from end to end and stands beside it. The
 * mark that every copy carries makes the next start begin a new epoch.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, bad, good } from '#core/fault.ts';
import { OFFICE_FILES } from './generation.ts';
import { copyWhole, syncFolder } from './files.ts';
import { takeHold } from './hold.ts';
import { type Owner, areOfTwo, ownerInWords, ownerOf } from './owner.ts';
import { type LedgerCounts, examine, nextName, readManifest } from './shelf.ts';

export interface RestoreOrder {
  readonly dataFolder: string;
  /** The folder of one backup. */
  readonly from: string;
  readonly nowMs: number;
  /** The key of the other office that may take the place of the one in the folder. */
  readonly otherKey?: string | undefined;
}

export interface RestoreReport {
  readonly madeAt: string;
  readonly counts: LedgerCounts;
  /** Whose the backup is, in words. */
  readonly owner: string;
  /** Where what was there before is now; null when there was nothing. */
  readonly aside: string | null;
}

/** The file that says which process has a data folder. */
export const OFFICE_HOLD = 'office.lock';

/** Where what a restore has replaced is kept. */
export const SET_ASIDE = 'set-aside';

const KEYS = OFFICE_FILES.keys;

/** One restore: the fault's detail says what went wrong, for whoever runs the office. */
export async function restore(order: RestoreOrder): Promise<Result<RestoreReport>> {
  const { dataFolder, from } = order;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  using hold = await takeHold(join(dataFolder, OFFICE_HOLD));
  if (hold === null) {
    return bad('conflict', `an office is running on ${dataFolder}: stop it first`);
  }
  const flaw = await examine(from);
  const made = readManifest(from);
  if (flaw !== null || made === null) {
    return bad('torn', `${from} is not a sound backup: ${flaw ?? 'no manifest'}`);
  }
  const owner = ownerOf(from);
  const there = ownerOf(dataFolder);
  if (areOfTwo(owner, there) && !isSaid(order, owner)) {
    const why = `${from} is of another office: of ${ownerInWords(owner)}, and ${dataFolder} is of ${ownerInWords(there)}`;
    return bad('not-permitted', `${why}. If it is meant, say --office=${owner.keys[0] ?? ''}`);
  }
  try {
    const { madeAt, counts } = made;
    return good({ madeAt, counts, owner: ownerInWords(owner), aside: replace(order) });
  } catch (error) {
    // A full disk, a folder that may not be written: what was there is there, or set aside.
    return bad('unavailable', error instanceof Error ? error.message : String(error));
  }
}

function isSaid({ otherKey }: RestoreOrder, { keys }: Owner): boolean {
  return otherKey !== undefined && keys.includes(otherKey.toLowerCase());
}

/** Answers where what was there is now. */
function replace(order: RestoreOrder): string | null {
  const { dataFolder, from } = order;
  const incoming = join(dataFolder, `${OFFICE_FILES.database}.incoming`);
  copyWhole(join(from, OFFICE_FILES.database), incoming);
  const aside = setAside(order);
  putKeys(order);
  // Last: an office without a database does not start, one without its keys would make others.
  renameSync(incoming, join(dataFolder, OFFICE_FILES.database));
  syncFolder(dataFolder);
  return aside;
}

/** The database goes with the log that belongs to it, and the keys only if they are others. */
function setAside({ dataFolder, from, nowMs }: RestoreOrder): string | null {
  const names = ['', '-wal', '-shm'].map((end) => OFFICE_FILES.database + end);
  if (existsSync(join(dataFolder, KEYS)) && !holdsSameKeys(dataFolder, from)) names.push(KEYS);
  const there = names.filter((name) => existsSync(join(dataFolder, name)));
  if (there.length === 0) return null;
  const aside = join(dataFolder, SET_ASIDE, nextName(join(dataFolder, SET_ASIDE), nowMs));
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of there) renameSync(join(dataFolder, name), join(aside, name));
  syncFolder(aside);
  return aside;
}

/** Keys that came after the backup are no others: they stay. */
function holdsSameKeys(dataFolder: string, from: string): boolean {
  return readdirSync(join(from, KEYS)).every((name) => {
    const path = join(dataFolder, KEYS, name);
    return existsSync(path) && readFileSync(path).equals(readFileSync(join(from, KEYS, name)));
  });
}

function putKeys({ dataFolder, from }: RestoreOrder): void {
  const keys = join(dataFolder, KEYS);
  if (existsSync(keys)) return;
  mkdirSync(keys, { mode: 0o700 });
  for (const name of readdirSync(join(from, KEYS))) {
    copyWhole(join(from, KEYS, name), join(keys, name));
  }
  syncFolder(keys);
}
