/**
 * Takes a parcel: journals that were never heard of are enrolled by the proofs in it, then every
 * batch is judged as if it had come by network. One bad piece stops none of the others, and the
 * same file again changes nothing: the answers tell of each batch by itself.
 */
import type { Bytes } from '#core/bytes.ts';
import { type Fault, type Result, bad, good } from '#core/fault.ts';
import { type ParcelAnswer, encodeReceiptFile, parseParcel } from '#core/parcel.ts';
import type { Context } from './context.ts';
import { enrol } from './enrolment.ts';
import type { Ingest } from './ingest.ts';

/** From the bytes of a parcel to those of its receipts. Faults: those of parseParcel. */
export async function importParcel(
  context: Context,
  ingest: Ingest,
  bytes: Uint8Array,
): Promise<Result<Bytes>> {
  const parcel = parseParcel(bytes);
  if (!parcel.ok) return parcel;
  // What is granted stays here: a token in a file that passes through hands is everybody's. What
  // is refused shows at the batches of that journal, which are then of nobody.
  for (const proof of parcel.value.enrolments) await enrol(context, proof);
  const answers: ParcelAnswer[] = [];
  for (const body of parcel.value.batches) {
    const receipt = await ingest({ body, gzip: false, token: null });
    answers.push(receipt.ok ? { receipt: receipt.value } : { fault: receipt.fault.code });
  }
  return good(encodeReceiptFile({ answers }));
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
