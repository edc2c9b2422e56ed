/**
 * Rosters: imported whole or not at all, in one transaction with the bytes that devices get and the
 * turnout of every gathering. In the tables agencies count from 1; 0 is no agency.
 */
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Bytes } from '#core/bytes.ts';
import { CATEGORIES } from '#core/category.ts';
import { type Result, bad, good } from '#core/fault.ts';
import type { NumberKind } from '#core/identity.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type AgencyList,
  PAGE_ROWS,
  type RosterPage,
  type RosterReport,
} from '#core/office-api.ts';
import type { RosterFault } from '#core/roster-fault.ts';
import { type Agency, type AgencyKind, type RosterRow, encodeRoster } from '#core/roster.ts';
import type { Context } from './context.ts';
import type { ProgrammeRow, SignatoryRow } from './db/schema.ts';
import { sha256 } from './keys.ts';
import { type PackageTexts, packageTexts, readAsDevice } from './package.ts';
import { type Answer, answered } from './problem.ts';
import { readRosterCsv } from './roster-csv.ts';
import { type RosterPlan, type StandingRoster, planRoster } from './roster-plan.ts';

/** A file, and whether it is to be imported or only judged. */
export interface RosterFile {
  readonly bytes: Uint8Array;
  readonly commit: boolean;
}

/**
 * Judges a file, and imports it when asked to, where it has no error and at least one person.
 * Between its steps, each up to a second long, batches of the field are taken. Faults: those of the
 * file; too-many-rows and roster-unfit of the roster it would make.
 */
export async function importRoster(
  context: Context,
  programme: ProgrammeRow,
  file: RosterFile,
): Promise<Answer<RosterReport>> {
  const judged = readRosterCsv(file.bytes);
  if (!judged.ok) return judged;
  const { faults } = judged.value;
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const { sqlite } = context.database;
  const texts = await packageTexts(context, programme);
  await setTimeout(LIMITS.rosterPauseMs);
  const planning = context.database.exclusive((): Result<DoneImport> => {
    const plan = planRoster(readStanding(sqlite, programme.no), judged.value);
    const count = plan.rows.length;
    if (count > LIMITS.rosterRowsMax) return bad('too-many-rows', String(count));
    const isClean = errors === 0 && judged.value.rows.length > 0;
    if (!isClean || !file.commit) return good({ plan, isClean, imported: false });
    const bytes = encodeForDevices(plan, { programme, texts });
    if (!bytes.ok) return bytes;
    writePlan(context, programme, { ...plan, bytes: bytes.value });
    return good({ plan, isClean, imported: true });
  });
  // What a write that failed left in memory is no roster of anybody.
  const done = await planning.finally(() => {
    if (file.commit) context.registry.forget();
  });
  if (!done.ok) return done;
  const { plan, isClean, imported } = done.value;
  if (isClean && !imported) {
    await setTimeout(LIMITS.rosterPauseMs);
    const bytes = encodeForDevices(plan, { programme, texts });
    if (!bytes.ok) return bytes;
  }
  const { columns, rows, agencies } = judged.value;
  return answered({
    columns,
    rows: rows.length,
    agencies: agencies.length,
    byCategory: CATEGORIES.map((category) => ({
      category,
      count: rows.filter((row) => row.category === category).length,
    })),
    errors,
    warnings: faults.length - errors,
    faults: faults.toSorted(byWeight).slice(0, LIMITS.rosterFaultsMax),
    changes: plan.changes,
    imported,
  });
}

interface DoneImport {
  readonly plan: RosterPlan;
  /** Whether the file may be imported. */
  readonly isClean: boolean;
  readonly imported: boolean;
}

interface DeviceView {
  readonly programme: ProgrammeRow;
  readonly texts: PackageTexts;
}

/** The bytes of a roster as it will stand. Faults: roster-unfit, when no device would accept it. */
function encodeForDevices(plan: RosterPlan, { programme, texts }: DeviceView): Result<Bytes> {
  const bytes = encodeRoster({ ...plan, programme: programme.id });
  const read = readAsDevice(texts, { roster: bytes, invited: plan.rows.map(({ no }) => no) });
  return read.ok ? good(bytes) : bad('roster-unfit', `${read.fault.code} ${read.fault.detail}`);
}

/** A page of the roster; a query is found in names, numbers, positions and agencies. */
export async function showRoster(
  { database }: Context,
  programmeNo: number,
  { query, page }: { readonly query: string; readonly page: number },
): Promise<RosterPage> {
  const words = query.split(/\s+/).filter((word) => word !== '');
  let select = database.query
    .selectFrom('signatories')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.programme_no', '=', 'signatories.programme_no')
        .onRef('agencies.no', '=', 'signatories.agency_no'),
    )
    .where('signatories.programme_no', '=', programmeNo);
  for (const word of words) {
    select = select.where((where) =>
      where.or(
        (['signatories.name', 'number', 'position', 'agencies.name'] as const).map((column) =>
          where(sql`instr(lower(${sql.ref(column)}), ${word.toLowerCase()})`, '>', 0),
        ),
      ),
    );
  }
  const { total } = await select
    .select((column) => column.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const people = await select
    .select([
      'signatories.no',
      'signatories.name',
      'number',
      'number_kind',
      'rank',
      'position',
      'agencies.name as agency',
      'category',
    ])
    .orderBy('signatories.no')
    .limit(PAGE_ROWS)
    .offset((page - 1) * PAGE_ROWS)
    .execute();
  return {
    total,
    page,
    people: people.map(({ number_kind, ...row }) => ({
      ...row,
      numberKind: number_kind as NumberKind, // written by the import alone
    })),
  };
}

/** The agencies of a roster with how many people are in and below each. */
export async function showAgencies(
  { database: { query } }: Context,
  programmeNo: number,
): Promise<AgencyList> {
  const rows = await query
    .selectFrom('agencies')
    .selectAll()
    .where('programme_no', '=', programmeNo)
    .orderBy('no')
    .execute();
  const counts = await query
    .selectFrom('signatories')
    .select((column) => ['agency_no', column.fn.countAll<number>().as('count')])
    .where('programme_no', '=', programmeNo)
    .groupBy('agency_no')
    .execute();
  const parentOf = new Map(rows.map(({ no, parent_no }) => [no, parent_no]));
  const people = new Map<number, number>();
  for (const { agency_no, count } of counts) {
    let at: number | null = agency_no;
    while (at !== null) {
      people.set(at, (people.get(at) ?? 0) + count);
      at = parentOf.get(at) ?? null;
    }
  }
  return {
    agencies: rows.map((row) => ({
      no: row.no,
      name: row.name,
      shortName: row.short_name,
      kind: row.kind as AgencyKind, // written by the import alone
      parent: row.parent_no,
      people: people.get(row.no) ?? 0,
    })),
  };
}

function byWeight(a: RosterFault, b: RosterFault): number {
  const weight = { error: 0, warning: 1 } as const;
  return weight[a.severity] - weight[b.severity] || a.row - b.row;
}

function readStanding(sqlite: DatabaseSync, programmeNo: number): StandingRoster {
  const highest = sqlite
    .prepare('select highest_no from rosters where programme_no = ?')
    .get(programmeNo);
  const agencies = sqlite
    .prepare('select no, name, short_name, kind, parent_no from agencies where programme_no = ?')
    .all(programmeNo)
    .map((row): Agency => ({
      no: Number(row['no']) - 1,
      name: String(row['name']),
      shortName: String(row['short_name']),
      kind: row['kind'] as AgencyKind, // written by the import alone
      parent: row['parent_no'] === null ? null : Number(row['parent_no']) - 1,
    }));
  const rows = sqlite
    .prepare('select * from signatories where programme_no = ? order by no')
    .all(programmeNo)
    .map((row) => personOf(row as unknown as SignatoryRow)); // the columns of its table
  const named = sqlite
    .prepare(
      `select distinct signatory_no from entries
      join gatherings on gatherings.no = entries.gathering_no
      where programme_no = ? and signatory_no is not null`,
    )
    .all(programmeNo);
  const withEntries = new Set(named.map((row) => Number(row['signatory_no'])));
  return {
    rows,
    agencies,
    highestNo: Number(highest?.['highest_no'] ?? 0),
    hasEntries: (no) => withEntries.has(no),
  };
}

function personOf(row: SignatoryRow): RosterRow {
  return {
    no: row.no,
    name: row.name,
    number: row.number,
    numberKind: row.number_kind as NumberKind, // written by the import alone
    birthDate: row.birth_date,
    rank: row.rank,
    position: row.position,
    agency: row.agency_no - 1,
    category: row.category,
    order: row.protocol_order,
  };
}

/** A plan and the bytes of its roster, which devices are known to accept. */
interface EncodedPlan extends RosterPlan {
  readonly bytes: Uint8Array;
}

function writePlan(context: Context, programme: ProgrammeRow, plan: EncodedPlan): void {
  const { sqlite } = context.database;
  writeAgencies(sqlite, programme.no, plan.agencies);
  writePeople(sqlite, programme.no, plan.rows);
  writeEarlierNames(sqlite, programme.no, plan.earlierNames);
  sqlite
    .prepare(
      `insert or replace into rosters
        (programme_no, bytes, digest, row_count, highest_no, imported_at_ms)
      values (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      programme.no,
      plan.bytes,
      sha256(plan.bytes),
      plan.rows.length,
      plan.highestNo,
      context.now(),
    );
  sqlite
    .prepare(
      `delete from invited
      where gathering_no in (select no from gatherings where programme_no = ?1)
        and signatory_no not in (select no from signatories where programme_no = ?1)`,
    )
    .run(programme.no);
  context.registry.forget();
  const gatherings = sqlite
    .prepare('select no from gatherings where programme_no = ?')
    .all(programme.no);
  for (const row of gatherings) {
    context.ledger.judgeAgain(Number(row['no']));
    context.ledger.recount(Number(row['no']));
  }
}

function writeAgencies(sqlite: DatabaseSync, programmeNo: number, agencies: readonly Agency[]) {
  sqlite.prepare('delete from agencies where programme_no = ?').run(programmeNo);
  const insert = sqlite.prepare(`
    insert into agencies (programme_no, no, name, short_name, kind, parent_no)
    values (?, ?, ?, ?, ?, ?)`);
  for (const { no, name, shortName, kind, parent } of agencies) {
    insert.run(programmeNo, no + 1, name, shortName, kind, parent === null ? null : parent + 1);
  }
}

function writePeople(sqlite: DatabaseSync, programmeNo: number, rows: readonly RosterRow[]): void {
  sqlite.prepare('delete from signatories where programme_no = ?').run(programmeNo);
  const insert = sqlite.prepare(`
    insert into signatories (programme_no, no, name, number, number_kind, birth_date, rank,
      position, agency_no, category, protocol_order)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const row of rows) {
    insert.run(
      programmeNo,
      row.no,
      row.name,
      row.number,
      row.numberKind,
      row.birthDate,
      row.rank,
      row.position,
      row.agency + 1,
      row.category,
      row.order,
    );
  }
}

/** Adds how people were spelled until now; who is on no roster any more leaves no name behind. */
function writeEarlierNames(
  sqlite: DatabaseSync,
  programmeNo: number,
  earlierNames: RosterPlan['earlierNames'],
): void {
  const insert = sqlite.prepare('insert or ignore into earlier_names values (?, ?, ?)');
  for (const { no, name } of earlierNames) insert.run(programmeNo, no, name);
  sqlite
    .prepare(
      `delete from earlier_names
      where programme_no = ?1
        and signatory_no not in (select no from signatories where programme_no = ?1)`,
    )
    .run(programmeNo);
}
