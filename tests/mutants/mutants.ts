/** Every planted fault. Each area has a list of its own; an issue adds to them what it builds. */
import { APP_MUTANTS } from './app.ts';
import { CORE_MUTANTS } from './core.ts';
import { DEVICE_MUTANTS } from './device.ts';
import type { Mutant } from './mutant.ts';
import { SERVER_MUTANTS } from './server.ts';

export const MUTANTS: readonly Mutant[] = [
  ...CORE_MUTANTS,
  ...DEVICE_MUTANTS,
  ...SERVER_MUTANTS,
  ...APP_MUTANTS,
];
