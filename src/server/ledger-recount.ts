/**
 * What must be done again when a roster or its invitations change: entries that were doubted for
 * the roster's sake are judged by the new one, and the counters are counted from nothing. Both are
 * synchronous and run in the transaction of the change.
 */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { foldAttendance, foldTurnout } from '#core/attendance.ts';
import type { Bytes } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { ROSTER_DOUBTS, judge } from '#core/ledger.ts';
import type { Doubt } from '#core/verdict.ts';
import { countablesOf, readSignings } from './attendance.ts';
import type { RegisteredGathering, Registry } from './registry.ts';

/** Writes the turnout of a gathering as the fold counts it. */
export function recount(sqlite: DatabaseSync, registry: Registry, gatheringNo: number): void {
  const gathering = gatheringOf(registry, gatheringNo);
  const signings = readSignings(sqlite, gatheringNo);
  const counts = foldTurnout(countablesOf(gathering, signings), foldAttendance(signings.facts));
  sqlite.prepare('delete from turnout where gathering_no = ?').run(gatheringNo);
  const insert = sqlite.prepare(`
    insert into turnout (gathering_no, agency_no, category, expected, attended, signed,
      extra_attended, extra_signed)
    values (?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const count of counts) {
    insert.run(
      gatheringNo,
      count.agency,
      count.category,
      count.expected,
      count.attended,
      count.signed,
      count.extraAttended,
      count.extraSigned,
    );
  }
}

/** Judges what was doubted for the roster's or the pacts' sake. The counters are then behind. */
export function judgeAgain(sqlite: DatabaseSync, registry: Registry, gatheringNo: number): void {
  const gathering = gatheringOf(registry, gatheringNo);
  const doubted = sqlite
    .prepare(
      `select entries.no, entries.bytes, before.digest as before
      from entries left join entries before
        on before.journal_no = entries.journal_no and before.seq = entries.seq - 1
      where entries.gathering_no = ?
        and entries.doubt in (${ROSTER_DOUBTS.map(() => '?').join(', ')})`,
    )
    .all(gatheringNo, ...ROSTER_DOUBTS);
  const label = sqlite.prepare('update entries set doubt = ? where no = ?');
  for (const row of doubted) {
    const before = row['before'] as Bytes | null; // a blob column, or no such row
    label.run(doubtAgain(gathering, row['bytes'] as Bytes, before), Number(row['no'])); // a blob
  }
}

/** A break in the chain may have hidden behind the first doubt. */
function doubtAgain(
  gathering: RegisteredGathering,
  bytes: Bytes,
  before: Bytes | null,
): Doubt | null {
  const read = parseEntry(bytes);
  assert(read.ok, 'an envelope was readable when it came');
  return judge(read.value, before, {
    gathering: gathering.id as Bytes, // a blob column, over its own buffer
    grade: 'phone',
    isGathering: () => true,
    person: (no) => gathering.people.get(no) ?? null,
    isPact: (pact) => gathering.isPact(pact),
    isEntry: () => false,
  });
}

function gatheringOf(registry: Registry, gatheringNo: number): RegisteredGathering {
  const gathering = registry.gathering(gatheringNo);
  assert(gathering !== null, 'a gathering that is recounted exists');
  return gathering;
}
