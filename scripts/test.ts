/**
 * The verdict of `npm test`: a browser is found or installed, the app is built, every test
 * runs, and one line closes. A part that stops without a count is a failure, never a silence.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as v from 'valibot';
import { takeArguments } from '#server/commands/arguments.ts';
import { ensureChromium } from './ensure-browser.ts';

const REPORTS = '.cache/reports';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Part {
  readonly command: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly count: () => Count;
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
});
const playwrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number() }),
});

const parts: readonly Part[] = [
  { command: 'vite build --logLevel warn', count: () => ({ passed: 0, failed: 0 }) },
  {
    command: `vitest run --reporter=default --reporter=json --outputFile.json=${REPORTS}/vitest.json`,
    count: () => {
      const report = v.parse(vitestReport, readReport('vitest'));
      return { passed: report.numPassedTests, failed: report.numFailedTests };
    },
  },
  {
    command: 'playwright test --reporter=list,json',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: `${REPORTS}/playwright.json` },
    count: () => {
      const { stats } = v.parse(playwrightReport, readReport('playwright'));
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
  },
];

function readReport(name: string): unknown {
  return JSON.parse(readFileSync(`${REPORTS}/${name}.json`, 'utf8'));
}

function run({ command, env, count }: Part): Count {
  const [program = '', ...args] = command.split(' ');
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  try {
    const counted = count();
    const unexplained = status !== 0 && counted.failed === 0 ? 1 : 0;
    return { passed: counted.passed, failed: counted.failed + unexplained };
  } catch (error) {
    console.error(`${program} left no report: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
}

takeArguments({
  command: 'npm test',
  says: 'Builds the app and runs every test; installs a browser where there is none.',
  knows: {},
});
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
process.env['IKRAR_CHROMIUM'] = ensureChromium();
const counts = parts.map(run);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
