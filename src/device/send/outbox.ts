/**
 * The outbox: selects what to send, and settles what the office answered. Sending an entry changes
 * nothing on the disk. An entry leaves the outbox only by a genuine receipt. It comes back when the
 * office no longer holds it. Both happen in one strict transaction.
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
import type { Effect, EntryPlace } from './engine-state.ts';

/** What the engine wants cut. */
export type Want = Omit<Extract<Effect, { readonly kind: 'cut' }>, 'kind'>;

/** Entries to send, if any, and the device's claims about all its journals. */
export interface Cut {
  readonly run: Run | null;
  readonly entries: readonly Bytes[];
  readonly claims: readonly Claim[];
  /** The journal that seals a heartbeat; null when no journal may. */
  readonly heartbeat: string | null;
  /** The last contact when this was cut. A receipt of an overtaken request is recognised by it. */
  readonly contactMs: number | null;
}

/** A receipt, and the request it answers. */
export interface SettlingReceipt {
  readonly receipt: ReadReceipt;
  readonly run: Run;
  /** This tab has already settled a later request. */
  readonly isLate: boolean;
  /**
   * The contacts that this tab knows. If the last contact on the disk is another one, another tab
   * has settled a receipt meanwhile.
   */
  readonly after?: readonly (number | null)[];
  /** Null for a receipt from a file: it is no contact with the office. */
  readonly contact: Omit<ContactRow, 'only'> | null;
}

/** Bytes of a batch reserved for its seal, head and claims. */
const FRAME_BYTES = 4_096;

/** The next run to send, and the claims that go with it. */
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
export function settle(db: Db, settling: SettlingReceipt): Promise<void> {
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
 * The first run of a journal. A missing or purged entry is skipped, so that it does not block the
 * entries after it.
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
  { receipt, run, isLate, state }: SettlingReceipt & { readonly state: JournalState | null },
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

/** Our digest at a sequence; null where we have none. */
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

/** The journals in the order of sending: the one in use, then the others, newest first. */
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
 * The journal that seals the next heartbeat. The office believes about a journal only what that
 * journal has sealed. So journals that the office does not know completely take turns with the one
 * in use, even when the device has left them.
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

/**
 * True when the office should hear this journal: it may hold another entry in place of ours and not
 * know it. Not more often than a set time.
 */
function isParted({ seq, mark, toldMs = 0, spokeMs }: KeptJournalRow): boolean {
  const isOther = !mark.toldForked && (mark.forked || mark.toldSeq > seq);
  return isOther && (spokeMs === undefined || toldMs - spokeMs >= LIMITS.permissionProbeMs);
}

/**
 * The claims of a batch. The sealing journal comes first; when there are more journals than a batch
 * takes, the others take turns.
 */
function claimsOf(journals: readonly KeptJournalRow[], sealing: string | null): readonly Claim[] {
  const others = journals.filter(({ id }) => id !== sealing);
  const turns = [...others].sort((a, b) => (a.toldMs ?? 0) - (b.toldMs ?? 0));
  const own = journals.filter(({ id }) => id === sealing);
  return [...own, ...turns].slice(0, LIMITS.headsMax).map(claimOf);
}

/** The claim about one journal. */
export function claimOf(journal: KeptJournalRow): Claim {
  const id = fromHex(journal.id);
  assert(id !== null, 'a journal has its id in hex');
  const keptCount = Math.max(0, journal.seq - receivedCount(journal.mark));
  return { journal: id, seq: journal.seq, digest: journal.digest, keptCount };
}

function seqsOf(places: readonly EntryPlace[], journal: string): readonly number[] {
  return places.filter((place) => place.journal === journal).map(({ seq }) => seq);
}

/** The range of the one entry that was asked for; null when the office has it already. */
function ownRange({ mark, seq: headSeq }: KeptJournalRow, { seq }: EntryPlace): SeqRange | null {
  const before = { ...mark, seq: Math.max(mark.seq, seq - 1) };
  const range = nextRun(before, { headSeq, skip: [], entriesMax: 1 });
  return range?.from === seq ? range : null;
}

/** The first rows without a gap, as many as fit one batch. */
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

/**
 * The office knows a fork, or later entries than we have. Either our storage went back to an older
 * state, or another program writes to this journal.
 */
function isAhead(state: JournalState, journal: KeptJournalRow): boolean {
  return state.forked || state.highestSeq > journal.seq;
}

/**
 * The doubt to note for a verdict; null for none. A conflict is shown as a fork: there are two
 * entries, and the organiser decides.
 */
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
