/**
 * Makes a backup of an office, which may be running: a copy of one moment, marked as a copy, read
 * back and counted against its source before it gets its name. Nothing older is given up
 * before the new one is verified, and whatever goes wrong leaves what stands on the shelf whole.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import { type Result, bad, good } from '#core/fault.ts';
import { COPY_MARK, OFFICE_FILES } from './generation.ts';
import { copyWhole, digestOf, makeEmpty, syncFile, syncFolder } from './files.ts';
import { takeHold } from './hold.ts';
import { areOfTwo, ownerOf, ownerInWords } from './owner.ts';
import { publishableHeads, writeSafe } from './safe.ts';
import {
  type LedgerCounts,
  DAMAGED,
  MANIFEST,
  type Manifest,
  NOT_YET,
  SHELF_HOLD,
  examine,
  listBackups,
  nextName,
} from './shelf.ts';

/** From where, to where, and how many are retained. */
export interface BackupOrder {
  readonly dataFolder: string;
  readonly shelf: string;
  readonly keep: number;
  readonly nowMs: number;
}

/** What was made, and what became of the others. */
export interface BackupReport {
  readonly folder: string;
  readonly counts: LedgerCounts;
  readonly retained: readonly string[];
  /** Backups that are no longer what they were, with what is wrong; they were set aside. */
  readonly damaged: readonly string[];
}

const KEYS = OFFICE_FILES.keys;
const PAGES_AT_ONCE = 1_000;

/** One backup: the fault's detail says what went wrong, for whoever runs the office. */
export async function backUp(order: BackupOrder): Promise<Result<BackupReport>> {
  const { dataFolder, shelf } = order;
  if (!existsSync(join(dataFolder, OFFICE_FILES.database))) {
    return bad('not-found', `there is no office in ${dataFolder}`);
  }
  try {
    mkdirSync(shelf, { recursive: true, mode: 0o700 });
    using hold = await takeHold(join(shelf, SHELF_HOLD));
    if (hold === null) return bad('conflict', `another backup to ${shelf} is under way`);
    const other = findOther(order);
    if (other !== null) return bad('conflict', other);
    sweep(shelf);
    return await add(order);
  } catch (error) {
    // A full disk, a folder that may not be written: what stands on the shelf is whole.
    return bad('unavailable', error instanceof Error ? error.message : String(error));
  }
}

/** Two offices on one shelf would give up each other's backups, and neither knew what is safe. */
function findOther({ dataFolder, shelf }: BackupOrder): string | null {
  const own = ownerOf(dataFolder);
  const other = listBackups(shelf).find(({ folder }) => areOfTwo(own, ownerOf(folder)));
  if (other === undefined) return null;
  const whose = ownerInWords(ownerOf(other.folder));
  return (
    `${other.folder} is of another office: of ${whose}. Give this office a folder of its own ` +
    'with IKRAR_BACKUPS or --to=…, or move the backups of the other away.'
  );
}

/** What a run that was killed left behind; the hold says that no other is at work. */
function sweep(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    if (name.startsWith(NOT_YET)) rmSync(join(shelf, name), { recursive: true });
  }
}

async function add({ dataFolder, shelf, keep, nowMs }: BackupOrder): Promise<Result<BackupReport>> {
  const name = nextName(shelf, nowMs);
  const half = join(shelf, NOT_YET + name);
  try {
    const madeAt = new Date(nowMs).toISOString();
    const counts = await copyOffice(dataFolder, half, madeAt);
    if (!counts.ok) return counts;
    await writeManifest(half, { version: 1, madeAt, counts: counts.value });
    renameSync(half, join(shelf, name));
    syncFolder(shelf);
    const tidied = await tidyShelf(shelf, keep);
    return good({ folder: join(shelf, name), counts: counts.value, ...tidied });
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

async function copyOffice(
  dataFolder: string,
  to: string,
  madeAt: string,
): Promise<Result<LedgerCounts>> {
  mkdirSync(join(to, KEYS), { recursive: true, mode: 0o700 });
  const copy = join(to, OFFICE_FILES.database);
  const expected = await copyDatabase(join(dataFolder, OFFICE_FILES.database), copy);
  const found = verifyCopy(copy, madeAt);
  if (!found.ok) return found;
  if (JSON.stringify(found.value) !== JSON.stringify(expected)) {
    return bad('torn', `the copy holds ${told(found.value)}, the office ${told(expected)}`);
  }
  const keys = join(dataFolder, KEYS);
  for (const name of existsSync(keys) ? readdirSync(keys) : []) {
    copyWhole(join(keys, name), join(to, KEYS, name));
  }
  syncFile(copy);
  syncFolder(join(to, KEYS));
  return good(expected);
}

/** Copies what one read transaction sees, and counts within it; the office writes on meanwhile. */
async function copyDatabase(from: string, to: string): Promise<LedgerCounts> {
  using source = new DatabaseSync(from, { readOnly: true });
  source.exec('begin');
  const counts = countRows(source);
  makeEmpty(to);
  await backup(source, to, { rate: PAGES_AT_ONCE });
  source.exec('rollback');
  return counts;
}

/** Marks the copy, makes it one plain file, and reads all of it. */
function verifyCopy(path: string, madeAt: string): Result<LedgerCounts> {
  using copy = new DatabaseSync(path);
  copy.exec('pragma journal_mode = delete');
  copy.prepare('insert or replace into meta values (?, ?)').run(COPY_MARK, madeAt);
  const [flaw] = copy.prepare('pragma integrity_check(1)').all();
  if (flaw?.['integrity_check'] !== 'ok') {
    return bad('torn', `the database is damaged: ${String(flaw?.['integrity_check'])}`);
  }
  const [orphan] = copy.prepare('pragma foreign_key_check').all();
  if (orphan !== undefined) {
    return bad(
      'torn',
      `the database is damaged: a row of ${String(orphan['table'])} points nowhere`,
    );
  }
  return good(countRows(copy));
}

function countRows(database: DatabaseSync): LedgerCounts {
  const count = (table: string): number =>
    Number(database.prepare(`select count(*) as count from ${table}`).get()?.['count']);
  return { entries: count('entries'), strays: count('strays'), journals: count('journals') };
}

function told({ entries, strays, journals }: LedgerCounts): string {
  return `${entries} entries, ${strays} strays and ${journals} journals`;
}

async function writeManifest(folder: string, made: Omit<Manifest, 'files'>): Promise<void> {
  const names = [
    OFFICE_FILES.database,
    ...readdirSync(join(folder, KEYS)).map((name) => `${KEYS}/${name}`),
  ];
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { name, bytes: statSync(path).size, sha256: await digestOf(path) };
    }),
  );
  const text = JSON.stringify({ ...made, files }, null, 2);
  writeFileSync(join(folder, MANIFEST), text, { mode: 0o600, flush: true });
  syncFolder(folder);
}

/** Examines the whole shelf, retains the newest sound ones, and says what all of them hold. */
async function tidyShelf(
  shelf: string,
  keep: number,
): Promise<Pick<BackupReport, 'retained' | 'damaged'>> {
  const damaged: string[] = [];
  const sound: string[] = [];
  for (const { name, folder } of listBackups(shelf)) {
    const flaw = await examine(folder);
    if (flaw === null) sound.push(name);
    else {
      renameSync(folder, folder + DAMAGED);
      damaged.push(`${folder}${DAMAGED}: ${flaw}`);
    }
  }
  const retained = sound.slice(-keep);
  // First the oldest go, then more is said to be safe: between the two, less is said than might be.
  for (const name of sound.slice(0, -keep)) {
    renameSync(join(shelf, name), join(shelf, NOT_YET + name));
    rmSync(join(shelf, NOT_YET + name), { recursive: true });
  }
  const journals = publishableHeads(retained.map((name) => join(shelf, name)));
  writeSafe(shelf, { retained, journals });
  return { retained, damaged };
}
