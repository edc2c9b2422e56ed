/** `npm start`: builds the app, and runs the office with the settings of its memory. */
import { join } from 'node:path';
import { OFFICE_USAGE, takeArguments } from '#server/commands/arguments.ts';
import { buildApp } from './built.ts';
import { runNode } from './child.ts';

/** The rows of a batch live short: they stay out of the old generation (decision 31). */
const OFFICE_FLAGS = [
  '--min-semi-space-size=16',
  '--max-semi-space-size=64',
  '--invocation-count-for-turbofan=500',
];

takeArguments(OFFICE_USAGE);
buildApp();
const main = join(import.meta.dirname, '../src/server/main.ts');
process.exitCode = await runNode([...OFFICE_FLAGS, main]);
