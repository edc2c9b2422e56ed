/**
 * When a device may forget what it made: the ink and names of entries that the office keeps safely,
 * and the people of a roster. Only after the organiser closed the gathering and the days
 * of retention are over, both by the office's clock; and an entry only while the office's last word
 * is that every retained backup holds that very entry. A device's own clock says nothing here.
 */
import type { Bytes } from './bytes.ts';
import { decode, encode } from './codec.ts';
import type { Result } from './fault.ts';
import { SIZES } from './id.ts';
import { LIMITS } from './limits.ts';
import { readArray } from './reader.ts';

/** What the office answers when a device asks whether a gathering is over. */
export interface ClosingAnswer {
  readonly gathering: Bytes;
  /** Null while it is open, or open again. */
  readonly closedAtMs: number | null;
}

/** What the office last said of one journal, in a receipt that it sealed. */
export interface LastWord {
  /** The office's clock when it said so; null when it never did. */
  readonly officeTimeMs: number | null;
  /** It holds every entry up to here: its digest there is ours. */
  readonly seq: number;
  /** Up to here every retained backup holds them. */
  readonly safeSeq: number;
  /** Its chain is not ours. */
  readonly forked: boolean;
  /** It was put back to an earlier state since, and has not spoken of this journal again. */
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

/** Whether the retention was over when the office's clock showed this time. */
export function isRetentionOver(closedAtMs: number | null, officeTimeMs: number | null): boolean {
  if (closedAtMs === null || officeTimeMs === null) return false;
  return officeTimeMs - closedAtMs >= LIMITS.retentionMs;
}

/**
 * Up to which sequence the entries of a journal may be purged, but for those in doubt; 0: none may.
 */
export function purgeableSeq(closedAtMs: number | null, word: LastWord): number {
  const { officeTimeMs, seq, safeSeq, forked, isOutdated } = word;
  if (forked || isOutdated || !isRetentionOver(closedAtMs, officeTimeMs)) return 0;
  return Math.min(seq, safeSeq);
}
