/**
 * The journals of this device. An entry becomes kept only here. It is chained and digested before
 * the transaction (optimistic lock): the transaction checks that the head has not moved, and then
 * writes entry and head together. After the commit the bytes are read back and digested again. Only
 * then the entry is kept. If anything fails, the draft stays.
 */
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import type { Grade } from '#core/enrolment.ts';
import { type EntryBody, parseEntry } from '#core/entry.ts';
import { type FaultCode, type Result, bad, good } from '#core/fault.ts';
import { type RandomBytes, SIZES, mintId } from '#core/id.ts';
import { type Draft, EMPTY_HEAD, type Head, chainEntry } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { type Clock, momentOf } from '../clock.ts';
import { type JournalKeys, digest, makeJournalKeys } from '../keys.ts';
import {
  type Db,
  type EntryRow,
  type KeptJournalRow,
  type KeptInvitation,
  tryStorage,
} from './db.ts';
import { noteLoss } from './storage.ts';
import { type StorageMarker, readStorageMarker } from './storage-marker.ts';
import { EMPTY_MARK } from './watermark.ts';

/** The gathering of a journal, and what is needed to make a new journal for it. */
export interface Belonging {
  readonly gathering: Bytes;
  readonly invitation: KeptInvitation;
  readonly grade: Grade;
  readonly secret: Bytes;
}

/** An entry to be kept, and how it is listed. */
export interface Wish {
  readonly belonging: Belonging;
  readonly body: EntryBody;
  readonly name: string;
  /** `n:17`, or null for somebody not on the roster. */
  readonly signatory: string | null;
  /** The id of the draft that is deleted when this is kept. */
  readonly draft: string;
  /** One more write in the same transaction. */
  readonly beside?: { readonly table: Db['tables'][number]; write(): Promise<unknown> };
}

/** A kept entry: its transaction is complete, and it was read back. */
export interface Kept {
  readonly journal: string;
  readonly seq: number;
  readonly bytes: Bytes;
  readonly wallMs: number;
}

/**
 * What `append` needs. `heads` is a cache of this tab; each transaction checks the head on the
 * disk.
 */
export interface Journals {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly build: string;
  readonly heads: Map<string, JournalHead>;
  /**
   * The last entry that this tab kept. It tells of a loss when database and storage marker are
   * cleared together.
   */
  lastKept?: StorageMarker;
  /** The last append of this tab. Appends run one after another. */
  last: Promise<unknown>;
}

interface JournalHead extends Head {
  readonly journal: string;
}

/** The journals of a database, with an empty cache of heads. */
export function openJournals(
  { db, clock, build }: Pick<Journals, 'db' | 'clock' | 'build'>,
  random: RandomBytes,
): Journals {
  return { db, clock, random, build, heads: new Map(), last: Promise.resolve() };
}

/** Keeps an entry. Faults: invalid, storage-full, storage-failed, storage-missing. */
export function append(journals: Journals, wish: Wish): Promise<Result<Kept>> {
  const appended = journals.last.then(() => appendNext(journals, wish));
  journals.last = appended.catch(() => undefined); // the caller gets the error
  return appended;
}

async function appendNext(journals: Journals, wish: Wish): Promise<Result<Kept>> {
  const { clock, random, build } = journals;
  const at = momentOf(clock);
  const id = mintId(at.wallMs, random(SIZES.id - 6));
  const draft: Draft = { id, gathering: wish.belonging.gathering, at, build, body: wish.body };
  const attempt: Attempt = { draft, wish, row: null };
  const first = await tryStorage(() => keep(journals, attempt));
  if (first.ok) return first.value;
  const second = await tryStorage(() => mend(journals, attempt, first.fault.code));
  return second.ok ? second.value : second;
}

/**
 * The journal of a gathering. A new one is made when there is none, or when the present one is
 * retired or of another grade. Joining with another code also makes a new one if the present one
 * was admitted late.
 */
export async function openJournal(
  journals: Journals,
  belonging: Belonging,
  why: 'join' | 'keep',
): Promise<KeptJournalRow> {
  const { db } = journals;
  const row = await db.read([db.gatherings, db.journals], async () => {
    const found = await db.gatherings.get(toHex(belonging.gathering));
    return found === undefined ? undefined : db.journals.get(found.journal);
  });
  if (row !== undefined && fits(row, belonging, why)) return row;
  return mint(journals, { belonging, why, keys: await makeJournalKeys() });
}

/**
 * Tries once more: after a full disk it frees the reserve, after another fault it reopens the
 * database.
 */
async function mend(journals: Journals, attempt: Attempt, code: FaultCode): Promise<Result<Kept>> {
  const { db, heads } = journals;
  heads.clear();
  if (code === 'storage-full') await db.write([db.reserve], () => db.reserve.clear());
  else await db.reopen();
  const { row } = attempt;
  // The first transaction may have been committed although it answered with a fault.
  const found = row === null ? undefined : await db.entries.get([row.journal, row.seq]);
  const isThere = row !== null && found !== undefined && equalBytes(found.digest, row.digest);
  return isThere ? readBack(journals, row) : keep(journals, attempt);
}

async function keep(journals: Journals, attempt: Attempt): Promise<Result<Kept>> {
  const { heads } = journals;
  const { belonging } = attempt.wish;
  const gathering = toHex(belonging.gathering);
  for (let tries = 0; tries < LIMITS.appendTriesMax; tries++) {
    const head = heads.get(gathering) ?? headOf(await openJournal(journals, belonging, 'keep'));
    const made = await makeRow(attempt, head);
    if (!made.ok) return made;
    attempt.row = made.value;
    if (await add(journals.db, { row: made.value, head, wish: attempt.wish })) {
      heads.set(gathering, headOf({ ...made.value, id: head.journal }));
      return readBack(journals, made.value);
    }
    heads.delete(gathering);
  }
  return bad('storage-failed', 'the head of the journal kept moving');
}

/**
 * The transaction that keeps an entry. False when the head has moved, because another tab kept an
 * entry.
 */
function add(
  db: Db,
  { row, head, wish }: { row: EntryRow; head: JournalHead; wish: Wish },
): Promise<boolean> {
  const { gathering, wallMs } = row;
  const { signatory, draft, beside } = wish;
  const tables = [db.journals, db.entries, db.signed, db.drafts];
  return db.write(beside === undefined ? tables : [...tables, beside.table], async () => {
    const journal = await db.journals.get(head.journal);
    if (journal === undefined || journal.isRetired || journal.seq !== head.seq) return false;
    if (!equalBytes(journal.digest, head.digest)) return false;
    await Promise.all([
      db.entries.add(row),
      db.journals.put({ ...journal, seq: row.seq, digest: row.digest }),
      signatory === null ? null : db.signed.put({ gathering, signatory, wallMs }),
      db.drafts.delete(draft),
      beside?.write(),
    ]);
    return true;
  });
}

/**
 * Reads the entry in a new transaction. If the bytes are not the ones written, the journal is
 * retired.
 */
async function readBack(journals: Journals, row: EntryRow): Promise<Result<Kept>> {
  const { db, heads } = journals;
  const { journal, seq, bytes, wallMs } = row;
  const found = await db.entries.get([journal, seq]);
  if (found !== undefined && equalBytes(await digest(found.bytes), row.digest)) {
    journals.lastKept = { journal, seq };
    return good({ journal, seq, bytes, wallMs });
  }
  heads.clear();
  await db.write([db.journals], () => db.journals.update(journal, { isRetired: true }));
  return bad('storage-failed', 'the entry was not read back as it was written');
}

/** Makes the journal, unless another tab has made it meanwhile. */
function mint(
  journals: Journals,
  { belonging, keys, why }: { belonging: Belonging; keys: JournalKeys; why: 'join' | 'keep' },
): Promise<KeptJournalRow> {
  const { db, clock } = journals;
  const id = toHex(belonging.gathering);
  const { grade, secret, invitation } = belonging;
  return db.write([db.gatherings, db.journals, db.keys, db.current, db.loss], async () => {
    const found = await db.gatherings.get(id);
    const now = found === undefined ? undefined : await db.journals.get(found.journal);
    if (now !== undefined && fits(now, belonging, why)) return now;
    const madeAtMs = clock.wallMs();
    // This tab works for the gathering, but the database does not know it: the storage was cleared
    // while the app was open.
    if (found === undefined && why === 'keep') {
      const marker = readStorageMarker() ?? journals.lastKept ?? null;
      await noteLoss(db, madeAtMs, marker && { ...marker, heldSeq: 0 });
    }
    const row = newJournal({ id: toHex(keys.id), gathering: id, grade, secret, madeAtMs });
    await db.journals.add(row);
    await db.keys.add({ journal: row.id, pair: keys.pair, publicKey: keys.publicKey });
    await db.gatherings.put({ ...found, id, ...invitation, grade, journal: row.id });
    await db.current.put({ only: 1, gathering: id });
    return row;
  });
}

/**
 * One attempt to keep an entry. `row` is remembered, so that it can be looked for after the
 * connection was lost.
 */
interface Attempt {
  readonly draft: Draft;
  readonly wish: Wish;
  row: EntryRow | null;
}

/**
 * Chains and digests the entry, outside any transaction. Refuses an entry that could not be parsed
 * again.
 */
async function makeRow({ draft, wish }: Attempt, head: JournalHead): Promise<Result<EntryRow>> {
  const { entry, bytes } = chainEntry(head, draft);
  const read = parseEntry(bytes);
  if (!read.ok || !read.value.body.ok) {
    const fault = read.ok ? read.value.body : read;
    return bad('invalid', fault.ok ? '' : fault.fault.detail);
  }
  return good({
    journal: head.journal,
    seq: entry.seq,
    bytes,
    digest: await digest(bytes),
    gathering: toHex(draft.gathering),
    name: wish.name,
    kind: wish.body.kind,
    wallMs: draft.at.wallMs,
  });
}

function fits(row: KeptJournalRow, belonging: Belonging, why: 'join' | 'keep'): boolean {
  if (row.isRetired || row.grade !== belonging.grade) return false;
  // The office knows a journal by one code. With another code a late device may be in time, and
  // needs a new journal for it.
  const isLate = why === 'join' && typeof row.grant?.late === 'string';
  return !isLate || equalBytes(row.secret, belonging.secret);
}

function headOf({
  id,
  seq,
  digest: last,
}: {
  id: string;
  seq: number;
  digest: Bytes;
}): JournalHead {
  return { journal: id, seq, digest: last };
}

function newJournal(
  wanted: Pick<KeptJournalRow, 'id' | 'gathering' | 'grade' | 'secret' | 'madeAtMs'>,
): KeptJournalRow {
  const { seq, digest: none } = EMPTY_HEAD;
  return { ...wanted, grant: null, seq, digest: none, mark: EMPTY_MARK, isRetired: false };
}
