/** The import of rosters: whole or not at all, and people keep their number for ever. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS, agencyList, problem, rosterPage, rosterReport } from '#core/office-api.ts';
import { decodeRoster } from '#core/roster.ts';
import { enrolDevice, listed, postRoster, rosterCsv, signing } from '../support/field.ts';
import {
  type FieldOffice,
  entriesOf,
  openFieldOffice,
  recounted,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';

const HEAD = 'Nama;NIP;Jabatan;Perangkat Daerah;Kategori';

/** Everything an import writes. */
function stored({ office }: FieldOffice): unknown {
  const { sqlite } = office.context.database;
  return ['agencies', 'signatories', 'rosters', 'invited', 'turnout'].map((table) =>
    sqlite.prepare(`select * from ${table}`).all(),
  );
}

/** Imports people of one post, and tells the numbers they have in the roster. */
async function importPeople(
  at: FieldOffice,
  people: readonly (readonly [name: string, nip: string])[],
): Promise<readonly string[]> {
  const lines = people.map(([name, nip]) => `${name};${nip};Staf;Dinas A;asn`);
  const csv = [HEAD, ...lines].join('\n');
  const answer = await postRoster(at, at.programme.id, { csv, commit: 1 });
  expect(answer.read(rosterReport).imported).toBe(true);
  const page = await at.organise(OFFICE_PATHS.roster(at.programme.id));
  return page.read(rosterPage).people.map(({ no, name }) => `${no} ${name}`);
}

function csvLines(at: { readonly people: number }): string[] {
  return rosterCsv(at.people).split('\r\n');
}

describe('a roster file', () => {
  test('is only judged until it is to be imported', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const before = stored(at);
    const judged = await postRoster(at, at.programme.id, { csv: rosterCsv(40), commit: 0 });
    expect(judged.read(rosterReport)).toMatchObject({
      rows: 40,
      agencies: 4,
      errors: 0,
      imported: false,
      changes: { added: 37, kept: 3, removed: 0, keptForEntries: 0 },
    });
    expect(stored(at)).toEqual(before);
    const done = await postRoster(at, at.programme.id, { csv: rosterCsv(40), commit: 1 });
    expect(done.read(rosterReport).imported).toBe(true);
    expect((await turnoutOf(at)).totals.expected).toBe(40);
  });

  test('with one bad row changes nothing, and every fault names its row and column', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const before = stored(at);
    const csv = [
      HEAD,
      'Orang Satu;197607222001122901;Staf;Dinas Uji;asn',
      'Orang Dua;197607222001122000;Staf;Dinas Uji;asn',
      'Orang Tiga;1,97607E+17;Staf;Dinas Uji;asn',
      ';197607222001122902;Staf;Dinas Uji;asn',
      'Orang Lima;197607222001122901;Staf;Dinas Uji;asn',
    ].join('\n');
    const answer = await postRoster(at, at.programme.id, { csv, commit: 1 });
    const report = answer.read(rosterReport);
    expect(report).toMatchObject({ imported: false, errors: 4 });
    expect(
      report.faults.map(({ row, column, code, otherRow }) => [row, column, code, otherRow]),
    ).toEqual([
      [3, 'NIP', 'number-damaged', null],
      [4, 'NIP', 'number-damaged', null],
      [5, 'Nama', 'name-missing', null],
      [6, 'NIP', 'number-duplicate', 2],
    ]);
    expect(stored(at)).toEqual(before);
  });

  test('tells what refuses it before what is only worth a look', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const csv = [
      `${HEAD};Urutan`,
      'Andi Satu;197607222001122901;Staf;Dinas A;asn;pertama',
      ';197607222001122902;Staf;Dinas A;asn;2',
    ].join('\n');
    const { faults } = (await postRoster(at, at.programme.id, { csv, commit: 0 })).read(
      rosterReport,
    );
    expect(faults.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  test('with headings and nobody below them takes nobody off the roster', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const before = stored(at);
    const answer = await postRoster(at, at.programme.id, { csv: `${HEAD}\n`, commit: 1 });
    expect(answer.read(rosterReport)).toMatchObject({ rows: 0, errors: 0, imported: false });
    expect(stored(at)).toEqual(before);
  });

  test('that is no roster is refused whole', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const before = stored(at);
    const post = async (csv: string | Uint8Array): Promise<readonly [number, string]> => {
      const answer = await postRoster(at, at.programme.id, { csv, commit: 1 });
      return [answer.status, answer.read(problem).title];
    };
    expect(await post('<html><body>Masuk</body></html>')).toEqual([422, 'not-a-table']);
    expect(await post(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).toEqual([422, 'not-a-table']);
    expect(await post('')).toEqual([422, 'not-a-table']);
    expect(await post('a;b\n1;2\n')).toEqual([422, 'column-missing']);
    expect(await post(rosterCsv(60_000))).toEqual([413, 'too-many-rows']);
    expect(await post(new Uint8Array(17 * 1024 * 1024).fill(0x41))).toEqual([413, 'too-large']);
    expect(stored(at)).toEqual(before);
  });

  test('with more faults than a screen shows tells every one', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const csv = [HEAD, ...Array.from({ length: 700 }, (_, i) => `;;Staf ${i};Dinas;asn`)];
    const answer = await postRoster(at, at.programme.id, { csv: csv.join('\n'), commit: 1 });
    const report = answer.read(rosterReport);
    expect(report.errors).toBe(700);
    expect(report.faults.map(({ row }) => row)).toEqual(csv.slice(1).map((_, i) => i + 2));
  });

  test('with more faults than an answer holds counts them all', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const rows = Array.from({ length: LIMITS.rosterRowsMax }, () => ';;Staf;Dinas;x');
    const csv = [HEAD, ...rows].join('\n');
    const report = (await postRoster(at, at.programme.id, { csv, commit: 0 })).read(rosterReport);
    expect(report.errors).toBe(2 * LIMITS.rosterRowsMax);
    expect(report.faults).toHaveLength(LIMITS.rosterFaultsMax);
  });

  test('tells which columns are read and which are not', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const csv = 'Nama (lengkap);NIP;NIK;Jabatan\nOrang Satu;;9901016207769903;Staf';
    const report = (await postRoster(at, at.programme.id, { csv, commit: 0 })).read(rosterReport);
    expect(report.columns).toEqual([
      { heading: 'Nama (lengkap)', letter: 'A', field: 'name' },
      { heading: 'NIP', letter: 'B', field: 'number' },
      { heading: 'Jabatan', letter: 'D', field: 'position' },
    ]);
    expect(report).toMatchObject({ errors: 0, warnings: 1 });
    expect(report.faults).toMatchObject([{ column: 'NIK (C)', code: 'column-unused' }]);
  });

  test('that would make a roster no device accepts is refused, judged or imported', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const device = await enrolDesk(at);
    device.keep(await signing(listed(2)));
    await device.sync(device.entries);
    const before = stored(at);
    // Who has signed stays on the roster, in an agency that this file leaves no room for.
    const rows = Array.from({ length: LIMITS.agenciesMax }, (_, i) => `Orang ${i};;Staf;UPT ${i};`);
    for (const commit of [0, 1] as const) {
      const csv = [HEAD, ...rows].join('\n');
      const answer = await postRoster(at, at.programme.id, { csv, commit });
      expect([answer.status, answer.read(problem).title]).toEqual([422, 'roster-unfit']);
      expect(stored(at)).toEqual(before);
    }
    const csv = [HEAD, ...rows.slice(1)].join('\n');
    const answer = await postRoster(at, at.programme.id, { csv, commit: 1 });
    expect(answer.read(rosterReport)).toMatchObject({ imported: true, agencies: 9_999 });
  });

  test('whose package would be too large for a device is refused', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const before = stored(at);
    // In Windows-1252 this sign is one byte of the file, and three on the wire.
    const sign = String.fromCharCode(0x80);
    const rows = Array.from({ length: 38_000 }, (_, i) => `Orang ${i};;${i}${sign.repeat(150)};;`);
    const csv = Buffer.from([HEAD, ...rows].join('\n'), 'latin1');
    const answer = await postRoster(at, at.programme.id, { csv, commit: 1 });
    expect([answer.status, answer.read(problem).title]).toEqual([422, 'roster-unfit']);
    expect(answer.read(problem).detail).toMatch(/^too-large/);
    expect(stored(at)).toEqual(before);
  });

  test('gives devices the same people as the tables', async () => {
    await using at = await openFieldOffice({ people: 30 });
    const { sqlite } = at.office.context.database;
    const bytes = sqlite.prepare('select bytes from rosters').get()?.['bytes'];
    const roster = decodeRoster(bytes instanceof Uint8Array ? bytes : new Uint8Array(0));
    if (!roster.ok) throw new Error('no roster');
    const rows = sqlite.prepare('select no, name, number, agency_no from signatories').all();
    expect(
      roster.value.rows.map(({ no, name, number, agency }) => [no, name, number, agency + 1]),
    ).toEqual(rows.map((row) => [row['no'], row['name'], row['number'], row['agency_no']]));
    expect(roster.value.programme).toBe(at.programme.id);
  });
});

describe('importing again', () => {
  test('keeps numbers by NIP, then by name and post, and never gives one twice', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const importCsv = async (rows: readonly string[]): Promise<readonly string[]> => {
      const csv = [HEAD, ...rows].join('\n');
      const answer = await postRoster(at, at.programme.id, { csv, commit: 1 });
      expect(answer.read(rosterReport).imported).toBe(true);
      const page = await at.organise(OFFICE_PATHS.roster(at.programme.id));
      return page.read(rosterPage).people.map(({ no, name }) => `${no} ${name}`);
    };
    const first = await importCsv([
      'Andi Satu;197607222001122901;Staf;Dinas A;asn',
      'Budi Dua;;Sopir;Dinas A;non asn',
      'Cici Tiga;;Sopir;Dinas A;non asn',
    ]);
    expect(first).toEqual(['2 Andi Satu', '3 Budi Dua', '4 Cici Tiga']);
    const second = await importCsv([
      'Dodi Empat;197607222001122902;Staf;Dinas A;asn',
      'BUDI  DUA;;Sopir;Dinas A;non asn',
      'Andi Satu, S.Sos;197607222001122901;Kepala Seksi;Dinas B;asn',
    ]);
    expect(second).toEqual(['2 Andi Satu, S.Sos', '3 BUDI DUA', '5 Dodi Empat']);
    const third = await importCsv(['Cici Tiga;;Sopir;Dinas A;non asn']);
    expect(third).toEqual(['6 Cici Tiga']);
    // Whoever had the highest number is gone before anybody new comes.
    expect(await importCsv(['Eko Lima;;Staf;Dinas A;non asn'])).toEqual(['7 Eko Lima']);
    expect(await importCsv(['Fani Enam;;Staf;Dinas A;non asn'])).toEqual(['8 Fani Enam']);
  });

  test('keeps people who have entries, although the file forgot them', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const device = await enrolDesk(at);
    device.keep(await signing(listed(2)));
    await device.sync(device.entries);
    const csv = csvLines({ people: 3 }).filter((line) => !/Uji [BC];/.test(line));
    const answer = await postRoster(at, at.programme.id, { csv: csv.join('\n'), commit: 1 });
    expect(answer.read(rosterReport).changes).toEqual({
      added: 0,
      kept: 1,
      removed: 1,
      keptForEntries: 1,
    });
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 2, signed: 1 });
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });

  test('leaves who is kept for his entries in his unit, below its agency', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const head = 'Nama;NIP;Jabatan;Unit Kerja;Perangkat Daerah;Kategori';
    const one = 'Andi Satu;197607222001122901;Staf;Bidang Jalan;Dinas A;asn';
    const other = 'Budi Dua;198003152005011902;Staf;;Dinas B;asn';
    const importRow = (row: string) =>
      postRoster(at, at.programme.id, { csv: `${head}\n${row}`, commit: 1 });
    await importRow(one);
    const desk = await enrolDesk(at);
    await desk.sync([desk.keep(await signing({ ...listed(2), name: 'Andi Satu' }))]);
    await importRow(other);
    const { agencies } = (await at.organise(OFFICE_PATHS.agencies(at.programme.id))).read(
      agencyList,
    );
    const nameOf = new Map(agencies.map(({ no, name }) => [no, name]));
    expect(
      agencies.map(({ name, parent, people }) => [name, nameOf.get(parent ?? 0) ?? null, people]),
    ).toEqual([
      ['Dinas B', null, 1],
      ['Dinas A', null, 1],
      ['Bidang Jalan', 'Dinas A', 1],
    ]);
  });

  test('writes an order of protocol that alone was mended', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const row = 'Andi Satu;197607222001122901;Staf;Dinas A;asn';
    const orderAfter = async (order: number) => {
      const csv = `${HEAD};Urutan\n${row};${order}`;
      await postRoster(at, at.programme.id, { csv, commit: 1 });
      const { sqlite } = at.office.context.database;
      return sqlite.prepare('select no, protocol_order as place from signatories').all();
    };
    expect(await orderAfter(7)).toEqual([{ no: 2, place: 7 }]);
    expect(await orderAfter(3)).toEqual([{ no: 2, place: 3 }]);
  });

  test('judges again what was doubted for the roster, and counts it', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const device = await enrolDesk(at);
    device.keep(await signing(listed(3)));
    device.keep(await signing({ ...listed(1), name: 'Orang Uji A, S.Sos' }));
    const { verdicts } = await device.sync(device.entries);
    expect(verdicts).toMatchObject([{ doubt: 'unknown-signatory' }, { doubt: 'other-identity' }]);
    expect((await turnoutOf(at)).totals.signed).toBe(0);
    const csv = rosterCsv(3).replace('Orang Uji A;', '"Orang Uji A, S.Sos";');
    await postRoster(at, at.programme.id, { csv, commit: 1 });
    expect((await entriesOf(at, 'doubted')).total).toBe(0);
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 3, signed: 2 });
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });

  test('counts no entry whose broken chain an unknown name had hidden', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const device = await enrolDesk(at);
    const first = device.keep(await signing(listed(1)));
    const second = device.keep(await signing(listed(2)));
    device.rewind(1);
    device.keep(await signing(listed(1))); // it stays away
    const third = device.keep(await signing(listed(3)));
    await device.sync([first]);
    expect((await device.sync([third])).verdicts).toMatchObject([{ doubt: 'unknown-signatory' }]);
    await device.sync([second]);
    await postRoster(at, at.programme.id, { csv: rosterCsv(3), commit: 1 });
    expect((await entriesOf(at, 'doubted')).entries).toMatchObject([{ doubt: 'chain-broken' }]);
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 3, signed: 2 });
  });

  test('counts who signed under a spelling that was mended since, now and later', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const device = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const csv = rosterCsv(2).replace('Orang Uji A;', 'Oranng Ujie A;');
    await postRoster(at, at.programme.id, { csv, commit: 1 });
    // The tablet still holds the roster of before, and so it does after a restart of the office.
    const early = device.keep(await signing(listed(1)));
    expect((await device.sync([early])).verdicts).toMatchObject([{ kind: 'stored' }]);
    await postRoster(at, at.programme.id, { csv: csv.replace('Ujie', 'Oejy'), commit: 1 });
    await at.restart();
    const late = device.keep(await signing(listed(1)));
    expect((await device.sync([late])).verdicts).toMatchObject([{ kind: 'stored' }]);
    expect((await entriesOf(at, 'doubted')).total).toBe(0);
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 2, signed: 1 });
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });

  test('passes no number, and no signature, to whom a slipped NIP belonged', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const [one, two, three] = ['197607222001122901', '198003152005011902', '198511302010011903'];
    await importPeople(at, [
      ['Siti Aminah', two],
      ['Siti Aminatun', one],
    ]);
    const device = await enrolDesk(at);
    device.keep(await signing({ ...listed(2), name: 'Siti Aminah' }));
    await device.sync(device.entries);
    const mended = [
      ['Siti Aminah', one],
      ['Siti Aminatun', two],
    ] as const;
    expect(await importPeople(at, mended)).toEqual(['2 Siti Aminah', '3 Siti Aminatun']);
    // The number was another's all along: whoever signed with it keeps the number and the entry.
    expect(await importPeople(at, [['Rahmat Basri', one], mended[1]])).toEqual([
      '2 Siti Aminah',
      '3 Siti Aminatun',
      '4 Rahmat Basri',
    ]);
    const returned = [['Siti Aminah', three], ['Rahmat Basri', one], mended[1]] as const;
    expect(await importPeople(at, returned)).toEqual([
      '2 Siti Aminah',
      '3 Siti Aminatun',
      '4 Rahmat Basri',
    ]);
    expect((await entriesOf(at)).entries).toMatchObject([
      { who: { no: 2, name: 'Siti Aminah' }, doubt: null, counted: true },
    ]);
  });

  test.each([
    [
      'slipped by a row',
      ['198003152005011902', '198511302010011903', '199012012015032904'],
      ['197607222001122901', '198003152005011902', '198511302010011903'],
    ],
    [
      'had a wrong digit in the birth date',
      ['197607222001122901', '198003152005011902', '198511302010011903'],
      ['197607212001122901', '198005132005011902', '195811302010011903'],
    ],
  ])('expects nobody twice whose NIP %s when he signed', async (_, before, now) => {
    await using at = await openFieldOffice({ people: 1 });
    const names = ['Andi Satu', 'Budi Dua', 'Cici Tiga'];
    const withNumbers = (numbers: readonly string[]) =>
      names.map((name, i) => [name, numbers[i] ?? ''] as const);
    await importPeople(at, withNumbers(before));
    const device = await enrolDesk(at);
    for (const [i, name] of names.entries()) {
      device.keep(await signing({ ...listed(i + 2), name }));
    }
    await device.sync(device.entries);
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 3, signed: 3 });
    expect(await importPeople(at, withNumbers(now))).toEqual([
      '2 Andi Satu',
      '3 Budi Dua',
      '4 Cici Tiga',
    ]);
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 3, signed: 3 });
    expect((await entriesOf(at, 'doubted')).total).toBe(0);
  });

  test('passes no number to a namesake who has a NIP of his own', async () => {
    await using at = await openFieldOffice({ people: 1 });
    await importPeople(at, [
      ['Siti Aminah', '197607222001122901'],
      ['Siti Hawa', '198003152005011902'],
    ]);
    const device = await enrolDesk(at);
    device.keep(await signing({ ...listed(2), name: 'Siti Aminah' }));
    device.keep(await signing({ ...listed(3), name: 'Siti Hawa' }));
    await device.sync(device.entries);
    // The list of another office, where nobody's post tells him from who was on the first.
    const other = [
      ['Siti Aminah', '198907172014032905'],
      ['Siti Hawa', '198003152005011902'],
    ] as const;
    expect(await importPeople(at, other)).toEqual([
      '2 Siti Aminah',
      '3 Siti Hawa',
      '4 Siti Aminah',
    ]);
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 3, signed: 2 });
  });

  test('passes no number by four digits of a NIK, nor by a mistyped NIP among namesakes', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const importNik = async (row: string): Promise<readonly string[]> => {
      const csv = `${HEAD.replace('NIP', 'NIK')}\n${row};Sopir;Dinas A;non asn`;
      const answer = await postRoster(at, at.programme.id, { csv, commit: 1 });
      expect(answer.read(rosterReport).imported).toBe(true);
      const page = await at.organise(OFFICE_PATHS.roster(at.programme.id));
      return page.read(rosterPage).people.map(({ no, name }) => `${no} ${name}`);
    };
    expect(await importNik('Siti Aminah;7371012207760001')).toEqual(['2 Siti Aminah']);
    expect(await importNik('Siti Aminatun;7371010501850001')).toEqual(['3 Siti Aminatun']);
    await importPeople(at, [['Siti Hawa', '197607222001122901']]);
    const namesakes = [
      ['Siti Hawa', '197607212001122901'],
      ['Siti Hawa', '198003152005012902'],
    ] as const;
    expect(await importPeople(at, namesakes)).toEqual(['5 Siti Hawa', '6 Siti Hawa']);
  });

  test('that fails leaves the roster of before to whoever waits behind it', async () => {
    await using at = await openFieldOffice({ people: 5 });
    const { database, registry } = at.office.context;
    const people = (): number | undefined => registry.gathering(1)?.people.size;
    const before = stored(at);
    // At its very end, when everybody has been read by the new roster.
    database.sqlite.exec(`create temp trigger fault before insert on turnout
      begin select raise(abort, 'no room'); end`);
    const importing = postRoster(at, at.programme.id, { csv: rosterCsv(40), commit: 1 });
    const seen = new Set<number | undefined>();
    let isImported = false;
    while (!isImported) {
      seen.add(await database.exclusive(people));
      isImported = await Promise.race([importing.then(() => true), setImmediate(false)]);
    }
    expect((await importing).status).toBe(503);
    expect(seen.add(await database.exclusive(people))).toEqual(new Set([5]));
    expect(stored(at)).toEqual(before);
  });

  test('lets a batch that comes at the same moment be judged by one roster or the other', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const device = await enrolDesk(at);
    device.keep(await signing(listed(4)));
    const body = await device.seal(device.entries);
    await Promise.all([
      postRoster(at, at.programme.id, { csv: rosterCsv(400), commit: 1 }),
      device.post(body),
    ]);
    expect((await turnoutOf(at)).totals).toMatchObject({ expected: 400, signed: 1 });
  });
});

describe('the roster', () => {
  test('is shown in pages, and found by name, number, post or agency', async () => {
    await using at = await openFieldOffice({ people: 120 });
    const find = async (query: string) =>
      (await at.organise(`${OFFICE_PATHS.roster(at.programme.id)}${query}`)).read(rosterPage);
    expect((await find('?page=3')).people).toHaveLength(20);
    expect((await find('?query=EP%20staf')).total).toBe(1);
    expect((await find('?query=dinas%20uji')).total).toBe(120);
    const [first] = (await find('')).people;
    expect((await find(`?query=${first?.number}`)).people).toEqual([first]);
    expect((await find('?query=%25')).total).toBe(0);
    expect((await at.organise(`${OFFICE_PATHS.roster(at.programme.id)}?page=0`)).status).toBe(422);
    const tree = await at.organise(OFFICE_PATHS.agencies(at.programme.id));
    expect(tree.read(agencyList).agencies).toHaveLength(12);
  });
});
