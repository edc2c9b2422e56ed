/** What the office says on paper and in lists: true to the ledger. */
import { describe, expect, test } from 'vitest';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { entryPage } from '#core/office-gathering-api.ts';
import { findGathering } from '#server/gathering/gatherings.ts';
import { readAttendanceList } from '#server/papers/attendance-list.ts';
import { enrolDevice, inkOf, listed, newGathering, postRoster, signing } from '../support/field.ts';
import {
  type FieldOffice,
  completenessOf,
  entriesOf,
  makeGathering,
  openFieldOffice,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';
import { readPrinted } from '../support/printed.ts';

const GUEST = {
  kind: 'walk-in',
  name: 'Tamu Tanpa Daftar',
  number: '9001',
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
  return readAttendanceList(at.office.context, found.value, {
    kind: 'attendance-list',
    grouping,
    unsigned: unsigned ? '1' : '0',
  });
}

describe('the attendance list', () => {
  test('has the counted ink and its time, in order of protocol, walk-ins last', async () => {
    await using at = await openFieldOffice({ people: 4, invites: { signatories: [1, 2, 3] } });
    const phone = await enrolDesk(at);
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
      ['Tamu Tanpa Daftar', 'Mengisi data sendiri', startMs],
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

  test('stands in order of protocol over all agencies, and walk-ins of phones at its end', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const csv = [
      'Nama;NIP;Jabatan;Perangkat Daerah;Kategori;Urutan',
      'Andi Staf;197607222001122901;Staf;Dinas Satu;asn;30',
      'Budi Kepala;197607222001122902;Kepala;Dinas Satu;asn;2',
      'Zainal Bupati;197607222001122903;Bupati;Dinas Dua;asn;1',
    ].join('\n');
    await postRoster(at, at.programme.id, { csv, commit: 1 });
    const [desk, phone] = [await enrolDesk(at), await enrolDevice(at, at.gathering.invitation.url)];
    desk.keep(await signing({ ...GUEST, name: 'Zul Tamu' }));
    phone.keep(await signing({ ...GUEST, name: 'Ani Tamu' }));
    for (const device of [desk, phone]) await device.sync(device.entries);
    const namesIn = async (grouping: 'one-list' | 'per-agency') =>
      (await listOf(at, true, grouping)).rows.map(({ name }) => name.split(' ')[0]);
    expect(await namesIn('one-list')).toEqual(['Zainal', 'Budi', 'Andi', 'Zul', 'Ani']);
    expect(await namesIn('per-agency')).toEqual(['Budi', 'Andi', 'Zainal', 'Zul', 'Ani']);
  });

  test('is confirmed on the day of the gathering, whenever it is printed', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const confirmedBy = {
      city: 'Uji',
      position: 'Camat',
      name: 'Budira',
      rank: 'IV/a',
      number: '196901011990011903',
    };
    const gathering = await makeGathering(at, { ...newGathering(at.programme.id), confirmedBy });
    const here = Object.assign(Object.create(at) as FieldOffice, { gathering });
    at.clock.nowMs += 3 * 24 * 3_600_000;
    const list = await listOf(here);
    expect(list.confirmedBy).toEqual({ ...confirmedBy, dateMs: gathering.startsAtMs });
    expect(list.printedAtMs).toBe(at.clock.nowMs);
  });

  test('has nobody uninvited whose doubted signing was revoked', async () => {
    await using at = await openFieldOffice({ people: 3, invites: { signatories: [1] } });
    const desk = await enrolDesk(at);
    const kept = desk.keep(await signing({ ...listed(2), name: 'Nama Lain' }));
    await desk.sync(desk.entries);
    expect((await listOf(at)).rows.map(({ name }) => name)).toEqual(['Orang Uji A', 'Orang Uji B']);
    desk.keep({ kind: 'revocation', target: kept.id, reason: 'salah', station: 'Meja uji' });
    await desk.sync(desk.entries);
    expect((await listOf(at)).rows.map(({ name }) => name)).toEqual(['Orang Uji A']);
  });

  test('names the organiser once, whether or not the letterhead did', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const linesOf = async () => (await listOf(at)).letterhead?.governmentLines;
    expect((await listOf(at)).letterhead?.organiser).toBe('Badan Uji');
    expect(await linesOf()).toEqual(['PEMERINTAH KABUPATEN UJI']);
    const lines = ['PEMERINTAH KABUPATEN UJI', 'BADAN UJI'];
    await at.office.context.database.query
      .updateTable('programmes')
      .set({ letterhead: JSON.stringify({ lines, address: '' }) })
      .execute();
    expect(await linesOf()).toEqual(['PEMERINTAH KABUPATEN UJI']);
  });

  test('says how many devices have not sent all, until they have', async () => {
    await using at = await openFieldOffice({ people: 2 });
    at.clock.nowMs = at.gathering.startsAtMs + 1_000;
    const phone = await enrolDesk(at);
    phone.keep(await signing(listed(1)));
    await phone.sync([], { claimedSeq: 1 });
    expect((await listOf(at)).provisional).toEqual({ why: 'devices', devicesOutstanding: 1 });
    await phone.sync(phone.entries);
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    expect((await listOf(at)).provisional).toBeNull();
  });

  test('shows a signature that is set aside as one that came, and is not counted', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const phone = await enrolDesk(at);
    phone.keep(await signing({ ...listed(2), name: 'Nama Sebelum Diperbaiki' }));
    await phone.sync(phone.entries);
    const list = await listOf(at, false);
    expect(list.rows).toMatchObject([
      { name: 'Orang Uji B', note: 'Tanda tangan diterima, perlu diperiksa', signing: null },
    ]);
    expect(list.remarks).toEqual({
      unproven: 0,
      unprovenPhones: 0,
      wasPutBack: false,
      setAside: 1,
      accepted: 0,
    });
    const { letters } = await readPrinted(
      (await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'))).bytes,
    );
    expect(letters).toContain(
      '1catatantidakdihitung:perludiperiksa,ataudikesampingkanpenyelenggara',
    );
    expect(letters).toContain('Tandatanganditerima,perludiperiksa');
  });

  test.each([
    ['a minute ahead of the receipt', 60_000, true],
    ['three minutes ahead of the receipt', 180_000, false],
    ['two days before the start', -48 * 3_600_000, false],
    ['an hour before the device was enrolled', -3_600_000, true],
  ])('says when an entry came, where its own hour is %s', async (_what, aheadMs, isPossible) => {
    await using at = await openFieldOffice({ people: 2 });
    const desk = await enrolDesk(at);
    const receivedAtMs = at.clock.nowMs;
    desk.keep(await signing(listed(1)), { wallMs: receivedAtMs + aheadMs });
    desk.keep(await signing(listed(2)));
    await desk.sync(desk.entries);
    const said = isPossible ? null : receivedAtMs;
    const rows = (await listOf(at, false)).rows.map((row) => row.signing?.receivedAtMs);
    expect(rows).toEqual([said, null]);
    const [, entry] = (await entriesOf(at)).entries;
    expect(entry).toMatchObject({ doubt: null, isTimePossible: isPossible, receivedAtMs });
  });

  test('is printed whatever instant one device says, as are the screens', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const phone = await enrolDesk(at);
    phone.keep(await signing(listed(1)), { wallMs: Number.MAX_SAFE_INTEGER });
    phone.keep(await signing(listed(2)));
    await phone.sync(phone.entries);
    const { status, bytes } = await at.organise(
      OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'),
    );
    expect(status).toBe(200);
    expect((await readPrinted(bytes)).letters).toContain('OrangUjiB');
    expect((await entriesOf(at)).entries).toHaveLength(2);
  });

  test('has another digest when a position is another, and never claims whose device it was', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const phone = await enrolDesk(at);
    phone.keep(await signing(listed(1)));
    await phone.sync(phone.entries);
    const before = await listOf(at);
    await at.office.context.database.query
      .updateTable('signatories')
      .set({ position: 'Pelaksana Tugas' })
      .execute();
    expect((await listOf(at)).digest).not.toBe(before.digest);
    const { bytes } = await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'));
    expect((await readPrinted(bytes)).letters).not.toContain('perangkatpanitia');
  });

  test('is printed with its names, and forgets who was revoked', async () => {
    await using at = await openFieldOffice({ people: 12 });
    const station = await enrolDevice(at, await at.stationUrl('Meja 1'));
    station.keep(await signing(listed(1)));
    const wrong = station.keep(await signing(listed(2)));
    station.keep({ kind: 'revocation', target: wrong.id, reason: 'salah', station: 'Meja 1' });
    await station.sync(station.entries);
    for (const grouping of ['one-list', 'per-agency']) {
      const url = `${OFFICE_PATHS.paper(at.gathering.id, 'attendance-list')}?grouping=${grouping}`;
      const answer = await at.organise(url);
      expect(answer.headers['content-type']).toBe('application/pdf');
      const { letters } = await readPrinted(answer.bytes);
      for (const text of ['DAFTARHADIR', 'OrangUjiA', 'OrangUjiL', '12orang,1bertandatangan']) {
        expect(letters).toContain(text);
      }
    }
    const bundles = await listOf(at, true, 'per-agency');
    expect(bundles.rows.map(({ topAgency }) => topAgency?.name).slice(9, 11)).toEqual([
      'Dinas Uji A',
      'Dinas Uji B',
    ]);
  });

  test('names the unit with the agency above it, and leaves a walk-in outside of all', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const csv = [
      'Nama;NIP;Jabatan;Unit Kerja;Perangkat Daerah;Kategori',
      'Andi Satu;197607222001122901;Staf;Bidang Perumahan;Dinas PUPR;asn',
      'Budi Dua;197607222001122902;Kepala;;Dinas PUPR;asn',
    ].join('\n');
    await postRoster(at, at.programme.id, { csv, commit: 1 });
    const phone = await enrolDesk(at);
    phone.keep(await signing({ ...GUEST, unit: 'Dinas PUPR' }));
    await phone.sync(phone.entries);
    for (const grouping of ['one-list', 'per-agency'] as const) {
      const { rows } = await listOf(at, true, grouping);
      expect(rows.map(({ agency, topAgency }) => [agency, topAgency?.name])).toEqual([
        ['Bidang Perumahan, Dinas PUPR', 'Dinas PUPR'],
        ['Dinas PUPR', 'Dinas PUPR'],
        ['Dinas PUPR', undefined],
      ]);
    }
    const path = `${OFFICE_PATHS.paper(at.gathering.id, 'attendance-list')}?grouping=per-agency`;
    const { letters } = await readPrinted((await at.organise(path)).bytes);
    expect(letters).toContain('Mengisidatasendiri1orang,1bertandatangan');
  });
});

function inkPath(
  at: FieldOffice,
  entry: { id: string; digest: string } | null | undefined,
): string {
  return OFFICE_PATHS.ink(at.gathering.id, entry?.id ?? '-', entry?.digest ?? '-');
}

const OATH = { kind: 'recital', text: new Uint8Array(32), leader: 'Pj. Bupati' } as const;

describe('a recital', () => {
  test('is told on paper in one line, and says of a wrong clock that it was the device’s', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const station = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const fromMs = at.gathering.startsAtMs + 15 * 60_000;
    station.keep({ ...OATH, fromMs, toMs: fromMs + 7 * 60_000 });
    const second = { ...OATH, leader: 'Camat', fromMs: fromMs - 1, toMs: fromMs };
    const { id: target } = station.keep(second);
    await station.sync(station.entries);
    const printed = async (): Promise<string> =>
      (
        await readPrinted(
          (await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'))).bytes,
        )
      ).letters;
    expect(await printed()).toContain(
      'Ikrar:Dibacakanbersama,dipimpinolehPj.Bupati,pukul07.45–07.52WITA',
    );
    expect((await listOf(at)).recitals.map(({ leader }) => leader)).toEqual([
      'Camat',
      'Pj. Bupati',
    ]);
    station.keep({ kind: 'revocation', target, reason: 'salah catat', station: 'Meja 1' });
    await station.sync(station.entries);
    expect((await listOf(at)).recitals.map(({ leader }) => leader)).toEqual(['Pj. Bupati']);
    const laterMs = at.clock.nowMs + 3 * 3_600_000;
    station.keep({ ...OATH, leader: 'Lurah', fromMs: laterMs, toMs: laterMs + 1 });
    await station.sync(station.entries);
    expect(await printed()).toMatch(/Lurah,pukul[\d.–]+WITA\(jamperangkat;diterima/u);
  });

  test('of a phone is set aside and on no paper', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    phone.keep({ ...OATH, fromMs: 0, toMs: 1 });
    await phone.sync(phone.entries);
    expect((await listOf(at)).recitals).toEqual([]);
    expect((await entriesOf(at)).entries).toMatchObject([{ doubt: 'not-permitted' }]);
  });

  test('is listed with who led it and from when to when, and is nobody’s signature', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const station = await enrolDevice(at, await at.stationUrl('Meja 1'));
    station.keep({ ...OATH, fromMs: 1_000, toMs: 2_000 });
    await station.sync(station.entries);
    const { leader } = OATH;
    expect((await entriesOf(at)).entries).toMatchObject([
      { kind: 'recital', who: null, remark: '', recital: { leader, fromMs: 1_000, toMs: 2_000 } },
    ]);
    const turnout = await turnoutOf(at);
    expect(turnout.totals).toMatchObject({ attended: 0, signed: 0 });
  });
});

test('whoever signed for another, or with help, is said so on paper and in the list', async () => {
  await using at = await openFieldOffice({ people: 2 });
  const station = await enrolDevice(at, await at.stationUrl('Meja 1'));
  station.keep(await signing(listed(1), { assisted: true }));
  station.keep(await signing(listed(2)));
  station.keep(await signing(GUEST, { represents: 'Ketua Lama', assisted: true }));
  await station.sync(station.entries);
  const list = await listOf(at);
  expect(list.rows.map(({ note }) => note)).toEqual([
    'Dibantu petugas',
    '',
    'Mengisi data sendiri · Mewakili Ketua Lama · Dibantu petugas',
  ]);
  expect((await entriesOf(at)).entries).toMatchObject([
    { assisted: true, remark: 'Ketua Lama' },
    { assisted: false, remark: '' },
    { assisted: true, remark: '' },
  ]);
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
    const ink = await at.organise(inkPath(at, walkIn));
    expect(ink.headers['content-type']).toBe('image/svg+xml');
    expect(Buffer.from(ink.bytes).toString()).toMatch(/^<svg [^>]*viewBox="0 0 2048 1024"><path/);
    const none = await at.organise(inkPath(at, note));
    expect(none.status).toBe(404);
  });

  test('shows what contradicts an entry beside it, each with its own ink', async () => {
    await using at = await openFieldOffice();
    const phone = await enrolDesk(at);
    const first = phone.keep(await signing(listed(1), { ink: inkOf(1) }));
    phone.keep(await signing(listed(2), { ink: inkOf(2) }));
    phone.rewind(1);
    phone.keep(await signing(listed(3), { ink: inkOf(3) }));
    phone.keep(await signing(listed(4), { ink: inkOf(4) }), { id: first.id });
    await phone.sync(phone.entries.slice(0, 2));
    await phone.sync(phone.entries.slice(2));
    const page = await entriesOf(at, 'doubted');
    expect(page.total).toBe((await completenessOf(at)).devices[0]?.quarantined);
    expect(page.entries).toMatchObject([
      {
        who: { name: 'Orang Uji D', unit: 'Dinas Uji A' },
        seq: 3,
        doubt: null,
        counted: false,
        beside: { place: 'conflict', held: { name: 'Orang Uji A' } },
      },
      {
        who: { name: 'Orang Uji C' },
        seq: 2,
        doubt: 'forked',
        counted: false,
        beside: { place: 'fork', held: { name: 'Orang Uji B' } },
      },
    ]);
    const [conflict, fork] = page.entries;
    const shown = [conflict, conflict?.beside?.held, fork, fork?.beside?.held];
    const inks = await Promise.all(shown.map((entry) => at.organise(inkPath(at, entry))));
    expect(inks.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(inks.map(({ bytes }) => Buffer.from(bytes).toString())).size).toBe(4);
    const all = await entriesOf(at);
    expect([all.total, all.entries.length]).toEqual([4, 4]);
    expect(all.entries.map(({ counted }) => counted)).toEqual([false, false, true, true]);
  });

  test('holds an entry whose id another gathering used for what it is', async () => {
    await using at = await openFieldOffice();
    const other = await makeGathering(at, newGathering(at.programme.id));
    const elsewhere = await enrolDevice(at, other.invitation.url);
    const first = elsewhere.keep(await signing(listed(1)));
    await elsewhere.sync(elsewhere.entries);
    const phone = await enrolDesk(at);
    phone.keep(await signing(listed(2)), { id: first.id });
    await phone.sync(phone.entries);
    expect((await entriesOf(at)).entries).toMatchObject([{ doubt: null, beside: null }]);
  });

  test('goes on from page to page where those beside others end', async () => {
    await using at = await openFieldOffice({ people: 60 });
    const phone = await enrolDesk(at);
    for (let no = 1; no <= 50; no++) phone.keep(await signing(listed(no)));
    await phone.sync(phone.entries);
    phone.rewind(47);
    for (let no = 51; no <= 53; no++) phone.keep(await signing(listed(no)));
    await phone.sync(phone.entries.slice(50));
    const pages = await Promise.all(
      [1, 2, 3].map(async (page) => {
        const url = `${OFFICE_PATHS.entries(at.gathering.id)}?page=${page}`;
        return (await at.organise(url)).read(entryPage);
      }),
    );
    expect(pages.map(({ total, entries }) => [total, entries.length])).toEqual([
      [53, 50],
      [53, 3],
      [53, 0],
    ]);
    const digests = pages.flatMap(({ entries }) => entries.map(({ digest }) => digest));
    expect(new Set(digests).size).toBe(53);
    expect(pages[1]?.entries.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });
});
