/**
 * What is to be sent, and settles what the office answered. Nothing is marked when
 * it is sent. An entry leaves the outbox only by a genuine receipt, and comes back when the office
 * no longer holds it; both in one strict transaction.
 */
import { assert } from '#core/assert.ts';
import { type Claim, cutRun } from '#core/batch.ts';
import { type Bytes, equalBytes, fromHex, toHex } from '#core/bytes.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import type { JournalState, SeqRange, ReadReceipt } from '#core/receipt.ts';
import type { ReadDoubt, ReadVerdict } from '#core/verdict.ts';
import type { ContactRow, Db, EntryRow, KeptJournalRow } from '../store/db.ts';
import { currentGathering, rowsBetween } from '../store/rows.ts';
import { type Run, nextRun, receivedCount, settleMark } from '../store/watermark.ts';
import type { Effect, EntryPlace } from './engine.ts';

/** What the engine wants cut. */
export type Want = Omit<Extract<Effect, { readonly kind: 'cut' }>, 'kind'>;

/** Entries to send, if any, and what the device claims of all its journals. */
export interface Cut {
  readonly run: Run | null;
  readonly entries: readonly Bytes[];
  readonly claims: readonly Claim[];
  /** The journal that seals a heartbeat; null when there is none that may. */
  readonly heartbeat: string | null;
  /** The last contact before this, by which a receipt that was overtaken is known. */
  readonly contactMs: number | null;
}

/** A receipt, and the request it answers. */
export interface Settling {
  readonly receipt: ReadReceipt;
  readonly run: Run;
  /** A later request of the same tab was settled before. */
  readonly isLate: boolean;
  /** Contacts that may be the last one; after any other, another tab was first. */
  readonly after?: readonly (number | null)[];
  /** Null when it came in a file: the office was not reached. */
  readonly contact: Omit<ContactRow, 'only'> | null;
}

/** Leaves room in a batch for its seal, its head and its claims. */
const FRAME_BYTES = 4_096;

/** The next run of a database, and the claims that go with it. */
export function cut(db: Db, want: Want): Promise<Cut> {
  return db.read([db.journals, db.entries, db.gatherings, db.current, db.contact], async () => {
    const gathering = await currentGathering(db);
    const journals = inTurn(await db.journals.toArray(), gathering?.journal ?? null);
    const heartbeat = speakerOf(journals, want.skipJournals)?.id ?? null;
    const contactMs = (await db.contact.get(1))?.atMs ?? null;
    for (const journal of journals) {
      const rows = isWanted(journal, want) ? await cutFrom(db, journal, want) : [];
      const [first] = rows;
      if (first === undefined) continue;
      const run = { journal: journal.id, from: first.seq, count: rows.length };
      const claims = claimsOf(journals, journal.id);
      return { run, entries: rows.map((row) => row.bytes), claims, heartbeat, contactMs };
    }
    return { run: null, entries: [], claims: claimsOf(journals, heartbeat), heartbeat, contactMs };
  });
}

/** Applies a receipt whose seal and batch id were checked. */
export function settle(db: Db, settling: Settling): Promise<void> {
  const { receipt, run, contact, after } = settling;
  return db.write([db.journals, db.entries, db.doubts, db.contact], async () => {
    const lastMs = (await db.contact.get(1))?.atMs ?? null;
    const isLate = settling.isLate || after?.includes(lastMs) === false;
    const states = new Map(receipt.journals.map((state) => [toHex(state.journal), state]));
    for (const id of new Set([...states.keys(), run.journal])) {
      const journal = await db.journals.get(id);
      if (journal === undefined) continue;
      await settleJournal(db, journal, { ...settling, isLate, state: states.get(id) ?? null });
    }
    await noteDoubts(db, run, receipt.verdicts);
    if (contact !== null) await db.contact.put({ only: 1, ...contact });
  });
}

/**
 * The first run of a journal. A place that the disk lost, or that was purged, is gone around: the
 * rest must not wait.
 */
export async function cutFrom(
  db: Db,
  journal: KeptJournalRow,
  want: Want,
): Promise<readonly EntryRow[]> {
  const { alone, entriesMax } = want;
  const skip = seqsOf(want.skip, journal.id);
  let { mark } = journal;
  for (let tries = 0; tries < LIMITS.coolingEntriesMax; tries++) {
    const most = tries === 0 ? entriesMax : LIMITS.batchEntriesMax;
    const range =
      alone === null
        ? nextRun(mark, { headSeq: journal.seq, skip, entriesMax: most })
        : ownRange(journal, alone);
    if (range === null) return [];
    const rows = await rowsBetween(db.entries, journal.id, range).toArray();
    const sent = consecutive(rows.filter(({ bytes }) => bytes.length > 0));
    if (sent.length > 0 || alone !== null) return sent.slice(0, entriesMax);
    mark = { ...mark, seq: range.to };
  }
  return [];
}

async function settleJournal(
  db: Db,
  journal: KeptJournalRow,
  { receipt, run, isLate, state }: Settling & { readonly state: JournalState | null },
): Promise<void> {
  const answered = run.journal === journal.id ? rangeOf(run) : null;
  const own = state === null ? null : await digestAt(db, journal, state.seq);
  const agrees = state === null || (own !== null && equalBytes(own, state.digest));
  const { epoch, officeTimeMs } = receipt;
  const isLatest = officeTimeMs > (journal.toldMs ?? 0);
  const mark = settleMark(journal.mark, { epoch, answered, state, agrees, isLate, isLatest });
  if (mark === journal.mark) return;
  const isElsewhere = !agrees || (state !== null && isAhead(state, journal));
  const isRetired = journal.isRetired || isElsewhere;
  const toldMs = state === null || isLate ? journal.toldMs : officeTimeMs;
  const spokeMs = run.journal === journal.id && !isLate ? officeTimeMs : journal.spokeMs;
  await db.journals.put({ ...journal, mark, toldMs, spokeMs, isRetired });
}

/** Our own digest at a sequence; null where we have none. */
async function digestAt(db: Db, journal: KeptJournalRow, seq: number): Promise<Bytes | null> {
  if (seq === 0) return ZERO_DIGEST;
  if (seq === journal.seq) return journal.digest;
  return (await db.entries.get([journal.id, seq]))?.digest ?? null;
}

async function noteDoubts(db: Db, run: Run, verdicts: readonly ReadVerdict[]): Promise<void> {
  const { journal, from, count } = run;
  const span = { from, to: from + count - 1 };
  const before = await rowsBetween(db.doubts, journal, span).toArray();
  for (const [i, verdict] of verdicts.entries()) {
    const seq = from + i;
    const doubt = doubtOf(verdict);
    if (doubt !== null) {
      const { name = '', kind } = (await db.entries.get([journal, seq])) ?? {};
      await db.doubts.put({ journal, seq, name, kind, doubt });
    } else if (verdict.kind === 'stored' && before.some((row) => row.seq === seq)) {
      await db.doubts.delete([journal, seq]);
    }
  }
}

/** The journal in use first, then the others, newest first. */
function inTurn(
  journals: readonly KeptJournalRow[],
  current: string | null,
): readonly KeptJournalRow[] {
  const first = journals.filter(({ id }) => id === current);
  const others = journals.filter(({ id }) => id !== current);
  return [...first, ...others.sort((a, b) => waiting(b) - waiting(a) || b.madeAtMs - a.madeAtMs)];
}

function waiting(journal: KeptJournalRow): 0 | 1 {
  return journal.seq > receivedCount(journal.mark) ? 1 : 0;
}

function isWanted({ id }: KeptJournalRow, { skipJournals, alone }: Want): boolean {
  return alone === null ? !skipJournals.includes(id) : alone.journal === id;
}

/**
 * Which journal seals a heartbeat. The office believes of a journal only what that journal seals:
 * so one of which it does not know all takes turns with the one in use, also when it was left.
 */
function speakerOf(
  journals: readonly KeptJournalRow[],
  barred: readonly string[],
): KeptJournalRow | undefined {
  const [inUse, ...others] = journals.filter(({ id }) => !barred.includes(id));
  const unheard = others.filter((one) => one.mark.toldSeq < one.seq || isParted(one));
  const turns = inUse === undefined ? [] : [inUse, ...unheard];
  return turns.sort((a, b) => (a.spokeMs ?? 0) - (b.spokeMs ?? 0))[0];
}

/** The office may hold another entry in place of ours without knowing: it hears so now and then. */
function isParted({ seq, mark, toldMs = 0, spokeMs }: KeptJournalRow): boolean {
  const isOther = !mark.toldForked && (mark.forked || mark.toldSeq > seq);
  return isOther && (spokeMs === undefined || toldMs - spokeMs >= LIMITS.permissionProbeMs);
}

/** The journal that seals first; the others take turns where there are more than a batch holds. */
function claimsOf(journals: readonly KeptJournalRow[], sealing: string | null): readonly Claim[] {
  const others = journals.filter(({ id }) => id !== sealing);
  const turns = [...others].sort((a, b) => (a.toldMs ?? 0) - (b.toldMs ?? 0));
  const own = journals.filter(({ id }) => id === sealing);
  return [...own, ...turns].slice(0, LIMITS.headsMax).map(claimOf);
}

/** What the device tells the office of a journal. */
export function claimOf(journal: KeptJournalRow): Claim {
  const id = fromHex(journal.id);
  assert(id !== null, 'a journal has its id in hex');
  const keptCount = Math.max(0, journal.seq - receivedCount(journal.mark));
  return { journal: id, seq: journal.seq, digest: journal.digest, keptCount };
}

function seqsOf(places: readonly EntryPlace[], journal: string): readonly number[] {
  return places.filter((place) => place.journal === journal).map(({ seq }) => seq);
}

/** The one entry that was asked for, unless the office has it by now. */
function ownRange({ mark, seq: headSeq }: KeptJournalRow, { seq }: EntryPlace): SeqRange | null {
  const before = { ...mark, seq: Math.max(mark.seq, seq - 1) };
  const range = nextRun(before, { headSeq, skip: [], entriesMax: 1 });
  return range?.from === seq ? range : null;
}

/** Rows in a row, as many as a batch holds. */
function consecutive(rows: readonly EntryRow[]): readonly EntryRow[] {
  const gap = rows.findIndex((row, i) => i > 0 && row.seq !== (rows[i - 1]?.seq ?? 0) + 1);
  const run = gap < 0 ? rows : rows.slice(0, gap);
  const bytesMax = LIMITS.batchBytesMax - FRAME_BYTES;
  const sizes = run.map(({ bytes }) => bytes.length);
  return run.slice(0, cutRun(sizes, { entriesMax: run.length, bytesMax }));
}

function rangeOf({ from, count }: Run): SeqRange | null {
  return count === 0 ? null : { from, to: from + count - 1 };
}

/** The office knows more of this journal than we do: we went back, or somebody writes beside us. */
function isAhead(state: JournalState, journal: KeptJournalRow): boolean {
  return state.forked || state.highestSeq > journal.seq;
}

/** A conflict is shown like a fork: two entries, of which the organiser decides. */
function doubtOf(verdict: ReadVerdict): ReadDoubt | null {
  switch (verdict.kind) {
    case 'stored':
    case 'duplicate':
      return null;
    case 'quarantined':
      return verdict.doubt;
    case 'conflict':
      return 'forked';
  }
}
