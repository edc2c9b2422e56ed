/**
 * Takes a parcel: journals that were never heard of are enrolled by the proofs in it, then every
 * batch is judged as if it had come by network. One bad piece stops none of the others, nor does
 * one at which the office itself fails, and the same file again changes nothing: the answers tell
 * of each batch by itself.
 */
import type { Bytes } from '#core/bytes.ts';
import { type Fault, type FaultCode, type Result, bad, good } from '#core/fault.ts';
import { type ParcelAnswer, encodeReceiptFile, parseParcel } from '#core/parcel.ts';
import type { Context } from '../context.ts';
import { saidBy } from '../db/trouble.ts';
import { enrol } from './enrolment.ts';
import type { Ingest } from './ingest.ts';

interface Hands {
  readonly ingest: Ingest;
  /** Whether whoever carries it may enrol one more journal now. */
  readonly mayEnrol: () => boolean;
  /** Told of every failure of the office's own: a trouble of its disk, or a bug of one batch. */
  readonly onFailed: (error: unknown) => Promise<unknown>;
}

/**
 * From the bytes of a parcel to those of its receipts. Faults: those of parseParcel. Throws where
 * a trouble of the disk lets no batch be receipted: then whoever carries it had better come again.
 */
export async function importParcel(
  context: Context,
  { ingest, mayEnrol, onFailed }: Hands,
  bytes: Uint8Array,
): Promise<Result<Bytes>> {
  const parcel = parseParcel(bytes);
  if (!parcel.ok) return parcel;
  const failures: unknown[] = [];
  const attempt = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await work();
    } catch (error) {
      failures.push(error);
      return bad('unavailable');
    }
  };
  // What is granted stays here: a token in a file that passes through hands is everybody's. What
  // is refused shows at the batches of that journal, which are then of nobody.
  const refusals: FaultCode[] = [];
  for (const proof of parcel.value.enrolments) {
    const enrolled = await attempt(() =>
      mayEnrol() ? enrol(context, proof) : Promise.resolve(bad('rate-limited')),
    );
    if (!enrolled.ok) refusals.push(enrolled.fault.code);
  }
  const undone = UNDONE.find((code) => refusals.includes(code)) ?? null;
  const answers: ParcelAnswer[] = [];
  for (const body of parcel.value.batches) {
    const receipt = await attempt(() => ingest({ body, gzip: false, token: null }));
    answers.push(receipt.ok ? { receipt: receipt.value } : { fault: faultOf(receipt, undone) });
  }
  const trouble = failures.find((failure) => saidBy(failure) !== null);
  if (trouble !== undefined && !answers.some((answer) => 'receipt' in answer)) throw trouble;
  for (const failure of failures) await onFailed(failure);
  return good(encodeReceiptFile({ answers }));
}

/** Why a proof was not even looked at, the worse first. */
const UNDONE = ['unavailable', 'rate-limited'] as const;

/** A journal that the office did not come to enrol was not refused: nobody knows yet what it is. */
function faultOf({ fault }: { readonly fault: Fault }, undone: FaultCode | null): FaultCode {
  return fault.code === 'not-enrolled' && undone !== null ? undone : fault.code;
}

/** Why a device may not carry parcels; null when it may. Any journal enrolled here will do. */
export async function carrierRefusal(
  context: Context,
  { journal, token }: { readonly journal: Bytes; readonly token: Bytes },
): Promise<Fault | null> {
  if (!context.keys.isToken(journal, token)) return bad('not-enrolled').fault;
  const known = await context.database.query
    .selectFrom('journals')
    .select('withdrawn_at_ms')
    .where('id', '=', journal)
    .executeTakeFirst();
  if (known === undefined) return bad('not-enrolled').fault;
  return known.withdrawn_at_ms === null ? null : bad('not-permitted', 'withdrawn').fault;
}
