/**
 * Parcels: the file that a device writes when no network comes, and the file of receipts that goes
 * back. The files have no seal of their own. Every piece in them is sealed, by its journal's key or
 * by the office's. So an edited file may be refused, but it cannot deceive.
 */
import { assert } from './assert.ts';
import { type Bytes, equalBytes } from './bytes.ts';
import { type Wire, decode, encode } from './codec.ts';
import { FAULTS, type FaultCode, type Result, bad, good } from './fault.ts';
import { LIMITS } from './limits.ts';
import { type Reader, readArray, readEach } from './reader.ts';
import { type Zone, zoneOffsetMs } from './time.ts';

/** Proofs of journals first, then batches, each sealed by its journal's own key. */
export interface Parcel {
  /** Shown to whoever carries it; empty for a phone. */
  readonly station: string;
  readonly madeAtMs: number;
  /** Sealed enrolments of the journals in it. The office may have forgotten what it granted. */
  readonly enrolments: readonly Bytes[];
  /** Sealed batches. */
  readonly batches: readonly Bytes[];
}

/** What became of one batch: the office's sealed receipt, or why it took nothing of it. */
export type ParcelAnswer = { readonly receipt: Bytes } | { readonly fault: FaultCode };

/** What goes back: one answer for each batch, in the order of the parcel. */
export interface ReceiptFile {
  readonly answers: readonly ParcelAnswer[];
}

/** An answer as it is read: a later office may refuse for a reason that is not known here. */
export type ReadAnswer = ParcelAnswer | { readonly fault: FaultCode | 'unknown' };

/** A file of receipts as it is read. It is never written. */
export interface ReadReceiptFile {
  readonly answers: readonly ReadAnswer[];
}

/** POST with an organiser's session or a journal's token: a parcel; answers its receipts. */
export const PARCELS_PATH = '/api/v1/parcels';

/** Media types of the two files. */
export const PARCEL_MEDIA = {
  parcel: 'application/vnd.ikrar.parcel',
  receipts: 'application/vnd.ikrar.receipts',
} as const;

const PARCEL = 'ikrar-parcel';
const RECEIPTS = 'ikrar-receipts';
const VERSION = 1;

/** Items that a file with every list full holds, its own fields included. */
const ITEMS_MAX = 2 * LIMITS.parcelBatchesMax + 16;

/**
 * The bytes of a parcel's file: `encodeParcel({ station: '', madeAtMs: 0, enrolments: [], batches:
 * [] })` begins with `86 6c` and the text `ikrar-parcel`.
 */
export function encodeParcel({ station, madeAtMs, enrolments, batches }: Parcel): Bytes {
  return encode([PARCEL, VERSION, station, madeAtMs, enrolments, batches]);
}

/** Reads a parcel. Faults: not-a-parcel, those of decode, malformed, unknown-version. */
export function parseParcel(bytes: Uint8Array): Result<Parcel> {
  const opened = openFile(bytes, PARCEL, LIMITS.parcelBytesMax);
  if (!opened.ok) return opened;
  const reader = opened.value;
  return reader.end({
    station: reader.text('station', LIMITS.nameCharsMax),
    madeAtMs: reader.int('made at', { max: LIMITS.instantMsMax }),
    enrolments: sealedList(reader, 'enrolments'),
    batches: sealedList(reader, 'batches'),
  });
}

/** The bytes of a file of receipts: a receipt as a byte string, a fault as its code. */
export function encodeReceiptFile({ answers }: ReceiptFile): Bytes {
  const wire = answers.map((answer) => {
    if ('receipt' in answer) return answer.receipt;
    assert(FAULTS.includes(answer.fault), 'a fault that is written is one of the list');
    return answer.fault;
  });
  return encode([RECEIPTS, VERSION, wire]);
}

/**
 * Reads a file of receipts. Faults: as of parseParcel. A batch that was refused for a reason not
 * known here is refused all the same, and the receipts of the others count.
 */
export function parseReceiptFile(bytes: Uint8Array): Result<ReadReceiptFile> {
  const opened = openFile(bytes, RECEIPTS, LIMITS.receiptFileBytesMax);
  if (!opened.ok) return opened;
  const reader = opened.value;
  const answers = readEach(reader.list('answers', LIMITS.parcelBatchesMax), parseAnswer);
  return answers.ok ? reader.end({ answers: answers.value }) : answers;
}

/**
 * What the files of a parcel are called, so that people see which belongs to which:
 * `ikrar-kiriman-meja-3-20301007-0815.ikrar`, and `ikrar-tanda-terima-…` for its receipts.
 */
export function parcelFileNames(
  { station, madeAtMs }: Pick<Parcel, 'station' | 'madeAtMs'>,
  zone: Zone,
): { readonly parcel: string; readonly receipts: string } {
  const [day = '', hour = ''] = new Date(madeAtMs + zoneOffsetMs(zone)).toISOString().split('T');
  const place =
    station
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 40) ?? 'perangkat';
  const tail = `${place}-${day.replaceAll('-', '')}-${hour.slice(0, 5).replace(':', '')}.ikrar`;
  return { parcel: `ikrar-kiriman-${tail}`, receipts: `ikrar-tanda-terima-${tail}` };
}

/** The fields after the kind and the version. Every other file is told apart before it is read. */
function openFile(bytes: Uint8Array, kind: string, bytesMax: number): Result<Reader> {
  const name = encode(kind);
  const isArray = (bytes[0] ?? 0) >> 5 === 4;
  if (!isArray || !equalBytes(bytes.subarray(1, name.length + 1), name)) return bad('not-a-parcel');
  const decoded = decode(bytes, { bytesMax, itemsMax: ITEMS_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, kind);
  reader.any();
  if (reader.int('version', { min: 1, max: 255 }) > VERSION) return bad('unknown-version', kind);
  return good(reader);
}

function sealedList(reader: Reader, name: string): readonly Bytes[] {
  return reader.list(name, LIMITS.parcelBatchesMax).map((item) => {
    if (!(item instanceof Uint8Array)) reader.refuse(name);
    return item as Bytes; // refused above when it is not
  });
}

function parseAnswer(value: Wire): Result<ReadAnswer> {
  // decode gives views over the input's own ArrayBuffer.
  if (value instanceof Uint8Array) return good({ receipt: value as Bytes });
  const isCode = typeof value === 'string' && value.length <= LIMITS.faultCharsMax;
  if (!isCode) return bad('malformed', 'receipts: answer');
  return good({ fault: FAULTS.find((code) => code === value) ?? 'unknown' });
}
