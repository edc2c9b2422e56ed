/** The signings of a gathering that count, with their ink. */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import type { Standing } from '#core/attendance.ts';
import { isPossibleTime } from '#core/entry-time.ts';
import { type Signing, parseEntry } from '#core/entry.ts';
import type { ReadContext } from '../context.ts';
import { bytesOf } from '../db/row-bytes.ts';
import type { LedgerFact } from '../ledger/fact.ts';
import type { RegisteredGathering } from '../ledger/registry.ts';
import { strayNo } from '../ledger/strays.ts';
import { type Standings, foldStandings } from './people.ts';

/** A signing that counts. */
export interface Counted {
  readonly body: Signing;
  readonly atMs: number;
  /** Set where the device's clock cannot be right: when the office first had the entry. */
  readonly receivedAtMs: number | null;
}

/** Where everybody stands, and the signings that count by their row. */
export interface CountedSignings extends Standings {
  readonly byRow: ReadonlyMap<number, Counted>;
}

/** Reads both at one moment: no entry arrives between the fold and the ink. */
export function readCounted(
  { database }: ReadContext,
  known: RegisteredGathering,
): Promise<CountedSignings> {
  return database.exclusive(() => {
    const standings = foldStandings(database.sqlite, known);
    return { ...standings, byRow: readRows(database.sqlite, known, standings) };
  });
}

/** The signing that counts for somebody; null when there is none. */
export function countedOf(
  { byRow }: CountedSignings,
  { counted }: Standing<LedgerFact>,
): Counted | null {
  return counted === null ? null : (byRow.get(counted.no) ?? null);
}

function readRows(
  sqlite: DatabaseSync,
  { span }: RegisteredGathering,
  { bySignatory }: Standings,
): CountedSignings['byRow'] {
  const rowOf = (table: 'entries' | 'strays') =>
    sqlite.prepare(`
      select ${table}.bytes, batches.received_at_ms
      from ${table} left join batches on batches.no = ${table}.batch_no where ${table}.no = ?`);
  const [entry, stray] = [rowOf('entries'), rowOf('strays')];
  const counted = [...bySignatory.values()].flatMap((standing) => standing.counted?.no ?? []);
  return new Map(
    counted.map((no): readonly [number, Counted] => {
      const held = no > 0 ? entry.get(no) : stray.get(strayNo(no));
      const read = parseEntry(bytesOf(held ?? {}, 'bytes'));
      assert(read.ok && read.value.body.ok, 'an entry that counts is readable');
      const { envelope, body } = read.value;
      assert(body.value.kind === 'signing', 'its kind is its column');
      const { wallMs } = envelope.at;
      const received = held?.['received_at_ms'] ?? null;
      const receivedAtMs = received === null ? null : Number(received);
      const isPossible = isPossibleTime(wallMs, receivedAtMs, span);
      return [
        no,
        { body: body.value, atMs: wallMs, receivedAtMs: isPossible ? null : receivedAtMs },
      ];
    }),
  );
}
