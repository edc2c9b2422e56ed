/** Yields what the office says on paper and of itself: true to the ledger, and up to date. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { describeOffice } from '#server/openapi.ts';
import { findGathering } from '#server/gatherings.ts';
import { attendanceListOf } from '#server/reports.ts';
import { enrolDevice, inkOf, listed, signing } from '../support/field.ts';
import { type FieldOffice, entriesOf, openFieldOffice } from '../support/office-with-field.ts';
import { readPrinted } from '../support/printed.ts';
import { openTestOffice } from '../support/real-office.ts';

const GUEST = {
  kind: 'walk-in',
  name: 'Tamu Tanpa Daftar',
  number: '9901011203049001',
  position: 'Ketua',
  unit: 'Lembaga Uji',
  category: 'guest',
} as const;

async function listOf(
  at: FieldOffice,
  unsigned = true,
  grouping: 'one-list' | 'per-agency' = 'one-list',
) {
  const found = await findGathering(at.office.context, at.gathering.id);
  if (!found.ok) throw new Error('no gathering');
  return attendanceListOf(at.office.context, found.value, { grouping, unsigned });
}

describe('the attendance list', () => {
  test('has the counted ink and its time, in order of protocol, walk-ins last', async () => {
    await using at = await openFieldOffice({ people: 4, invites: { signatories: [1, 2, 3] } });
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    const startMs = at.clock.nowMs;
    phone.keep(await signing(GUEST, { acts: { attended: true, signed: false } }));
    phone.keep(await signing(listed(3), { ink: inkOf(30) }), { wallMs: startMs + 60_000 });
    phone.keep(await signing(listed(3), { ink: inkOf(31) }), { wallMs: startMs });
    phone.keep(await signing(listed(4)));
    await phone.sync(phone.entries);
    const list = await listOf(at);
    expect(
      list.rows.map(({ name, note, signing: mark }) => [name, note, mark?.atMs ?? null]),
    ).toEqual([
      ['Orang Uji A', '', null],
      ['Orang Uji B', '', null],
      ['Orang Uji C', '', startMs],
      ['Orang Uji D', 'Di luar undangan', startMs],
      ['Tamu Tanpa Daftar', 'Tidak ada dalam daftar', startMs],
    ]);
    expect(list.rows[2]?.signing?.ink).toEqual(inkOf(31));
    expect(list.rows[4]).toMatchObject({ numberLabel: 'NIK', number: '••••9001' });
    const signedOnly = await listOf(at, false);
    expect(signedOnly.rows.map(({ name }) => name)).toEqual([
      'Orang Uji C',
      'Orang Uji D',
      'Tamu Tanpa Daftar',
    ]);
    expect(list.digest).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
    expect((await listOf(at)).digest).toBe(list.digest);
    expect(signedOnly.digest).not.toBe(list.digest);
  });

  test('says how many devices have not sent all, until they have', async () => {
    await using at = await openFieldOffice({ people: 2 });
    at.clock.nowMs = at.gathering.startsAtMs + 1_000;
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    phone.keep(await signing(listed(1)));
    await phone.sync([], { claimedSeq: 1 });
    expect((await listOf(at)).provisional).toEqual({ devicesOutstanding: 1 });
    await phone.sync(phone.entries);
    expect((await listOf(at)).provisional).toBeNull();
  });

  test('is printed with its names, and forgets who was revoked', async () => {
    await using at = await openFieldOffice({ people: 12 });
    const station = await enrolDevice(at, await at.stationUrl('Meja 1'));
    station.keep(await signing(listed(1)));
    const wrong = station.keep(await signing(listed(2)));
    station.keep({ kind: 'revocation', target: wrong.id, reason: 'salah', station: 'Meja 1' });
    await station.sync(station.entries);
    for (const grouping of ['one-list', 'per-agency']) {
      const url = `${OFFICE_PATHS.attendanceList(at.gathering.id)}?grouping=${grouping}`;
      const answer = await at.organise(url);
      expect(answer.headers['content-type']).toBe('application/pdf');
      const { letters } = await readPrinted(answer.bytes);
      for (const text of ['DAFTARHADIR', 'OrangUjiA', 'OrangUjiL', '12orang,1bertandatangan']) {
        expect(letters).toContain(text);
      }
    }
    const bundles = await listOf(at, true, 'per-agency');
    expect(bundles.rows.map(({ agency }) => agency).slice(9, 11)).toEqual([
      'Dinas Uji A',
      'Dinas Uji B',
    ]);
  });
});

describe('the list of entries', () => {
  test('tells who, when, from where, and draws the ink', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const station = await enrolDevice(at, await at.stationUrl('Meja 1'));
    station.keep(await signing(listed(1)));
    station.keep({ kind: 'note', text: 'hujan' });
    station.keep(await signing(GUEST, { represents: 'Ketua Lama' }));
    await station.sync(station.entries);
    const { entries, total } = await entriesOf(at);
    expect(total).toBe(3);
    expect(entries).toMatchObject([
      { kind: 'signing', who: { no: null, name: GUEST.name }, remark: 'Ketua Lama' },
      { kind: 'note', who: null, remark: 'hujan', counted: false },
      {
        kind: 'signing',
        who: { no: 1, name: 'Orang Uji A', position: 'Staf', unit: 'Dinas Uji A' },
        station: 'Meja 1',
        zone: 'WITA',
        attended: true,
        signed: true,
        counted: true,
        seq: 1,
      },
    ]);
    expect((await entriesOf(at, 'walk-ins')).total).toBe(1);
    const [walkIn, note] = entries;
    const ink = await at.organise(OFFICE_PATHS.ink(at.gathering.id, walkIn?.id ?? ''));
    expect(ink.headers['content-type']).toBe('image/svg+xml');
    expect(Buffer.from(ink.bytes).toString()).toMatch(/^<svg [^>]*viewBox="0 0 2048 1024"><path/);
    const none = await at.organise(OFFICE_PATHS.ink(at.gathering.id, note?.id ?? ''));
    expect(none.status).toBe(404);
  });
});

describe('docs/openapi.json', () => {
  test('is what the office says of itself: npm run openapi', async () => {
    await using at = await openTestOffice();
    await at.office.app.ready();
    const path = join(import.meta.dirname, '../../docs/openapi.json');
    const written: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(JSON.parse(describeOffice(at.office.app))).toEqual(written);
    expect(written).toMatchObject({ openapi: '3.1.0' });
  });
});
