/** Planted faults of src/app. */
import type { Mutant } from './mutant.ts';

export const APP_MUTANTS: readonly Mutant[] = [];
