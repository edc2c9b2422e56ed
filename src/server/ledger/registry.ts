/**
 * What the office knows when it judges an entry, held in memory because every entry asks:
 * gatherings, rosters and pacts, of which whoever changes one calls `forget`; and whose the rows of
 * the ledger are, which only grows.
 */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { WALK_IN_AGENCY } from '#core/attendance.ts';
import { equalBytes } from '#core/bytes.ts';
import { CATEGORIES, type Category, type PactCode } from '#core/category.ts';
import type { Grade } from '#core/enrolment.ts';
import type { SigningSpan } from '#core/entry-time.ts';
import type { JudgedGathering, KnownPerson } from '#core/ledger.ts';
import type { PactRef } from '#core/pact.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { SignatoryRows } from './signatory-rows.ts';

/** Who is counted together: one object for each agency and category, so that it can be a key. */
export interface TurnoutGroup {
  readonly agency: number;
  readonly category: Category;
}

export interface RegisteredPerson extends KnownPerson {
  readonly group: TurnoutGroup;
}

/** The groups of those who are on no roster, at desks and on phones. */
const WALK_INS = { station: walkInGroups('station'), phone: walkInGroups('phone') };

function walkInGroups(grade: Grade): ReadonlyMap<Category, TurnoutGroup> {
  const agency = WALK_IN_AGENCY[grade];
  return new Map(CATEGORIES.map((category) => [category, { agency, category }]));
}

/** The group of walk-ins of a category, who signed at a desk or on a phone. */
export function walkInsOf(grade: Grade, category: Category): TurnoutGroup {
  const group = WALK_INS[grade].get(category);
  assert(group !== undefined, 'a category that was read from an entry');
  return group;
}

export interface RegisteredGathering extends JudgedGathering {
  readonly no: number;
  readonly people: ReadonlyMap<number, RegisteredPerson>;
  /** When people can sign. */
  readonly span: SigningSpan;
  /** The ledger adds to it what it writes. */
  readonly signatoryRows: SignatoryRows;
  /** Asked of people on the roster alone. */
  isExpected(signatoryNo: number): boolean;
}

export interface Registry {
  gathering(no: number): RegisteredGathering | null;
  isGathering(id: Uint8Array): boolean;
  forget(): void;
}

interface RegisteredProgramme {
  readonly people: ReadonlyMap<number, RegisteredPerson>;
  readonly pacts: readonly PactRef[];
}

export function openRegistry(sqlite: DatabaseSync): Registry {
  const byNo = sqlite.prepare(`
    select id, programme_no, invites, starts_at_ms, valid_hours, phone_ceiling
    from gatherings where no = ?`);
  const byId = sqlite.prepare('select 1 from gatherings where id = ?');
  const signedAt = sqlite.prepare(`
    select no, signatory_no from entries
    where gathering_no = ? and signatory_no is not null order by no`);
  const invitedTo = sqlite.prepare('select signatory_no from invited where gathering_no = ?');
  const readProgramme = programmeReader(sqlite);
  const rowsByGathering = new Map<number, SignatoryRows>();
  const gatherings = new Map<number, RegisteredGathering>();
  const programmes = new Map<number, RegisteredProgramme>();

  const rowsOf = (no: number): SignatoryRows => {
    const known = rowsByGathering.get(no);
    if (known !== undefined) return known;
    const rows = new SignatoryRows();
    for (const row of signedAt.iterate(no))
      rows.add(Number(row['signatory_no']), Number(row['no']));
    rowsByGathering.set(no, rows);
    return rows;
  };

  const load = (no: number): RegisteredGathering | null => {
    const row = byNo.get(no);
    if (row === undefined) return null;
    const programmeNo = Number(row['programme_no']);
    const programme = programmes.get(programmeNo) ?? readProgramme(programmeNo);
    programmes.set(programmeNo, programme);
    const invited =
      row['invites'] === 'all'
        ? null
        : new Set(invitedTo.all(no).map((one) => Number(one['signatory_no'])));
    return {
      no,
      id: bytesOf(row, 'id'),
      people: programme.people,
      span: spanOf(Number(row['starts_at_ms']), Number(row['valid_hours'])),
      phoneCeiling: Number(row['phone_ceiling']),
      signatoryRows: rowsOf(no),
      isExpected: (signatoryNo) => invited === null || invited.has(signatoryNo),
      isPact: (pact) => programme.pacts.some((known) => isSamePact(known, pact)),
    };
  };

  return {
    gathering(no) {
      const known = gatherings.get(no) ?? load(no);
      if (known !== null) gatherings.set(no, known);
      return known;
    },
    isGathering: (id) => byId.get(id) !== undefined,
    forget() {
      gatherings.clear();
      programmes.clear();
    },
  };
}

/** When people can sign at a gathering, from its start to the end of its code. */
export function spanOf(startsAtMs: number, validHours: number): SigningSpan {
  return { startsAtMs, expiresAtMs: startsAtMs + validHours * 3_600_000 };
}

function programmeReader(sqlite: DatabaseSync): (programmeNo: number) => RegisteredProgramme {
  const peopleOf = sqlite.prepare(
    'select no, name, category, agency_no from signatories where programme_no = ?',
  );
  const earlierOf = sqlite.prepare(
    'select signatory_no as no, name from earlier_names where programme_no = ?',
  );
  const pactsOf = sqlite.prepare('select code, version, digest from pacts where programme_no = ?');
  return (programmeNo) => ({
    people: peopleIn(
      peopleOf.all(programmeNo),
      Map.groupBy(earlierOf.all(programmeNo), (row) => Number(row['no'])),
    ),
    pacts: pactsOf.all(programmeNo).map((row) => ({
      code: row['code'] as PactCode, // written from a Pact alone
      version: Number(row['version']),
      digest: bytesOf(row, 'digest'),
    })),
  });
}

const NO_NAMES: readonly string[] = [];

/** A row as SQLite gives it. */
type Columns = Readonly<Record<string, unknown>>;

function peopleIn(
  rows: readonly Columns[],
  earlier: ReadonlyMap<number, readonly Columns[]>,
): ReadonlyMap<number, RegisteredPerson> {
  const groups = new Map<string, TurnoutGroup>();
  const groupOf = (agency: number, category: Category): TurnoutGroup => {
    const key = `${agency}/${category}`;
    const group = groups.get(key) ?? { agency, category };
    groups.set(key, group);
    return group;
  };
  return new Map(
    rows.map((row) => {
      const category = row['category'] as Category; // written by the roster import alone
      const group = groupOf(Number(row['agency_no']), category);
      const no = Number(row['no']);
      const earlierNames = earlier.get(no)?.map(({ name }) => String(name)) ?? NO_NAMES;
      return [no, { name: String(row['name']), earlierNames, category, group }];
    }),
  );
}

function isSamePact(a: PactRef, b: PactRef): boolean {
  return a.code === b.code && a.version === b.version && equalBytes(a.digest, b.digest);
}
