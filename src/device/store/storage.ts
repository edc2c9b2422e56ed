/**
 * Storage that can be relied on, or says at the start that it cannot. A browser
 * that does not write, read and delete is refused before anybody signs; and a database younger than
 * the trace this device left of it is noticed, never taken for a fresh one.
 */
import { type Result, bad, good } from '#core/fault.ts';
import type { RandomBytes } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { type Db, type LostJournal, tryStorage } from './db.ts';
import { type StorageMarker, removeStorageMarker } from './storage-marker.ts';

/** Opens a database to rely on. Faults: storage-missing, storage-full, storage-failed. */
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
 * Writes, reads and deletes a probe. A disk that is full gives up its reserve once, because what is
 * kept here must still be sent. Faults: storage-missing, storage-full, storage-failed.
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

/** Sets room aside, to be dropped when a signature needs it. Too full for that is no fault yet. */
export async function reserveRoom(db: Db, random: RandomBytes): Promise<Result<void>> {
  return tryStorage(async () => {
    if ((await db.reserve.count()) > 0) return;
    const blob = new Blob([random(LIMITS.reserveBytes)]);
    await db.write([db.reserve], () => db.reserve.put({ only: 1, blob }));
  });
}

/**
 * Asks the browser not to evict; null when it does not say. Never on the way to the first screen.
 */
export async function askPersistence(): Promise<boolean | null> {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return null;
  return navigator.storage.persist();
}

/** Raises the alarm, inside a transaction: what was lost, where that is known. */
export async function noteLoss(db: Db, atMs: number, journal: LostJournal | null): Promise<void> {
  const before = await db.loss.get(1);
  const lost = [...(before?.lost ?? []), ...(journal === null ? [] : [journal])];
  await db.loss.put({ ...before, only: 1, atMs, lost, isRead: false });
}

/** Compares the trace, read before the database was opened, with the database. */
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
      // The office may hold what this database forgot: the old chain must not be written again.
      if (journal !== undefined) await db.journals.put({ ...journal, isRetired: true });
      await noteLoss(db, nowMs, { ...marker, heldSeq: journal?.seq ?? 0 });
      return true;
    });
    // Of what is all there it stays: that may be cleared before anybody signs again.
    if (isLost) removeStorageMarker();
  });
}
