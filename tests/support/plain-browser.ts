/**
 * A browser that Playwright steers but does not dress up: its tabs are hidden when another
 * one is in front, and can be frozen. A page of an ordinary test always believes to be looked at.
 */
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../scripts/ensure-browser.ts';
import { endChild, endLeftovers, makeFolder, startChild } from './leftovers.ts';
import { PATIENCE } from './patience.ts';

const LISTENING = /^DevTools listening on (ws:\S+)$/m;

export interface PlainBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
}

/** Starts one with a fresh profile. */
export async function openPlainBrowser(): Promise<PlainBrowser> {
  const profile = makeFolder('plain');
  const args = ['--headless', '--remote-debugging-port=0', '--window-size=1280,900'];
  const child = startChild(
    chromiumPath(),
    [...chromiumArgs, ...args, `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await new Promise<string>((heard, failed) => {
    let said = '';
    const timer = setTimeout(() => failed(new Error(`no browser: ${said}`)), PATIENCE.startMs);
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString();
      const [, found] = LISTENING.exec(said) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      heard(found);
    });
  });
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('a browser without a window');
  return {
    context,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await endChild(child);
      await endLeftovers([`folder ${profile}`]);
    },
  };
}

/** What a browser does to a tab that nobody looks at: its timers and its promises stop. */
export async function setLifecycle(page: Page, state: 'frozen' | 'active'): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state });
  await devtools.detach();
}
