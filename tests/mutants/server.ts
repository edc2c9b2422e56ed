/** Planted faults of src/server. */
import type { Mutant } from './mutant.ts';

export const SERVER_MUTANTS: readonly Mutant[] = [];
