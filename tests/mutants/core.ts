/** Planted faults of src/core. */
import type { Mutant } from './mutant.ts';

export const CORE_MUTANTS: readonly Mutant[] = [];
