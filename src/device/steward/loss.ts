/**
 * Tells the office what this device lost: one note for each lost journal, as an entry of the
 * journal in use. The note is kept like a signature. The same transaction marks the loss as told,
 * so it is told once. The alarm on the screen stays until somebody confirms having read it.
 */
import { assert } from '#core/assert.ts';
import { fromHex } from '#core/bytes.ts';
import type { Result } from '#core/fault.ts';
import type { RandomBytes } from '#core/id.ts';
import { lossText } from '#core/loss.ts';
import type { DeviceParts } from '../device-parts.ts';
import { loadCurrent } from '../join/gatherings.ts';
import { type Db, tryStorage } from '../store/db.ts';
import { append, openJournals } from '../store/journal.ts';
import { writeStorageMarker } from '../store/storage-marker.ts';
import { withLock } from '../tabs/locks.ts';

/** A lock, so that only one tab tells of a loss. */
const TURN = 'ikrar:loss';

/** Tells of every loss that was not told yet. Gives the number of notes that were kept. */
export function tellLosses(parts: DeviceParts, random: RandomBytes): Promise<number> {
  return withLock(TURN, () => tell(parts, random));
}

/** Notes that somebody has read the alarm. */
export function confirmLoss(db: Db): Promise<Result<void>> {
  return tryStorage(async () => {
    await db.write([db.loss], () => db.loss.update(1, { isRead: true }));
  });
}

async function tell(parts: DeviceParts, random: RandomBytes): Promise<number> {
  const { db } = parts;
  const row = await db.loss.get(1);
  const current = await loadCurrent(db);
  const { lost = [], toldCount = 0 } = row ?? {};
  if (current === null) return 0; // without a gathering there is no journal for the note
  const journals = openJournals(parts, random);
  for (const [i, { journal, heldSeq, seq }] of lost.entries()) {
    if (i < toldCount) continue;
    const id = fromHex(journal);
    assert(id !== null, 'a journal has its id in hex');
    const kept = await append(journals, {
      belonging: current.belonging,
      body: { kind: 'note', text: lossText({ journal: id, heldSeq, seq }) },
      name: '',
      signatory: null,
      draft: '',
      beside: { table: db.loss, write: () => db.loss.update(1, { toldCount: i + 1 }) },
    });
    if (!kept.ok) return i - toldCount; // the next contact tries again
    writeStorageMarker(kept.value);
  }
  return lost.length - toldCount;
}
