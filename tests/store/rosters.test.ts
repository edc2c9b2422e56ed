/** The roster on a station: kept whole, found by whatever is typed, and never shown before that. */
import { afterEach, describe, expect, test } from 'vitest';
import { type Roster, type RosterRow, encodeRoster } from '#core/roster.ts';
import type { Device } from '#device/device.ts';
import { deviceOf, draftOf, joinedDevice, leave, until, wipe } from '../support/device.ts';
import { putBack, rowsOf } from '../support/bad-disk.ts';
import { OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

afterEach(wipe);

function person(no: number, name: string, change: Partial<RosterRow> = {}): RosterRow {
  return {
    no,
    name,
    number: '',
    numberKind: 'none',
    birthDate: '1980-05-17',
    rank: '',
    position: 'Staf',
    agency: 1,
    category: 'asn',
    order: 0,
    ...change,
  };
}

const ROSTER: Roster = {
  programme: 'contoh',
  agencies: [
    { no: 0, name: 'Kecamatan Contoh', shortName: 'Contoh', kind: 'kecamatan', parent: null },
    { no: 1, name: 'Desa Melati', shortName: 'Melati', kind: 'desa', parent: 0 },
    { no: 2, name: 'Dinas Contoh', shortName: 'Dinas', kind: 'dinas', parent: null },
    { no: 3, name: 'Seksi Umum', shortName: 'Umum', kind: 'lain', parent: 1 },
  ],
  rows: [
    person(1, 'Drs. H. Moh. Nurhayadi, M.Si'),
    person(2, 'Siti Rahmawati', { birthDate: '1991-12-03' }),
    person(3, 'Rahmat Hidayat', { agency: 2 }),
    person(4, 'Suparman', { birthDate: null, agency: 0 }),
    person(5, 'A.Calo Kerrang', { agency: 3 }),
    person(6, 'Andi Calo', { agency: 2 }),
    person(7, 'Hj. Rabiah, S.Pd.', { agency: 3 }),
    person(8, 'Fitriani Bakri', { agency: 3 }),
  ],
};

async function station(): Promise<{
  device: Device;
  office: Awaited<ReturnType<typeof openMemoryOffice>>;
}> {
  const office = await openMemoryOffice({ roster: encodeRoster(ROSTER) });
  const device = await joinedDevice(office, 'station');
  await device.prepare();
  expect(device.joined.get()?.rosterCount).toBe(ROSTER.rows.length);
  return { device, office };
}

const names = (found: readonly { readonly row: RosterRow }[]): readonly string[] =>
  found.map(({ row }) => row.name);

describe('a person is found', () => {
  test.each([
    ['by the name as it is spoken', 'muhammad nur', ['Drs. H. Moh. Nurhayadi, M.Si']],
    ['by the beginning of any word', 'rahm', ['Rahmat Hidayat', 'Siti Rahmawati']],
    ['not when more than one letter is wrong', 'supramn', []],
    ['although two letters changed places', 'suaprman', ['Suparman']],
    ['not before something is typed', '', []],
  ])('%s', async (_, text, expected) => {
    const { device } = await station();
    expect(names(await device.findByName(text)).toSorted()).toEqual(expected);
  });

  test('by the birth date, from day and month on', async () => {
    const { device } = await station();
    expect(names(await device.findByBirthDate('0312'))).toEqual(['Siti Rahmawati']);
    expect(await device.findByBirthDate('031')).toEqual([]);
  });

  test('within a unit and what belongs to it', async () => {
    const { device } = await station();
    expect(names(await device.findInAgency(0, 's'))).toEqual(['Siti Rahmawati', 'Suparman']);
    expect(await device.findInAgency(0, '')).toEqual([]);
    expect((await device.agencies()).map(({ name }) => name)).toHaveLength(4);
  });

  test.each([
    ['by an initial', 'andi calo', ['A.Calo Kerrang']],
    ['by the second half of a joined name', 'hayadi', ['Drs. H. Moh. Nurhayadi, M.Si']],
    ['with a letter too many', 'rabiyah', ['Hj. Rabiah, S.Pd.']],
    ['with a letter too many in one of two words', 'fitriyani bakri', ['Fitriani Bakri']],
    ['only if they belong to it', 'hidayat', []],
  ])('within a unit by the same rules: %s', async (_, text, expected) => {
    const { device } = await station();
    expect(names(await device.findInAgency(0, text))).toEqual(expected);
  });

  test('with a unit that is told from its namesakes', async () => {
    const { device } = await station();
    const [found] = await device.findByName('rabiah');
    expect(found?.unit).toBe('Seksi Umum, Melati, Contoh');
  });

  test('with the agencies above theirs', async () => {
    const { device } = await station();
    const [found] = await device.findByName('nurhayadi');
    expect(found?.agencies.map(({ name }) => name)).toEqual(['Desa Melati', 'Kecamatan Contoh']);
  });

  test('with the unit, and with when they signed here', async () => {
    const { device } = await station();
    const signatory = { kind: 'listed', no: 3, name: 'Rahmat Hidayat', category: 'asn' } as const;
    const [before] = await device.findByName('hidayat');
    expect(before).toMatchObject({ unit: 'Dinas Contoh', signedAtMs: null });
    const kept = await device.keep(draftOf('', { signatory }));
    expect(kept.ok).toBe(true);
    const [after] = await device.findByName('hidayat');
    expect(after?.signedAtMs).toBe(kept.ok ? kept.value.keptAtMs : 0);
  });
});

describe('a roster', () => {
  test('is there after a reload without a network', async () => {
    const { device, office } = await station();
    leave(device);
    office.weather = OFFLINE;
    const again = await deviceOf(office);
    expect(again.joined.get()?.rosterCount).toBe(ROSTER.rows.length);
    expect(names(await again.findByName('suparman'))).toEqual(['Suparman']);
  });

  test('stays when a torn one arrives', async () => {
    const { device, office } = await station();
    office.roster = encodeRoster({ ...ROSTER, rows: [] });
    office.weather = {
      after: (ask, reply) =>
        ask.path.endsWith('package') && reply.kind === 'answer' && reply.status === 200
          ? { ...reply, body: reply.body.slice(0, -1) }
          : reply,
    };
    expect(await device.prepare()).toMatchObject({ ok: false, fault: { code: 'torn' } });
    expect(names(await device.findByName('suparman'))).toEqual(['Suparman']);
  });

  test('is replaced whole by a newer one', async () => {
    const { device, office } = await station();
    office.roster = encodeRoster({ ...ROSTER, rows: [person(9, 'Orang Baru')] });
    expect(await device.prepare()).toMatchObject({ ok: true, value: { rosterCount: 1 } });
    expect(await device.findByName('suparman')).toEqual([]);
    expect(names(await device.findByName('orang'))).toEqual(['Orang Baru']);
  });

  test('stays, with who is expected, while the office gives none', async () => {
    const { device, office } = await station();
    office.roster = null;
    expect(await device.prepare()).toMatchObject({
      ok: true,
      value: { rosterCount: ROSTER.rows.length },
    });
    expect(names(await device.findByName('suparman'))).toEqual(['Suparman']);
    leave(device);
    office.weather = OFFLINE;
    const again = await deviceOf(office);
    expect(again.joined.get()?.rosterCount).toBe(ROSTER.rows.length);
    expect(names(await again.findByName('suparman'))).toEqual(['Suparman']);
    office.weather = {};
    office.roster = encodeRoster({ ...ROSTER, rows: [person(9, 'Orang Baru')] });
    expect(await again.prepare()).toMatchObject({ ok: true, value: { rosterCount: 1 } });
    expect(await again.findByName('suparman')).toEqual([]);
  });

  test('answers whoever asks while it is replaced', async () => {
    const { device, office } = await station();
    for (let no = 10; no < 20; no += 1) {
      office.roster = encodeRoster({ ...ROSTER, rows: [...ROSTER.rows, person(no, 'Baru')] });
      const replaced = new AbortController();
      void device.prepare().then(() => replaced.abort());
      while (!replaced.signal.aborted) {
        expect(names(await device.findByName('suparman'))).toEqual(['Suparman']);
      }
    }
  });

  test('that the disk spoiled is not searched, and is fetched again', async () => {
    const { device, office } = await station();
    leave(device);
    const [row] = (await rowsOf('rosters')) as readonly [{ readonly blob: Uint8Array }];
    await putBack('rosters', [{ ...row, blob: row.blob.slice(0, -9) }]);
    const again = await deviceOf(office);
    expect(await again.findByName('suparman')).toEqual([]);
    expect(await again.prepare()).toMatchObject({ ok: true });
    expect(names(await again.findByName('suparman'))).toEqual(['Suparman']);
  });

  test('is not given to a phone', async () => {
    const office = await openMemoryOffice();
    const device = await joinedDevice(office);
    await until(device.joined, (joined) => joined?.enrolled === true);
    expect(await device.findByName('suparman')).toEqual([]);
  });
});
