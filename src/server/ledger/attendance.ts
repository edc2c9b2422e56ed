/** The signings of a gathering as the fold of core/attendance.ts takes them. Synchronous. */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import {
  type Countable,
  type PersonFact,
  type SigningFact,
  type Standing,
  WALK_IN_AGENCY,
} from '#core/attendance.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import type { Category } from '#core/category.ts';
import { type Decided, isSetAside } from '#core/decision.ts';
import type { Grade } from '#core/enrolment.ts';
import { type SigningSpan, countedTimeMs } from '#core/entry-time.ts';
import { parseEntry } from '#core/entry.ts';
import type { LedgerDoubt } from '#core/doubt.ts';
import { bytesOf } from '../db/row-bytes.ts';
import type { RegisteredGathering } from './registry.ts';

/** A signing of the ledger as the fold takes it. */
export interface LedgerFact extends SigningFact {
  /** The number of its row. */
  readonly no: number;
  /** The category of a walk-in; null for somebody on the roster. */
  readonly walkIn: Category | null;
}

/** The columns and joins of a fact; `entries` is limited by whoever asks. */
export const FACT_COLUMNS = `
  entries.digest, entries.wall_ms, entries.acts, entries.doubt, entries.revoked, entries.rules,
  entries.decided, journals.id as journal, journals.grade, journals.decided as device_decided,
  batches.received_at_ms`;
export const FACT_JOINS = `
  entries join journals on journals.no = entries.journal_no
  left join batches on batches.no = entries.batch_no`;

const SIGNINGS = `
  select ${FACT_COLUMNS}, entries.no, entries.signatory_no,
    case when entries.signatory_no is null then entries.bytes end as walk_in
  from ${FACT_JOINS}
  where entries.gathering_no = ? and entries.kind = 'signing'`;

/** Every signing of a gathering, doubted and revoked ones too. Unreadable ones are not signings. */
export function readSignings(
  sqlite: DatabaseSync,
  { no, span }: RegisteredGathering,
): readonly LedgerFact[] {
  return factsOf(sqlite.prepare(SIGNINGS).all(no), span);
}

/** What was signed of somebody on the roster, or by the walk-in whose entry has that id. */
export interface Signatory {
  readonly signatoryNo: number | null;
  readonly id: Uint8Array;
}

/** Every signing of some people, as many as there are of each; the cost is theirs alone. */
export function readSigningsOf(
  sqlite: DatabaseSync,
  { no, span, signatoryRows }: RegisteredGathering,
  signatories: readonly Signatory[],
): readonly LedgerFact[] {
  const withId = sqlite.prepare('select no from entries where id = ?');
  const nos = signatories.flatMap(({ signatoryNo, id }) =>
    signatoryNo === null
      ? withId.all(id).map((row) => Number(row['no']))
      : signatoryRows.of(signatoryNo),
  );
  const rows = sqlite
    .prepare(`${SIGNINGS} and entries.no in (select value from json_each(?))`)
    .all(no, JSON.stringify(nos));
  return factsOf(rows, span);
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

/** A row of `entries` with its journal and batch, as the fold takes it (FACT_COLUMNS). */
export function factOf(row: Readonly<Record<string, unknown>>, span: SigningSpan): PersonFact {
  const acts = Number(row['acts']);
  const wallMs = Number(row['wall_ms']);
  const received = row['received_at_ms'];
  // What the first rules judged keeps its place: by the device's clock, whoever took it.
  const isOld = row['rules'] === 1;
  return {
    digest: bytesOf(row, 'digest'),
    journal: bytesOf(row, 'journal'),
    grade: isOld ? 'station' : (row['grade'] as Grade), // written from a Grade alone
    wallMs,
    timeMs: isOld
      ? wallMs
      : countedTimeMs(wallMs, received === null ? null : Number(received), span),
    attended: (acts & 1) !== 0,
    signed: (acts & 2) !== 0,
    doubted: isSetAside(row['doubt'] as LedgerDoubt | null, {
      entry: row['decided'] as Decided | null, // the ledger writes these three
      device: row['device_decided'] as Decided | null,
    }),
    revoked: row['revoked'] === 1,
  };
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
