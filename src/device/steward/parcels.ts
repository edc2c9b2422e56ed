/**
 * Export to files, for a place without a network: sealed batches of what is not received, and the
 * receipts that come back. Making a file settles nothing. Only a receipt that the office sealed,
 * for a batch that this device exported, settles something. An old receipt never overrules a newer
 * answer of the office.
 */
import { assert } from '#core/assert.ts';
import { type Claim, encodeBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, fromHex, toHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type RandomBytes, SIZES, mintId } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { encodeParcel, parcelFileNames, type ReadReceiptFile } from '#core/parcel.ts';
import type { ReadReceipt } from '#core/receipt.ts';
import { sealBody } from '#core/seal.ts';
import type { Zone } from '#core/time.ts';
import type { DeviceParts } from '../device-parts.ts';
import type { Exported, HandFile, TakenFile } from '../device.ts';
import { sealEnrolment } from '../join/enrolment.ts';
import { sealerOf } from '../keys.ts';
import { openReceipt } from '../send/delivery.ts';
import { claimOf, cutFrom, settle } from '../send/outbox.ts';
import {
  type Db,
  type EntryRow,
  type ExportedRow,
  type KeptJournalRow,
  tryStorage,
} from '../store/db.ts';
import { invitationOf } from '../store/kept-invitation.ts';
import { currentGathering } from '../store/rows.ts';
import { receivedCount } from '../store/watermark.ts';

/**
 * Entries in one batch. The office takes all of a batch or nothing, and a file cannot be halved
 * later. So batches are small.
 */
const BATCH_ENTRIES = LIMITS.batchEntriesStart;

/** How many exported batches are remembered for their receipts; the oldest are dropped. */
const EXPORTED_MAX = 64 * LIMITS.parcelBatchesMax;

/** Bytes of a file reserved for its head and its proofs. */
const FILE_FRAME_BYTES = 64 * 1024;

/** A run of one journal, to be sealed. */
interface RunPiece {
  readonly journal: KeptJournalRow;
  readonly rows: readonly [EntryRow, ...EntryRow[]];
}

interface Rest {
  readonly pieces: readonly RunPiece[];
  readonly journals: readonly KeptJournalRow[];
  readonly titles: ReadonlyMap<string, string>;
  readonly place: FileOrigin;
}

interface SealedPiece {
  readonly bytes: Bytes;
  readonly piece: RunPiece;
  readonly row: ExportedRow;
}

/** The place that a file names as its origin. */
interface FileOrigin {
  readonly station: string;
  readonly zone: Zone;
}

/**
 * Exports everything that is not received. The batches are noted on the disk before the files are
 * given out. Faults: not-found (nothing waits), storage-failed.
 */
export async function exportAll(
  parts: DeviceParts,
  random: RandomBytes,
): Promise<Result<Exported>> {
  const { db, clock } = parts;
  const read = await tryStorage(() => readRest(db));
  if (!read.ok) return read;
  const { pieces, place } = read.value;
  if (pieces.length === 0) return bad('not-found', 'nothing waits');
  const madeAtMs = clock.wallMs();
  const sealed: SealedPiece[] = [];
  for (const piece of pieces) {
    const id = mintId(madeAtMs, random(SIZES.id - 6));
    sealed.push(await sealPiece(parts, piece, { id, madeAtMs, journals: read.value.journals }));
  }
  const written = await tryStorage(() =>
    db.write([db.exported], async () => {
      await db.exported.bulkPut(sealed.map(({ row }) => row));
      const excess = (await db.exported.count()) - EXPORTED_MAX;
      // An id begins with its time, so the oldest come first.
      if (excess > 0) await db.exported.limit(excess).delete();
    }),
  );
  // On a full disk the files are given out all the same. Then only the network can settle their
  // batches.
  if (!written.ok && written.fault.code !== 'storage-full') return written;
  const files: HandFile[] = [];
  for (const part of partsOf(sealed)) {
    files.push(await fileOf(parts, part, { ...place, madeAtMs, no: files.length + 1 }));
  }
  return good({
    files,
    entryCount: pieces.reduce((sum, { rows }) => sum + rows.length, 0),
    gatherings: gatheringsOf(read.value),
  });
}

/** Settles the receipts of parcels of this device. Faults: those of openReceipt, storage-…. */
export async function takeReceipts(
  parts: DeviceParts,
  { answers }: ReadReceiptFile,
): Promise<Result<TakenFile>> {
  const ours: Answered[] = [];
  let refusedCount = 0;
  let strangersCount = 0;
  for (const answer of answers) {
    if ('fault' in answer) {
      refusedCount += 1;
      continue;
    }
    const opened = await openReceipt(parts, answer.receipt);
    if (!opened.ok) return opened; // one wrong seal makes the whole file suspect
    const receipt = opened.value;
    const row = await tryStorage(() => parts.db.exported.get(toHex(receipt.batch)));
    if (!row.ok) return row;
    if (row.value === undefined) strangersCount += 1;
    else if (row.value.count === receipt.verdicts.length) ours.push({ receipt, row: row.value });
    else return bad('malformed', 'a verdict for each entry');
  }
  if (ours.length === 0 && (strangersCount > 0 || refusedCount === 0)) {
    return good({ kind: 'not-ours' });
  }
  const settled = await tryStorage(() => settleAll(parts.db, ours));
  return settled.ok ? good({ kind: 'receipts', refusedCount, ...settled.value }) : settled;
}

/** The origin that files of this device name. To be called inside a read of these tables. */
export async function readPlace(db: Db): Promise<FileOrigin> {
  const gathering = await currentGathering(db);
  const journal = gathering && (await db.journals.get(gathering.journal));
  const zone = (gathering && invitationOf(gathering)?.gathering.zone) ?? 'WIB';
  return { station: journal?.grant?.station ?? '', zone };
}

function readRest(db: Db): Promise<Rest> {
  return db.read([db.journals, db.entries, db.gatherings, db.current], async () => {
    const journals = await db.journals.toArray();
    const gatherings = await db.gatherings.toArray();
    const titles = new Map(
      gatherings.map((row) => [row.id, invitationOf(row)?.gathering.title ?? '']),
    );
    const pieces: RunPiece[] = [];
    for (const journal of journals) pieces.push(...(await piecesOf(db, journal)));
    return { pieces, journals, titles, place: await readPlace(db) };
  });
}

/** Every run of a journal that the office has not received, however often it was exported. */
export async function piecesOf(db: Db, journal: KeptJournalRow): Promise<readonly RunPiece[]> {
  const want = { entriesMax: BATCH_ENTRIES, skip: [], skipJournals: [], alone: null };
  const pieces: RunPiece[] = [];
  let { mark } = journal;
  while (mark.seq < journal.seq) {
    const [first, ...others] = await cutFrom(db, { ...journal, mark }, want);
    if (first === undefined) break;
    pieces.push({ journal, rows: [first, ...others] });
    mark = { ...mark, seq: first.seq + others.length };
  }
  return pieces;
}

interface SealWith {
  readonly id: Bytes;
  readonly madeAtMs: number;
  readonly journals: readonly KeptJournalRow[];
}

async function sealPiece(
  parts: DeviceParts,
  piece: RunPiece,
  sealing: SealWith,
): Promise<SealedPiece> {
  const { journal, rows } = piece;
  const { id, madeAtMs, journals } = sealing;
  const keys = await parts.db.keys.get(journal.id);
  const journalId = fromHex(journal.id);
  assert(keys !== undefined && journalId !== null, 'a journal has an id in hex, and its keys');
  const body = encodeBatch({
    id,
    journal: journalId,
    entries: rows.map(({ bytes }) => bytes),
    claims: claimsOf(journals, journal),
    deviceTimeMs: madeAtMs,
    build: parts.build,
    battery: null,
  });
  const digest = rows.at(-1)?.digest ?? rows[0].digest;
  const run = { journal: journal.id, from: rows[0].seq, count: rows.length };
  return {
    bytes: await sealBody('batch', body, await sealerOf(keys)),
    piece,
    row: { batch: toHex(id), ...run, digest },
  };
}

/** The claims of a batch: its own journal, then the journals with most entries to send. */
function claimsOf(journals: readonly KeptJournalRow[], own: KeptJournalRow): readonly Claim[] {
  const others = journals.filter(({ id }) => id !== own.id);
  const inTurn = [own, ...others.sort((a, b) => waiting(b) - waiting(a))];
  return inTurn.slice(0, LIMITS.headsMax).map(claimOf);
}

function waiting({ seq, mark }: KeptJournalRow): number {
  return seq - receivedCount(mark);
}

function partsOf(sealed: readonly SealedPiece[]): readonly (readonly SealedPiece[])[] {
  const parts: SealedPiece[][] = [];
  let size = Infinity;
  for (const one of sealed) {
    size += one.bytes.length + 5;
    const part = parts.at(-1);
    const fits = size <= LIMITS.parcelBytesMax - FILE_FRAME_BYTES;
    if (part !== undefined && fits && part.length < LIMITS.parcelBatchesMax) part.push(one);
    else {
      parts.push([one]);
      size = one.bytes.length + 5;
    }
  }
  return parts;
}

/**
 * Makes one file. It has an enrolment request of every journal in it, also of one with a grant. The
 * office may have been restored to a state before the grant. And the device that carries the file
 * checks its seals with these keys.
 */
async function fileOf(
  parts: DeviceParts,
  part: readonly SealedPiece[],
  { station, zone, madeAtMs, no }: FileOrigin & { readonly madeAtMs: number; readonly no: number },
): Promise<HandFile> {
  const journals = new Map(part.map(({ piece: { journal } }) => [journal.id, journal]));
  const enrolments: Bytes[] = [];
  for (const journal of journals.values()) enrolments.push(await sealEnrolment(parts, journal));
  const batches = part.map(({ bytes }) => bytes);
  const { parcel } = parcelFileNames({ station, madeAtMs }, zone);
  return {
    name: no === 1 ? parcel : parcel.replace(/\.ikrar$/, `-${no}.ikrar`),
    bytes: encodeParcel({ station, madeAtMs, enrolments, batches }),
  };
}

function gatheringsOf({ pieces, titles }: Rest): Exported['gatherings'] {
  const counts = new Map<string, number>();
  for (const { journal, rows } of pieces) {
    counts.set(journal.gathering, (counts.get(journal.gathering) ?? 0) + rows.length);
  }
  return [...counts].map(([id, entryCount]) => ({ title: titles.get(id) ?? '', entryCount }));
}

/** A receipt, and the exported batch that it answers. */
interface Answered {
  readonly receipt: ReadReceipt;
  readonly row: ExportedRow;
}

interface Settled {
  readonly receivedCount: number;
  readonly returnedCount: number;
  readonly isOld: boolean;
}

/**
 * Settles receipts in the order of the office's clock, in one transaction, and counts what changed.
 */
export function settleAll(db: Db, answered: readonly Answered[]): Promise<Settled> {
  const inTurn = [...answered].sort((a, b) => orderOf(a.receipt, b.receipt));
  return db.write([db.journals, db.entries, db.doubts, db.contact], async () => {
    const before = await readCounts(db);
    let isOld = false;
    for (const one of inTurn) isOld = !(await settleOne(db, one)) || isOld;
    const changes = [...(await readCounts(db))].map(([id, count]) => count - (before.get(id) ?? 0));
    const sum = (sign: 1 | -1): number =>
      changes.reduce((total, change) => total + Math.max(0, sign * change), 0);
    return { receivedCount: sum(1), returnedCount: sum(-1), isOld };
  });
}

/**
 * Settles one receipt, unless the office has said something newer. Each journal is compared alone:
 * a receipt may be new for its own journal and old for others.
 */
async function settleOne(db: Db, { receipt, row }: Answered): Promise<boolean> {
  const { journal: id, from, count } = row;
  const own = await db.journals.get(id);
  const last = await db.entries.get([id, from + count - 1]);
  // If our storage went back to an older state, other entries may be at these sequences.
  const isSame = last === undefined || equalBytes(last.digest, row.digest);
  if (own === undefined || !isSame || !isNews(receipt, own)) return false;
  const journals = [];
  for (const state of receipt.journals) {
    const journal = await db.journals.get(toHex(state.journal));
    if (journal !== undefined && isNews(receipt, journal)) journals.push(state);
  }
  const run = { journal: id, from, count };
  await settle(db, { receipt: { ...receipt, journals }, run, isLate: false, contact: null });
  return true;
}

/** A file may come at any time, so the office's clock decides which receipt is newer. */
function isNews(
  { epoch, officeTimeMs }: ReadReceipt,
  { mark, toldMs = 0 }: KeptJournalRow,
): boolean {
  return epoch > mark.epoch || (epoch === mark.epoch && officeTimeMs >= toldMs);
}

function orderOf(a: ReadReceipt, b: ReadReceipt): number {
  return a.epoch - b.epoch || a.officeTimeMs - b.officeTimeMs;
}

async function readCounts(db: Db): Promise<ReadonlyMap<string, number>> {
  const journals = await db.journals.toArray();
  return new Map(journals.map(({ id, mark }) => [id, receivedCount(mark)]));
}
