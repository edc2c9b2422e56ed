/**
 * Yields what is on this device, in one view of the disk and of every open tab: the only ground on
 * which a steward is told that it may be switched off. The rule: it is read anew each time, and
 * what cannot be read is a fault, never an old answer.
 */
import type { Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { doubtNamed } from '#core/verdict.ts';
import { type Inventory, type Reciting, type SeenLoss } from '../device.ts';
import { isUndelivered } from '../device-status.ts';
import { type Db, type JournalRow, type LossRow, tryStorage } from '../store/db.ts';
import { invitationOf } from '../store/kept-invitation.ts';
import { rowsBetween } from '../store/rows.ts';
import { isReceived, receivedCount, unconfirmedCount } from '../store/watermark.ts';
import { isWritingSomewhere } from '../tabs/writing.ts';

/** Reads it. Faults: storage-failed, storage-missing. */
export async function readInventory(db: Db): Promise<Result<Inventory>> {
  // The tabs first: who stopped writing since has kept the entry, and the disk shows it.
  const isWriting = await isWritingSomewhere();
  return tryStorage(() => db.read(inventoryTables(db), () => inventoryIn(db, isWriting)));
}

/** What it is read from. */
export function inventoryTables(db: Db): Db['tables'] {
  const { journals, entries, carried, drafts, doubts, contact, loss, current, gatherings } = db;
  return [journals, entries, carried, drafts, doubts, contact, loss, current, gatherings];
}

/** Reads it inside a transaction of these tables; whether any tab has ink is known before. */
export async function inventoryIn(db: Db, isWriting: boolean): Promise<Inventory> {
  const journals = await db.journals.toArray();
  const carried = await db.carried.toArray();
  const drafts = await db.drafts.toArray();
  const doubted = await db.doubts.limit(LIMITS.doubtsShownMax).toArray();
  const contact = await db.contact.get(1);
  const loss = await db.loss.get(1);
  return {
    ...countsOf(journals),
    unsendableCount: await countUnsendable(db, journals),
    carriedCount: carried.filter(isUndelivered).length,
    isWriting: isWriting || drafts.some(({ draft }) => draft.ink !== null),
    reciting: await recitingIn(db),
    doubted: doubted.map((row) => ({ ...row, doubt: doubtNamed(row.doubt) })),
    doubtedCount: await db.doubts.count(),
    lastContactMs: contact?.atMs ?? null,
    clockOffsetMs: contact?.offsetMs ?? null,
    loss: loss === undefined ? null : seenOf(loss),
  };
}

/** A recital stays begun where it was, also while the device works for another gathering. */
async function recitingIn(db: Db): Promise<readonly Reciting[]> {
  const current = await db.current.get(1);
  const gatherings = await db.gatherings.toArray();
  return gatherings
    .filter(({ recital }) => recital?.toMs === null)
    .map((row) => {
      const title = invitationOf(row)?.gathering.title ?? '';
      return { gathering: row.id, title, isHere: row.id === current?.gathering };
    });
}

type Counts = Pick<
  Inventory,
  'madeCount' | 'receivedCount' | 'safeCount' | 'unconfirmedCount' | 'purgedCount'
>;

function countsOf(journals: readonly JournalRow[]): Counts {
  const sum = (of: (journal: JournalRow) => number): number =>
    journals.reduce((total, journal) => total + of(journal), 0);
  return {
    madeCount: sum(({ seq }) => seq),
    receivedCount: sum(({ mark }) => receivedCount(mark)),
    safeCount: sum(({ mark }) => mark.safeSeq),
    unconfirmedCount: unconfirmedCount(journals.map(({ mark }) => mark)),
    purgedCount: sum(({ purgedCount = 0 }) => purgedCount),
  };
}

/** What was purged here, and what an office that was put back lacks. */
async function countUnsendable(db: Db, journals: readonly JournalRow[]): Promise<number> {
  let count = 0;
  for (const { id, seq, mark, purgedCount = 0 } of journals) {
    if (purgedCount === 0 || mark.seq >= seq) continue;
    count += await rowsBetween(db.entries, id, { from: mark.seq + 1, to: seq })
      .filter((row) => row.bytes.length === 0 && !isReceived(mark, row.seq))
      .count();
  }
  return count;
}

function seenOf({ atMs, lost = [], isRead = false, toldCount = 0 }: LossRow): SeenLoss {
  const entryCount = lost.reduce((total, { heldSeq, seq }) => total + seq - heldSeq, 0);
  return {
    atMs,
    entryCount: lost.length === 0 ? null : entryCount,
    isRead,
    isTold: lost.length > 0 && toldCount >= lost.length,
    noteCount: toldCount,
  };
}
