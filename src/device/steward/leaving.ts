/**
 * Leaving a gathering, and removing everything from this device. Both are refused while something
 * here is open. The check and the removal are in one transaction, and no tab can begin to write
 * meanwhile. Leaving deletes no entry: after a restore the office may ask for it again.
 */
import type { Result } from '#core/fault.ts';
import type { Parting } from '../device.ts';
import { obstaclesOf } from '../reasons.ts';
import { type Db, tryStorage } from '../store/db.ts';
import {
  writeStorageMarker,
  removeStorageMarker,
  readStorageMarker,
} from '../store/storage-marker.ts';
import { holdOffWriting } from '../tabs/writing.ts';
import { inventoryIn, inventoryTables } from './inventory.ts';

/** Leaves the gathering in use. */
export function leaveGathering(db: Db): Promise<Result<Parting>> {
  return part(db, [db.current], () => db.current.clear());
}

/**
 * Removes everything, keys and names too. The storage marker is removed first: a marker without its
 * database would be reported as a loss.
 */
export async function emptyDevice(db: Db): Promise<Result<Parting>> {
  const marker = readStorageMarker();
  removeStorageMarker();
  const emptied = await part(db, db.tables, async () => {
    for (const table of db.tables) if (table !== db.fence) await table.clear();
  });
  const isStill = !emptied.ok || emptied.value.kind === 'refused';
  // Nothing was removed, so the marker is put back. A signing meanwhile has written a newer marker;
  // that one stays.
  if (isStill && marker !== null && readStorageMarker() === null) writeStorageMarker(marker);
  return emptied;
}

function part(db: Db, tables: Db['tables'], work: () => Promise<void>): Promise<Result<Parting>> {
  return holdOffWriting((isWriting) =>
    tryStorage(() =>
      db.write([...inventoryTables(db), ...tables], async () => {
        const obstacles = obstaclesOf(await inventoryIn(db, isWriting));
        if (obstacles.length > 0) return { kind: 'refused', obstacles };
        await work();
        return { kind: 'done' };
      }),
    ),
  );
}
