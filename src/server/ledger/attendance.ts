/** The signings of a gathering as the fold of core/attendance.ts takes them. Synchronous. */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { type Countable, type Standing, WALK_IN_AGENCY } from '#core/attendance.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import type { Category } from '#core/category.ts';
import type { SigningSpan } from '#core/entry-time.ts';
import { parseEntry } from '#core/entry.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { FACT_COLUMNS, FACT_JOINS, type LedgerFact, factOf } from './fact.ts';
import type { RegisteredGathering } from './registry.ts';
import { prepareStrays, readStrays } from './strays.ts';

const SIGNINGS = `
  select ${FACT_COLUMNS}, entries.no, entries.signatory_no,
    case when entries.signatory_no is null then entries.bytes end as walk_in
  from ${FACT_JOINS}
  where entries.gathering_no = ? and entries.kind = 'signing'`;

/**
 * Every signing of a gathering, doubted and revoked ones too, and those that are kept beside others
 * (strays.ts). Unreadable ones are not signings.
 */
export function readSignings(
  sqlite: DatabaseSync,
  gathering: RegisteredGathering,
): readonly LedgerFact[] {
  const { no, span } = gathering;
  return [...factsOf(sqlite.prepare(SIGNINGS).all(no), span), ...readStrays(sqlite, gathering)];
}

/** What was signed of somebody on the roster, or by the walk-in whose entry has that id. */
export interface SignatoryRef {
  readonly signatoryNo: number | null;
  readonly id: Uint8Array;
}

/** Every signing of some people, as many as there are of each; the cost is theirs alone. */
export function readSigningsOf(
  sqlite: DatabaseSync,
  gathering: RegisteredGathering,
  signatories: readonly SignatoryRef[],
): readonly LedgerFact[] {
  const { no, span, signatoryRows } = gathering;
  const withId = sqlite.prepare('select no from entries where id = ?');
  const nos = signatories.flatMap(({ signatoryNo, id }) =>
    signatoryNo === null
      ? withId.all(id).map((row) => Number(row['no']))
      : signatoryRows.of(signatoryNo),
  );
  const rows = sqlite
    .prepare(`${SIGNINGS} and entries.no in (select value from json_each(?))`)
    .all(no, JSON.stringify(nos));
  // A fold takes whole people: those of others that come with these change nothing.
  return [...factsOf(rows, span), ...prepareStrays(sqlite).acceptedStrays(gathering)];
}

function factsOf(
  rows: readonly Readonly<Record<string, unknown>>[],
  span: SigningSpan,
): readonly LedgerFact[] {
  return rows.map((row): LedgerFact => {
    const fact = factOf(row, span);
    return {
      ...fact,
      signatory: signatoryIn(row, fact.digest),
      no: Number(row['no']),
      walkIn: row['walk_in'] instanceof Uint8Array ? categoryIn(bytesOf(row, 'walk_in')) : null,
    };
  });
}

/** Everybody who can be counted: the roster of a gathering, and the walk-ins that came. */
export function countablesOf(
  gathering: RegisteredGathering,
  standings: ReadonlyMap<string, Standing<LedgerFact>>,
): readonly Countable[] {
  const people = [...gathering.people].map(([no, { group }]) => ({
    signatory: `n:${no}`,
    ...group,
    expected: gathering.isExpected(no),
  }));
  const walkIns = [...standings].flatMap(([signatory, { counted }]): readonly Countable[] => {
    const category = counted?.walkIn ?? null;
    if (counted === null || category === null) return [];
    return [{ signatory, agency: WALK_IN_AGENCY[counted.grade], category, expected: false }];
  });
  return [...people, ...walkIns];
}

function signatoryIn(row: Readonly<Record<string, unknown>>, digest: Bytes): string {
  const no = row['signatory_no'];
  return no === null ? `w:${toHex(digest)}` : `n:${Number(no)}`;
}

function categoryIn(bytes: Bytes): Category {
  const read = parseEntry(bytes);
  assert(read.ok && read.value.body.ok, 'a signing was readable when it came');
  const body = read.value.body.value;
  assert(body.kind === 'signing', 'its kind is its column');
  return body.signatory.category;
}
