/**
 * Trust in a device whose storage is taken away while it works: the site's data is cleared
 * under the running app. Nothing goes on silently in the old chain, everybody is told, and what is
 * signed from then on reaches the office with a new code of the desk.
 */
import { expect, type Page } from '@playwright/test';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { stationCode } from '#core/office-gathering-api.ts';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  save,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';

test.use({ viewport: TABLET });

const [ONE, TWO, THREE] = KABUPATEN.people
  .filter(({ category }) => category === 'Non-ASN')
  .slice(40);

test('cleared under the app, it begins another journal, says so, and a new code brings it in', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  await sign(page, ONE);
  await sign(page, TWO);
  await expect.poll(() => office.ledger(held.id)).toHaveLength(2);
  const [before] = await storedRows(page, 'journals');

  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: office.origin, storageTypes: 'all' });
  await sign(page, THREE);
  await expect.poll(() => storedRows(page, 'loss')).toHaveLength(1);
  const journals = await storedRows(page, 'journals');
  expect(journals).toHaveLength(1);
  expect(journals[0]?.['id']).not.toBe(before?.['id']);
  const named = (await storedRows(page, 'entries')).filter(({ name }) => name !== '');
  expect(named.map(({ name }) => name)).toEqual([THREE?.name]);
  // The code of the desk was spent by the journal that is gone.
  const signings = () => office.ledger(held.id).filter(({ acts }) => acts !== 0);
  expect(signings()).toHaveLength(2);

  const fresh = await office.read(stationCode, OFFICE_PATHS.stations(held.id), {
    method: 'POST',
    body: { name: 'Meja 3 lagi' },
  });
  await page.goto(fresh.url);
  await expect.poll(() => signings().length).toBe(3);
  expect(signings().map(({ journal }) => journal)).toEqual([
    before?.['id'],
    before?.['id'],
    journals[0]?.['id'],
  ]);
  expect(office.strayCount()).toBe(0);
  expect(await storedRows(page, 'loss')).toHaveLength(1);
});

async function sign(page: Page, person: PersonRow | undefined): Promise<void> {
  if (person === undefined) throw new Error('nobody');
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(9));
  await save(page);
  await handOver(page, person.name);
}
