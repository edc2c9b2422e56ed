/**
 * What an earlier visit left on this device: a database, and the storage marker. The marker is in
 * localStorage and names the last kept entry. At the next start a database without that entry has
 * lost data. This file does not import the database library, so it can be used before that has
 * loaded. Where a browser does not tell, it assumes an earlier visit.
 */

/** The name of the database of this app. */
export const DATABASE_NAME = 'ikrar';

/** Whether data of an earlier visit is here. `no-database`: this browser has no IndexedDB. */
export type EarlierData = 'none' | 'some' | 'no-database';

/** Looks for data of an earlier visit, without creating a database. */
export async function lookForEarlierData(): Promise<EarlierData> {
  if (!hasDatabase()) return 'no-database';
  if (readStorageMarker() !== null || !('databases' in indexedDB)) return 'some';
  try {
    const databases = await indexedDB.databases();
    return databases.some(({ name }) => name === DATABASE_NAME) ? 'some' : 'none';
  } catch (error) {
    if (error instanceof DOMException) return 'some'; // opening the database will tell the fault
    throw error;
  }
}

/** True when the browser has IndexedDB; a private window may not have it. */
export function hasDatabase(): boolean {
  return typeof indexedDB === 'object' && indexedDB !== null;
}

/** The storage marker: journal and sequence of the last kept entry. */
export interface StorageMarker {
  readonly journal: string;
  readonly seq: number;
}

const MARKER_KEY = 'ikrar:last-kept';
const MARKER = /^([0-9a-f]{32}) (\d{1,15})$/;

/** Reads the marker; null when there is none, or no localStorage. */
export function readStorageMarker(): StorageMarker | null {
  const text = withLocalStorage((storage) => storage.getItem(MARKER_KEY));
  const [, journal, seq] = MARKER.exec(text ?? '') ?? [];
  return journal === undefined || seq === undefined ? null : { journal, seq: Number(seq) };
}

/** Writes the marker of an entry that was just kept. */
export function writeStorageMarker({ journal, seq }: StorageMarker): void {
  withLocalStorage((storage) => {
    storage.setItem(MARKER_KEY, `${journal} ${seq}`);
    return null;
  });
}

/** Removes the marker. */
export function removeStorageMarker(): void {
  withLocalStorage((storage) => {
    storage.removeItem(MARKER_KEY);
    return null;
  });
}

/**
 * Runs the work; null when the browser forbids localStorage. Then a loss may go unnoticed, and
 * nothing else breaks.
 */
function withLocalStorage(work: (storage: Storage) => string | null): string | null {
  try {
    return work(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
