/**
 * The storage checks at the start. A browser that cannot write, read and delete is refused before
 * anybody signs. A database that lacks the entry named by the storage marker has lost data: this is
 * noted, and the database is not taken for a new one.
 */
import { type Result, bad, good } from '#core/fault.ts';
import type { RandomBytes } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { type Db, type LostJournal, tryStorage } from './db.ts';
import { type StorageMarker, removeStorageMarker } from './storage-marker.ts';

/**
 * Checks the storage and compares it with the storage marker. Faults: storage-missing,
 * storage-full, storage-failed.
 */
export async function makeReady(
  db: Db,
  { marker, nowMs }: { readonly marker: StorageMarker | null; readonly nowMs: number },
): Promise<Result<void>> {
  const opened = await tryStorage(() => db.open());
  if (!opened.ok) return opened;
  const tested = await testStorage(db, nowMs);
  return tested.ok ? checkStorageMarker(db, marker, nowMs) : tested;
}

/**
 * Writes, reads and deletes a probe row. On a full disk it frees the reserve and tries once more,
 * because the kept entries must still be sent. Faults: storage-missing, storage-full,
 * storage-failed.
 */
async function testStorage(db: Db, nowMs: number): Promise<Result<void>> {
  const first = await probe(db, nowMs);
  if (first.ok || first.fault.code !== 'storage-full') return first;
  const freed = await tryStorage(() => db.write([db.reserve], () => db.reserve.clear()));
  return freed.ok ? probe(db, nowMs) : freed;
}

async function probe(db: Db, nowMs: number): Promise<Result<void>> {
  const tried = await tryStorage(async () => {
    await db.write([db.probe], () => db.probe.put({ only: 1, atMs: nowMs }));
    const found = await db.probe.get(1);
    await db.write([db.probe], () => db.probe.delete(1));
    return found !== undefined;
  });
  if (!tried.ok) return tried;
  return tried.value ? good(undefined) : bad('storage-failed', 'the probe was not read back');
}

/**
 * Reserves space on the disk. It is freed when an entry does not fit. A disk too full for the
 * reserve is not refused.
 */
export async function reserveRoom(db: Db, random: RandomBytes): Promise<Result<void>> {
  return tryStorage(async () => {
    if ((await db.reserve.count()) > 0) return;
    const blob = new Blob([random(LIMITS.reserveBytes)]);
    await db.write([db.reserve], () => db.reserve.put({ only: 1, blob }));
  });
}

/**
 * Asks the browser not to evict the storage; null when it does not say. The browser may ask the
 * person, so this is not done before the first screen.
 */
export async function askPersistence(): Promise<boolean | null> {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return null;
  return navigator.storage.persist();
}

/** Notes a loss, inside a transaction; `journal` is null when it is not known what was lost. */
export async function noteLoss(db: Db, atMs: number, journal: LostJournal | null): Promise<void> {
  const before = await db.loss.get(1);
  const lost = [...(before?.lost ?? []), ...(journal === null ? [] : [journal])];
  await db.loss.put({ ...before, only: 1, atMs, lost, isRead: false });
}

/**
 * Compares the storage marker with the database. The marker was read before the database was
 * opened.
 */
function checkStorageMarker(
  db: Db,
  marker: StorageMarker | null,
  nowMs: number,
): Promise<Result<void>> {
  return tryStorage(async () => {
    if (marker === null) return;
    const isLost = await db.write([db.journals, db.loss], async () => {
      const journal = await db.journals.get(marker.journal);
      if (journal !== undefined && journal.seq >= marker.seq) return false;
      // The office may hold later entries of this journal. New entries at their places would be a
      // fork, so the journal is retired.
      if (journal !== undefined) await db.journals.put({ ...journal, isRetired: true });
      await noteLoss(db, nowMs, { ...marker, heldSeq: journal?.seq ?? 0 });
      return true;
    });
    // A marker that agrees stays: the storage may be cleared before the next signing.
    if (isLost) removeStorageMarker();
  });
}
