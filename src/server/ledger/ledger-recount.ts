/**
 * What must be done again when something beside the entries changes. Labels are judged anew, what
 * is decided is put on rows, revocations take effect or lose it, and the counters are counted from
 * nothing by the same fold. All of it is synchronous and runs in the transaction of the change.
 */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { foldAttendance, foldTurnout } from '#core/attendance.ts';
import type { Bytes } from '#core/bytes.ts';
import { type Decided, type DecisionTarget, isSetAside } from '#core/decision.ts';
import { type LedgerDoubt, type Settling, doubtsSettledBy } from '#core/doubt.ts';
import type { Grade } from '#core/enrolment.ts';
import { parseEntry } from '#core/entry.ts';
import { RULES, judge, knowledgeOf } from '#core/ledger.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { countablesOf, readSignings } from './attendance.ts';
import type { RegisteredGathering, Registry } from './registry.ts';

/** Writes the turnout of a gathering as the fold counts it. */
export function recount(sqlite: DatabaseSync, registry: Registry, gatheringNo: number): void {
  const gathering = gatheringOf(registry, gatheringNo);
  const standings = foldAttendance(readSignings(sqlite, gathering));
  const counts = foldTurnout(countablesOf(gathering, standings), standings);
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

/** A label that becomes another, and how often. */
export interface Relabelled {
  readonly from: LedgerDoubt | null;
  readonly to: LedgerDoubt | null;
  readonly count: number;
}

/** Judges again what was doubted for the roster's or the pacts' sake; recount afterwards. */
export function judgeAgain(sqlite: DatabaseSync, registry: Registry, gatheringNo: number): void {
  judgeRows(sqlite, gatheringOf(registry, gatheringNo), isDoubtSettledBy('roster'));
}

/** Judges again what was over the ceiling of phones, which was changed; recount afterwards. */
export function fillCeiling(sqlite: DatabaseSync, registry: Registry, gatheringNo: number): void {
  judgeRows(sqlite, gatheringOf(registry, gatheringNo), isDoubtSettledBy('ceiling'));
}

function isDoubtSettledBy(settling: Settling): string {
  const named = doubtsSettledBy(settling).map((doubt) => `'${doubt}'`);
  return `entries.doubt in (${named.join(', ')})`;
}

/** Judges every entry of a gathering by the rules of now; recount afterwards. */
export function judgeAnew(
  sqlite: DatabaseSync,
  registry: Registry,
  gatheringNo: number,
): readonly Relabelled[] {
  const gathering = gatheringOf(registry, gatheringNo);
  sqlite.prepare('update gatherings set phone_walk_ins = 0 where no = ?').run(gatheringNo);
  const changes = judgeRows(sqlite, gathering, 'true');
  settleRevocations(sqlite, gatheringNo);
  return changes;
}

/** Judges rows in the order in which they came. A break of the chain stays one. */
function judgeRows(
  sqlite: DatabaseSync,
  gathering: RegisteredGathering,
  where: string,
): readonly Relabelled[] {
  const rows = sqlite
    .prepare(
      `select entries.no, entries.bytes, entries.doubt, entries.kind, entries.signatory_no,
        entries.journal_no, journals.grade, journals.station, journals.late, before.digest as before
      from entries join journals on journals.no = entries.journal_no
      left join entries before
        on before.journal_no = entries.journal_no and before.seq = entries.seq - 1
      where journals.gathering_no = ? and ${where} order by entries.no`,
    )
    .all(gathering.no);
  const isGathering = sqlite.prepare('select 1 from gatherings where id = ?');
  const target = sqlite.prepare('select bytes from entries where id = ? and journal_no = ?');
  const label = sqlite.prepare('update entries set doubt = ?, rules = ? where no = ?');
  let walkIns = walkInsTaken(sqlite, gathering.no);
  const changes = new Map<string, Relabelled>();
  for (const row of rows) {
    const grade = row['grade'] as Grade; // written from a Grade alone
    const was = row['doubt'] as LedgerDoubt | null; // written by the ledger alone
    const read = parseEntry(bytesOf(row, 'bytes'));
    assert(read.ok, 'an envelope was readable when it came');
    const before = row['before'] === null ? null : bytesOf(row, 'before');
    const journal = { grade, station: String(row['station']), isLate: row['late'] !== null };
    const knowledge = knowledgeOf(gathering, journal, {
      isGathering: (id) => isGathering.get(id) !== undefined,
      momentOf: (id) => momentIn(target.get(id, Number(row['journal_no']))),
      walkIns: () => walkIns,
    });
    const judged = judge(read.value, before, knowledge);
    const is = was === 'chain-broken' ? was : judged;
    const isWalkIn = row['kind'] === 'signing' && row['signatory_no'] === null;
    if (grade === 'phone' && isWalkIn && is === null) walkIns += 1;
    label.run(is, RULES, Number(row['no']));
    if (was === is) continue;
    const known = changes.get(`${was}/${is}`);
    changes.set(`${was}/${is}`, { from: was, to: is, count: (known?.count ?? 0) + 1 });
  }
  sqlite
    .prepare('update gatherings set phone_walk_ins = ? where no = ?')
    .run(walkIns, gathering.no);
  return [...changes.values()];
}

function walkInsTaken(sqlite: DatabaseSync, gatheringNo: number): number {
  const row = sqlite.prepare('select phone_walk_ins from gatherings where no = ?').get(gatheringNo);
  return Number(row?.['phone_walk_ins'] ?? 0);
}

function momentIn(row: Readonly<Record<string, unknown>> | undefined) {
  if (row === undefined) return null;
  const read = parseEntry(bytesOf(row, 'bytes'));
  assert(read.ok, 'an envelope was readable when it came');
  return read.value.envelope.at;
}

/** Puts on a device or an entry what is decided of it; recount afterwards. */
export function putDecided(
  sqlite: DatabaseSync,
  gatheringNo: number,
  { journal, digest, decided }: DecisionTarget & { readonly decided: Decided | null },
): void {
  if (digest === null) {
    sqlite.prepare('update journals set decided = ? where id = ?').run(decided, journal);
  } else {
    sqlite
      .prepare(
        `update entries set decided = ? where digest = ?
          and journal_no = (select no from journals where id = ?)`,
      )
      .run(decided, digest, journal);
  }
  settleRevocations(sqlite, gatheringNo);
}

/**
 * Writes anew which entries are revoked. A desk's own revocation reaches its own entry; one that
 * the office accepted, or that the first rules let pass, reaches every entry of that id.
 */
function settleRevocations(sqlite: DatabaseSync, gatheringNo: number): void {
  const revocations = sqlite
    .prepare(
      `select entries.bytes, entries.doubt, entries.decided, entries.rules, entries.journal_no,
        journals.decided as device_decided
      from entries join journals on journals.no = entries.journal_no
      where entries.gathering_no = ? and entries.kind = 'revocation'`,
    )
    .all(gatheringNo);
  sqlite
    .prepare('update entries set revoked = 0 where gathering_no = ? and revoked = 1')
    .run(gatheringNo);
  const own = sqlite.prepare('update entries set revoked = 1 where id = ? and journal_no = ?');
  const any = sqlite.prepare('update entries set revoked = 1 where id = ? and gathering_no = ?');
  for (const row of revocations) {
    const doubt = row['doubt'] as LedgerDoubt | null; // the ledger writes these three
    const entry = row['decided'] as Decided | null;
    const device = row['device_decided'] as Decided | null;
    if (isSetAside(doubt, { entry, device })) continue;
    const target = targetIn(bytesOf(row, 'bytes'));
    if (entry === 'accepted' || row['rules'] === 1) any.run(target, gatheringNo);
    else own.run(target, Number(row['journal_no']));
  }
}

function targetIn(bytes: Bytes): Bytes {
  const read = parseEntry(bytes);
  assert(read.ok && read.value.body.ok, 'a revocation is readable');
  const body = read.value.body.value;
  assert(body.kind === 'revocation', 'its kind is its column');
  return body.target;
}

function gatheringOf(registry: Registry, gatheringNo: number): RegisteredGathering {
  const gathering = registry.gathering(gatheringNo);
  assert(gathering !== null, 'a gathering that is recounted exists');
  return gathering;
}
