/** Planted faults of src/device. */
import type { Mutant } from './mutant.ts';

export const DEVICE_MUTANTS: readonly Mutant[] = [];
