/**
 * What an earlier visit left on this device: its database, and the trace of the last entry
 * beside it. It knows no database library, so that it can be asked before that is there;
 * where a browser does not tell, there was an earlier visit.
 */

/** The name of the database of this app. */
export const DATABASE_NAME = 'ikrar';

/** What is here of an earlier visit: nothing, something, or not even a place for it. */
export type EarlierData = 'none' | 'some' | 'no-database';

/** Looks for them, without making any. */
export async function lookForEarlierData(): Promise<EarlierData> {
  if (!hasDatabase()) return 'no-database';
  if (readStorageMarker() !== null || !('databases' in indexedDB)) return 'some';
  try {
    const databases = await indexedDB.databases();
    return databases.some(({ name }) => name === DATABASE_NAME) ? 'some' : 'none';
  } catch (error) {
    if (error instanceof DOMException) return 'some'; // opening it will say what is wrong
    throw error;
  }
}

/** Whether the browser has a database at all; a private window may not. */
export function hasDatabase(): boolean {
  return typeof indexedDB === 'object' && indexedDB !== null;
}

/** The last entry this device kept, remembered outside the database. */
export interface StorageMarker {
  readonly journal: string;
  readonly seq: number;
}

const MARKER_KEY = 'ikrar:last-kept';
const MARKER = /^([0-9a-f]{32}) (\d{1,15})$/;

/** Reads the trace; null where there is none, or no localStorage. */
export function readStorageMarker(): StorageMarker | null {
  const text = withLocalStorage((storage) => storage.getItem(MARKER_KEY));
  const [, journal, seq] = MARKER.exec(text ?? '') ?? [];
  return journal === undefined || seq === undefined ? null : { journal, seq: Number(seq) };
}

/** Leaves the trace of an entry that is kept. */
export function writeStorageMarker({ journal, seq }: StorageMarker): void {
  withLocalStorage((storage) => {
    storage.setItem(MARKER_KEY, `${journal} ${seq}`);
    return null;
  });
}

/** Takes the trace away, once it was compared with the database. */
export function removeStorageMarker(): void {
  withLocalStorage((storage) => {
    storage.removeItem(MARKER_KEY);
    return null;
  });
}

/** A browser that forbids localStorage only costs us the trace. */
function withLocalStorage(work: (storage: Storage) => string | null): string | null {
  try {
    return work(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
