/**
 * Purging: the ink and name of old entries are deleted, and the people of the roster too. Id,
 * sequence and digest stay, so that the chain continues and a receipt can still be compared. Each
 * round asks the office again whether the gathering is closed. core/purge.ts decides what may go,
 * in the same transaction that deletes it.
 */
import { parseEntry } from '#core/entry.ts';
import { LIMITS } from '#core/limits.ts';
import { type LastWord, isRetentionOver, purgeableSeq } from '#core/purge.ts';
import type { DeviceParts } from '../device-parts.ts';
import {
  type Db,
  type EntryRow,
  type KeptGatheringRow,
  type KeptJournalRow,
  type PackageRow,
  tryStorage,
} from '../store/db.ts';
import { invitationOf } from '../store/kept-invitation.ts';
import { rowsBetween } from '../store/rows.ts';
import { isWritingSomewhere } from '../tabs/writing.ts';
import { askClosing } from './closing.ts';

/** When each device did its last round, by the monotonic clock. */
const rounds = new WeakMap<DeviceParts, number>();

/**
 * Does a round at most once an hour, and none while somebody writes. True when something was
 * deleted.
 */
export async function purgeNowAndThen(parts: DeviceParts): Promise<boolean> {
  const nowMs = parts.clock.monoMs();
  const lastMs = rounds.get(parts) ?? -LIMITS.purgeRoundMs;
  if (nowMs - lastMs < LIMITS.purgeRoundMs || (await isWritingSomewhere())) return false;
  rounds.set(parts, nowMs);
  const done = await tryStorage(() => purgeAll(parts));
  return done.ok && done.value; // after a fault of the storage the next round tries again
}

async function purgeAll(parts: DeviceParts): Promise<boolean> {
  const { db } = parts;
  let isAnyGone = false;
  for (const { id } of await db.gatherings.toArray()) {
    const asking = await readAsking(db, id);
    const closing = asking === null ? null : await askClosing(parts, asking);
    if (closing === null || !closing.ok || closing.value === null) continue;
    const gathering: Closed = { id, closedAtMs: closing.value };
    for (const { id: journal } of await journalsOf(db, id)) {
      isAnyGone = (await purgeJournal(db, gathering, journal)) || isAnyGone;
    }
    isAnyGone = (await dropPeople(db, gathering)) || isAnyGone;
  }
  return isAnyGone;
}

/** A closed gathering, and when it was closed, as the office has just said. */
interface Closed {
  readonly id: string;
  readonly closedAtMs: number;
}

/**
 * The journal whose permission is used to ask about a gathering; null when there is nothing to
 * purge.
 */
function readAsking(db: Db, id: string): Promise<KeptJournalRow | null> {
  const tables = [db.gatherings, db.journals, db.rosters, db.signed, db.drafts];
  return db.read(tables, async () => {
    const gathering = await db.gatherings.get(id);
    const journals = await journalsOf(db, id);
    const isOld = gathering !== undefined && isLongAgo(gathering, heardMs(journals));
    const asking = journals.find(({ grant }) => grant !== null);
    if (!isOld || asking === undefined) return null;
    const isRest =
      journals.some((journal) => (journal.purgedCount ?? 0) < journal.mark.safeSeq) ||
      (await countPeople(db, id)) > 0;
    return isRest ? asking : null;
  });
}

/**
 * True when the gathering began so long ago that something may be purged. Before that the office is
 * not asked.
 */
function isLongAgo(gathering: KeptGatheringRow, officeTimeMs: number | null): boolean {
  const invitation = invitationOf(gathering);
  if (invitation === null || officeTimeMs === null) return false;
  return officeTimeMs - invitation.gathering.startsAtMs >= LIMITS.closingAskMs;
}

async function purgeJournal(db: Db, gathering: Closed, id: string): Promise<boolean> {
  let isAnyGone = false;
  let from: number | null = 1;
  while (from !== null) {
    const piece = await purgePiece(db, gathering, { id, from });
    isAnyGone ||= piece.count > 0;
    from = piece.next;
  }
  return isAnyGone;
}

interface PurgeStep {
  readonly count: number;
  /** The first sequence of the next piece; null after the last piece. */
  readonly next: number | null;
}

/**
 * Purges one piece of a journal in one strict transaction. The piece is small, so that a signing
 * does not wait long. The work may stop after any piece.
 */
function purgePiece(
  db: Db,
  { closedAtMs }: Closed,
  { id, from }: { readonly id: string; readonly from: number },
): Promise<PurgeStep> {
  return db.write([db.journals, db.entries, db.doubts], async () => {
    const journals = await db.journals.toArray();
    const journal = journals.find((row) => row.id === id);
    const last = journal && purgeableSeq(closedAtMs, wordOf(journal, journals));
    const purgedCount = journal?.purgedCount ?? 0;
    if (journal === undefined || last === undefined || Math.max(from, purgedCount + 1) > last) {
      return { count: 0, next: null };
    }
    const to = Math.min(last, from + LIMITS.purgePieceEntriesMax - 1);
    const rows = await rowsBetween(db.entries, id, { from, to }).toArray();
    const doubts = await rowsBetween(db.doubts, id, { from, to }).toArray();
    const doubted = new Set(doubts.map(({ seq }) => seq));
    const gone = rows.filter(({ seq }) => !doubted.has(seq)).flatMap(purged);
    await db.entries.bulkPut(gone);
    await db.journals.put({ ...journal, purgedCount: purgedCount + gone.length });
    return { count: gone.length, next: to < last ? to + 1 : null };
  });
}

/**
 * The row of an entry after its purge. Empty when it is purged already or cannot be read: then its
 * row stays as it is.
 */
function purged(row: EntryRow): readonly EntryRow[] {
  const read = row.bytes.length === 0 ? null : parseEntry(row.bytes);
  if (read === null || !read.ok) return [];
  const id = read.value.envelope.id.slice();
  return [{ ...row, id, bytes: new Uint8Array(0), name: '' }];
}

/**
 * Deletes the people of a gathering: roster, list of who signed, drafts, and who led the recital.
 */
function dropPeople(db: Db, { id, closedAtMs }: Closed): Promise<boolean> {
  const tables = [db.journals, db.gatherings, db.packages, db.rosters, db.signed, db.drafts];
  return db.write(tables, async () => {
    if (!isRetentionOver(closedAtMs, heardMs(await journalsOf(db, id)))) return false;
    const count = await countPeople(db, id);
    if (count === 0) return false;
    const kept = await db.packages.get(id);
    await Promise.all([
      db.gatherings.update(id, { recital: undefined }),
      db.rosters.delete(id),
      kept && db.packages.put(withoutPeople(kept)),
      signedAt(db, id).delete(),
      db.drafts.filter(({ gathering }) => gathering === id).delete(),
    ]);
    return true;
  });
}

/**
 * The package without people. It has no tag, so that it is fetched again when the gathering is
 * opened again.
 */
function withoutPeople(kept: PackageRow): PackageRow {
  return { ...kept, etag: '', info: { ...kept.info, invited: [] }, rosterCount: 0 };
}

/** How many records of people are here. To be called inside a transaction of these tables. */
async function countPeople(db: Db, id: string): Promise<number> {
  const rosters = await db.rosters.where('gathering').equals(id).count();
  const drafts = await db.drafts.filter(({ gathering }) => gathering === id).count();
  const recital = (await db.gatherings.get(id))?.recital;
  const led = recital === undefined ? 0 : 1;
  return rosters + drafts + led + (await signedAt(db, id).count());
}

function signedAt(db: Db, id: string): ReturnType<Db['signed']['toCollection']> {
  return db.signed.where('[gathering+signatory]').between([id, ''], [id, '\uffff']);
}

async function journalsOf(db: Db, gathering: string): Promise<readonly KeptJournalRow[]> {
  return (await db.journals.toArray()).filter((journal) => journal.gathering === gathering);
}

/** The office's clock in its newest answer about these journals. */
function heardMs(journals: readonly KeptJournalRow[]): number | null {
  const told = journals.flatMap(({ toldMs }) => (toldMs === undefined ? [] : [toldMs]));
  return told.length === 0 ? null : Math.max(...told);
}

function wordOf({ mark, toldMs }: KeptJournalRow, all: readonly KeptJournalRow[]): LastWord {
  const { seq, safeSeq, forked, epoch } = mark;
  return {
    officeTimeMs: toldMs ?? null,
    seq,
    safeSeq,
    forked,
    // Journals with two epochs: the office was restored, and has not yet answered about each
    // journal.
    isOutdated: all.some(({ mark: { epoch: other } }) => other !== 0 && other !== epoch),
  };
}
