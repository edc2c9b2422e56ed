/**
 * Yields a Chromium to test with: found, or installed by `npm run browsers`. It never guesses in
 * silence: a machine without one is told the exact command to run.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];
const INSTALL_MS_MAX = 600_000;

/** Everything that would disturb a measurement or call home is off; root needs `--no-sandbox`. */
export const chromiumArgs: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(isRoot() ? ['--no-sandbox'] : []),
];

/** The path of a Chromium on this machine. Throws, with the command to run, where there is none. */
export function chromiumPath(): string {
  const found = findChromium();
  if (found === undefined)
    throw new Error(
      'No Chromium found. Run: npm run browsers\n' +
        '(as root it may use apt-get install chromium; or set IKRAR_CHROMIUM=/path/to/chromium)',
    );
  return found;
}

function findChromium(): string | undefined {
  const named = process.env['IKRAR_CHROMIUM'];
  if (named !== undefined) {
    if (!isProgram(named)) throw new Error(`IKRAR_CHROMIUM names no program: ${named}`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES, chromium.executablePath()].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // a path that cannot be read is the answer "no", not a failure
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The ways to get a Chromium, the one that asks least of the machine first. */
function recipes(): readonly (readonly string[])[] {
  const download = [
    process.execPath,
    'node_modules/@playwright/test/cli.js',
    'install',
    'chromium',
  ];
  if (process.platform !== 'linux' || !isRoot()) return [download];
  return [
    download,
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ];
}

/** The path of a Chromium that starts, installed first where there is none. */
export function ensureChromium(): string {
  for (const [program = '', ...args] of recipes()) {
    if (startsUp()) break;
    console.error(`+ ${program} ${args.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync(program, args, { stdio: ['ignore', 2, 2], env, timeout: INSTALL_MS_MAX });
  }
  return chromiumPath();
}

/** Playwright's own download may lack the system libraries it needs: found is not enough. */
function startsUp(): boolean {
  const path = findChromium();
  return path !== undefined && spawnSync(path, ['--version'], { timeout: 15_000 }).status === 0;
}

if (import.meta.main) console.log(ensureChromium());
