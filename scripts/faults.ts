/**
 * The verdict of `npm run test:faults`: power cuts, other engines, an office under fire. It
 * closes with a table in which each test passed, failed, or says why this machine cannot run it: a
 * test that was left out without a reason is a failure. Names of files choose some of them.
 */
import { startVitest, type TestCase, type TestModule } from 'vitest/node';
import { takeArguments } from '#server/commands/arguments.ts';
import { buildApp } from './built.ts';
import { ensureChromium, ensureOtherEngines } from './ensure-browser.ts';
import { ensureProxies } from './ensure-proxies.ts';

interface Line {
  readonly test: string;
  readonly verdict: string;
  readonly isFailed: boolean;
  readonly ms: number;
}

function lineOf(test: TestCase): Line {
  const name = `${test.module.relativeModuleId.replace('tests/faults/', '')}: ${test.fullName}`;
  const ms = test.diagnostic()?.duration ?? 0;
  return { test: name, ms, ...verdictOf(test) };
}

function verdictOf(test: TestCase): Pick<Line, 'verdict' | 'isFailed'> {
  const result = test.result();
  switch (result.state) {
    case 'passed': {
      // What it counted: cuts, entries, losses.
      const figures = test.annotations().map(({ message }) => `: ${message}`);
      return { verdict: `passed${figures.join('')}`, isFailed: false };
    }
    case 'failed':
      return { verdict: 'failed', isFailed: true };
    case 'pending':
      return { verdict: 'failed: never ran', isFailed: true };
    case 'skipped':
      return result.note === undefined
        ? { verdict: 'failed: skipped without a reason', isFailed: true }
        : { verdict: `skipped: ${result.note}`, isFailed: false };
  }
}

/** A file that did not come as far as its tests. */
function brokenFiles(modules: readonly TestModule[]): readonly Line[] {
  return modules
    .filter((module) => module.errors().length > 0)
    .map(({ relativeModuleId }) => ({
      test: relativeModuleId,
      verdict: 'failed',
      isFailed: true,
      ms: 0,
    }));
}

function show(lines: readonly Line[]): void {
  const width = Math.max(0, ...lines.map(({ test }) => test.length));
  console.log(`\n${'test'.padEnd(width)}  seconds  verdict`);
  for (const { test, verdict, ms } of lines)
    console.log(`${test.padEnd(width)}  ${(ms / 1_000).toFixed(1).padStart(7)}  ${verdict}`);
}

const { words } = takeArguments({
  command: 'npm run test:faults',
  says: 'Runs the tests of faults: power cuts, other engines, an office under fire.',
  knows: {},
  word: { name: 'part of a file name', says: 'only the files whose name has it; else all' },
});
process.env['IKRAR_CHROMIUM'] = ensureChromium();
ensureOtherEngines();
ensureProxies();
buildApp();

const vitest = await startVitest('test', [...words], {
  config: 'vitest.faults.config.ts',
  watch: false,
});
const modules = vitest.state.getTestModules();
const lines = [
  ...modules.flatMap(({ children }) => [...children.allTests()].map(lineOf)),
  ...brokenFiles(modules),
];
const failedCount = lines.filter(({ isFailed }) => isFailed).length;
const strangeCount = vitest.state.getUnhandledErrors().length;
show(lines);
await vitest.close();
console.log(`\n${lines.length} tests, ${failedCount} failed, ${strangeCount} errors outside them`);
process.exitCode = lines.length > 0 && failedCount + strangeCount === 0 ? 0 : 1;
