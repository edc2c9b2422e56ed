/**
 * Yields what the steward is shown, counted from the journals. The rule: counts are folded from
 * what is on the disk, so that no counter can disagree with it; there are few journals, however
 * many entries they have.
 */
import { LIMITS } from '#core/limits.ts';
import type { Db } from './db.ts';
import type { DeviceStatus, MadeEntry } from './device.ts';
import { isReceived, receivedCount } from './watermark.ts';

/** The part of the status that is on the disk. */
export type KeptStatus = Omit<DeviceStatus, 'phase' | 'heldCount' | 'persistent'>;

/** Counts what is on the disk. */
export function readStatus(db: Db): Promise<KeptStatus> {
  return db.read([db.journals, db.doubts, db.contact, db.loss], async () => {
    const journals = await db.journals.toArray();
    const doubted = await db.doubts.limit(LIMITS.doubtsShownMax).toArray();
    const contact = await db.contact.get(1);
    const madeCount = journals.reduce((sum, { seq }) => sum + seq, 0);
    const received = journals.reduce((sum, { mark }) => sum + receivedCount(mark), 0);
    return {
      madeCount,
      receivedCount: received,
      waitingCount: madeCount - received,
      doubted: doubted.map(({ seq, name, doubt }) => ({ seq, name, doubt })),
      lastContactMs: contact?.atMs ?? null,
      clockOffsetMs: contact?.offsetMs ?? null,
      storageWasLost: (await db.loss.get(1)) !== undefined,
    };
  });
}

/** The last entries of this device, newest first. */
export function readMade(db: Db, most: number): Promise<readonly MadeEntry[]> {
  return db.read([db.journals, db.entries], async () => {
    const made: MadeEntry[] = [];
    for (const { id, seq, mark } of await db.journals.toArray()) {
      const rows = await db.entries
        .where('[journal+seq]')
        .between([id, seq - most + 1], [id, seq], true, true)
        .toArray();
      for (const row of rows) {
        const received = isReceived(mark, row.seq) ? 'received' : 'kept';
        const state = row.seq <= mark.safeSeq ? 'safe' : received;
        made.push({ journal: id, seq: row.seq, name: row.name, wallMs: row.wallMs, state });
      }
    }
    return made.sort((a, b) => b.wallMs - a.wallMs || b.seq - a.seq).slice(0, most);
  });
}
