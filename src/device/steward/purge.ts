/**
 * Yields the end of an entry's life on a device: its ink and name go, and so do the people of the
 * roster; id, sequence and digest stay, so that the chain goes on and the office's word can still
 * be compared. The rule: the office is asked anew each time whether the gathering is closed, and
 * what may go is decided (core/purge.ts) in the very transaction that lets it go.
 */
import { parseEntry } from '#core/entry.ts';
import { LIMITS } from '#core/limits.ts';
import { type LastWord, isRetentionOver, purgeableSeq } from '#core/purge.ts';
import type { DeviceParts } from '../device-parts.ts';
import {
  type Db,
  type EntryRow,
  type GatheringRow,
  type JournalRow,
  type PackageRow,
  tryStorage,
} from '../store/db.ts';
import { invitationOf } from '../store/kept-invitation.ts';
import { rowsBetween } from '../store/rows.ts';
import { isWritingSomewhere } from '../tabs/writing.ts';
import { askClosing } from './closing.ts';

/** When each device did its last round, by the clock that never goes back. */
const rounds = new WeakMap<DeviceParts, number>();

/** Lets go what may go, once an hour and while nobody writes. True when something went. */
export async function purgeNowAndThen(parts: DeviceParts): Promise<boolean> {
  const nowMs = parts.clock.monoMs();
  const lastMs = rounds.get(parts) ?? -LIMITS.purgeRoundMs;
  if (nowMs - lastMs < LIMITS.purgeRoundMs || (await isWritingSomewhere())) return false;
  rounds.set(parts, nowMs);
  const done = await tryStorage(() => purgeAll(parts));
  return done.ok && done.value; // a disk that refuses keeps what it has, and is asked again
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

/** A gathering, and what the office just said of it. */
interface Closed {
  readonly id: string;
  readonly closedAtMs: number;
}

/** With which journal to ask about a gathering; null while there is no reason to. */
function readAsking(db: Db, id: string): Promise<JournalRow | null> {
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

/** During a gathering, and right after it, there is nothing to let go, and so nothing to ask. */
function isLongAgo(gathering: GatheringRow, officeTimeMs: number | null): boolean {
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

interface Piece {
  readonly count: number;
  /** Where the next piece begins; null when there is none. */
  readonly next: number | null;
}

/** One strict transaction: nobody waits long for it, and it is right whenever it is cut off. */
function purgePiece(
  db: Db,
  { closedAtMs }: Closed,
  { id, from }: { readonly id: string; readonly from: number },
): Promise<Piece> {
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

/** What stays of an entry; nothing new of one that is gone already, or that cannot be read. */
function purged(row: EntryRow): readonly EntryRow[] {
  const read = row.bytes.length === 0 ? null : parseEntry(row.bytes);
  if (read === null || !read.ok) return [];
  const id = read.value.envelope.id.slice();
  return [{ ...row, id, bytes: new Uint8Array(0), name: '' }];
}

/** The people of a gathering: who was expected, who signed or led here, and who was about to. */
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

/** Without its tag, so that it comes again when the gathering is opened again. */
function withoutPeople(kept: PackageRow): PackageRow {
  return { ...kept, etag: '', info: { ...kept.info, invited: [] }, rosterCount: 0 };
}

/** Inside a transaction of these tables. */
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

async function journalsOf(db: Db, gathering: string): Promise<readonly JournalRow[]> {
  return (await db.journals.toArray()).filter((journal) => journal.gathering === gathering);
}

/** The office's clock when it last spoke of one of these. */
function heardMs(journals: readonly JournalRow[]): number | null {
  const told = journals.flatMap(({ toldMs }) => (toldMs === undefined ? [] : [toldMs]));
  return told.length === 0 ? null : Math.max(...told);
}

function wordOf({ mark, toldMs }: JournalRow, all: readonly JournalRow[]): LastWord {
  const { seq, safeSeq, forked, epoch } = mark;
  return {
    officeTimeMs: toldMs ?? null,
    seq,
    safeSeq,
    forked,
    // Whichever of the two is the newer one: the office must speak of all of them first.
    isOutdated: all.some(({ mark: { epoch: other } }) => other !== 0 && other !== epoch),
  };
}
