/**
 * Trust in receipts that come too late or in pieces: a request that was given up is answered
 * after all, an answer breaks off in the middle of its body. Only a whole and genuine receipt makes
 * a tick, and it makes one whenever it comes.
 */
import { expect, type Page, type Route } from '@playwright/test';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  openStatus,
  receiveAll,
  save,
  sendNow,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { openBadNetwork } from '../support/bad-network.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';

test.use({ viewport: TABLET });

const SYNC = '**/api/v1/sync';
const [ONE, TWO] = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(50);

test('a receipt that comes after its request was given up still counts, and without another try', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await page.clock.install();
  await joinAsStation(page, held.stationUrl);
  const late: (() => Promise<void>)[] = [];
  await page.route(SYNC, async (route: Route) => {
    if (late.length > 0) return route.abort(); // only the first one ever arrives
    const response = await route.fetch();
    late.push(() => route.fulfill({ response }));
  });
  await sign(page, ONE);
  await openStatus(page);
  await expect(async () => {
    await sendNow(page);
    expect(late).toHaveLength(1);
  }).toPass();
  expect(office.ledger(held.id)).toHaveLength(1);
  await page.clock.runFor(21_000);
  await expect(page.getByText('1 dibuat, 0 diterima')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kirim sekarang' })).toBeEnabled();
  await late[0]?.();
  await expect(page.getByText('1 dibuat, 1 diterima')).toBeVisible();
  expect(office.ledger(held.id)).toHaveLength(1);
});

test('a receipt that breaks off in its body is none', async ({ page, office, hold }) => {
  const held = await hold();
  await using network = await openBadNetwork(office.port);
  await joinAsStation(page, held.stationUrl.replace(office.origin, network.url));
  const whole = page.waitForResponse(SYNC);
  await sign(page, ONE);
  const sizes = await (await whole).request().sizes();
  await expect.poll(() => office.ledger(held.id)).toHaveLength(1);
  const answerBytes = sizes.responseHeadersSize + Math.floor(sizes.responseBodySize / 2);
  network.set({ kind: 'cut', answerBytes });
  const heads: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/api/v1/sync')) heads.push(response.status());
  });
  await sign(page, TWO);
  await openStatus(page);
  await expect(async () => {
    await sendNow(page);
    expect(heads).toContain(200);
  }).toPass();
  await expect(page.getByText('2 dibuat, 1 diterima')).toBeVisible();
  await expect.poll(() => office.ledger(held.id)).toHaveLength(2);
  network.set({ kind: 'clear' });
  await receiveAll(page, 2);
  expect(office.ledger(held.id)).toHaveLength(2);
  expect(office.strayCount()).toBe(0);
});

async function sign(page: Page, person: PersonRow | undefined): Promise<void> {
  if (person === undefined) throw new Error('nobody');
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(9));
  await save(page);
  await handOver(page, person.name);
}
