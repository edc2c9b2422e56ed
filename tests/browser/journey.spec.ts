/**
 * Trust in the whole way: an office is set up, a tablet is made ready by its camera, twenty
 * people sign while the office is dead and the tablet is reloaded; when the office lives again its
 * ledger is byte for byte what was signed, its counts are right, and its paper has every name and
 * every ink.
 */
import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { decodeInk, type Ink } from '#core/ink.ts';
import { fromHex } from '#core/bytes.ts';
import { parseEntry, type Signing } from '#core/entry.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { turnout } from '#core/office-gathering-api.ts';
import type { PersonRow } from '../../scripts/demo/people.ts';
import {
  becomeReady,
  confirm,
  findByBirthDate,
  findByName,
  findInUnit,
  follow,
  handOver,
  inkedPixels,
  openStatus,
  receiveAll,
  save,
  storedRows,
  TABLET,
  write,
  writeIn,
  writingOf,
} from '../support/desk.ts';
import { showToCamera } from '../support/fake-camera.ts';
import { KABUPATEN, STATION, test } from '../support/fieldwork.ts';
import type { LedgerEntry } from '../support/office-process.ts';
import { differenceOf, lettersOf, readPrinted } from '../support/printed.ts';

test.use({ viewport: TABLET });

type Way = (page: Page, person: PersonRow) => Promise<void>;

/** Somebody who signs: how he is found, and what he answers. */
interface Guest {
  readonly person: PersonRow;
  readonly way: Way;
  readonly answer?: string;
}

const WALK_IN = {
  name: 'H. Syamsul Rijal Patoppoi, S.Ag.',
  position: 'Penyuluh',
  unit: 'Kantor Urusan Agama',
  category: 'Pegawai non-ASN',
};

const numberOf = (person: PersonRow): number => Number(person.no);

/** People of one kind whose row can be told from every other. */
function some(count: number, is: (person: PersonRow) => boolean): readonly PersonRow[] {
  return KABUPATEN.people.filter(is).slice(0, count);
}

const OFFICIALS = some(
  14,
  ({ category, birthDate, no }) => category === 'ASN' && birthDate !== '' && Number(no) % 7 === 0,
);
const [LEADER, DEPUTY] = some(2, ({ category }) => category === 'Forkopimda');
const [VISITOR] = some(1, ({ category }) => category === 'Tamu');
const VILLAGE = some(2, ({ category }) => category === 'Kepala Desa');

function guests(): readonly Guest[] {
  if (LEADER === undefined || DEPUTY === undefined || VISITOR === undefined) throw new Error();
  return [
    { person: LEADER, way: findByName, answer: 'Hadir dan menandatangani pernyataan dukungan' },
    { person: DEPUTY, way: findByName, answer: 'Hadir saja' },
    { person: VISITOR, way: findByName },
    ...VILLAGE.map((person) => ({ person, way: findInUnit })),
    ...OFFICIALS.slice(0, 10).map((person) => ({ person, way: findByBirthDate })),
    ...OFFICIALS.slice(10).map((person) => ({ person, way: findByName })),
  ];
}

test('brings twenty signatures from pads without a network to the ledger and the paper', async ({
  page,
  office,
  hold,
}) => {
  const all = guests();
  const invited = [...all.map(({ person }) => numberOf(person)), 11, 12, 13];
  const held = await hold({ invites: { signatories: [...new Set(invited)] } });

  await test.step('the tablet is made ready by its camera', async () => {
    showToCamera(held.stationUrl);
    await page.goto(office.origin);
    await page.getByRole('button', { name: 'Pindai kode QR' }).click();
    await expect(page.getByText(held.title).last()).toBeVisible();
    await follow(page);
    await becomeReady(page);
    await openStatus(page);
    await expect(page.getByText(STATION)).toBeVisible();
    await expect(page.getByText(KABUPATEN.people.length.toLocaleString('id-ID'))).toBeVisible();
    await page.getByRole('button', { name: 'Tutup' }).click();
  });

  await office.kill();
  for (const [i, { person, way, answer }] of all.entries()) {
    await test.step(`${person.name} signs`, async () => {
      await way(page, person);
      await confirm(page, person.name, answer);
      const ink = writingOf(i);
      if (i === 12) await writeWithReload(page, person.name, ink);
      else await write(page, ink);
      await save(page);
      await expect(page.getByText('Tersimpan di perangkat')).toBeVisible();
      if (i === 7) await page.reload();
      else await handOver(page, person.name);
    });
  }
  await test.step('a walk-in signs', async () => {
    await page.getByRole('button', { name: 'Tambah peserta di tempat' }).click();
    await writeIn(page, WALK_IN);
    await confirm(page, WALK_IN.name);
    await write(page, writingOf(99));
    await save(page);
    await handOver(page, WALK_IN.name);
  });
  expect(office.ledger(held.id)).toEqual([]);

  await test.step('the office lives again', async () => {
    await openStatus(page);
    await expect(page.getByText('20 dibuat, 0 diterima')).toBeVisible();
    await office.start();
    await receiveAll(page, 20);
  });

  const ledger = office.ledger(held.id);
  const kept = await storedRows(page, 'entries');
  expect(ledger.map(({ bytes }) => bytes)).toEqual(kept.map(({ bytes }) => bytes));
  expect(ledger.map(({ doubt }) => doubt)).toEqual(Array(20).fill(null));
  expect(office.strayCount()).toBe(0);
  expectUnbroken(ledger);
  const signings = ledger.map(signingOf);
  const names = [...all.map(({ person }) => person.name), WALK_IN.name];
  expect(signings.map(({ signatory }) => signatory.name)).toEqual(names);
  for (const [i, ink] of signings.map(inkOf).entries()) {
    const written = writingOf(i === 19 ? 99 : i);
    expect(differenceOf(ink.strokes, written), `the ink of ${names[i]}`).toBeLessThan(0.01);
  }

  const counts = await office.read(turnout, OFFICE_PATHS.turnout(held.id));
  expect(counts.totals).toEqual({
    expected: 22,
    attended: 19,
    signed: 17,
    extraAttended: 1,
    extraSigned: 1,
  });
  expect(counts.walkIns).toEqual({ attended: 1, signed: 1 });
  expect(counts.provisional).toEqual({ why: 'open', devicesOutstanding: 0 });
  await office.ask(OFFICE_PATHS.closed(held.id), { method: 'POST' });
  await page.reload(); // it says at its start how it stands
  await expect
    .poll(async () => (await office.read(turnout, OFFICE_PATHS.turnout(held.id))).provisional)
    .toBeNull();

  const paper = await readPrinted(
    await office.ask(`${OFFICE_PATHS.paper(held.id, 'attendance-list')}?unsigned=1`),
  );
  for (const name of names) expect(paper.letters).toContain(lettersOf(name));
  expect(paper.letters).not.toContain(lettersOf('sementara'));
  expect(paper.curves).toHaveLength(20);
  const place = ({ signatory }: Signing): number =>
    paper.letters.indexOf(lettersOf(signatory.name));
  for (const [i, signing] of signings.toSorted((a, b) => place(a) - place(b)).entries()) {
    const difference = differenceOf(paper.curves[i] ?? [], inkOf(signing));
    expect(difference, `the ink beside ${signing.signatory.name}`).toBeLessThan(0.02);
  }
});

/** Half the strokes are written when the page is loaded again; the ink is still there. */
async function writeWithReload(page: Page, name: string, ink: Ink): Promise<void> {
  const half = Math.max(1, Math.floor(ink.strokes.length / 2));
  await write(page, { ...ink, strokes: ink.strokes.slice(0, half) });
  const before = await inkedPixels(page);
  await page.reload();
  await expect(page.getByText('Ada tanda tangan yang belum disimpan')).toBeVisible();
  await expect(page.getByText(name)).toBeVisible();
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await expect.poll(() => inkedPixels(page)).toBe(before);
  await write(page, { ...ink, strokes: ink.strokes.slice(half) });
}

/** One journal, no gap, each entry holding the digest of the one before. */
function expectUnbroken(ledger: readonly LedgerEntry[]): void {
  let before = '0'.repeat(64);
  for (const [i, entry] of ledger.entries()) {
    expect(entry.seq).toBe(i + 1);
    expect(entry.journal).toBe(ledger[0]?.journal);
    expect(entry.bytes).toContain(before);
    before = createHash('sha256').update(Buffer.from(entry.bytes, 'hex')).digest('hex');
    expect(entry.digest).toBe(before);
  }
}

function signingOf({ bytes }: LedgerEntry): Signing {
  const entry = parseEntry(fromHex(bytes) ?? new Uint8Array(0));
  if (!entry.ok || !entry.value.body.ok || entry.value.body.value.kind !== 'signing') {
    throw new Error('not a signing');
  }
  return entry.value.body.value;
}

function inkOf(signing: Signing): Ink {
  const ink = decodeInk(signing.ink);
  if (!ink.ok) throw new Error(ink.fault.detail);
  return ink.value;
}
