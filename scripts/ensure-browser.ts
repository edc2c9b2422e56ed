/**
 * Browsers to test with: a Chromium, found, or installed by `npm run browsers`; and other
 * engines, which a machine may do without. It never guesses in silence: who lacks one is told the
 * exact command to run.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { takeArguments } from '#server/commands/arguments.ts';

/** A browser, and where it may be. */
interface Engine {
  readonly variable: string;
  readonly names: readonly string[];
  readonly places: () => readonly string[];
}

const CHROMIUM: Engine = {
  variable: 'IKRAR_CHROMIUM',
  names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
  places: () => [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    chromium.executablePath(),
  ],
};
const OTHER_ENGINES = {
  firefox: {
    variable: 'IKRAR_FIREFOX',
    names: ['firefox-esr', 'firefox'],
    places: () => ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    needs: [],
    packages: ['firefox-esr'],
  },
  webkit: {
    variable: 'IKRAR_WEBKIT_DRIVER',
    names: ['WebKitWebDriver'],
    places: () => [],
    // MiniBrowser has no way to run without a display.
    needs: ['Xvfb'],
    packages: ['webkit2gtk-driver', 'xvfb'],
  },
} as const;
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

/** The path of a Chromium; undefined where there is none, which only what starts it minds. */
export function findChromium(): string | undefined {
  return find(CHROMIUM);
}

/** The path of a Chromium on this machine. Throws, with the command to run, where there is none. */
export function chromiumPath(): string {
  const found = find(CHROMIUM);
  if (found === undefined)
    throw new Error(
      'No Chromium found. Run: npm run browsers\n' +
        '(as root it may use apt-get install chromium; or set IKRAR_CHROMIUM=/path/to/chromium)',
    );
  return found;
}

/** The other engines, which only `npm run test:faults` asks for. A machine may do without them. */
export type OtherEngine = 'firefox' | 'webkit';

/** The path of another engine; for WebKit of its driver. Undefined where there is none. */
export function otherEnginePath(name: OtherEngine): string | undefined {
  const { needs, ...engine } = OTHER_ENGINES[name];
  return needs.every((need) => onPath([need]) !== undefined) ? find(engine) : undefined;
}

/** What to say where another engine is missing. */
export function missingEngine(name: OtherEngine): string {
  const { variable, packages } = OTHER_ENGINES[name];
  return `no ${name}: set ${variable}=/path, or apt-get install ${packages.join(' ')}`;
}

/** Installs what is missing of the other engines, where that can be done. */
export function ensureOtherEngines(): void {
  for (const name of ['firefox', 'webkit'] as const) {
    const { packages } = OTHER_ENGINES[name];
    for (const recipe of aptRecipes(packages)) {
      if (otherEnginePath(name) !== undefined) break;
      run(recipe);
    }
  }
}

function find({ variable, names, places }: Engine): string | undefined {
  const named = process.env[variable];
  if (named !== undefined) {
    if (!isProgram(named)) throw new Error(`${variable} names no program: ${named}`);
    return named;
  }
  return onPath(names) ?? places().find(isProgram);
}

/** The first of these programs that is on the path. */
export function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

export function isProgram(path: string): boolean {
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
  const cli = 'node_modules/@playwright/test/cli.js';
  return [
    [process.execPath, cli, 'install', 'chromium'],
    ...aptRecipes(['chromium', 'fonts-liberation']),
  ];
}

/** How Debian installs packages; nothing where it cannot be done. */
export function aptRecipes(packages: readonly string[]): readonly (readonly string[])[] {
  if (process.platform !== 'linux' || !isRoot() || onPath(['apt-get']) === undefined) return [];
  return [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
  ];
}

/** The path of a Chromium that starts, installed first where there is none. */
export function ensureChromium(): string {
  for (const recipe of recipes()) {
    if (startsUp()) break;
    run(recipe);
  }
  return chromiumPath();
}

/** Runs a recipe in a folder, telling it. */
export function run([program = '', ...args]: readonly string[], cwd = process.cwd()): void {
  console.error(`+ ${program} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(program, args, { cwd, stdio: ['ignore', 2, 2], env, timeout: INSTALL_MS_MAX });
}

/** Playwright's own download may lack the system libraries it needs: found is not enough. */
function startsUp(): boolean {
  const path = find(CHROMIUM);
  return path !== undefined && spawnSync(path, ['--version'], { timeout: 15_000 }).status === 0;
}

if (import.meta.main) {
  takeArguments({
    command: 'npm run browsers',
    says: 'Finds a Chromium, or installs one, and prints its path.',
    knows: {},
  });
  console.log(ensureChromium());
}
