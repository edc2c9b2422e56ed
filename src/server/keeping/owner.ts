/**
 * Whose a data folder or a backup is: an office is known by its keys, and a folder that lost them
 * by what the office wrote into its database. Nothing of one office takes the place of
 * another's, unless somebody says that other office's key.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { OFFICE_FILES, OFFICE_MARK } from './generation.ts';
import { kidsIn } from '../keys.ts';

export interface Owner {
  /** The names of its keys, the newest first; empty when nothing tells. */
  readonly keys: readonly string[];
  /** For whom it gathers signatures. */
  readonly governments: readonly string[];
}

/** The owner of a data folder whose office is stopped, or of a backup. */
export function ownerOf(folder: string): Owner {
  const written = readDatabase(join(folder, OFFICE_FILES.database));
  const kept = kidsIn(join(folder, OFFICE_FILES.keys)).map(toHex);
  return { ...written, keys: kept.length > 0 ? kept : written.keys };
}

/** Whether two are known, and not of one office: a newer key stands beside the older ones. */
export function areOfTwo(one: Owner, other: Owner): boolean {
  const isKnown = one.keys.length > 0 && other.keys.length > 0;
  return isKnown && !one.keys.some((key) => other.keys.includes(key));
}

/** An owner in words, for whoever runs the office. */
export function ownerInWords({ keys: [key], governments }: Owner): string {
  const whom = governments.length === 0 ? 'no programme yet' : governments.join(', ');
  return `the office with the key ${key ?? 'that nobody knows'} (${whom})`;
}

/** A database that is damaged or of an older office says nothing. */
function readDatabase(path: string): Owner {
  const nobody = { keys: [], governments: [] };
  if (!existsSync(path)) return nobody;
  try {
    using database = new DatabaseSync(path, { readOnly: true });
    const mark = database.prepare('select value from meta where name = ?').get(OFFICE_MARK);
    const rows = database.prepare('select distinct government from programmes').all();
    return {
      keys: typeof mark?.['value'] === 'string' ? [mark['value']] : [],
      governments: rows.map(({ government }) => String(government)),
    };
  } catch (error) {
    assert(error instanceof Error && 'errcode' in error, 'node:sqlite numbers its errors');
    return nobody;
  }
}
