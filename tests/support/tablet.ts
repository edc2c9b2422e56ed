/**
 * A tablet: a real browser on a profile that outlives it, so that it can be closed and
 * started again, or killed with all its processes and started on what is left of its disk.
 */
import { readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, firefox } from '@playwright/test';
import { chromiumArgs, chromiumPath, otherEnginePath } from '../../scripts/ensure-browser.ts';
import { TABLET } from './desk.ts';
import { endLeftovers, keep } from './leftovers.ts';
import { PATIENCE } from './patience.ts';

export type Engine = 'chromium' | 'firefox';

/** What names the machine and the process that hold a profile: `host-123`, `address:+123`. */
const HOLDER: Readonly<Record<Engine, string>> = { chromium: 'SingletonLock', firefox: 'lock' };

/** Starts a browser on a profile, the way an official's tablet is set up. */
export async function startTablet(engine: Engine, profile: string): Promise<BrowserContext> {
  const options = {
    headless: true,
    viewport: TABLET,
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
  };
  const context =
    engine === 'chromium'
      ? await chromium.launchPersistentContext(profile, {
          ...options,
          executablePath: chromiumPath(),
          args: [...chromiumArgs],
        })
      : await firefox.launchPersistentContext(profile, {
          ...options,
          executablePath: firefoxPath(),
          channel: 'moz-firefox',
        });
  context.setDefaultTimeout(PATIENCE.seenMs);
  const group = `group ${holderOf(engine, profile)}` as const;
  keep(group);
  context.once('close', () => void endLeftovers([group]));
  return context;
}

/** Kills every process of the browser on a profile, as a power cut does. */
export function killTablet(engine: Engine, profile: string): void {
  process.kill(-holderOf(engine, profile), 'SIGKILL');
}

/** The process that holds a profile, which leads all the others of its browser. */
function holderOf(engine: Engine, profile: string): number {
  const [, pid] = /(\d+)$/.exec(readlinkSync(join(profile, HOLDER[engine]))) ?? [];
  if (pid === undefined) throw new Error('nobody holds the profile');
  return Number(pid);
}

/** After a start of the machine nobody holds a profile; in a test the holder's machine goes on. */
export function releaseProfile(profile: string): void {
  for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket', 'lock'])
    rmSync(join(profile, lock), { force: true });
}

function firefoxPath(): string {
  const path = otherEnginePath('firefox');
  if (path === undefined) throw new Error('no Firefox');
  return path;
}
