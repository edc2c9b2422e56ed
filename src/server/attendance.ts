/** The signings of a gathering as the fold of core/attendance.ts takes them. Synchronous. */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import type { Countable, PersonFact, SigningFact } from '#core/attendance.ts';
import type { Bytes } from '#core/bytes.ts';
import { parseEntry, signatoryKey } from '#core/entry.ts';
import type { RegisteredGathering } from './registry.ts';

/** What was signed, and the walk-ins among those who did. */
export interface Signings {
  readonly facts: readonly SigningFact[];
  readonly walkIns: readonly Countable[];
}

/** Every signing of a gathering, doubted and revoked ones too. Unreadable ones are not signings. */
export function readSignings(sqlite: DatabaseSync, gatheringNo: number): Signings {
  const rows = sqlite
    .prepare(
      `select id, wall_ms, acts, doubt, revoked, signatory_no,
        case when signatory_no is null then bytes end as walk_in
      from entries where gathering_no = ? and kind = 'signing'`,
    )
    .all(gatheringNo);
  const facts: SigningFact[] = [];
  const walkIns: Countable[] = [];
  for (const row of rows) {
    const id = row['id'] as Bytes; // a blob column
    const no = row['signatory_no'];
    const signatory = no === null ? `w:${Buffer.from(id).toString('hex')}` : `n:${Number(no)}`;
    if (row['walk_in'] instanceof Uint8Array) {
      walkIns.push(countWalkIn(new Uint8Array(row['walk_in']), id));
    }
    facts.push({ ...factOf(row), signatory });
  }
  return { facts, walkIns };
}

/** A row of `entries` as the fold takes it: its id, clock, acts and labels. */
export function factOf(row: Readonly<Record<string, unknown>>): PersonFact {
  const acts = Number(row['acts']);
  return {
    entry: row['id'] as Bytes, // a blob column
    wallMs: Number(row['wall_ms']),
    attended: (acts & 1) !== 0,
    signed: (acts & 2) !== 0,
    doubted: row['doubt'] !== null,
    revoked: row['revoked'] === 1,
  };
}

/** Everybody who can be counted: the roster of a gathering, and the walk-ins that came. */
export function countablesOf(
  gathering: RegisteredGathering,
  { walkIns }: Signings,
): readonly Countable[] {
  const people = [...gathering.people].map(([no, { group }]) => ({
    signatory: `n:${no}`,
    ...group,
    expected: gathering.isExpected(no),
  }));
  return [...people, ...walkIns];
}

function countWalkIn(bytes: Bytes, id: Bytes): Countable {
  const read = parseEntry(bytes);
  assert(read.ok && read.value.body.ok, 'a signing was readable when it came');
  const body = read.value.body.value;
  assert(body.kind === 'signing', 'its kind is its column');
  const { signatory } = body;
  return {
    signatory: signatoryKey(signatory, id),
    agency: 0,
    category: signatory.category,
    expected: false,
  };
}
