/**
 * Epochs: how an office notices that its database was put back to an earlier state. A generation
 * grows at every start, at every stop and after every backup, in the database and in a sidecar file
 * outside it. Whoever cannot prove that nothing was put back begins a new epoch. One too
 * many costs the devices a few repetitions; one too few, and they would trust what is gone.
 */

/** What the database and the sidecar each remember. */
export interface Generation {
  readonly generation: number;
  readonly epoch: number;
}

/** What else is seen at a start. */
export interface Circumstances {
  readonly nowMs: number;
  /** The database has the mark of a backup, or is another file than the sidecar knows. */
  readonly isCopy: boolean;
}

/** Nothing remembered yet. */
export const NO_GENERATION: Generation = { generation: 0, epoch: 1 };

const ORDINARY: Circumstances = { nowMs: 0, isCopy: false };

/**
 * What both must remember from now on, given what each remembered. A sidecar that is lost took the
 * highest epoch with it, so a new epoch is at least the second it begins in: later than every epoch
 * that was counted, and than every one that began before. It took the highest generation with it,
 * too: a copy with a higher one is still known by its epoch, since the database is written first.
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
