/**
 * Writes a planned roster: one transaction with the bytes that devices get and the turnout of every
 * gathering. People who stay as they are are not touched. In the tables agencies count from 1; 0 is
 * no agency.
 */
import type { DatabaseSync } from 'node:sqlite';
import { equalBytes } from '#core/bytes.ts';
import type { Agency, RosterRow } from '#core/roster.ts';
import type { Context } from '../context.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { sha256 } from '../keys.ts';
import type { RosterPlan } from './roster-plan.ts';

/** What a plan was made from: the roster that stood, and the last entry there was. */
export interface RosterBasis {
  /** Null where there was no roster. */
  readonly digest: Uint8Array | null;
  readonly highestNo: number;
  readonly entryNo: number;
}

/** A plan as it is written: what changes, and the bytes of the whole, which devices accept. */
export interface RosterWrite extends Pick<RosterPlan, 'agencies' | 'earlierNames' | 'highestNo'> {
  readonly basis: RosterBasis;
  /** How many people the roster will have. */
  readonly count: number;
  /** People who are new, or not as they were. */
  readonly changed: readonly RosterRow[];
  /** The numbers of those who leave. */
  readonly left: readonly number[];
  readonly bytes: Uint8Array;
}

/** What a plan that is made now stands on. */
export function readBasis(sqlite: DatabaseSync, programmeNo: number): RosterBasis {
  const roster = sqlite
    .prepare('select digest, highest_no from rosters where programme_no = ?')
    .get(programmeNo);
  const entry = sqlite.prepare('select max(no) as no from entries').get();
  return {
    digest: roster === undefined ? null : bytesOf(roster, 'digest'),
    highestNo: Number(roster?.['highest_no'] ?? 0),
    entryNo: Number(entry?.['no'] ?? 0),
  };
}

/**
 * Writes a plan within a transaction. False, and nothing is written, when another roster stands by
 * now, or somebody who was to leave has an entry.
 */
export function writeRoster(context: Context, programmeNo: number, write: RosterWrite): boolean {
  const { sqlite } = context.database;
  if (!isStill(sqlite, programmeNo, write)) return false;
  writeAgencies(sqlite, programmeNo, write.agencies);
  writePeople(sqlite, programmeNo, write);
  writeEarlierNames(sqlite, programmeNo, write.earlierNames);
  sqlite
    .prepare(
      `insert or replace into rosters
        (programme_no, bytes, digest, row_count, highest_no, imported_at_ms)
      values (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      programmeNo,
      write.bytes,
      sha256(write.bytes),
      write.count,
      write.highestNo,
      context.now(),
    );
  sqlite
    .prepare(
      `delete from invited
      where gathering_no in (select no from gatherings where programme_no = ?1)
        and signatory_no not in (select no from signatories where programme_no = ?1)`,
    )
    .run(programmeNo);
  context.registry.forget();
  const gatherings = sqlite
    .prepare('select no from gatherings where programme_no = ?')
    .all(programmeNo);
  for (const row of gatherings) {
    context.ledger.judgeAgain(Number(row['no']));
    context.ledger.recount(Number(row['no']));
  }
  return true;
}

function isStill(sqlite: DatabaseSync, programmeNo: number, write: RosterWrite): boolean {
  const now = readBasis(sqlite, programmeNo);
  const { basis, left } = write;
  if (now.highestNo !== basis.highestNo) return false;
  if (now.digest === null || basis.digest === null) {
    if (now.digest !== basis.digest) return false;
  } else if (!equalBytes(now.digest, basis.digest)) return false;
  if (left.length === 0) return true;
  const leaving = new Set(left);
  return sqlite
    .prepare(
      `select distinct signatory_no as no from entries
      join gatherings on gatherings.no = entries.gathering_no
      where entries.no > ? and programme_no = ? and signatory_no is not null`,
    )
    .all(basis.entryNo, programmeNo)
    .every(({ no }) => !leaving.has(Number(no)));
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

function writePeople(
  sqlite: DatabaseSync,
  programmeNo: number,
  { changed, left }: Pick<RosterWrite, 'changed' | 'left'>,
): void {
  const remove = sqlite.prepare('delete from signatories where programme_no = ? and no = ?');
  for (const no of left) remove.run(programmeNo, no);
  const put = sqlite.prepare(`
    insert or replace into signatories (programme_no, no, name, number, number_kind, birth_date,
      rank, position, agency_no, category, protocol_order)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const row of changed) {
    put.run(
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
