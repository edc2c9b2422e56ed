/**
 * Trust in every screen, whatever somebody is called: texts that turn, hide, pile up or
 * never end are planted in every field of everything, also past the office's own door, as an older
 * office or a hostile one would have kept them.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page } from '@playwright/test';
import * as v from 'valibot';
import type { Signatory, WalkIn } from '#core/entry.ts';
import { OFFICE_PATHS, programme } from '#core/office-api.ts';
import { gathering, stationCode } from '#core/office-gathering-api.ts';
import { sha256 } from '#server/keys.ts';
import { AMBIENT } from '#server/office.ts';
import { openFieldDevice } from '../../scripts/demo/field-device.ts';
import { handInk, signingOf } from '../../scripts/demo/signing.ts';
import { PHONE, TABLET, follow, openStatus, save, write, writingOf } from '../support/desk.ts';
import { localHour, test } from '../support/fieldwork.ts';
import { MARK, findNoText } from '../support/isolates.ts';
import { LAPTOP, enter, over } from '../support/office-desk.ts';
import { type OfficeProcess, freePort, openNewOffice } from '../support/office-process.ts';

/** Runs from right to left and never breaks; a further one also turns what follows, and hides. */
const LONG = `مرحبا${MARK}${'W'.repeat(60)}`;
const SHORT = `مرحبا ${MARK}${'W'.repeat(6)}`;
const HOSTILE = `\u202e${MARK}\u200b مرحبا W\u0336\u0337\u0338\u0336\u0337\u0338\u2066${'W'.repeat(40)}`;
const NIK = '5201014107850003';

test('keeps every text of people in its place on every screen of the office', async ({ page }) => {
  await using office = await openNewOffice({ port: await freePort() });
  const field = await plant(office);
  await sendHostile(office, field);
  await plantInDatabase(office);
  await enter(page, office, '/kantor');
  const places = [
    ['/kantor', 1],
    [`/kantor/rangkaian/${field.programmeId}/kegiatan`, 4],
    [`/kantor/rangkaian/${field.programmeId}/peserta`, 6],
    [`/kantor/rangkaian/${field.programmeId}/naskah`, 1],
    [`/kantor/rangkaian/${field.programmeId}/impor`, 1],
    [`/kantor/rangkaian/${field.programmeId}/kegiatan-baru`, 1],
    [`/kantor/kegiatan/${field.id}/ringkasan`, 4],
    [`/kantor/kegiatan/${field.id}/qr`, 4],
    [`/kantor/kegiatan/${field.id}/meja`, 5],
    [`/kantor/kegiatan/${field.id}/tanda-tangan`, 14],
    [`/kantor/kegiatan/${field.id}/keputusan`, 5],
    [`/kantor/kegiatan/${field.id}/dokumen`, 2],
    ['/kantor/akun', 1],
    ['/kantor/keamanan', 1],
  ] as const;
  for (const [path, least] of places) {
    await page.goto(`${office.origin}${path}`);
    await expect(page.locator('bdi', { hasText: MARK }).first()).toBeAttached();
    for (const size of [LAPTOP, PHONE]) {
      await page.setViewportSize(size);
      await findNoText(page, `${path} at ${size.width}`, least);
    }
  }

  await page.goto(`${office.origin}/kantor/kegiatan/${field.id}/meja`);
  for (const name of [/^Cabut izin/, /^Nyatakan hilang/, /^Cabut kode/, /^Tutup kegiatan/]) {
    const button = page.getByRole('button', { name }).first();
    await button.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await findNoText(page, String(name), 5);
    await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).click();
  }
});

test('keeps them in their place on every screen of a device', async ({ page }) => {
  await using office = await openNewOffice({ port: await freePort() });
  const field = await plant(office);
  await plantInDatabase(office);
  await page.setViewportSize(TABLET);
  await page.goto(await stationUrlOf(office, field.id));
  const seen = async (where: string, least: number): Promise<void> => {
    for (const size of [PHONE, TABLET]) {
      await page.setViewportSize(size);
      await findNoText(page, `${where} at ${size.width}`, least);
    }
  };
  await expect(page.getByRole('button', { name: 'Ikuti kegiatan ini' })).toBeVisible();
  await seen('offer', 3);
  await follow(page);
  await openStatus(page);
  await expect(page.getByText(/^Siap dipakai tanpa jaringan/)).toBeVisible();
  await seen('status', 2);
  await page.getByRole('button', { name: 'Buka naskah ikrar' }).click();
  await page.getByLabel('Dipimpin oleh').fill(`${HOSTILE} ${NIK}`);
  await page.getByRole('button', { name: 'Mulai' }).click();
  await expect(page.getByText(/^Dipimpin oleh/)).toBeVisible();
  await seen('recital', 1);
  await page.getByRole('button', { name: 'Selesai' }).click();
  await expect(page.getByText('Tersimpan di perangkat')).toBeVisible();
  await seen('recital done', 1);
  await page.goBack();
  await page.getByRole('button', { name: 'Tutup', exact: true }).click();

  await page.getByRole('button', { name: 'Nama', exact: true }).click();
  await page.getByLabel('Ketik nama').fill(MARK);
  await expect(page.locator('.row').first()).toBeVisible();
  await seen('find', 4);
  await page.getByRole('button', { name: 'Unit', exact: true }).click();
  await page.getByLabel('Cari unit kerja').fill(MARK);
  await page.locator('.row').first().click();
  await seen('unit', 2);
  await page.getByLabel('Ketik nama di unit ini').fill(MARK);
  await page.locator('.row').first().click();
  await page.getByRole('button', { name: 'Mewakili' }).click();
  await page.getByLabel('Nama pejabat yang diwakili').fill(`${HOSTILE} ${NIK}`);
  await seen('confirm', 4);
  await page.getByRole('button', { name: 'Ya, benar', exact: true }).click();
  await expect(page.locator('.ink-pad')).toBeVisible();
  await seen('sign', 4);
  await page.setViewportSize(TABLET);
  await write(page, writingOf(1));
  await save(page);
  await seen('kept', 2);
  await page.getByRole('button', { name: 'Peserta berikutnya' }).click();
  await writeInHostile(page);
  await seen('walk-in confirmed', 4);
  await expect(page.getByText('••••••••••••0003').first()).toBeVisible();
});

/** A form is cleaned when a field is left, and never while an input method is at it. */
async function writeInHostile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tambah peserta di tempat' }).click();
  const name = page.getByLabel('Nama lengkap');
  await name.pressSequentially(`Bu\u200bdi ${MARK}`);
  await expect(name).toHaveValue(`Bu\u200bdi ${MARK}`);
  await page.getByLabel('Jabatan').fill(`Lurah ${NIK} ${MARK}`);
  await expect(name).toHaveValue(`Budi ${MARK}`);
  await page.getByLabel('Unit kerja').fill(LONG);
  await page.getByLabel('Undangan lainnya').check();
  await page.getByRole('button', { name: 'Lanjut' }).click();
}

interface Planted {
  readonly programmeId: string;
  readonly id: string;
}

/** Everything an organiser can type, as long as it may be and from right to left. */
async function plant(office: OfficeProcess): Promise<Planted> {
  const made = await office.read(programme, OFFICE_PATHS.programmes, {
    method: 'POST',
    body: {
      title: LONG,
      government: SHORT,
      election: SHORT,
      year: 2029,
      zone: 'WITA',
      letterhead: { lines: [LONG], address: LONG },
    },
  });
  const people = [1, 2, 3].map(
    (n) => `${LONG}${n};19760722200112290${n};${LONG};${LONG};${LONG};asn;22-07-1976`,
  );
  await office.read(
    v.object({ imported: v.literal(true) }),
    `${OFFICE_PATHS.roster(made.id)}?commit=1`,
    {
      method: 'POST',
      body: ['Nama;NIP;Jabatan;Perangkat Daerah;Unit Kerja;Kategori;Tanggal Lahir', ...people].join(
        '\n',
      ),
      type: 'text/csv',
    },
  );
  const held = await office.read(gathering, OFFICE_PATHS.gatherings, {
    method: 'POST',
    body: {
      programme: made.id,
      title: SHORT,
      kind: 'apel',
      place: SHORT,
      startsAt: localHour(0),
      zone: 'WITA',
      organiser: SHORT,
      leader: LONG,
      number: LONG,
      confirmedBy: {
        city: SHORT,
        position: LONG,
        name: LONG,
        rank: SHORT,
        number: SHORT.slice(0, 30),
      },
      invites: 'all',
    },
  });
  return { programmeId: made.id, id: held.id };
}

async function stationUrlOf(office: OfficeProcess, id: string, name = LONG): Promise<string> {
  const asked = { method: 'POST', body: { name, again: true } } as const;
  return (await office.read(stationCode, OFFICE_PATHS.stations(id), asked)).url;
}

/** A desk and what a hostile client on it writes into every field; one device is given up. */
async function sendHostile(office: OfficeProcess, { id }: Planted): Promise<void> {
  const text = `${HOSTILE} ${NIK}`;
  const walkIn: WalkIn = {
    kind: 'walk-in',
    name: text,
    number: NIK,
    position: text,
    unit: text,
    category: 'guest',
  };
  const listed: Signatory = { kind: 'listed', no: 1, name: text, category: 'asn' };
  for (const name of [LONG, `${LONG} 2`]) {
    const url = await stationUrlOf(office, id, name);
    const device = await openFieldDevice(url, { ...AMBIENT, post: over(office) });
    const made = { pact: null, ink: handInk(1), station: text };
    const first = device.keep({ ...signingOf(walkIn, made), represents: text });
    device.keep({ ...signingOf(listed, made), represents: text });
    device.keep({ kind: 'recital', text: new Uint8Array(32), leader: text, fromMs: 0, toMs: 1 });
    device.keep({ kind: 'note', text });
    device.keep({ kind: 'revocation', target: first.id, reason: text, station: text });
    await device.send({ entriesMax: 9, leave: name === LONG ? 0 : 1 });
    const journal = Buffer.from(device.journal).toString('hex');
    const signed = Buffer.from(sha256(first.bytes)).toString('hex');
    for (const digest of [null, signed]) {
      const body = { act: 'set-aside', journal, digest, reason: LONG };
      await office.ask(OFFICE_PATHS.decisions(id), { method: 'POST', body });
    }
    if (name === LONG) continue;
    const path = OFFICE_PATHS.givenUp(id, journal);
    await office.ask(path, { method: 'POST', body: { reason: LONG } });
  }
  await stationUrlOf(office, id, `${LONG} 3`);
}

/** What no door of this office lets in, but an older one kept. */
async function plantInDatabase(office: OfficeProcess): Promise<void> {
  await office.stop();
  const database = new DatabaseSync(join(office.folder, 'office.sqlite'));
  const fields: readonly (readonly [table: string, column: string])[] = [
    ['programmes', 'title'],
    ['gatherings', 'title'],
    ['agencies', 'name'],
    ['signatories', 'name'],
    ['signatories', 'position'],
    ['signatories', 'rank'],
    ['stations', 'name'],
    ['journals', 'station'],
    ['organisers', 'name'],
  ];
  for (const [table, column] of fields) {
    // An invitation has little room.
    const after = table === 'gatherings' ? '' : '\u0336\u0337\u0338\u0336\u0337\u0338';
    database
      .prepare(`update ${table} set ${column} = ? || substr(${column}, 1, 60) || ?`)
      .run(`\u202e${MARK}`, after);
  }
  database.close();
  await office.start();
}
