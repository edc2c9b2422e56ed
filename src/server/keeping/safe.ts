/**
 * Keeps what is safe by the rule of core/safe.ts. A backup run writes it beside the backups, and
 * the office alone takes it into its database, so that one process writes there. It grows
 * only with a run that has just read every retained backup from end to end; whatever else happens
 * to the shelf can only lower it.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { fromHex, toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { type SafeHead, safeHeads, safeSeqOf } from '#core/safe.ts';
import type { Database } from '../db/database.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { OFFICE_FILES } from './generation.ts';
import { readJson, writeWhole } from './files.ts';
import { SAFE_FILE, glanceAt, listBackups } from './shelf.ts';

const head = v.object({ journal: v.string(), seq: v.number(), digest: v.string() });
const safe = v.object({
  retained: v.pipe(v.array(v.string()), v.readonly()),
  journals: v.pipe(v.array(head), v.readonly()),
});

/** Says what the retained backups hold. */
export function writeSafe(shelf: string, said: v.InferOutput<typeof safe>): void {
  writeWhole(join(shelf, SAFE_FILE), JSON.stringify(said));
}

/** Per journal the highest place that all of these backups hold, with the same entry there. */
export function publishableHeads(folders: readonly string[]): readonly SafeHead[] {
  const copies = folders.map(
    (folder) => new DatabaseSync(join(folder, OFFICE_FILES.database), { readOnly: true }),
  );
  try {
    return safeHeads(copies.map((copy) => ({ heads: readHeads(copy), holds: holdsEntryIn(copy) })));
  } finally {
    for (const copy of copies) copy.close();
  }
}

/**
 * Takes what is safe into the journals, for the receipts. A backup that is named there and damaged
 * makes nothing safe; one that was removed raises nothing, and when none is left nothing is safe.
 * Nor is anything on a shelf that cannot be read: then it throws, after that was written.
 */
export async function publishSafe(database: Database, shelf: string): Promise<void> {
  let heads: readonly SafeHead[] = [];
  try {
    heads = stillSafe(shelf);
  } finally {
    await publishHeads(database, heads);
  }
}

/**
 * Some journals at a time, each slice a transaction of its own, so that batches are taken between
 * them. Every journal is judged by itself and within its slice, and entries never go, so that
 * nothing false is written whatever comes between two slices.
 */
export async function publishHeads(database: Database, heads: readonly SafeHead[]): Promise<void> {
  const wanted = new Map(heads.map((low) => [low.journal, low]));
  const { sqlite } = database;
  const slice = sqlite.prepare(`
    select no, id, seq, safe_seq from journals where no > ? order by no
    limit ${LIMITS.safeSliceJournalsMax}`);
  const change = sqlite.prepare('update journals set safe_seq = ? where no = ?');
  const holds = holdsEntryIn(sqlite);
  const writeSlice = (after: number): number | null => {
    const journals = slice.all(after);
    for (const row of journals) {
      const low = wanted.get(toHex(bytesOf(row, 'id')));
      const seq = safeSeqOf(low, { heldSeq: Number(row['seq']), holds });
      if (seq !== row['safe_seq']) change.run(seq, Number(row['no']));
    }
    const last = journals.at(-1)?.['no'];
    return journals.length < LIMITS.safeSliceJournalsMax ? null : Number(last);
  };
  let after: number | null = 0;
  while (after !== null) {
    const from: number = after;
    after = await database.exclusive(() => writeSlice(from));
    await setImmediate(); // requests that came have their turn
  }
}

function stillSafe(shelf: string): readonly SafeHead[] {
  const said = readJson(join(shelf, SAFE_FILE), safe);
  if (said === null) return [];
  const there = listBackups(shelf).filter(({ name }) => said.retained.includes(name));
  const isSound = there.length > 0 && there.every(({ folder }) => glanceAt(folder) === null);
  return isSound ? said.journals : [];
}

function readHeads(copy: DatabaseSync): ReadonlyMap<string, SafeHead> {
  const rows = copy.prepare('select id, seq, digest from journals').all();
  return new Map(
    rows.map((row) => {
      const journal = toHex(bytesOf(row, 'id'));
      const digest = toHex(bytesOf(row, 'digest'));
      return [journal, { journal, seq: Number(row['seq']), digest }];
    }),
  );
}

/** Tells whether that very entry stands there, be it beside the ledger. */
function holdsEntryIn(database: DatabaseSync): (head: SafeHead) => boolean {
  const at = database.prepare(`
    select 1 from journals join entries on entries.journal_no = journals.no
      where journals.id = :journal and entries.seq = :seq and entries.digest = :digest
    union all
    select 1 from journals join strays on strays.journal_no = journals.no
      where journals.id = :journal and strays.seq = :seq and strays.digest = :digest
        and strays.place = 'conflict'`);
  return ({ journal, seq, digest }) =>
    at.get({ journal: fromHex(journal), seq, digest: fromHex(digest) }) !== undefined;
}
