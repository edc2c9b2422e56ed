/**
 * Keeps what an office has on its disk readable by its owner alone. Whoever reads the keys can
 * speak for the office, so what is open to others is closed at every start, whoever opened it.
 */
import { type Stats, chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#core/assert.ts';

/** For programs: what they make is their owner's alone, whatever they were started with. */
export function keepToOwner(): void {
  process.umask(0o077);
}

/** What was done about files that others could reach. */
export interface ModeReport {
  /** Paths with the mode they had. */
  readonly closed: readonly string[];
  /** Those that could not be closed, with the mode they have. */
  readonly open: readonly string[];
}

/** Closes a folder itself, and of what is in it those with such names, to the last file. */
export function closeToOthers(folder: string, isOurs: (name: string) => boolean): ModeReport {
  const closing = { closed: [] as string[], open: [] as string[] };
  // Windows has no such modes: a folder of one user is closed by its place.
  if (process.platform === 'win32') return closing;
  const own = statSync(folder, { throwIfNoEntry: false });
  if (own === undefined) return closing;
  closeOne(folder, own, closing);
  for (const name of readdirSync(folder).filter(isOurs)) closeTree(join(folder, name), closing);
  return closing;
}

interface OpenPaths {
  readonly closed: string[];
  readonly open: string[];
}

/** A link is followed nowhere: what it leads to is somebody else's. */
function closeTree(path: string, found: OpenPaths): void {
  const is = lstatSync(path, { throwIfNoEntry: false });
  if (is === undefined || is.isSymbolicLink()) return;
  closeOne(path, is, found);
  if (!is.isDirectory()) return;
  for (const name of readdirSync(path)) closeTree(join(path, name), found);
}

function closeOne(path: string, { mode }: Stats, found: OpenPaths): void {
  if ((mode & 0o077) === 0) return;
  const told = `${path} (${(mode & 0o777).toString(8).padStart(4, '0')})`;
  try {
    chmodSync(path, mode & 0o7700);
  } catch (error) {
    assert(error instanceof Error && 'code' in error, 'the system says why');
  }
  // A disk without modes takes the call and changes nothing.
  const isClosed = ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) === 0;
  (isClosed ? found.closed : found.open).push(told);
}
