/**
 * The inventory: what is on this device, in one read of the disk, and whether any open tab has ink.
 * Only the inventory decides whether the device may be switched off. It is read again each time. A
 * failed read is a fault and never an old answer.
 */
import type { Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { doubtNamed } from '#core/verdict.ts';
import { type Inventory, type Reciting, type SeenLoss } from '../device.ts';
import { isUndelivered } from '../device-status.ts';
import { type Db, type KeptJournalRow, type LossRow, tryStorage } from '../store/db.ts';
import { invitationOf } from '../store/kept-invitation.ts';
import { rowsBetween } from '../store/rows.ts';
import { isReceived, receivedCount, unconfirmedCount } from '../store/watermark.ts';
import { isWritingSomewhere } from '../tabs/writing.ts';

/** Reads it. Faults: storage-failed, storage-missing. */
export async function readInventory(db: Db): Promise<Result<Inventory>> {
  // Ask the tabs before the disk: if a tab stops writing in between, the disk already has its
  // entry.
  const isWriting = await isWritingSomewhere();
  return tryStorage(() => db.read(inventoryTables(db), () => inventoryIn(db, isWriting)));
}

/** The tables of the inventory. */
export function inventoryTables(db: Db): Db['tables'] {
  const { journals, entries, carried, drafts, doubts, contact, loss, current, gatherings } = db;
  return [journals, entries, carried, drafts, doubts, contact, loss, current, gatherings];
}

/**
 * Reads the inventory inside a transaction of these tables. The caller asks before whether any tab
 * has ink.
 */
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

/** The recitals that were begun and not kept, also in gatherings that the device has left. */
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

type EntryCounts = Pick<
  Inventory,
  'madeCount' | 'receivedCount' | 'safeCount' | 'unconfirmedCount' | 'purgedCount'
>;

function countsOf(journals: readonly KeptJournalRow[]): EntryCounts {
  const sum = (of: (journal: KeptJournalRow) => number): number =>
    journals.reduce((total, journal) => total + of(journal), 0);
  return {
    madeCount: sum(({ seq }) => seq),
    receivedCount: sum(({ mark }) => receivedCount(mark)),
    safeCount: sum(({ mark }) => mark.safeSeq),
    unconfirmedCount: unconfirmedCount(journals.map(({ mark }) => mark)),
    purgedCount: sum(({ purgedCount = 0 }) => purgedCount),
  };
}

/** How many purged entries a restored office lacks. */
async function countUnsendable(db: Db, journals: readonly KeptJournalRow[]): Promise<number> {
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
