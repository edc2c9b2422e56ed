/**
 * Takes a batch from bytes to a sealed receipt. What is not a genuine batch of an enrolled journal
 * leaves no row; everything else is written and committed before there is an answer.
 */
import type { KeyObject } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { assert } from '#core/assert.ts';
import { parseBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { encodeReceipt, unknownState } from '#core/receipt.ts';
import { type Sealed, parseSealed, sealBody } from '#core/seal.ts';
import type { Context } from '../context.ts';
import { kidOf, publicKeyOf, sealCheckOf, sha256 } from '../keys.ts';
import type { Arrived, LedgerDelivery, EnrolledJournal } from '../ledger/ledger-delivery.ts';
import { openRecent } from '../recent.ts';
import { type PhoneShare, openPhoneShare } from './phone-share.ts';

/** A request as it came: the body, whether it is gzip, and the bearer token. */
export interface SyncRequest {
  readonly body: Uint8Array;
  readonly gzip: boolean;
  /** Null for a batch out of a parcel: who carries it has no token, the seal alone proves it. */
  readonly token: Uint8Array | null;
}

interface JournalSender extends EnrolledJournal {
  readonly key: KeyObject;
  readonly kid: Bytes;
}

/** zlib's own least. */
const GZIP_CHUNK_BYTES_MIN = 64;

export type Ingest = (request: SyncRequest) => Promise<Result<Bytes>>;

/** The ingest of an office. Keys of journals are kept in memory: every batch asks for one. */
export function openIngest(context: Context): Ingest {
  const journals = openRecent<JournalSender>(LIMITS.callersKeptMax);
  const share = openPhoneShare(context);
  return async ({ body, gzip, token }) => {
    const inflated = gzip ? inflate(body) : good(body);
    if (!inflated.ok) return inflated;
    const sealed = parseSealed(inflated.value, 'batch', { bytesMax: LIMITS.batchBytesMax });
    if (!sealed.ok) return sealed;
    const batch = parseBatch(sealed.value.body);
    if (!batch.ok) return batch;
    if (token !== null) {
      if (!context.keys.isToken(batch.value.journal, token)) return bad('not-enrolled');
      context.callers.knowToken(token, batch.value.journal);
    }
    const id = toHex(batch.value.journal);
    const journal = journals.find(id) ?? (await findJournal(context, batch.value.journal));
    if (journal === null) return bad('not-enrolled');
    journals.put(id, journal);
    const genuine = await checkSeal(journal, sealed.value);
    if (!genuine.ok) return genuine;
    const carried = token === null;
    const come = { batch: batch.value, seal: sealed.value.seal, carried };
    return write(context, { journal, share }, come);
  };
}

/** Entries are read only when their turn to be written has come: what waits is one block. */
async function write(
  context: Context,
  { journal, share }: { readonly journal: JournalSender; readonly share: PhoneShare },
  come: Pick<LedgerDelivery, 'batch' | 'seal' | 'carried'>,
): Promise<Result<Bytes>> {
  const { batch } = come;
  const nowMs = context.now();
  const written = await context.database.together(() => {
    if (context.ledger.isWithdrawn(journal.no)) return bad('not-permitted', 'withdrawn');
    const arrived = readRun(batch.entries);
    if (!arrived.ok) return arrived;
    const refusal = share.refusalOf(journal, arrived.value);
    if (refusal !== null) return bad(refusal.code, refusal.detail);
    return good({
      verdicts: context.ledger.write({ ...come, journal, arrived: arrived.value, nowMs }),
      journals: batch.claims.map(
        ({ journal: id }) => context.ledger.stateOf(id) ?? unknownState(id),
      ),
    });
  });
  if (!written.ok) return written;
  const receipt = { batch: batch.id, epoch: context.epoch, officeTimeMs: nowMs, ...written.value };
  return good(await sealBody('receipt', encodeReceipt(receipt), context.keys.sealer));
}

/** A gzip bomb stops at the size of the largest batch, or at an absurd ratio. */
function inflate(body: Uint8Array): Result<Uint8Array> {
  const bytesMax = Math.min(
    LIMITS.batchBytesMax,
    Math.max(4_096, body.length * LIMITS.batchInflationRatioMax),
  );
  try {
    const roomBytes = Math.min(bytesMax, Math.max(body.length, claimedSize(body)));
    const chunkSize = roomBytes + GZIP_CHUNK_BYTES_MIN;
    return good(gunzipSync(body, { maxOutputLength: bytesMax, chunkSize }));
  } catch (error) {
    assert(error instanceof Error, 'zlib throws errors');
    const tooLarge = 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return bad(tooLarge ? 'too-large' : 'malformed', 'gzip');
  }
}

/** What a gzip file says it inflates to (RFC 1952, ISIZE): room for all of it is made at once. */
function claimedSize(body: Uint8Array): number {
  if (body.length < 4) return 0;
  return new DataView(body.buffer, body.byteOffset).getUint32(body.length - 4, true);
}

async function checkSeal(journal: JournalSender, sealed: Sealed): Promise<Result<void>> {
  if (!equalBytes(journal.kid, sealed.kid)) return bad('not-permitted', 'sealed by another key');
  const genuine = await sealCheckOf(journal.key)(sealed.message, sealed.seal);
  return genuine ? good(undefined) : bad('unsealed');
}

async function findJournal(context: Context, id: Bytes): Promise<JournalSender | null> {
  const row = await context.database.query
    .selectFrom('journals')
    .select(['no', 'gathering_no', 'grade', 'public_key'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const key = publicKeyOf(row.public_key);
  assert(key !== null, 'the key was checked when the journal was enrolled');
  return {
    no: row.no,
    gatheringNo: row.gathering_no,
    grade: row.grade,
    key,
    kid: kidOf(row.public_key),
  };
}

/** Digests and reads a run; its sequences follow one another. */
function readRun(entries: readonly Bytes[]): Result<readonly Arrived[]> {
  const arrived: Arrived[] = [];
  for (const bytes of entries) {
    const read = parseEntry(bytes);
    if (!read.ok) return read;
    const last = arrived.at(-1)?.read.envelope.seq;
    if (last !== undefined && read.value.envelope.seq !== last + 1) {
      return bad('malformed', 'the entries do not follow one another');
    }
    arrived.push({ bytes, digest: sha256(bytes), read: read.value });
  }
  return good(arrived);
}
