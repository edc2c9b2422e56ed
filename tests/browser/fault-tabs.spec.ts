/**
 * Trust in two tabs on one database: both may sign at once, one of them sends, and a tab
 * that the browser has frozen with the turn neither holds anything up nor sends anything twice.
 */
import { expect, type BrowserContext, type Page, type Route } from '@playwright/test';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  leaveStatus,
  openStatus,
  save,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { openPlainBrowser, setLifecycle } from '../support/plain-browser.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';

test.use({ viewport: TABLET });

const SYNC = '**/api/v1/sync';
const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(20, 26);

test('two tabs that sign at once put each signature in the chain once, and send it once', async ({
  page,
  context,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  const second = await openTab(context, office.origin);
  for (let i = 0; i < PEOPLE.length; i += 2) {
    const pair = [
      [page, PEOPLE[i]],
      [second, PEOPLE[i + 1]],
    ] as const;
    for (const [tab, person] of pair) await inkFor(tab, person);
    await Promise.all(pair.map(([tab]) => pressSave(tab)));
    for (const [tab, person] of pair) await next(tab, person);
  }

  for (const tab of [page, second]) await seeCounts(tab, '6 dibuat, 6 diterima');
  const kept = await storedRows(page, 'entries');
  expect(kept.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  const ledger = office.ledger(held.id);
  expect(ledger.map(({ bytes }) => bytes)).toEqual(kept.map(({ bytes }) => bytes));
  expect(new Set(ledger.map(({ journal }) => journal)).size).toBe(1);
  expect(office.strayCount()).toBe(0);
});

test('a tab frozen while it sends loses its turn, and thawed it shows and sends nothing false', async ({
  office,
  hold,
}) => {
  const [one, two, three] = PEOPLE;
  const held = await hold();
  await using browser = await openPlainBrowser();
  const { context } = browser;
  const first = await context.newPage();
  await joinAsStation(first, held.stationUrl);
  await first.evaluate(rememberLifecycle);
  const second = await openTab(context, office.origin);
  const senders: Page[] = [];
  const answers: (() => Promise<void>)[] = [];
  await context.route(SYNC, async (route) => {
    const tab = route.request().frame().page();
    senders.push(tab);
    if (tab === first) answers.push(await takeAnswer(route));
    else await route.continue();
  });

  await sign(first, one);
  await expect.poll(() => answers.length).toBe(1);
  expect(office.ledger(held.id)).toHaveLength(1);
  await second.bringToFront();
  await setLifecycle(first, 'frozen');
  await sign(second, two);
  await next(second, two);
  await seeCounts(second, '2 dibuat, 0 diterima');
  expect(senders).toEqual([first]);

  await leap(second, 30_000);
  await seeCounts(second, '2 dibuat, 2 diterima');
  expect(office.ledger(held.id)).toHaveLength(2);

  await setLifecycle(first, 'active');
  for (const answer of answers) await answer();
  await next(first, one);
  expect(await first.evaluate(() => document.body.dataset['lifecycle'])).toBe(' freeze resume');
  await sign(first, three);
  await expect.poll(() => office.ledger(held.id)).toHaveLength(3);
  await next(first, three);
  await seeCounts(first, '3 dibuat, 3 diterima');
  expect(senders.filter((tab) => tab === first)).toHaveLength(1);
  expect(office.strayCount()).toBe(0);
});

/** Runs in the page: whether the browser really froze it. */
function rememberLifecycle(): void {
  for (const name of ['freeze', 'resume']) {
    document.addEventListener(name, () => {
      document.body.dataset['lifecycle'] = `${document.body.dataset['lifecycle'] ?? ''} ${name}`;
    });
  }
}

/**
 * Moves the time of one tab on. Playwright's own clock moves all tabs, and waits for a frozen one.
 */
async function leap(tab: Page, ms: number): Promise<void> {
  await tab.evaluate((onMs) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + onMs;
  }, ms);
}

/** Another tab of the same app. */
async function openTab(context: BrowserContext, origin: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(origin);
  await expect(tab.getByText('Cari data Bapak/Ibu')).toBeVisible();
  return tab;
}

/** Ink on the pad, not saved yet. A tab behind another is drawn once a second: it comes first. */
async function inkFor(page: Page, person: PersonRow | undefined): Promise<void> {
  if (person === undefined) throw new Error('nobody');
  await page.bringToFront();
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(PEOPLE.indexOf(person)));
}

/** Both tabs save at one moment, wherever the person looks. */
async function pressSave(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: 'Simpan', exact: true })
    .evaluate((button: HTMLButtonElement) => button.click());
}

async function sign(page: Page, person: PersonRow | undefined): Promise<void> {
  await inkFor(page, person);
  await save(page);
}

async function next(page: Page, person: PersonRow | undefined): Promise<void> {
  await page.bringToFront();
  await handOver(page, person?.name ?? '');
}

async function seeCounts(page: Page, counts: string): Promise<void> {
  await page.bringToFront();
  await openStatus(page);
  await expect(page.getByText(counts)).toBeVisible();
  await leaveStatus(page);
}

/** The office hears the request; the tab hears the answer when it is let go. */
async function takeAnswer(route: Route): Promise<() => Promise<void>> {
  const response = await route.fetch();
  return () => route.fulfill({ response });
}
