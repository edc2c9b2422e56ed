/**
 * Epochs: how an office notices that its database was restored to an earlier state. A generation
 * number grows at every start, every stop and after every backup. It is stored in the database and
 * in a sidecar file beside it. If the two do not prove that nothing was restored, a new epoch
 * begins. A needless epoch makes the devices send a few entries again. A missing epoch would make
 * them trust entries that the office no longer has.
 */

/** What is stored in the database, and again in the sidecar file. */
export interface Generation {
  readonly generation: number;
  readonly epoch: number;
}

/** What else the office sees when it starts. */
export interface Circumstances {
  readonly nowMs: number;
  /** The database is marked as a backup, or is not the file that the sidecar file knows. */
  readonly isCopy: boolean;
}

/** Before anything is stored. */
export const NO_GENERATION: Generation = { generation: 0, epoch: 1 };

const ORDINARY: Circumstances = { nowMs: 0, isCopy: false };

/**
 * What both must store from now on. Without the sidecar file the highest epoch is unknown. So a new
 * epoch is at least the time in seconds: this is higher than every counted epoch and every epoch
 * that began earlier. The highest generation is unknown too; a copy with a higher generation is
 * still noticed by its epoch, because the database is written first.
 */
export function nextGeneration(
  database: Generation,
  sidecar: Generation,
  { nowMs, isCopy }: Circumstances = ORDINARY,
): Generation {
  const isBehind = database.generation < sidecar.generation || database.epoch < sidecar.epoch;
  const isPutBack = isCopy || isBehind;
  const isLost = sidecar.generation === 0 && database.generation > 0;
  const epoch = Math.max(database.epoch, sidecar.epoch);
  return {
    generation: Math.max(database.generation, sidecar.generation) + 1,
    epoch: isPutBack || isLost ? Math.max(epoch + 1, Math.floor(nowMs / 1_000)) : epoch,
  };
}
