/**
 * Trust in tablets that were not updated: every app that was ever released works for the
 * office of today. Whatever the office thinks of an entry, the app settles it, and sends nothing
 * twice.
 */
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { parseBatch } from '#core/batch.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { completeness } from '#core/office-gathering-api.ts';
import { encodeRoster } from '#core/roster.ts';
import { parseSealed } from '#core/seal.ts';
import { type Doubt, DOUBTS } from '#core/verdict.ts';
import { buildId } from '../../scripts/build-id.ts';
import { rosterCsv } from '../../scripts/demo/kabupaten.ts';
import {
  becomeReady,
  confirm,
  findByName,
  follow,
  handOver,
  joinAsStation,
  type Named,
  openStatus,
  PHONE,
  receiveAll,
  save,
  sendNow,
  storedRows,
  TABLET,
  write,
  writeIn,
  writingOf,
} from '../support/desk.ts';
import { holdGathering, KABUPATEN, makeKabupatenProgramme } from '../support/fieldwork.ts';
import { BUILT_APP, listen } from '../support/memory-office-http.ts';
import { openMemoryOffice } from '../support/memory-office.ts';
import { freePort, openNewOffice } from '../support/office-process.ts';
import { listenBefore, RELEASED } from '../support/released-app.ts';
import { unpackOffice } from '../support/released-office.ts';

test.use({ viewport: TABLET });

const TODAY = buildId(join(import.meta.dirname, '../..'));
const [KNOWN, LEAVER] = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(60);
const WALK_IN = {
  name: 'Sitti Contoh',
  position: 'Perangkat',
  unit: 'Desa Contoh',
  category: 'Non-ASN',
};

/** As no app of today would send it: a letter that nobody sees, and one of another script. */
const ODD = { ...WALK_IN, name: 'Si\u200btti C\u043entoh' };

/** A tablet may have today's app while its office is the first that was ever released. */
const FIRST_OFFICE = '05270ff';

/** The first doubt, the one as which new ones go out, and the last. */
const TOLD: readonly Doubt[] = ['unknown-version', 'not-permitted', 'unknown-target'];

/** Apps that take a later number for noise: why an office keeps to those of the batch's version. */
const BLIND: ReadonlySet<string> = new Set(['2026-12-01-05270ff']);

/** Apps that keep a name as it was typed. */
const TAKES_ANY_LETTER: ReadonlySet<string> = new Set(['2026-12-01-05270ff']);

test('there is a released app to try', () => {
  const names = RELEASED.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['2026-12-01-05270ff', '2026-12-01-15c3c8f']));
});

for (const { name, app } of RELEASED) {
  test(`the app of ${name} signs, sends and settles with the office of today`, async ({
    page,
    browser,
  }) => {
    const port = await freePort();
    await using front = await listenBefore(port, app);
    await using office = await openNewOffice({ port, origin: front.origin });
    const programmeId = await makeKabupatenProgramme(office);
    const held = await holdGathering(office, programmeId);
    const sent = entriesSent(page);
    await joinAsStation(page, held.stationUrl);
    // The tablet has the roster of the morning; somebody has left it since.
    const stayed = KABUPATEN.people.filter((person) => person !== LEAVER);
    await office.ask(`${OFFICE_PATHS.roster(programmeId)}?commit=1`, {
      method: 'POST',
      body: rosterCsv(stayed),
      type: 'text/csv',
    });
    await sign(page, KNOWN, 1);
    await sign(page, LEAVER, 2);
    await openStatus(page);
    await receiveAll(page, 2);
    await expect(page.getByText('1 diterima, tetapi perlu diperiksa penyelenggara')).toBeVisible();

    const phone = await (await browser.newContext({ viewport: PHONE })).newPage();
    const sentByPhone = entriesSent(phone);
    await phone.goto(held.posterUrl);
    await follow(phone);
    await writeIn(phone, WALK_IN);
    await confirm(phone, WALK_IN.name);
    await write(phone, writingOf(3));
    await save(phone);
    await expect(phone.getByRole('heading', { name: 'Diterima kantor' })).toBeVisible();

    const batchCount = sent.length;
    await page.reload(); // a device speaks at its start
    await expect.poll(() => sent.length).toBeGreaterThan(batchCount);
    expect(sum(sent)).toBe(2);
    expect(sum(sentByPhone)).toBe(1);
    expect(office.ledger(held.id)).toHaveLength(3);
    const { devices } = await office.read(completeness, OFFICE_PATHS.completeness(held.id));
    expect(devices.map(({ build }) => build)).not.toContain(TODAY);
    await phone.context().close();
  });

  test(`a name of odd letters from the app of ${name} is received, and doubted as it came`, async ({
    page,
  }) => {
    const port = await freePort();
    await using front = await listenBefore(port, app);
    await using office = await openNewOffice({ port, origin: front.origin });
    const held = await holdGathering(office, await makeKabupatenProgramme(office));
    const sent = entriesSent(page);
    await page.goto(held.posterUrl);
    await follow(page);
    await writeIn(page, ODD);
    await page.getByRole('button', { name: 'Ya, benar', exact: true }).click();
    await write(page, writingOf(4));
    await save(page);
    await expect.poll(() => office.ledger(held.id)).toHaveLength(1);
    expect(office.ledger(held.id)[0]?.doubt).toBe(TAKES_ANY_LETTER.has(name) ? 'odd-text' : null);
    expect(sum(sent)).toBe(1);
  });

  test(`the app of ${name} settles the doubts of batch version 1`, async ({ page }) => {
    const office = await openMemoryOffice({ roster: rosterOf(TOLD.length + 1) });
    await using address = await listen(office, app);
    await joinMemoryOffice(page, await office.invitation('station', address.origin));
    for (const [i, doubt] of TOLD.entries()) {
      office.doubt = doubt;
      await sign(page, someone(i), i);
      await expect.poll(() => storedRows(page, 'doubts')).toHaveLength(i + 1);
    }
    expect((await storedRows(page, 'doubts')).map((row) => row['doubt'])).toEqual(TOLD);
    office.doubt = null;
    office.laterVerdict = 3 + DOUBTS.length;
    const sent = entriesSent(page);
    await sign(page, someone(TOLD.length), 1);
    await openStatus(page);
    if (BLIND.has(name)) await expect.poll(() => sum(sent)).toBeGreaterThan(1);
    office.laterVerdict = null;
    await receiveAll(page, TOLD.length + 1);
  });
}

test('the app of today signs, sends and settles with the office of the first release', async ({
  page,
}) => {
  const port = await freePort();
  await using front = await listenBefore(port, BUILT_APP);
  const program = unpackOffice(FIRST_OFFICE);
  await using office = await openNewOffice({ port, origin: front.origin, program });
  const held = await holdGathering(office, await makeKabupatenProgramme(office));
  const sent = entriesSent(page);
  await joinAsStation(page, held.stationUrl);
  await sign(page, KNOWN, 1);
  await openStatus(page);
  await receiveAll(page, 1);
  await sendNow(page);
  expect(sum(sent)).toBe(1);
  const [entry] = office.ledger(held.id);
  expect(entry).toMatchObject({
    signatory: KABUPATEN.people.findIndex((one) => one === KNOWN) + 1,
    acts: 3,
    doubt: null,
  });
});

test('the app of today settles what an office of tomorrow doubts', async ({ page }) => {
  const office = await openMemoryOffice({ roster: rosterOf(1) });
  await using address = await listen(office);
  office.laterVerdict = 3 + DOUBTS.length;
  const sent = entriesSent(page);
  await joinMemoryOffice(page, await office.invitation('station', address.origin));
  await sign(page, someone(0), 0);
  await openStatus(page);
  await receiveAll(page, 1);
  await expect(page.getByText('1 diterima, tetapi perlu diperiksa penyelenggara')).toBeVisible();
  await expect(
    page.getByText(`${nameOf(0)}: perlu diperiksa; alasannya belum dikenal`),
  ).toBeVisible();
  await sendNow(page);
  expect(sum(sent)).toBe(1);
});

/** How many entries each batch of a page has. */
function entriesSent(page: Page): readonly number[] {
  const counts: number[] = [];
  page.on('request', (request) => {
    const body = request.url().endsWith('/api/v1/sync') ? request.postDataBuffer() : null;
    if (body === null) return;
    const isGzip = request.headers()['content-encoding'] === 'gzip';
    const bytes = new Uint8Array(isGzip ? gunzipSync(body) : body);
    const sealed = parseSealed(bytes, 'batch', { bytesMax: LIMITS.batchBytesMax });
    const batch = sealed.ok ? parseBatch(sealed.value.body) : sealed;
    counts.push(batch.ok ? batch.value.entries.length : Number.NaN);
  });
  return counts;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

async function sign(page: Page, person: Named | undefined, seed: number): Promise<void> {
  if (person === undefined) throw new Error('nobody');
  await findByName(page, person);
  await confirm(page, person.name);
  await write(page, writingOf(seed));
  await save(page);
  await handOver(page, person.name);
}

async function joinMemoryOffice(page: Page, stationUrl: string): Promise<void> {
  await page.goto(stationUrl);
  await follow(page);
  await becomeReady(page);
}

function someone(place: number): Named {
  return { name: nameOf(place), position: 'Staf' };
}

function nameOf(place: number): string {
  return `Warga Contoh ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(place).repeat(4)}`;
}

function rosterOf(count: number): ReturnType<typeof encodeRoster> {
  const agency = { no: 0, name: 'Dinas Contoh', shortName: 'Dinas Contoh', kind: 'dinas' } as const;
  return encodeRoster({
    programme: 'skew',
    agencies: [{ ...agency, parent: null }],
    rows: Array.from({ length: count }, (_, i) => ({
      no: i + 1,
      name: nameOf(i),
      number: '',
      numberKind: 'none',
      birthDate: null,
      rank: '',
      position: 'Staf',
      agency: 0,
      category: 'nonasn',
      order: i,
    })),
  });
}
