/** Yields that an office which was made by an earlier version goes on with everything it had. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { openDatabase } from '#server/db/database.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { initial } from '#server/db/migrations/0001-initial.ts';
import { givenUp } from '#server/db/migrations/0003-given-up.ts';
import { enrolDevice, listed, newGathering, signing } from '../support/field.ts';
import {
  type FieldOffice,
  completenessOf,
  makeGathering,
  openFieldOffice,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';

test('an office that kept what was given up among its notes of itself loses no remark', async () => {
  await using at = await openFieldOffice();
  const [lost, other] = [await enrolDevice(at, await at.stationUrl('Meja 7')), await enrolDesk(at)];
  await lost.sync([lost.keep(await signing(listed(1)))]);
  const remark = { atMs: 1_730_000_000_123, by: 'Penyelenggara "Uji"', reason: 'Hanyut, 100%' };
  const before = await completenessOf(at);
  let was: unknown;
  await at.restart(() => {
    using database = new DatabaseSync(join(at.folder, 'office.sqlite'));
    putInVersion8(database);
    putInVersion3(database);
    database.exec('drop table given_up; drop index entries_notes; pragma user_version = 2');
    database
      .prepare('insert into meta values (?, ?)')
      .run(`given-up ${toHex(lost.journal)}`, JSON.stringify(remark));
    was = rowsOf(database);
  });
  expect((await completenessOf(at)).devices).toMatchObject([
    { id: toHex(lost.journal), givenUp: remark },
    { id: toHex(other.journal), givenUp: null },
  ]);
  expect(rowsOf(at.office.context.database.sqlite)).toEqual(was);
  expect((await completenessOf(at)).totals).toEqual(before.totals);
  expect(namesIn(at).filter((name) => name.startsWith('given-up'))).toEqual([]);
  await at.restart();
  expect((await completenessOf(at)).devices[0]?.givenUp).toEqual(remark);
});

test('an office that named the entry before in a column finds who has signed, and how often', async () => {
  await using at = await openFieldOffice();
  const [one, other] = [
    await enrolDevice(at, await at.stationUrl('Meja 1')),
    await enrolDevice(at, await at.stationUrl('Meja 2')),
  ];
  await one.sync([one.keep(await signing(listed(1))), one.keep(await signing(listed(2)))]);
  const late = one.keep(await signing(listed(3)));
  const last = one.keep(await signing(listed(4)));
  await one.sync([last]);
  const before = await turnoutOf(at);
  await at.restart(() => {
    using database = new DatabaseSync(join(at.folder, 'office.sqlite'));
    putInVersion8(database);
    putInVersion3(database);
  });
  expect((await turnoutOf(at)).totals).toEqual(before.totals);
  await other.sync([other.keep(await signing(listed(1)))]);
  await one.sync([late]);
  const after = await turnoutOf(at);
  expect(after.totals).toMatchObject({ signed: before.totals.signed + 1 });
  expect(at.office.context.ledger.stateOf(one.journal)).toMatchObject({ seq: 4, forked: false });
});

test('an office does not open the database of a later program', async () => {
  await using at = await openFieldOffice();
  const path = join(at.folder, 'office.sqlite');
  at.office.context.database.sqlite.exec('pragma user_version = 99');
  expect(() => openDatabase(path)).toThrow(/version 99, newer than this program knows/);
});

test('an office that kept what papers show in columns of their own shows and changes it', async () => {
  await using at = await openFieldOffice();
  const text = `"Uji" \\ 'PDH' 😀`;
  const closing = { city: text, position: '', name: 'Camat', rank: '', number: '1' };
  const wanted = { ...newGathering(at.programme.id), number: text, leader: 'null', closing };
  const full = await makeGathering(at, wanted);
  await at.restart(() => {
    using database = new DatabaseSync(join(at.folder, 'office.sqlite'));
    putInVersion8(database);
  });
  const shown = async ({ id }: GatheringView): Promise<GatheringView> =>
    (await at.organise(OFFICE_PATHS.gathering(id))).read(gathering);
  expect(await shown(full)).toEqual(full);
  expect(await shown(at.gathering)).toEqual(at.gathering);
  const path = OFFICE_PATHS.printed(full.id);
  await at.organise(path, { method: 'POST', body: { dressCode: 'PDH Khaki' } });
  await at.restart();
  expect(await shown(full)).toEqual({ ...full, dressCode: 'PDH Khaki' });
});

/** Puts what papers show into the columns that the first eight migrations make. */
function putInVersion8(database: DatabaseSync): void {
  database.exec(`
    alter table gatherings add column leader text not null default '';
    alter table gatherings add column number text not null default '';
    alter table gatherings add column closing text not null default 'null';
    update gatherings set
      leader = printed ->> 'leader',
      number = printed ->> 'number',
      closing = printed -> 'closing';
    alter table gatherings drop column printed;
    drop index strays_decided;
    alter table strays drop column decided;
    alter table strays drop column revoked;
    pragma user_version = 8`);
}

/** Puts the entries into the table that the first three migrations make. */
function putInVersion3(database: DatabaseSync): void {
  const [sessions] = /create table sessions [\s\S]*?rowid;/.exec(initial) ?? [];
  const open = database
    .prepare('select digest, organiser_no, opened_at_ms + 43200000 as expires_at_ms from sessions')
    .all();
  const [table] = /create table entries [\s\S]*?strict;/.exec(initial) ?? [];
  const indexes = `${initial}${givenUp}`.match(/create (unique )?index entries_[\s\S]*?;/g);
  assert(
    sessions !== undefined && table !== undefined && indexes !== null,
    'the migrations make it',
  );
  const columns =
    'no, journal_no, seq, id, digest, batch_no, gathering_no, kind, wall_ms, signatory_no, acts, ' +
    'doubt, revoked, bytes';
  database.exec(`
    alter table entries rename to entries_now;
    ${table}
    insert into entries (${columns}, prev) select ${columns}, digest from entries_now;
    drop table entries_now;
    ${indexes.join('\n')}
    alter table stations drop column withdrawn_at_ms;
    drop table earlier_names;
    alter table journals drop column late;
    alter table journals drop column decided;
    alter table gatherings drop column phone_ceiling;
    alter table gatherings drop column phone_walk_ins;
    alter table gatherings drop column phone_bytes;
    drop table replaced_codes;
    drop table decisions;
    drop table security_log;
    drop table sessions;
    alter table organisers drop column locked_at_ms;
    alter table organisers drop column removed_at_ms;
    ${sessions}
    pragma user_version = 3`);
  const put = database.prepare('insert into sessions values (?, ?, ?)');
  for (const row of open) {
    put.run(row['digest'] ?? null, row['organiser_no'] ?? null, row['expires_at_ms'] ?? null);
  }
}

/** Everything that no migration may touch. */
function rowsOf(database: DatabaseSync): unknown {
  const tables = ['programmes', 'signatories', 'gatherings', 'journals'];
  const whole = [...tables, 'batches', 'strays', 'turnout'].map((table) =>
    database
      .prepare(`select * from ${table}`)
      .all()
      .map((row) => withoutAdded(row, table)),
  );
  const organisers = database.prepare(
    'select no, login, name, password_hash, created_at_ms from organisers',
  );
  const stations = database.prepare('select no, name, code_digest, journal_no from stations');
  const entries = database.prepare(
    'select no, journal_no, seq, id, digest, batch_no, acts, doubt, revoked, bytes from entries',
  );
  return [...whole, organisers.all(), stations.all(), entries.all()];
}

/** A row without the columns that later migrations gave it or moved into one. */
function withoutAdded(row: Readonly<Record<string, unknown>>, table: string): unknown {
  const added = ['late', 'decided', 'revoked', 'phone_ceiling', 'phone_walk_ins', 'phone_bytes'];
  const moved = table === 'gatherings' ? ['printed', 'leader', 'number', 'closing'] : [];
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => ![...added, ...moved].includes(name)),
  );
}

function namesIn({ office }: FieldOffice): readonly string[] {
  const rows = office.context.database.sqlite.prepare('select name from meta').all();
  return rows.map(({ name }) => String(name));
}
