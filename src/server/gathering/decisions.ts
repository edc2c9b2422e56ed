/**
 * The office's journals of decisions (core/decision.ts): read, added to, and put on what they are
 * about. A decision is sealed first; then it is written, applied and counted in one transaction.
 */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import { type Bytes, equalBytes, fromHex, toHex } from '#core/bytes.ts';
import {
  type Decision,
  type DecisionPlace,
  type DecisionTarget,
  type ReadDecision,
  encodeDecision,
  foldDecisions,
  listDecisions,
  parseDecision,
  targetKey,
} from '#core/decision.ts';
import { parseEntry } from '#core/entry.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { isInk } from '#core/ink.ts';
import { LIMITS } from '#core/limits.ts';
import type { DecisionList, LostDecisions, NewDecision } from '#core/office-decision-api.ts';
import { shownText } from '#core/plain-text.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import type { Context, ReadContext } from '../context.ts';
import { bytesOf } from '../db/row-bytes.ts';
import type { GatheringRow } from '../db/schema.ts';
import { sha256 } from '../keys.ts';
import { putDecided, recount } from '../ledger/ledger-recount.ts';

/** Every decision of a gathering, in the order of their journals. Synchronous. */
export function readDecisions(sqlite: DatabaseSync, gatheringNo: number): readonly ReadDecision[] {
  const rows = sqlite
    .prepare('select bytes from decisions where gathering_no = ? order by epoch, seq')
    .all(gatheringNo);
  return rows.map((row) => {
    const sealed = parseSealed(bytesOf(row, 'bytes'), 'decision', { bytesMax: SEALED_BYTES_MAX });
    const decision = sealed.ok ? parseDecision(sealed.value.body) : sealed;
    assert(decision.ok, 'a decision was made by the office');
    return decision.value;
  });
}

const SEALED_BYTES_MAX = 4_096;
const TRIES_MAX = 8;

/**
 * Decides. Faults: not-found, what it is about; conflict, where it cannot be decided so (already
 * taken back, nothing to confirm, or nothing that could count).
 */
export async function decide(
  context: Context,
  gathering: GatheringRow,
  { wanted, by }: { readonly wanted: NewDecision; readonly by: string },
): Promise<Result<DecisionPlace>> {
  const subject = await findSubject(context, gathering, wanted);
  if (!subject.ok) return subject;
  const { sqlite } = context.database;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const before = await context.database.exclusive(() => readHead(context, gathering.no));
    const place = { epoch: context.epoch, seq: before.seq + 1 };
    const decision: Decision = {
      gathering: gathering.id,
      ...place,
      prev: before.digest,
      atMs: context.now(),
      by: by.slice(0, LIMITS.nameCharsMax),
      act: wanted.act,
      target: wanted.act === 'take-back' ? null : subject.value.target,
      taken: subject.value.taken,
      reason: wanted.reason,
    };
    const body = encodeDecision(decision);
    const sealed = await sealBody('decision', body, context.keys.sealer);
    const isWritten = await context.database.exclusive(() => {
      if (!equalBytes(readHead(context, gathering.no).digest, before.digest)) return false;
      sqlite
        .prepare(
          'insert into decisions (gathering_no, epoch, seq, digest, bytes) values (?, ?, ?, ?, ?)',
        )
        .run(gathering.no, place.epoch, place.seq, sha256(body), sealed);
      if (subject.value.target !== null) apply(context, gathering.no, subject.value.target);
      return true;
    });
    if (isWritten) return good(place);
  }
  return bad('unavailable', 'other decisions were quicker');
}

/** Puts what now stands decided on a device or an entry, and counts again. */
function apply({ database, registry }: Context, gatheringNo: number, target: DecisionTarget): void {
  const { sqlite } = database;
  const decided = foldDecisions(readDecisions(sqlite, gatheringNo)).get(targetKey(target)) ?? null;
  putDecided(sqlite, gatheringNo, { ...target, decided });
  recount(sqlite, registry, gatheringNo);
}

function readHead(
  { database: { sqlite }, epoch }: Context,
  gatheringNo: number,
): { readonly seq: number; readonly digest: Bytes } {
  const row = sqlite
    .prepare(
      `select seq, digest from decisions where gathering_no = ? and epoch = ?
      order by seq desc limit 1`,
    )
    .get(gatheringNo, epoch);
  if (row === undefined) return { seq: 0, digest: ZERO_DIGEST };
  return { seq: Number(row['seq']), digest: bytesOf(row, 'digest') };
}

/** What a decision is about, and which one it takes back. */
interface Subject {
  readonly target: DecisionTarget | null;
  readonly taken: DecisionPlace | null;
}

async function findSubject(
  context: Context,
  gathering: GatheringRow,
  wanted: NewDecision,
): Promise<Result<Subject>> {
  switch (wanted.act) {
    case 'set-aside':
    case 'accept': {
      const target = await findTarget(context, gathering, wanted);
      return target.ok ? good({ target: target.value, taken: null }) : target;
    }
    case 'take-back':
      return findTaken(context, gathering, wanted);
    case 'confirm': {
      const lost = await readLostDecisions(context, gathering);
      const isOpen = lost !== null && !lost.isConfirmed;
      return isOpen ? good({ target: null, taken: null }) : bad('conflict', 'nothing to confirm');
    }
  }
}

/** The decision that is taken back, and what that was about. */
async function findTaken(
  { database }: Context,
  gathering: GatheringRow,
  { epoch, seq }: DecisionPlace,
): Promise<Result<Subject>> {
  const all = await database.exclusive(() => readDecisions(database.sqlite, gathering.no));
  const found = listDecisions(all).find(
    ({ decision }) => decision.epoch === epoch && decision.seq === seq,
  );
  if (found === undefined) return bad('not-found', 'decision');
  const { target } = found.decision;
  if (target === null || found.takenBack !== null) return bad('conflict', 'taken back');
  return good({ target, taken: { epoch, seq } });
}

async function findTarget(
  { database, registry }: Context,
  gathering: GatheringRow,
  wanted: Extract<NewDecision, { readonly act: 'set-aside' | 'accept' }>,
): Promise<Result<DecisionTarget>> {
  const journal = fromHex(wanted.journal);
  const digest = wanted.digest === null ? null : fromHex(wanted.digest);
  if (journal === null || (digest === null) !== (wanted.digest === null)) return NO_TARGET;
  const device = await database.query
    .selectFrom('journals')
    .select(['no', 'decided'])
    .where('id', '=', journal)
    .where('gathering_no', '=', gathering.no)
    .executeTakeFirst();
  if (device === undefined) return NO_TARGET;
  if (digest === null) return good({ journal, digest });
  const entry = readEntryOf(database.sqlite, device.no, digest);
  if (entry === null) return NO_TARGET;
  if (wanted.act === 'set-aside') return good({ journal, digest });
  if (device.decided === 'aside') return bad('conflict', 'its device is set aside');
  const people = registry.gathering(gathering.no)?.people;
  const canCount = mayCount(entry, gathering.id, (no) => people?.has(no) ?? false);
  return canCount ? good({ journal, digest }) : bad('conflict', 'it could count for nobody');
}

const NO_TARGET = bad('not-found', 'device or entry');

/** An entry of a journal, or one that is kept beside it. */
interface OwnEntry {
  readonly bytes: Bytes;
  readonly isBeside: boolean;
}

function readEntryOf(sqlite: DatabaseSync, journalNo: number, digest: Bytes): OwnEntry | null {
  const from = (table: 'entries' | 'strays') =>
    sqlite
      .prepare(`select bytes from ${table} where journal_no = ? and digest = ?`)
      .get(journalNo, digest);
  const held = from('entries');
  const row = held ?? from('strays');
  return row === undefined ? null : { bytes: bytesOf(row, 'bytes'), isBeside: held === undefined };
}

/**
 * True for what is understood and of this gathering: a signing with ink of somebody known, or what
 * is no signing. Of what is kept beside another entry only a signing can count.
 */
function mayCount(
  { bytes, isBeside }: OwnEntry,
  gathering: Uint8Array,
  isPerson: (no: number) => boolean,
): boolean {
  const read = parseEntry(bytes);
  if (!read.ok || !read.value.body.ok) return false;
  if (!equalBytes(read.value.envelope.gathering, gathering)) return false;
  const body = read.value.body.value;
  if (body.kind !== 'signing') return !isBeside;
  return isInk(body.ink) && (body.signatory.kind === 'walk-in' || isPerson(body.signatory.no));
}

/** The decisions of a gathering as screens show them, newest first. */
export async function showDecisions(
  { database }: Context,
  gathering: GatheringRow,
): Promise<DecisionList> {
  const all = await database.exclusive(() => readDecisions(database.sqlite, gathering.no));
  const lines = listDecisions(all).map(({ decision, takenBack }) => {
    const { target } = decision;
    const digest = target?.digest ?? null;
    return {
      epoch: decision.epoch,
      seq: decision.seq,
      act: decision.act,
      atMs: decision.atMs,
      by: decision.by,
      reason: decision.reason,
      journal: target === null ? null : toHex(target.journal),
      digest: digest === null ? null : toHex(digest),
      ...nameTarget(database.sqlite, target),
      taken: decision.taken,
      takenBack: takenBack === null ? null : { by: takenBack.by, atMs: takenBack.atMs },
    };
  });
  return { decisions: lines.toReversed() };
}

/** The desk a decision is about, and whose signing; a restored office may not know them. */
function nameTarget(
  sqlite: DatabaseSync,
  target: DecisionTarget | null,
): { readonly station: string; readonly name: string } {
  if (target === null) return { station: '', name: '' };
  const device = sqlite
    .prepare('select no, station from journals where id = ?')
    .get(target.journal);
  const station = String(device?.['station'] ?? '');
  if (device === undefined || target.digest === null) return { station, name: '' };
  const entry = readEntryOf(sqlite, Number(device['no']), target.digest);
  const read = entry === null ? null : parseEntry(entry.bytes);
  const body = read?.ok === true && read.value.body.ok ? read.value.body.value : null;
  return { station, name: body?.kind === 'signing' ? shownText(body.signatory.name) : '' };
}

/**
 * Which decisions may be gone; null where the office was not put back since the gathering was made.
 * An epoch that was not only counted is the second in which a database that was put back began.
 */
export async function readLostDecisions(
  { database, epoch }: ReadContext,
  gathering: Pick<GatheringRow, 'no' | 'created_at_ms'>,
): Promise<LostDecisions | null> {
  if (epoch < Math.floor(gathering.created_at_ms / 1_000)) return null;
  const toMs = epoch * 1_000;
  return database.exclusive(() => {
    const { sqlite } = database;
    const last = sqlite
      .prepare('select max(received_at_ms) as ms from batches where received_at_ms < ?')
      .get(toMs);
    const decisions = readDecisions(sqlite, gathering.no);
    const known = [
      Number(last?.['ms'] ?? 0),
      ...decisions.map(({ atMs }) => atMs).filter((ms) => ms < toMs),
    ];
    const fromMs = Math.max(...known);
    return {
      fromMs: fromMs === 0 ? null : fromMs,
      toMs,
      isConfirmed: decisions.some((one) => one.act === 'confirm' && one.epoch === epoch),
    };
  });
}
