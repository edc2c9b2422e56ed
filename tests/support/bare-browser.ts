/**
 * A browser as a person starts it, with a profile and a page and nobody steering it; and
 * whose every process can be ended at once. What happens in the page, the page itself must tell.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumArgs, chromiumPath, otherEnginePath } from '../../scripts/ensure-browser.ts';
import { endChild, startChild } from './leftovers.ts';
import { type Engine, releaseProfile } from './tablet.ts';

export interface BareBrowser {
  /** Ends it as a power cut does: at once, and without a last word. */
  kill(): void;
}

/** What would call home, ask, or open a page of its own. */
const FIREFOX_SETTINGS: Readonly<Record<string, boolean | number | string>> = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.firstRunURL': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** Starts a browser on a profile that may have seen a power cut. */
export function startBrowser(
  engine: Engine,
  { profile, url }: { readonly profile: string; readonly url: string },
): BareBrowser {
  mkdirSync(profile, { recursive: true });
  releaseProfile(profile);
  const child = engine === 'chromium' ? startChromium(profile, url) : startFirefox(profile, url);
  return { kill: () => void endChild(child) };
}

function startChromium(profile: string, url: string): ChildProcess {
  const args = [...chromiumArgs, '--headless', `--user-data-dir=${profile}`, url];
  return startChild(chromiumPath(), args, { stdio: 'ignore' });
}

function startFirefox(profile: string, url: string): ChildProcess {
  const path = otherEnginePath('firefox');
  if (path === undefined) throw new Error('no Firefox');
  const settings = Object.entries(FIREFOX_SETTINGS).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), settings.join(''));
  const args = ['--headless', '--no-remote', '--profile', profile, url];
  return startChild(path, args, { stdio: 'ignore' });
}
