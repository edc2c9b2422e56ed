/**
 * Trust in Firefox for what counts: what is kept is kept strictly, survives a reload without
 * a network and a new start, and reaches the office once through every bad network.
 */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { missingEngine, otherEnginePath } from '../../scripts/ensure-browser.ts';
import { openBadNetwork, type BadNetwork, type Weather } from '../support/bad-network.ts';
import {
  confirm,
  findByName,
  handOver,
  inkedPixels,
  joinAsStation,
  leaveStatus,
  openStatus,
  receiveAll,
  save,
  sendNow,
  storedRows,
  write,
  writingOf,
} from '../support/desk.ts';
import { holdGathering, KABUPATEN, makeKabupatenProgramme } from '../support/fieldwork.ts';
import {
  abortCommits,
  openFirefoxTablet,
  seenTransactions,
  watchTransactions,
} from '../support/firefox-tablet.ts';
import { freePort, openNewOffice, type OfficeProcess } from '../support/office-process.ts';
import { PATIENCE } from '../support/patience.ts';
import { see } from '../support/see.ts';

const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(0, 8);
const WEATHERS: readonly Weather[] = [
  { kind: 'slow', latencyMs: 400, bytesPerSecond: 1_500 },
  { kind: 'cut', answerBytes: 90 },
  { kind: 'deaf' },
  { kind: 'black-hole' },
  { kind: 'reset' },
];

/** The stores of the one transaction in which an entry becomes kept. */
const KEEPING = 'drafts,entries,fence,journals,signed';

let office: OfficeProcess;
let programme: string;

beforeAll(async () => {
  if (otherEnginePath('firefox') === undefined) return;
  office = await openNewOffice({ port: await freePort() });
  programme = await makeKabupatenProgramme(office);
});

beforeEach((context) => {
  if (otherEnginePath('firefox') === undefined) context.skip(missingEngine('firefox'));
});

afterAll(async () => {
  if (otherEnginePath('firefox') !== undefined) await office[Symbol.asyncDispose]();
});

function personAt(i: number): (typeof PEOPLE)[number] {
  const person = PEOPLE[i];
  if (person === undefined) throw new Error('nobody');
  return person;
}

async function sign(page: Page, i: number): Promise<void> {
  await findByName(page, personAt(i));
  await confirm(page, personAt(i).name);
  await write(page, writingOf(i));
  await save(page);
}

async function signAndHandOver(page: Page, i: number): Promise<void> {
  await sign(page, i);
  await handOver(page, personAt(i).name);
}

/** Sends until the network has shown what it does to a request. */
async function meet(page: Page, network: BadNetwork): Promise<void> {
  const heard = (): number => network.traffic().connections + network.traffic().bytesUp;
  const before = heard();
  await openStatus(page);
  await see(async () => {
    await sendNow(page);
    see(heard()).toBeGreaterThan(before);
  }).toPass({ timeout: PATIENCE.seenMs });
  await leaveStatus(page);
}

async function sendAll(page: Page, count: number): Promise<void> {
  await openStatus(page);
  await receiveAll(page, count);
  await leaveStatus(page);
}

async function storedBytes(page: Page): Promise<readonly unknown[]> {
  return (await storedRows(page, 'entries')).map(({ bytes }) => bytes);
}

function officeBytes(gathering: string): readonly string[] {
  return office.ledger(gathering).map(({ bytes }) => bytes);
}

test('writes with strict durability, and nothing with less', async () => {
  const held = await holdGathering(office, programme);
  await using tablet = await openFirefoxTablet();
  const page = await tablet.open();
  await watchTransactions(page);
  await joinAsStation(page, held.stationUrl);
  await sign(page, 0);
  const seen = await seenTransactions(page);
  const writes = seen.filter(({ mode }) => mode === 'readwrite');
  const keeping = writes.filter(({ stores }) => stores.join() === KEEPING);
  expect(keeping).toHaveLength(1);
  expect(new Set(writes.map(({ durability }) => durability))).toEqual(new Set(['strict']));
});

test('opens and keeps without a network, and sends each signature once through every bad one', async () => {
  const held = await holdGathering(office, programme);
  await using network = await openBadNetwork(office.port);
  await using tablet = await openFirefoxTablet();
  const page = await tablet.open();
  await joinAsStation(page, held.stationUrl.replace(office.origin, network.url));

  network.set({ kind: 'reset' });
  await signAndHandOver(page, 0);
  await page.reload();
  await see(page.getByText('Cari data Bapak/Ibu')).toBeVisible();
  for (const i of [1, 2]) await signAndHandOver(page, i);
  expect(officeBytes(held.id)).toEqual([]);

  for (const [i, weather] of WEATHERS.entries()) {
    network.set(weather);
    await signAndHandOver(page, 3 + i);
    await meet(page, network);
  }
  network.set({ kind: 'clear' });
  await sendAll(page, 8);
  expect(officeBytes(held.id)).toEqual(await storedBytes(page));
  expect(office.strayCount()).toBe(0);
});

test('makes one row of one signature, though two tabs send', async () => {
  const held = await holdGathering(office, programme);
  await using network = await openBadNetwork(office.port);
  await using tablet = await openFirefoxTablet();
  const first = await tablet.open();
  await joinAsStation(first, held.stationUrl.replace(office.origin, network.url));
  const second = await tablet.open();
  await second.goto(network.url);
  await see(second.getByText('Cari data Bapak/Ibu')).toBeVisible();

  network.set({ kind: 'reset' });
  await signAndHandOver(first, 0);
  await openStatus(second);
  await see(second.getByText('1 dibuat, 0 diterima')).toBeVisible();
  await openStatus(first);
  network.set({ kind: 'clear' });
  await Promise.all([receiveAll(first, 1), receiveAll(second, 1)]);
  expect(officeBytes(held.id)).toEqual(await storedBytes(first));

  // Both keep, at once and in turn: the head moves under one of them, and the chain stays one.
  await Promise.all([first, second].map(leaveStatus));
  await Promise.all([signAndHandOver(first, 1), signAndHandOver(second, 2)]);
  await signAndHandOver(first, 3);
  await signAndHandOver(second, 4);
  await Promise.all([openStatus(first), openStatus(second)]);
  await Promise.all([receiveAll(first, 5), receiveAll(second, 5)]);
  expect(office.ledger(held.id).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(office.strayCount()).toBe(0);
});

test('goes on with its journal and its key after the browser was closed', async () => {
  const held = await holdGathering(office, programme);
  await using tablet = await openFirefoxTablet();
  const before = await tablet.open();
  await joinAsStation(before, held.stationUrl);
  await signAndHandOver(before, 0);
  await sendAll(before, 1);

  await tablet.restart();
  const after = await tablet.open();
  await after.goto(office.origin);
  await signAndHandOver(after, 1);
  await sendAll(after, 2);
  const rows = office.ledger(held.id);
  expect(rows.map(({ seq, doubt }) => [seq, doubt])).toEqual([
    [1, null],
    [2, null],
  ]);
  expect(rows[1]?.journal).toBe(rows[0]?.journal);
  expect(rows[1]?.bytes).toContain(rows[0]?.digest);
});

test('gives no tick for a commit that aborts, and keeps the ink in sight', async () => {
  const held = await holdGathering(office, programme);
  await using tablet = await openFirefoxTablet();
  const page = await tablet.open();
  // The device tries once more by itself.
  await abortCommits(page, 2);
  await joinAsStation(page, held.stationUrl);
  await findByName(page, personAt(0));
  await confirm(page, personAt(0).name);
  await write(page, writingOf(0));
  const inked = await inkedPixels(page);
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await see(page.getByText('Tanda tangan belum tersimpan')).toBeVisible();
  // The pad gives the sentence a little of its room, and is drawn again as a whole.
  expect(await inkedPixels(page)).toBeGreaterThan(inked * 0.95);
  expect(await storedBytes(page)).toEqual([]);
  expect(officeBytes(held.id)).toEqual([]);

  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await see(
    page.getByRole('heading', { name: /^(Tersimpan di perangkat|Diterima kantor)$/ }),
  ).toBeVisible();
  expect(await storedBytes(page)).toHaveLength(1);
});
