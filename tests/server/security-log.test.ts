/** That the security log says what was done, stays within its bounds, and names nobody. */
import { parse } from 'papaparse';
import { describe, expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { type SecurityRecord, securityPage } from '#core/office-account-api.ts';
import { OFFICE_HEADER, OFFICE_PATHS, PAGE_ROWS } from '#core/office-api.ts';
import { decisionList } from '#core/office-decision-api.ts';
import { stationList } from '#core/office-gathering-api.ts';
import { openDatabase } from '#server/db/database.ts';
import { openSecurityLog, recordSecurity } from '#server/keeping/security-log.ts';
import { enrolDevice, listed, signing } from '../support/field.ts';
import { openFieldOffice } from '../support/office-with-field.ts';
import { PASSWORD, type TestOffice, openTestOffice } from '../support/real-office.ts';

const OWN = { [OFFICE_HEADER]: '1' };

async function recordsOf(
  at: Pick<TestOffice, 'organise'>,
  query = '',
): Promise<readonly SecurityRecord[]> {
  return (await at.organise(`${OFFICE_PATHS.security}${query}`)).read(securityPage).records;
}

describe('the security log', () => {
  test('says who did what to whom and from where, the newest first', async () => {
    await using at = await openFieldOffice();
    const { id, title } = at.gathering;
    const device = await enrolDevice(at, await at.stationUrl('Meja 7'));
    device.keep(await signing(listed(1)));
    await device.sync(device.entries);
    const journal = toHex(device.journal);
    const act = (path: string, method: 'POST' | 'DELETE', body?: unknown): Promise<unknown> =>
      at.organise(path, { method, ...(body === undefined ? {} : { body }) });
    const account = { name: 'Penyelenggara Dua', login: 'dua', password: PASSWORD };
    await act(OFFICE_PATHS.permission(id, journal), 'DELETE');
    await act(OFFICE_PATHS.permission(id, journal), 'POST');
    await act(OFFICE_PATHS.givenUp(id, journal), 'POST', { reason: 'Hanyut' });
    await act(OFFICE_PATHS.givenUp(id, journal), 'DELETE');
    const decision = { act: 'set-aside', journal, reason: 'Salah meja' };
    const decided = await at.organise(OFFICE_PATHS.decisions(id), {
      method: 'POST',
      body: decision,
    });
    const [made] = decided.read(decisionList).decisions;
    const taken = { act: 'take-back', epoch: made?.epoch, seq: made?.seq };
    await act(OFFICE_PATHS.decisions(id), 'POST', taken);
    await act(OFFICE_PATHS.closed(id), 'POST');
    await act(OFFICE_PATHS.closed(id), 'DELETE');
    await at.stationUrl('Meja 8');
    const stations = await at.organise(OFFICE_PATHS.stations(id));
    const open = stations.read(stationList).stations.find(({ isOpen }) => isOpen);
    await act(OFFICE_PATHS.station(id, String(open?.no)), 'DELETE');
    await at.organise(OFFICE_PATHS.paper(id, 'attendance-list'));
    await act(OFFICE_PATHS.organisers, 'POST', account);
    await act(OFFICE_PATHS.accountLock('dua'), 'POST');
    await act(OFFICE_PATHS.accountLock('dua'), 'DELETE');
    await act(OFFICE_PATHS.account('dua'), 'DELETE');
    await act(OFFICE_PATHS.sessions, 'DELETE');

    const records = (await recordsOf(at)).toReversed();
    expect(records.map(({ act: what, detail }) => [what, detail])).toEqual([
      ['set-up', ''],
      ['programme-made', at.programme.title],
      ['roster-imported', `${at.programme.title} · 12 orang`],
      ['gathering-made', title],
      ['station-code-made', `${title} · Meja 7`],
      ['permission-withdrawn', `${title} · Meja 7`],
      ['permission-given-back', `${title} · Meja 7`],
      ['device-given-up', `${title} · Meja 7`],
      ['device-taken-back', `${title} · Meja 7`],
      ['decision-made', `${title} · dikesampingkan`],
      ['decision-made', `${title} · keputusan dibatalkan`],
      ['gathering-closed', title],
      ['gathering-opened', title],
      ['station-code-made', `${title} · Meja 8`],
      ['station-code-withdrawn', title],
      ['printed', `${title} · Daftar Hadir`],
      ['account-added', 'dua'],
      ['account-locked', 'dua'],
      ['account-unlocked', 'dua'],
      ['account-removed', 'dua'],
      ['other-sessions-ended', '0'],
    ]);
    expect(new Set(records.map(({ who, address }) => `${who} ${address}`))).toEqual(
      new Set(['uji 127.0.0.1']),
    );
    expect(JSON.stringify(records)).not.toContain('Orang');
    const devices = await recordsOf(at, '?filter=devices');
    expect(devices).toHaveLength(7);
  });

  test('holds nothing of what was refused, and is read by organisers alone', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    await at.organise(OFFICE_PATHS.accountLock('siapa'), { method: 'POST' });
    await at.organise(OFFICE_PATHS.accountLock('uji'), { method: 'POST' });
    expect((await recordsOf(at)).map(({ act }) => act)).toEqual(['set-up']);
    for (const path of [OFFICE_PATHS.security, OFFICE_PATHS.securityCsv]) {
      expect((await at.ask(path)).status).toBe(401);
    }
  });

  test('counts failures of strangers in few records, and says when one has to wait', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const fail = (login: string): Promise<unknown> =>
      at.ask(OFFICE_PATHS.session, {
        method: 'POST',
        body: { login, password: 'salah sama sekali' },
        headers: OWN,
      });
    for (let n = 0; n < LIMITS.triesFreeMax; n++) await fail('uji');
    const doors = await recordsOf(at, '?filter=doors');
    expect(doors).toMatchObject([
      { act: 'sign-in-throttled', who: 'uji', count: 1, address: '127.0.0.1' },
      { act: 'sign-in-failed', who: 'uji', name: 'Penyelenggara Uji', count: LIMITS.triesFreeMax },
    ]);
  });

  test('is paged', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const { context } = at.office;
    const fact = { act: 'printed', who: 'uji', address: '' } as const;
    for (let n = 0; n < PAGE_ROWS; n++) {
      await recordSecurity(context, { ...fact, detail: `${n}` });
    }
    const page = (await at.organise(`${OFFICE_PATHS.security}?page=2`)).read(securityPage);
    expect(page).toMatchObject({ total: PAGE_ROWS + 1, page: 2, records: [{ act: 'set-up' }] });
  });

  test('is a file that no spreadsheet calculates, with every record', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const { context } = at.office;
    const fact = { act: 'printed', who: 'uji', address: '192.0.2.1' } as const;
    await Promise.all(
      Array.from({ length: 2_050 }, (_, n) =>
        recordSecurity(context, { ...fact, detail: `=HYPERLINK("${n}")` }),
      ),
    );
    const file = await at.organise(OFFICE_PATHS.securityCsv);
    expect(file.headers['content-type']).toContain('text/csv');
    const text = new TextDecoder().decode(file.bytes);
    const rows = parse<readonly string[]>(text, { delimiter: ';', skipEmptyLines: true }).data;
    expect(rows).toHaveLength(1 + 1 + 2_050 + 1);
    expect(rows[1]?.slice(2, 6)).toEqual(['1', 'Berkas diunduh', 'Penyelenggara Uji', 'uji']);
    expect(rows[2]?.at(-1)).toBe(`'=HYPERLINK("2049")`);
    expect(rows.flat().filter((cell) => cell.startsWith('='))).toEqual([]);
    expect(new Set(rows.slice(2, -1).map((row) => row.at(-1))).size).toBe(2_050);
  });
});

describe('what is kept of it', () => {
  test('is bounded apart: no flood of strangers pushes out what organisers did', async () => {
    const database = openDatabase(':memory:');
    const log = openSecurityLog(database);
    const count = (kind: number): number =>
      Number(
        database.sqlite
          .prepare('select count(*) as many from security_log where is_stranger = ?')
          .get(kind)?.['many'],
      );
    const own = { act: 'printed', who: 'uji', address: '', detail: '' } as const;
    await log.record(own, 0);
    const flood = Array.from({ length: 12_000 }, (_, n) =>
      log.record(
        { act: 'sign-in-failed', who: `a${n}`, address: `192.0.2.${n % 256}`, detail: '' },
        n * 30_000,
      ),
    );
    await Promise.all(flood);
    expect(count(0)).toBe(1);
    expect(count(1)).toBeLessThanOrEqual(LIMITS.strangerRecordsMax + 60);
    const { many } = database.sqlite
      .prepare('select max(count) as many from security_log where address = ?')
      .get('') ?? { many: 0 };
    expect(Number(many)).toBeGreaterThan(1);
    const lateMs = 12_000 * 30_000 + LIMITS.securityRetentionMs;
    for (let n = 0; n < 60; n++) await log.record({ ...own, detail: `${n}` }, lateMs);
    expect([count(0), count(1)]).toEqual([60, 0]);
    await database.close();
  });

  test('waits while the disk is in trouble, and is written with the next', async () => {
    const database = openDatabase(':memory:');
    const log = openSecurityLog(database);
    const own = { act: 'printed', who: 'uji', address: '' } as const;
    database.sqlite.exec('pragma query_only = on');
    await log.record({ ...own, detail: 'first' }, 1);
    database.sqlite.exec('pragma query_only = off');
    await log.record({ ...own, detail: 'second' }, 2);
    expect(
      database.sqlite.prepare('select at_ms, detail from security_log order by no').all(),
    ).toEqual([
      { at_ms: 1, detail: 'first' },
      { at_ms: 2, detail: 'second' },
    ]);
    await database.close();
  });
});
