/**
 * The roster as it stands, and whom entries name. Synchronous, and read in one transaction. In the
 * tables agencies count from 1.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { NumberKind } from '#core/identity.ts';
import type { Agency, AgencyKind, RosterRow } from '#core/roster.ts';
import type { SignatoryRow } from '../db/schema.ts';
import type { StandingRoster } from './roster-plan.ts';

export function readStanding(sqlite: DatabaseSync, programmeNo: number): StandingRoster {
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
