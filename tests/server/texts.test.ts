/**
 * Trust in what the office shows and prints of texts that another client sent: nothing
 * hidden, no NIK whole, the same on both; and in what it keeps of what an organiser types.
 */
import { describe, expect, test } from 'vitest';
import type { WalkIn } from '#core/entry.ts';
import { OFFICE_PATHS, programme, rosterPage, rosterReport } from '#core/office-api.ts';
import { gathering, stationCode } from '#core/office-gathering-api.ts';
import { findGathering } from '#server/gathering/gatherings.ts';
import { readAttendanceList } from '#server/papers/attendance-list.ts';
import { NEW_PROGRAMME, enrolDevice, newGathering, postRoster, signing } from '../support/field.ts';
import { type FieldOffice, entriesOf, openFieldOffice } from '../support/office-with-field.ts';
import { readPrinted } from '../support/printed.ts';

const NIK = '5201014107850003';
const COVERED = '••••••••••••0003';

/** What a hostile client writes, and what may be seen of it. */
const SENT: readonly (readonly [sent: string, shown: string])[] = [
  ['Bud\u202eiraS\u202c', 'BudiraS'],
  ['Bud\u200b\u00adira\u2066', 'Budira'],
  [`Lurah ${NIK}`, `Lurah ${COVERED}`],
  ['5201.0141.0785.0003', COVERED],
  [`Z${'\u0336\u0337\u0338'.repeat(6)}`, 'Z\u0336\u0337'],
  ['Bu\u0000di\u0007ra', 'Budira'],
  ['\u3164\u2800', '\ufffd'],
  [`5\u200b${NIK.slice(1)}`, COVERED],
];

/** Every text of a walk-in is the one given. */
function walkInOf(text: string): WalkIn {
  const number = text.slice(0, 30);
  return { kind: 'walk-in', name: text, number, position: text, unit: text, category: 'guest' };
}

/** What somebody typed who does not see all that a keyboard, or a clipboard, puts in. */
function typed(text: string): string {
  return ` ${text.slice(0, 2)}\u202e\u200b${text.slice(2)}\u00a0`;
}

function csvOf(rows: readonly string[]): string {
  return ['Nama;NIP;Jabatan;Perangkat Daerah', ...rows].join('\r\n');
}

async function rowsOf(at: FieldOffice) {
  const found = await findGathering(at.office.context, at.gathering.id);
  if (!found.ok) throw new Error('no gathering');
  const paper = { kind: 'attendance-list', grouping: 'one-list', unsigned: '0' } as const;
  // A doubt keeps an entry off paper until the organiser accepts it: then paper shows it so.
  at.office.context.database.sqlite.exec('update entries set doubt = null, revoked = 0');
  return (await readAttendanceList(at.office.context, found.value, paper)).rows;
}

test('shows and prints every text of a hostile client as it may be seen', async () => {
  await using at = await openFieldOffice({ people: 1 });
  const desk = await enrolDevice(at, await at.stationUrl('Meja 1'));
  for (const [text] of SENT) {
    const made = desk.keep(await signing(walkInOf(text), { represents: text }));
    desk.keep({ kind: 'note', text });
    desk.keep({ kind: 'recital', text: new Uint8Array(32), leader: text, fromMs: 0, toMs: 60_000 });
    desk.keep({ kind: 'revocation', target: made.id, reason: text, station: 'Meja 1' });
  }
  await desk.sync(desk.entries);
  const { entries } = await entriesOf(at);
  const said = SENT.map(([, shown]) => shown).toReversed();
  const ofKind = (kind: string) => entries.filter((entry) => entry.kind === kind);
  expect(ofKind('note').map(({ remark }) => remark)).toEqual(said);
  expect(ofKind('revocation').map(({ remark }) => remark)).toEqual(said);
  expect(ofKind('recital').map(({ recital }) => recital?.leader)).toEqual(said);
  expect(ofKind('signing').map(({ remark }) => remark)).toEqual(said);
  expect(ofKind('signing').map(({ who }) => [who?.name, who?.position, who?.unit])).toEqual(
    said.map((shown) => [shown, shown, shown]),
  );

  const rows = await rowsOf(at);
  expect(new Set(rows.flatMap((row) => [row.name, row.position, row.agency]))).toEqual(
    new Set(said),
  );
  expect(rows.filter(({ number }) => number.includes('410785'))).toEqual([]);
  const { letters } = await readPrinted(
    (await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'))).bytes,
  );
  expect(letters).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|410785/u);
  for (const plain of ['BudiraS', 'Lurah', COVERED]) expect(letters).toContain(plain);
});

describe('what an organiser types', () => {
  test('is cleaned in every field', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const { title, government, election, letterhead } = NEW_PROGRAMME;
    const made = await at.organise(OFFICE_PATHS.programmes, {
      method: 'POST',
      body: {
        ...NEW_PROGRAMME,
        title: typed(title),
        government: typed(government),
        election: typed(election),
        letterhead: { lines: letterhead.lines.map(typed), address: typed(letterhead.address) },
      },
    });
    expect(made.read(programme)).toMatchObject({ title, government, election, letterhead });

    const wanted = newGathering(at.programme.id);
    const confirmedBy = {
      city: 'Uji',
      position: 'Camat',
      name: 'Budira',
      rank: 'IV/a',
      number: '1',
    };
    const others = { leader: 'Rasdiana', number: '800/12' };
    const held = await at.organise(OFFICE_PATHS.gatherings, {
      method: 'POST',
      body: {
        ...wanted,
        title: typed(wanted.title),
        place: typed(wanted.place),
        organiser: typed(wanted.organiser),
        leader: typed(others.leader),
        number: typed(others.number),
        confirmedBy: Object.fromEntries(
          Object.entries(confirmedBy).map(([name, text]) => [name, typed(text)]),
        ),
      },
    });
    const { id, place, organiser } = held.read(gathering);
    expect(held.read(gathering)).toMatchObject({ title: wanted.title, confirmedBy, ...others });
    expect([place, organiser]).toEqual([wanted.place, wanted.organiser]);

    const name = 'Meja Tamu';
    const path = OFFICE_PATHS.stations(id);
    const first = await at.organise(path, { method: 'POST', body: { name: typed(name) } });
    expect(first.read(stationCode).name).toBe(name);
    const again = await at.organise(path, { method: 'POST', body: { name: `Mеja\u200d Tamu` } });
    expect(again.status).toBe(409);
    const empty = await at.organise(path, { method: 'POST', body: { name: '\u3164\u200b' } });
    expect(empty.status).toBe(422);
  });

  test('is read cleaned from a roster, which says what was changed and takes no NIK', async () => {
    await using at = await openFieldOffice({ people: 1 });
    const good = csvOf([
      'Bud\u202eira\u00ad Satu;197607222001122901;Sta\u200bf;Dinas\u00a0Uji',
      'Вudira Dua;5201-0141-0785-0003;Staf;Dinas Uji',
    ]);
    const report = (await postRoster(at, at.programme.id, { csv: good, commit: 1 })).read(
      rosterReport,
    );
    expect(report.imported).toBe(true);
    expect(report.faults).toMatchObject([
      { code: 'letters-changed', severity: 'warning', row: 3, value: 'Вudira Dua' },
    ]);
    const { people } = (await at.organise(OFFICE_PATHS.roster(at.programme.id))).read(rosterPage);
    expect(people).toMatchObject([
      { name: 'Budira Satu', position: 'Staf', agency: 'Dinas Uji', number: '197607222001122901' },
      { name: 'Budira Dua', number: COVERED },
    ]);

    for (const cell of [
      NIK,
      `Staf ${NIK}`,
      '5201 0141 0785 0003',
      '5201-0141-0785-0003',
      '５２０１０１４１０７８５０００３',
    ]) {
      const bad = csvOf([`Budira;;${cell};Dinas Uji`]);
      const refused = (await postRoster(at, at.programme.id, { csv: bad, commit: 0 })).read(
        rosterReport,
      );
      expect(refused.errors).toBe(1);
      expect(refused.faults[0]).toMatchObject({ code: 'number-misplaced', severity: 'error' });
      expect(refused.faults[0]?.value).toMatch(/•{12}(?:0003|０００３)$/u);
    }
  });
});
