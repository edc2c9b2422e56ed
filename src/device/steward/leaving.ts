/**
 * The ways to part with a gathering, or with everything on this device. Neither
 * happens while something here is open, and that is asked in the very transaction that parts, while
 * no tab may begin to write. Leaving takes nothing from the disk: an office that was put back may
 * ask for it again.
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

/** Works for no gathering from now on. */
export function leaveGathering(db: Db): Promise<Result<Parting>> {
  return part(db, [db.current], () => db.current.clear());
}

/** Removes everything, keys and names too. The trace goes first: it would tell of a loss. */
export async function emptyDevice(db: Db): Promise<Result<Parting>> {
  const marker = readStorageMarker();
  removeStorageMarker();
  const emptied = await part(db, db.tables, async () => {
    for (const table of db.tables) if (table !== db.fence) await table.clear();
  });
  const isStill = !emptied.ok || emptied.value.kind === 'refused';
  // Somebody may have signed meanwhile, and left a newer one.
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
