/**
 * Epochs: how an office notices that its database was put back to an earlier state. A generation
 * grows at every start and after every backup, in the database and in a sidecar file outside it; a
 * database behind its sidecar was restored, and everything it answers from then on is a new epoch.
 */

/** What the database and the sidecar each remember. */
export interface Generation {
  readonly generation: number;
  readonly epoch: number;
}

/** Nothing remembered yet. */
export const NO_GENERATION: Generation = { generation: 0, epoch: 1 };

/** What both must remember from now on, given what each remembered. */
export function nextGeneration(database: Generation, sidecar: Generation): Generation {
  const restored = database.generation < sidecar.generation;
  const epoch = Math.max(database.epoch, sidecar.epoch);
  return {
    generation: Math.max(database.generation, sidecar.generation) + 1,
    epoch: restored ? epoch + 1 : epoch,
  };
}
