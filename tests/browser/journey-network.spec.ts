/**
 * Trust in the tick: whatever the network does, and whoever answers instead of the office,
 * nothing is shown as received that is not in its ledger, and everything arrives there once.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { fromHex } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { openBadNetwork, type BadNetwork, type Weather } from '../support/bad-network.ts';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  leaveStatus,
  openStatus,
  receiveAll,
  save,
  sendNow,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';
import type { OfficeProcess } from '../support/office-process.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';

test.use({ viewport: TABLET });

const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(0, 10);

const WEATHERS: readonly Weather[] = [
  { kind: 'slow', latencyMs: 400, bytesPerSecond: 1_500 },
  { kind: 'cut', answerBytes: 90 },
  { kind: 'deaf' },
  { kind: 'black-hole' },
  { kind: 'reset' },
];

async function sign(page: Page, person: PersonRow, seed: number): Promise<void> {
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(seed));
  await save(page);
}

test('sends each signature once through every bad network, and shows no tick early', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await using network = await openBadNetwork(office.port);
  await joinAsStation(page, held.stationUrl.replace(office.origin, network.url));
  const watch = watchTicks(page, office, held.id);

  for (const [i, weather] of WEATHERS.entries()) {
    network.set(weather);
    for (const person of PEOPLE.slice(2 * i, 2 * i + 2)) {
      await sign(page, person, PEOPLE.indexOf(person));
      watch.saved += 1;
      await handOver(page, person.name);
    }
    await openStatus(page);
    await meet(page, network);
    await leaveStatus(page);
  }
  network.set({ kind: 'clear' });
  await openStatus(page);
  await receiveAll(page, 10);

  const { early, samples } = await watch.end();
  expect(early).toEqual([]);
  expect(samples).toBeGreaterThan(50);
  const kept = await storedRows(page, 'entries');
  expect(office.ledger(held.id).map(({ bytes }) => bytes)).toEqual(kept.map(({ bytes }) => bytes));
  expect(office.strayCount()).toBe(0);
});

/** Sends until the network has shown what it does to a request. */
async function meet(page: Page, network: BadNetwork): Promise<void> {
  const heard = (): number => network.traffic().connections + network.traffic().bytesUp;
  const before = heard();
  await expect(async () => {
    await sendNow(page);
    expect(heard()).toBeGreaterThan(before);
  }).toPass();
}

interface Watch {
  /** How many signatures were surely made; the test counts along. */
  saved: number;
  end(): Promise<{ readonly samples: number; readonly early: readonly string[] }>;
}

/** Compares, as often as it can, what the screen calls received with what the office has. */
function watchTicks(page: Page, office: OfficeProcess, gathering: string): Watch {
  const early: string[] = [];
  let samples = 0;
  const over = new AbortController();
  const look = async (): Promise<void> => {
    const { saved } = watch;
    const shown = await page.evaluate(shownAsReceived);
    // Asked after the screen was read: the ledger only grows.
    const there = office.ledger(gathering).map(({ bytes }) => nameIn(bytes));
    samples += 1;
    early.push(...shown.names.filter((name) => !there.includes(name)));
    if (shown.count > there.length) early.push(`${shown.count} of ${there.length}`);
    if (shown.all && saved > there.length) early.push(`all ${saved} of ${there.length}`);
  };
  const watch: Watch = {
    saved: 0,
    async end() {
      over.abort();
      await looking;
      return { samples, early };
    },
  };
  const looking = (async () => {
    while (!over.signal.aborted) {
      await look();
      await wait(20);
    }
  })();
  return watch;
}

/** Runs in the page: every way in which a screen says that the office has something. */
function shownAsReceived(): {
  readonly names: readonly string[];
  readonly count: number;
  readonly all: boolean;
} {
  const isReceived = document.querySelector('h1')?.textContent === 'Diterima kantor';
  const list = '.made li:has(.state-received, .state-safe) b';
  const named = document.querySelectorAll(isReceived ? `${list}, .name` : list);
  const counted = /\d+ dibuat, (\d+) diterima/.exec(document.body.textContent ?? '');
  const chip = document.querySelector('.chip')?.textContent;
  return {
    names: Array.from(named, ({ textContent }) => textContent ?? ''),
    count: Number(counted?.[1] ?? 0),
    all: chip === 'Semua diterima kantor',
  };
}

function nameIn(bytes: string): string {
  const entry = parseEntry(fromHex(bytes) ?? new Uint8Array(0));
  const body = entry.ok && entry.value.body.ok ? entry.value.body.value : null;
  return body?.kind === 'signing' ? body.signatory.name : '';
}

test('takes no answer of a captive portal for a receipt', async ({
  page,
  context,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  let asked = 0;
  await context.route('**/api/v1/sync', (route) => {
    asked += 1;
    return route.fulfill({
      status: 200,
      contentType: asked % 2 === 0 ? 'application/cose' : 'text/html',
      body: '<!doctype html><title>Wi-Fi Gratis</title><p>Silakan masuk</p>',
    });
  });
  const [person] = PEOPLE;
  if (person === undefined) throw new Error('nobody');
  await sign(page, person, 1);
  await expect(page.getByText('1 menunggu kantor')).toBeVisible();
  await expect(page.getByText('Tersimpan di perangkat')).toBeVisible();
  await handOver(page, person.name);
  await openStatus(page);
  await expect(async () => {
    await sendNow(page);
    expect(asked).toBeGreaterThan(2);
  }).toPass();
  await expect(page.getByText('Mungkin perlu masuk ke halaman Wi-Fi')).toBeVisible();
  await expect(page.getByText('1 dibuat, 0 diterima')).toBeVisible();
  await expect(page.locator('.state-received, .all-received')).toHaveCount(0);
  expect(office.ledger(held.id)).toEqual([]);

  await context.unroute('**/api/v1/sync');
  await receiveAll(page, 1);
  expect(office.ledger(held.id)).toHaveLength(1);
});

test("never takes the receipt of one gathering for another gathering's signature", async ({
  page,
  office,
  hold,
}) => {
  const [first, second] = PEOPLE;
  if (first === undefined || second === undefined) throw new Error('nobody');
  const morning = await hold({ title: 'Apel Pagi' });
  const evening = await hold({ title: 'Apel Sore' });
  await joinAsStation(page, morning.stationUrl);
  await sign(page, first, 1);
  await expect(page.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();
  await handOver(page, first.name);

  // Somebody sets the clock back, so that the morning's signature seems to be the newest.
  await page.clock.setSystemTime(Date.now() - 2 * 3_600_000);
  await joinAsStation(page, evening.stationUrl);
  await page.route('**/api/v1/sync', (route) => route.abort());
  await sign(page, second, 2);
  await expect(page.getByText('1 menunggu jaringan')).toBeVisible();
  await expect(page.getByText('Tersimpan di perangkat')).toBeVisible();
  expect(office.ledger(evening.id)).toEqual([]);
});
