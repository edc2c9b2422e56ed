/**
 * The counts that every screen shows. They are computed from the journal rows each time, so that no
 * stored counter can disagree with them. There are few journals, however many entries they have.
 * inventory.ts has what only a steward sees.
 */
import { type DeviceStatus, type MadeEntry } from '../device.ts';
import { isUndelivered } from '../device-status.ts';
import type { Db, LossRow } from './db.ts';
import { currentGathering, rowsBetween } from './rows.ts';
import { isReceived, receivedCount, unconfirmedCount } from './watermark.ts';

/** The part of the status that is on the disk. */
export type KeptStatus = Omit<DeviceStatus, 'phase' | 'coolingCount' | 'persistent'>;

/** Counts what is on the disk. */
export function readStatus(db: Db): Promise<KeptStatus> {
  return db.read([db.current, db.gatherings, db.journals, db.carried, db.loss], async () => {
    const journals = await db.journals.toArray();
    const here = await currentGathering(db);
    const carried = await db.carried.filter(isUndelivered).count();
    const madeCount = journals.reduce((sum, { seq }) => sum + seq, 0);
    const received = journals.reduce((sum, { mark }) => sum + receivedCount(mark), 0);
    return {
      madeCount,
      journalCount: journals.find(({ id }) => id === here?.journal)?.seq ?? 0,
      receivedCount: received,
      openCount: unconfirmedCount(journals.map(({ mark }) => mark)) + carried,
      storageWasLost: isOpen(await db.loss.get(1)),
    };
  });
}

/** True while nobody has confirmed the loss, or the office was not told of all of it. */
function isOpen(loss: LossRow | undefined): boolean {
  if (loss === undefined) return false;
  return loss.isRead !== true || (loss.toldCount ?? 0) < (loss.lost?.length ?? 0);
}

/** The last entries of this device, newest first. */
export function readMade(db: Db, most: number): Promise<readonly MadeEntry[]> {
  return db.read([db.journals, db.entries], async () => {
    const made: MadeEntry[] = [];
    for (const { id, seq, mark } of await db.journals.toArray()) {
      const run = { from: seq - most + 1, to: seq };
      const rows = await rowsBetween(db.entries, id, run).toArray();
      for (const row of rows) {
        const received = isReceived(mark, row.seq) ? 'received' : 'kept';
        const held = row.seq <= mark.safeSeq ? 'safe' : received;
        const state = row.bytes.length === 0 ? 'purged' : held;
        const { name, kind, wallMs } = row;
        made.push({ journal: id, seq: row.seq, name, kind, wallMs, state });
      }
    }
    return made.sort((a, b) => b.wallMs - a.wallMs || b.seq - a.seq).slice(0, most);
  });
}
