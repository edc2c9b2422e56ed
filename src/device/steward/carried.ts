/**
 * The parcels of other devices that this one carries: kept like a signature, and brought to
 * the office with a permission of this device. A parcel is forgotten only by hand, and
 * only after the office's own receipts for it are on the disk.
 */
import { JOURNAL_HEADER } from '#core/api.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { type Wire, decode } from '#core/codec.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { SIZES } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import {
  PARCELS_PATH,
  PARCEL_MEDIA,
  type Parcel,
  parcelFileNames,
  parseParcel,
  parseReceiptFile,
} from '#core/parcel.ts';
import { readArray } from '#core/reader.ts';
import { type Sealed, coseKey, parseSealed } from '#core/seal.ts';
import type { DeviceParts } from '../device-parts.ts';
import type { HandFile, TakenFile } from '../device.ts';
import { enrol } from '../join/enrolment.ts';
import { bodyOf, isSealedBy } from '../join/office-card.ts';
import { digest, kidOf } from '../keys.ts';
import { openReceipt } from '../send/delivery.ts';
import {
  type CarriedRow,
  type Db,
  type FreightRow,
  type KeptJournalRow,
  tryStorage,
} from '../store/db.ts';
import { currentGathering } from '../store/rows.ts';
import { readPlace } from './parcels.ts';

/** More than a steward can keep in mind. */
const CARRIED_MAX = 64;

/** Permissions tried for one parcel: it is all uploaded with each. */
const PERMISSIONS_TRIED_MAX = 3;

const SEALED_ENROLMENT_BYTES_MAX = 2_048;

/** Keeps a parcel. Faults: malformed, unsealed, unknown-version, storage-full, storage-failed. */
export async function takeParcel(
  { db, clock }: DeviceParts,
  { parcel, bytes }: { readonly parcel: Parcel; readonly bytes: Bytes },
): Promise<Result<TakenFile>> {
  const batches = await openBatches(parcel);
  if (!batches.ok) return batches;
  const id = toHex(await digest(bytes));
  const journals = new Set(batches.value.map(({ journal }) => toHex(journal)));
  const { station, madeAtMs } = parcel;
  const row: CarriedRow = {
    id,
    station,
    madeAtMs,
    entryCount: batches.value.reduce((sum, { entryCount }) => sum + entryCount, 0),
    keptAtMs: clock.wallMs(),
    answeredAtMs: null,
    refusedCount: 0,
  };
  const kept = await tryStorage(() =>
    db.write([db.journals, db.carried, db.freight], async (): Promise<TakenFile | null> => {
      const own = await db.journals.bulkGet([...journals]);
      if (own.some((journal) => journal !== undefined)) return { kind: 'own' };
      const before = await db.carried.get(id);
      if (before !== undefined) return { kind: 'carried', carried: before, isNew: false };
      if ((await db.carried.count()) >= CARRIED_MAX) return null;
      await db.carried.add(row);
      await db.freight.add({ id, bytes, answer: null });
      return { kind: 'carried', carried: row, isNew: true };
    }),
  );
  if (!kept.ok) return kept;
  if (kept.value === null) return bad('storage-full', 'too many parcels are carried');
  if (kept.value.kind === 'own') return good(kept.value);
  const isThere = await readBack(db, id);
  return isThere.ok ? good(kept.value) : isThere;
}

/** What is carried, the newest first. */
export async function listCarried(db: Db): Promise<readonly CarriedRow[]> {
  const rows = await db.carried.toArray();
  return rows.sort((a, b) => b.keptAtMs - a.keptAtMs);
}

/**
 * Brings one parcel to the office and keeps its answer. Faults: not-permitted, invalid (the office
 * will not read it), and those of asking and of the storage.
 */
export async function deliverParcel(parts: DeviceParts, id: string): Promise<Result<void>> {
  const { db, clock } = parts;
  const found = await tryStorage(() => db.freight.get(id));
  if (!found.ok) return found;
  if (found.value === undefined) return good(undefined); // dropped meanwhile
  const { bytes } = found.value;
  const answer = await ask(parts, bytes);
  if (!answer.ok) return answer;
  const checked = await checkAnswer(parts, { bytes, answer: answer.value });
  if (!checked.ok) return checked;
  const { refusedCount } = checked.value;
  return tryStorage(() =>
    db.write([db.carried, db.freight], async () => {
      if ((await db.carried.get(id)) === undefined) return;
      await db.freight.update(id, { answer: answer.value });
      await db.carried.update(id, { answeredAtMs: clock.wallMs(), refusedCount });
    }),
  );
}

/** The file of receipts for whoever made a parcel. Faults: not-found, storage-failed. */
export async function answerTo(db: Db, id: string): Promise<Result<HandFile>> {
  const read = await tryStorage(() =>
    db.read([db.carried, db.freight, db.current, db.gatherings, db.journals], async () => ({
      row: await db.carried.get(id),
      answer: (await db.freight.get(id))?.answer,
      zone: (await readPlace(db)).zone,
    })),
  );
  if (!read.ok) return read;
  const { row, answer, zone } = read.value;
  if (row === undefined || !(answer instanceof Uint8Array)) return bad('not-found', 'no answer');
  return good({ name: parcelFileNames(row, zone).receipts, bytes: answer });
}

/** Forgets a parcel. Faults: conflict (the office did not answer yet), storage-…. */
export async function dropParcel(db: Db, id: string): Promise<Result<void>> {
  const dropped = await tryStorage(() =>
    db.write([db.carried, db.freight], async () => {
      const row = await db.carried.get(id);
      if (row?.answeredAtMs === null) return false;
      await db.carried.delete(id);
      await db.freight.delete(id);
      return true;
    }),
  );
  if (!dropped.ok) return dropped;
  return dropped.value ? good(undefined) : bad('conflict', 'the office has not answered');
}

/** As much of a batch as its carrier needs: what it says beyond that is for the office alone. */
interface Label {
  readonly id: Bytes;
  readonly journal: Bytes;
  readonly entryCount: number;
}

/** Reads the batches of a parcel, each sealed by the key that its journal proves in the file. */
async function openBatches(parcel: Parcel): Promise<Result<readonly Label[]>> {
  const keys = await readProofs(parcel);
  if (!keys.ok) return keys;
  if (parcel.batches.length === 0) return bad('malformed', 'a parcel without batches');
  const labels: Label[] = [];
  for (const bytes of parcel.batches) {
    const sealed = parseSealed(bytes, 'batch', { bytesMax: LIMITS.batchBytesMax });
    if (!sealed.ok) return sealed;
    const label = readLabel(sealed.value);
    if (!label.ok) return label;
    const key = keys.value.get(toHex(label.value.journal));
    if (key === undefined || !(await isSealedByThem(key, sealed.value))) return bad('unsealed');
    labels.push(label.value);
  }
  return good(labels);
}

/** The public keys of the journals, by their ids, which follow from them. */
async function readProofs({ enrolments }: Parcel): Promise<Result<ReadonlyMap<string, Bytes>>> {
  const keys = new Map<string, Bytes>();
  for (const bytes of enrolments) {
    const sealed = parseSealed(bytes, 'enrolment', { bytesMax: SEALED_ENROLMENT_BYTES_MAX });
    if (!sealed.ok) return sealed;
    const decoded = decode(sealed.value.body, { bytesMax: SEALED_ENROLMENT_BYTES_MAX });
    if (!decoded.ok) return decoded;
    const reader = readArray(headOf(decoded.value, 2), 'enrolment');
    reader.int('version');
    const key = reader.end(reader.bytes('public key', { exact: SIZES.publicKey }));
    if (!key.ok) return key;
    if (!(await isSealedByThem(key.value, sealed.value))) return bad('unsealed');
    const id = (await digest(coseKey(key.value))).subarray(0, SIZES.id);
    keys.set(toHex(id), key.value);
  }
  return good(keys);
}

function readLabel({ body }: Sealed): Result<Label> {
  const decoded = decode(body, { bytesMax: LIMITS.batchBytesMax });
  if (!decoded.ok) return decoded;
  const reader = readArray(headOf(decoded.value, 4), 'batch');
  reader.int('version');
  return reader.end({
    id: reader.bytes('id', { exact: SIZES.id }),
    journal: reader.bytes('journal', { exact: SIZES.id }),
    entryCount: reader.list('entries', LIMITS.batchEntriesMax).length,
  });
}

/** The first items of an array: those that every version begins with. */
function headOf(value: Wire, itemsCount: number): Wire {
  // Array.isArray does not tell the compiler of a read-only array.
  return Array.isArray(value) ? (value as readonly Wire[]).slice(0, itemsCount) : value;
}

/** What stands for a key in a file that was edited may be no key at all. */
async function isSealedByThem(key: Bytes, sealed: Sealed): Promise<boolean> {
  try {
    return equalBytes(await kidOf(key), sealed.kid) && (await isSealedBy(key, sealed));
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** Reads what was kept in a new transaction. What the disk gives back otherwise is not kept. */
async function readBack(db: Db, id: string): Promise<Result<void>> {
  const read = await tryStorage(() => db.freight.get(id));
  if (!read.ok) return read;
  const bytes = read.value?.bytes;
  if (bytes !== undefined && toHex(await digest(bytes)) === id) return good(undefined);
  const removed = await tryStorage(() =>
    db.write([db.carried, db.freight], async () => {
      await db.carried.delete(id);
      await db.freight.delete(id);
    }),
  );
  return removed.ok ? bad('storage-failed', 'the parcel was not read back') : removed;
}

/** Asks with one permission after the other, and for one where there is none. */
async function ask(parts: DeviceParts, bytes: Bytes): Promise<Result<Bytes>> {
  const journals = await tryStorage(() => permitted(parts.db));
  if (!journals.ok) return journals;
  let refused: Result<Bytes> = bad('not-permitted', 'no journal has a permission');
  for (const journal of journals.value.slice(0, PERMISSIONS_TRIED_MAX)) {
    const enrolled = journal.grant === null ? await enrol(parts, journal) : good(journal);
    const answer = enrolled.ok ? await askWith(parts, enrolled.value, bytes) : enrolled;
    if (answer.ok || answer.fault.code !== 'not-permitted') return answer;
    refused = answer;
  }
  return refused;
}

async function askWith(
  { transport }: DeviceParts,
  { id, grant }: KeptJournalRow,
  bytes: Bytes,
): Promise<Result<Bytes>> {
  if (grant === null) return bad('not-permitted');
  const reply = await transport({
    method: 'POST',
    path: PARCELS_PATH,
    body: { bytes, type: PARCEL_MEDIA.parcel, mayGzip: false },
    token: grant.token,
    headers: { [JOURNAL_HEADER]: id },
    deadlineMs: LIMITS.packageDeadlineMs,
    answerBytesMax: LIMITS.receiptFileBytesMax,
  });
  const isUnread = reply.kind === 'answer' && [400, 413, 415, 422].includes(reply.status);
  return isUnread ? bad('invalid', 'the office does not read this parcel') : bodyOf(reply);
}

/** The journal in use first, then the others that have a permission, newest first. */
async function permitted(db: Db): Promise<readonly KeptJournalRow[]> {
  return db.read([db.journals, db.gatherings, db.current], async () => {
    const gathering = await currentGathering(db);
    const journals = await db.journals.toArray();
    const first = journals.filter(({ id }) => id === gathering?.journal);
    const others = journals.filter(({ id, grant }) => id !== gathering?.journal && grant !== null);
    return [...first, ...others.sort((a, b) => b.madeAtMs - a.madeAtMs)];
  });
}

/** An answer counts only when it is the office's, and of this very parcel. */
async function checkAnswer(
  parts: DeviceParts,
  { bytes, answer }: { readonly bytes: Bytes; readonly answer: FreightRow['answer'] & Bytes },
): Promise<Result<{ readonly refusedCount: number }>> {
  const parcel = parseParcel(bytes);
  const batches = parcel.ok ? await openBatches(parcel.value) : parcel;
  if (!batches.ok) return batches;
  const file = parseReceiptFile(answer);
  if (!file.ok) return bad('unavailable', 'not a file of receipts');
  const { answers } = file.value;
  if (answers.length !== batches.value.length) return bad('unavailable', 'of another parcel');
  let refusedCount = 0;
  for (const [i, { id }] of batches.value.entries()) {
    const one = answers[i];
    if (one === undefined || 'fault' in one) {
      refusedCount += 1;
      continue;
    }
    const receipt = await openReceipt(parts, one.receipt);
    if (!receipt.ok || !equalBytes(receipt.value.batch, id)) {
      return bad('unavailable', 'not a receipt of this batch');
    }
  }
  return good({ refusedCount });
}
