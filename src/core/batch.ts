/**
 * Batches: a run of consecutive entries of one journal, sealed by its key, with the claimed head
 * of every journal the device still has. An empty run is a heartbeat.
 */
import type { Bytes } from './bytes.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad } from './fault.ts';
import { SIZES } from './id.ts';
import type { Head } from './journal.ts';
import { LIMITS } from './limits.ts';
import { readArray, readEach } from './reader.ts';

/** What a device claims about one of its journals. */
export interface Claim extends Head {
  readonly journal: Bytes;
  /** Entries it still keeps that the office has not confirmed. */
  readonly keptCount: number;
}

/** What one request carries. */
export interface Batch {
  readonly id: Bytes;
  readonly journal: Bytes;
  /** Entries as their canonical bytes, in sequence. */
  readonly entries: readonly Bytes[];
  readonly claims: readonly Claim[];
  readonly deviceTimeMs: number;
  readonly build: string;
  /** Whole percent, or null when the device does not tell. */
  readonly battery: number | null;
}

const VERSION = 1;

/** Canonical bytes of a batch, to be sealed. */
export function encodeBatch(batch: Batch): Bytes {
  return encode([
    VERSION,
    batch.id,
    batch.journal,
    batch.entries,
    batch.claims.map((claim) => [claim.journal, claim.seq, claim.digest, claim.keptCount]),
    batch.deviceTimeMs,
    batch.build,
    batch.battery,
  ]);
}

/** Reads a batch. Faults: those of decode, malformed, unknown-version. */
export function parseBatch(body: Bytes): Result<Batch> {
  const decoded = decode(body, { bytesMax: LIMITS.batchBytesMax });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'batch');
  if (reader.int('version', { min: 1, max: 255 }) > VERSION) return bad('unknown-version', 'batch');
  const id = reader.bytes('id', { exact: SIZES.id });
  const journal = reader.bytes('journal', { exact: SIZES.id });
  const entries = reader.list('entries', LIMITS.batchEntriesMax).map((item) => {
    if (!(item instanceof Uint8Array)) reader.refuse('entry');
    return item as Bytes; // refused above when it is not
  });
  const claims = readEach(reader.list('claims', LIMITS.headsMax), parseClaim);
  if (!claims.ok) return claims;
  const deviceTimeMs = reader.int('device time');
  const build = reader.text('build', 64);
  const battery = reader.isNull() ? null : reader.int('battery', { max: 100 });
  return reader.end({ id, journal, entries, claims: claims.value, deviceTimeMs, build, battery });
}

/**
 * How many entries from the front fit into one batch. At least one, so that a large entry does not
 * block the others.
 */
export function cutRun(
  sizes: readonly number[],
  { entriesMax, bytesMax }: { readonly entriesMax: number; readonly bytesMax: number },
): number {
  let bytes = 0;
  let count = 0;
  for (const size of sizes) {
    bytes += size + 3;
    if (count > 0 && (count >= entriesMax || bytes > bytesMax)) break;
    count += 1;
  }
  return count;
}

function parseClaim(value: Wire): Result<Claim> {
  const reader = readArray(value, 'claim');
  return reader.end({
    journal: reader.bytes('journal', { exact: SIZES.id }),
    seq: reader.int('seq'),
    digest: reader.bytes('digest', { exact: SIZES.digest }),
    keptCount: reader.int('kept'),
  });
}
