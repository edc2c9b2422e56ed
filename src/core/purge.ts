/**
 * When a device may purge: the ink and names of its entries, and the people of the roster. The
 * organiser must have closed the gathering, and the retention must be over. An entry may go only if
 * the office's last receipt says that every retained backup holds that same entry. All times are of
 * the office's clock; the device's clock is not used.
 */
import type { Bytes } from './bytes.ts';
import { decode, encode } from './codec.ts';
import type { Result } from './fault.ts';
import { SIZES } from './id.ts';
import { LIMITS } from './limits.ts';
import { readArray } from './reader.ts';

/** The office's answer to the question whether a gathering is closed. */
export interface ClosingAnswer {
  readonly gathering: Bytes;
  /** Null while it is open, or open again. */
  readonly closedAtMs: number | null;
}

/** What the last receipt of the office said about one journal. */
export interface LastWord {
  /** The office's clock in that receipt; null without a receipt. */
  readonly officeTimeMs: number | null;
  /** The office holds every entry up to here, and its digest here is ours. */
  readonly seq: number;
  /** Every retained backup holds the entries up to here. */
  readonly safeSeq: number;
  /** The office's chain differs from ours. */
  readonly forked: boolean;
  /** The office was restored after that receipt, and has not answered about this journal since. */
  readonly isOutdated: boolean;
}

const VERSION = 1;
const CLOSING_BYTES_MAX = 64;

/** Canonical bytes of a closing. */
export function encodeClosing({ gathering, closedAtMs }: ClosingAnswer): Bytes {
  return encode([VERSION, gathering, closedAtMs]);
}

/** Reads a closing. Faults: those of decode, malformed. */
export function parseClosing(bytes: Uint8Array): Result<ClosingAnswer> {
  const decoded = decode(bytes, { bytesMax: CLOSING_BYTES_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'closing');
  reader.int('version', { min: VERSION, max: VERSION });
  const gathering = reader.bytes('gathering', { exact: SIZES.gatheringId });
  return reader.end({ gathering, closedAtMs: reader.isNull() ? null : reader.int('closed at') });
}

/** True when the retention was over at this time of the office's clock. */
export function isRetentionOver(closedAtMs: number | null, officeTimeMs: number | null): boolean {
  if (closedAtMs === null || officeTimeMs === null) return false;
  return officeTimeMs - closedAtMs >= LIMITS.retentionMs;
}

/** The last sequence that may be purged; 0 for none. Entries with a doubt are not purged. */
export function purgeableSeq(closedAtMs: number | null, word: LastWord): number {
  const { officeTimeMs, seq, safeSeq, forked, isOutdated } = word;
  if (forked || isOutdated || !isRetentionOver(closedAtMs, officeTimeMs)) return 0;
  return Math.min(seq, safeSeq);
}
