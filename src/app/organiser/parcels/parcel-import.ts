/**
 * Yields the import of one file: read and understood here, so that a wrong file is told at once and
 * never sent, then posted whole. The rule: whatever comes of it, the same file may be tried again.
 */
import type { Bytes } from '#core/bytes.ts';
import type { FaultCode } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { type Refusal, refuse } from '#core/office-answer.ts';
import {
  type Parcel,
  PARCELS_PATH,
  PARCEL_MEDIA,
  parcelFileNames,
  parseParcel,
  parseReceiptFile,
} from '#core/parcel.ts';
import { bytesOf } from '#device/file-bytes.ts';
import { type Moved, fetchFile } from '#device/network/office-client.ts';
import { ownZone } from '../ui/own-zone.ts';
import { type ParcelTally, tallyOf } from './parcel-tally.ts';

/** Why a file was not even sent. */
export type Unfit =
  'other-file' | 'receipts' | 'damaged' | 'newer' | 'too-large' | 'unreadable' | 'empty';

/** How an import ended. */
export type Imported =
  | {
      readonly kind: 'taken';
      readonly parcel: Parcel;
      readonly tally: ParcelTally;
      /** What goes back to the device. */
      readonly receipts: Blob;
      readonly receiptsName: string;
    }
  | { readonly kind: 'unfit'; readonly why: Unfit }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Imports a file. */
export async function importParcel(file: File, onBytes: (moved: Moved) => void): Promise<Imported> {
  if (file.size > LIMITS.parcelBytesMax) return { kind: 'unfit', why: 'too-large' };
  const bytes = await bytesOf(file);
  if (bytes === null) return { kind: 'unfit', why: 'unreadable' };
  const parcel = parseParcel(bytes);
  if (!parcel.ok) return { kind: 'unfit', why: unfitOf(parcel.fault.code, bytes) };
  if (parcel.value.batches.length === 0) return { kind: 'unfit', why: 'empty' };
  const sent = await fetchFile({
    method: 'POST',
    path: PARCELS_PATH,
    body: new Blob([bytes], { type: PARCEL_MEDIA.parcel }),
    onBytes,
  });
  if (!sent.ok) return { kind: 'refused', refusal: sent.refusal };
  const answered = parseReceiptFile(new Uint8Array(await sent.value.arrayBuffer()));
  const tally = answered.ok ? tallyOf(parcel.value, answered.value) : null;
  if (tally === null) return { kind: 'refused', refusal: refuse('malformed').refusal };
  return {
    kind: 'taken',
    parcel: parcel.value,
    tally,
    receipts: sent.value,
    receiptsName: receiptsNameOf(file.name, parcel.value),
  };
}

function unfitOf(code: FaultCode, bytes: Bytes): Unfit {
  if (code === 'unknown-version') return 'newer';
  if (code !== 'not-a-parcel') return 'damaged';
  return parseReceiptFile(bytes).ok ? 'receipts' : 'other-file';
}

/** As the device named its file, so that both are seen to belong together. */
function receiptsNameOf(name: string, parcel: Parcel): string {
  const [, tail] = /^ikrar-kiriman-([\w-]+)/.exec(name) ?? [];
  return tail === undefined
    ? parcelFileNames(parcel, ownZone(parcel.madeAtMs)).receipts
    : `ikrar-tanda-terima-${tail}.ikrar`;
}
