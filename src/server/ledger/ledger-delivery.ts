/** A batch as the ledger takes it, and what is read out of its entries. */
import { assert } from '#core/assert.ts';
import type { Batch } from '#core/batch.ts';
import type { Bytes } from '#core/bytes.ts';
import type { Grade } from '#core/enrolment.ts';
import { type Envelope, type ReadEntry, type Signing, parseEntry } from '#core/entry.ts';
import type { SignedBy, Who } from './ledger-facts.ts';

/** An entry that arrived: its bytes, their digest, and what was read of them. */
export interface Arrived {
  readonly bytes: Bytes;
  readonly digest: Bytes;
  readonly read: ReadEntry;
}

/** The journal a batch belongs to, as enrolled. */
export interface EnrolledJournal {
  readonly no: number;
  readonly gatheringNo: number;
  readonly grade: Grade;
}

export interface LedgerDelivery {
  readonly journal: EnrolledJournal;
  readonly batch: Batch;
  readonly seal: Bytes;
  readonly arrived: readonly Arrived[];
  readonly nowMs: number;
  /** Out of a parcel: what it claims was so when it was sealed, not when it came. */
  readonly carried: boolean;
}

/** The names by which the same entry is found in other journals. */
export type EntryName = Pick<SignedBy, 'id' | 'digest'>;

export function nameOf({ digest, read }: Arrived): EntryName {
  return { id: read.envelope.id, digest };
}

export function envelopeIn(bytes: Bytes): Envelope {
  const read = parseEntry(bytes);
  assert(read.ok, 'an envelope was readable when it came');
  return read.value.envelope;
}

export function signingIn({ read: { body } }: Arrived): Signing | null {
  return body.ok && body.value.kind === 'signing' ? body.value : null;
}

export function whoIn({ signatory }: Signing): Who {
  return signatory.kind === 'listed' ? signatory.no : signatory.category;
}
