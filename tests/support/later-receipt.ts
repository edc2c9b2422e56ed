/** Receipts of an office that is newer: with verdicts that have no words here yet. */
import { assert } from '#core/assert.ts';
import type { Bytes } from '#core/bytes.ts';
import { type Wire, decode, encode } from '#core/codec.ts';

/** The place of the verdicts in a receipt, docs/PROTOCOL.md. */
const VERDICTS_AT = 4;

/** An encoded receipt with these numbers in place of its verdicts. */
export function withVerdicts(receipt: Bytes, numbers: readonly number[]): Bytes {
  const decoded = decode(receipt, { bytesMax: receipt.length });
  assert(decoded.ok && Array.isArray(decoded.value), 'an encoded receipt');
  const fields = decoded.value as readonly Wire[]; // checked above
  return encode(fields.map((field, at) => (at === VERDICTS_AT ? numbers : field)));
}
