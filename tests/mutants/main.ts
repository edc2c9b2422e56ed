/**
 * `npm run campaign -- mutants`: plants each fault of the lists, one at a time, in a copy of the
 * project, and runs the tests that must see it. A fault that no test sees is a survivor.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeArguments } from '#server/commands/arguments.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Mutant, planted } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../..');
const COPY = join(ROOT, '.cache/mutants');
const COPIED = ['src', 'tests', 'scripts', 'public', 'docs', 'index.html', 'package.json'];
const CONFIGURED = ['vite.config.ts', 'vitest.config.ts', 'tsconfig.base.json', 'tsconfig.json'];

const { said } = takeArguments({
  command: 'npm run campaign -- mutants',
  says: 'Plants faults one at a time, and names those that no test sees.',
  knows: { only: { value: 'text', says: 'the faults whose words or file have this' } },
});
const chosen = MUTANTS.filter(
  ({ says, file }) => said.only === undefined || `${says} ${file}`.includes(said.only),
);
process.exitCode = plantAll(chosen) ? 0 : 1;

/** True when every fault was seen. */
function plantAll(mutants: readonly Mutant[]): boolean {
  const startedMs = performance.now();
  copyProject();
  const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
  if (!isGreen(tests)) {
    say('The tests are red without any fault: mend that first.');
    return false;
  }
  const survivors = mutants.filter((mutant, at) => {
    const isSeen = isCaught(mutant);
    say(`${at + 1}/${mutants.length} ${isSeen ? 'caught  ' : 'SURVIVED'} ${mutant.says}`);
    return !isSeen;
  });
  for (const { says, file, from, to } of survivors) say(`\n${file}: ${says}\n- ${from}\n+ ${to}`);
  const minutes = ((performance.now() - startedMs) / 60_000).toFixed(1);
  const caught = mutants.length - survivors.length;
  say(`\nmutants: ${caught} caught, ${survivors.length} survived, in ${minutes} min`);
  return survivors.length === 0;
}

function copyProject(): void {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of [...COPIED, ...CONFIGURED])
    cpSync(join(ROOT, name), join(COPY, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'), 'dir');
}

function isCaught(mutant: Mutant): boolean {
  const path = join(COPY, mutant.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, planted(mutant, text));
  try {
    return !isGreen(mutant.tests);
  } finally {
    writeFileSync(path, text);
  }
}

/** False as well when the tests hang: a fault that stops everything is seen. */
function isGreen(tests: readonly string[]): boolean {
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--bail=1', ...tests],
    { cwd: COPY, stdio: 'ignore', timeout: PATIENCE.campaignMs, killSignal: 'SIGKILL' },
  );
  return status === 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
