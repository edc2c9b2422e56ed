/**
 * Judges roster files in a thread of its own, so that no file keeps the office from answering: it
 * reads the file, plans the roster it would make, and proves that devices accept that. It reads the
 * office's database and never writes there. One thread judges one file.
 */
import { parentPort } from 'node:worker_threads';
import { assert } from '#core/assert.ts';
import type { Bytes } from '#core/bytes.ts';
import { CATEGORIES } from '#core/category.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { RosterReport } from '#core/office-api.ts';
import type { RosterFault } from '#core/roster-fault.ts';
import type { JudgedTable } from '#core/roster-table.ts';
import { type RosterRow, encodeRoster } from '#core/roster.ts';
import { type DatabasePlace, openReadDatabase } from '../db/reading.ts';
import { type PackageTexts, readAsDevice } from '../programme/package.ts';
import { readRosterCsv } from './roster-csv.ts';
import { type RosterPlan, type StandingRoster, planRoster } from './roster-plan.ts';
import { readStanding } from './roster-standing.ts';
import { type RosterWrite, readBasis } from './roster-writing.ts';

/** A file, and the programme whose roster it may become. */
export interface RosterOrder {
  readonly bytes: Uint8Array;
  readonly database: DatabasePlace;
  readonly programme: { readonly no: number; readonly id: string };
  readonly texts: PackageTexts;
  /** Whether it is to be imported, or only judged. */
  readonly commit: boolean;
}

/**
 * What may be asked: to judge a file, to plan it once more by the roster that stands now, and for
 * the people who change, some at a time.
 */
export type RosterRequest =
  | { readonly kind: 'judge'; readonly order: RosterOrder }
  | { readonly kind: 'plan' }
  | { readonly kind: 'people'; readonly from: number };

/** What a file would make of a roster. */
export interface JudgedFile {
  readonly report: Omit<RosterReport, 'imported'>;
  /** What is to be written, but for the people; null where nothing may or is to be. */
  readonly write: Omit<RosterWrite, 'changed'> | null;
  readonly changedCount: number;
}

/** The answers. */
export type RosterReply =
  | { readonly kind: 'judged'; readonly judged: Result<JudgedFile> }
  | { readonly kind: 'people'; readonly people: readonly RosterRow[] };

const port = parentPort;
assert(port !== null, 'roster files are judged in a worker thread');
let file: { readonly order: RosterOrder; readonly table: JudgedTable } | null = null;
let changed: readonly RosterRow[] = [];

port.on('message', (request: RosterRequest) => {
  port.postMessage(answerTo(request));
});

function answerTo(request: RosterRequest): RosterReply {
  switch (request.kind) {
    case 'judge': {
      const table = readRosterCsv(request.order.bytes);
      if (!table.ok) return { kind: 'judged', judged: table };
      file = { order: request.order, table: table.value };
      return { kind: 'judged', judged: judge(file) };
    }
    case 'plan':
      assert(file !== null, 'a file was judged');
      return { kind: 'judged', judged: judge(file) };
    case 'people': {
      const people = changed.slice(request.from, request.from + LIMITS.rosterSliceRowsMax);
      return { kind: 'people', people };
    }
  }
}

function judge({ order, table }: NonNullable<typeof file>): Result<JudgedFile> {
  const { standing, basis } = readOffice(order);
  const plan = planRoster(standing, table);
  const count = plan.rows.length;
  if (count > LIMITS.rosterRowsMax) return bad('too-many-rows', String(count));
  const report = { ...reportOf(table), changes: plan.changes };
  if (report.errors > 0 || report.rows === 0) return good({ report, write: null, changedCount: 0 });
  const bytes = encodeForDevices(plan, order);
  if (!bytes.ok) return bytes;
  if (!order.commit) return good({ report, write: null, changedCount: 0 });
  changed = changedRows(standing, plan);
  const staying = new Set(plan.rows.map(({ no }) => no));
  const left = standing.rows.flatMap(({ no }) => (staying.has(no) ? [] : [no]));
  const { agencies, earlierNames, highestNo } = plan;
  const write = { basis, agencies, earlierNames, highestNo, count, left, bytes: bytes.value };
  return good({ report, write, changedCount: changed.length });
}

/** In one transaction, so that the roster is the one that the basis names. */
function readOffice({ database, programme }: RosterOrder) {
  using read = openReadDatabase(database);
  const { sqlite } = read;
  return {
    standing: readStanding(sqlite, programme.no),
    basis: readBasis(sqlite, programme.no),
  };
}

function reportOf({ columns, rows, agencies, faults }: JudgedTable) {
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  return {
    columns: [...columns],
    rows: rows.length,
    agencies: agencies.length,
    byCategory: CATEGORIES.map((category) => ({
      category,
      count: rows.filter((row) => row.category === category).length,
    })),
    errors,
    warnings: faults.length - errors,
    faults: faults.toSorted(byWeight).slice(0, LIMITS.rosterFaultsMax),
  };
}

function byWeight(a: RosterFault, b: RosterFault): number {
  const weight = { error: 0, warning: 1 } as const;
  return weight[a.severity] - weight[b.severity] || a.row - b.row;
}

/** The bytes of a roster as it will stand. Faults: roster-unfit, when no device would accept it. */
function encodeForDevices(plan: RosterPlan, { programme, texts }: RosterOrder): Result<Bytes> {
  const bytes = encodeRoster({ ...plan, programme: programme.id });
  const accepted = readAsDevice(texts, {
    roster: bytes,
    invited: plan.rows.map(({ no }) => no),
  });
  if (accepted.ok) return good(bytes);
  return bad('roster-unfit', `${accepted.fault.code} ${accepted.fault.detail}`);
}

function changedRows(standing: StandingRoster, plan: RosterPlan): readonly RosterRow[] {
  const before = new Map(standing.rows.map((row) => [row.no, row]));
  return plan.rows.filter((row) => {
    const stood = before.get(row.no);
    return stood === undefined || FIELDS.some((field) => stood[field] !== row[field]);
  });
}

const FIELDS: readonly (keyof RosterRow)[] = [
  'name',
  'number',
  'numberKind',
  'birthDate',
  'rank',
  'position',
  'agency',
  'category',
  'order',
];
