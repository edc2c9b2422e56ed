/**
 * Trust in the tick as people see it: in the real app the power is cut the moment it says
 * "Tersimpan di perangkat", and in the middle of a signature. The tablet opens without a network,
 * has everything, and the office gets each signature once.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { openBadNetwork } from '../support/bad-network.ts';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  leaveStatus,
  openStatus,
  receiveAll,
  save,
  write,
  writingOf,
} from '../support/desk.ts';
import { holdGathering, KABUPATEN, makeKabupatenProgramme } from '../support/fieldwork.ts';
import { type LoopDisk, openLoopDisk } from '../support/loop-disk.ts';
import { freePort, openNewOffice, type OfficeProcess } from '../support/office-process.ts';
import { cannotCut } from '../support/power-cut.ts';
import { see } from '../support/see.ts';
import { type Engine, killTablet, releaseProfile, startTablet } from '../support/tablet.ts';

const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(0, 4);
const TICK = { name: 'Tersimpan di perangkat' } as const;
/** A stroke is on the disk a moment after it ends. */
const DRAFT_MS = 500;

let office: OfficeProcess;
let programme: string;

beforeAll(async () => {
  office = await openNewOffice({ port: await freePort() });
  programme = await makeKabupatenProgramme(office);
});

afterAll(() => office[Symbol.asyncDispose]());

async function signUpToSave(page: Page, i: number): Promise<string> {
  const person = PEOPLE[i];
  if (person === undefined) throw new Error('nobody');
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(i));
  return person.name;
}

interface PoweredTablet extends AsyncDisposable {
  readonly disk: LoopDisk;
  open(): Promise<Page>;
  /** Cuts the power, and starts the tablet on what its disk holds. */
  cut(): Promise<void>;
}

async function openPowered(engine: Engine): Promise<PoweredTablet> {
  const disk = await openLoopDisk();
  const profile = join(disk.folder, 'profile');
  let tablet = await startTablet(engine, profile);
  return {
    disk,
    open: () => tablet.newPage(),
    async cut() {
      await disk.cut(() => killTablet(engine, profile));
      releaseProfile(profile);
      tablet = await startTablet(engine, profile);
    },
    async [Symbol.asyncDispose]() {
      await tablet.close();
      await disk[Symbol.asyncDispose]();
    },
  };
}

async function skipWhereImpossible(context: TestContext, engine: Engine): Promise<void> {
  const why = await cannotCut(engine);
  if (why !== null) context.skip(why);
}

async function seeTick(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByRole('heading', TICK).waitFor();
}

/** In order, undoubted, of one journal. */
function expectWhole(gathering: string, count: number): void {
  const rows = office.ledger(gathering);
  expect(rows.map(({ seq, doubt }) => [seq, doubt])).toEqual(
    Array.from({ length: count }, (_, i) => [i + 1, null]),
  );
  expect(new Set(rows.map(({ journal }) => journal)).size).toBe(1);
  expect(office.strayCount()).toBe(0);
}

describe.each(['chromium', 'firefox'] as const)('a power cut under %s', (engine) => {
  test('at the tick, or before it, takes nothing', async (context) => {
    await skipWhereImpossible(context, engine);
    const held = await holdGathering(office, programme);
    await using network = await openBadNetwork(office.port);
    await using tablet = await openPowered(engine);
    let page = await tablet.open();
    await joinAsStation(page, held.stationUrl.replace(office.origin, network.url));
    // Nothing forces the app itself to the disk; it is there well before the tablet travels.
    tablet.disk.settle();
    network.set({ kind: 'reset' });
    const cut = async (): Promise<void> => {
      await tablet.cut();
      page = await tablet.open();
      await page.goto(network.url);
    };

    for (const i of [0, 1, 2]) {
      await signUpToSave(page, i);
      await seeTick(page);
      await cut();
      await openStatus(page);
      await see(page.getByText(`${i + 1} dibuat, 0 diterima`)).toBeVisible();
      await leaveStatus(page);
    }

    const name = await signUpToSave(page, 3);
    await page.waitForTimeout(DRAFT_MS);
    await cut();
    await page.getByRole('button', { name: 'Lanjutkan' }).click();
    await save(page);
    await handOver(page, name);

    network.set({ kind: 'clear' });
    await openStatus(page);
    await receiveAll(page, 4);
    expectWhole(held.id, 4);
  });

  test('in the first seconds takes the app at most, which a network brings again', async (context) => {
    await skipWhereImpossible(context, engine);
    const held = await holdGathering(office, programme);
    await using network = await openBadNetwork(office.port);
    await using tablet = await openPowered(engine);
    const page = await tablet.open();
    await joinAsStation(page, held.stationUrl.replace(office.origin, network.url));
    network.set({ kind: 'reset' });
    await signUpToSave(page, 0);
    await seeTick(page);
    await tablet.cut();

    network.set({ kind: 'clear' });
    const after = await tablet.open();
    await after.goto(network.url);
    await openStatus(after);
    await receiveAll(after, 1);
    expectWhole(held.id, 1);
  });
});
