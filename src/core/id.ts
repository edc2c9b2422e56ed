/**
 * Ids and digests. An entry id begins with the time it was minted, so that the office's index
 * grows at its end (a random key costs four times the rate), and is otherwise chance.
 */
import { assert } from './assert.ts';
import { type Bytes, joinBytes } from './bytes.ts';

/** Sizes of ids and digests in bytes. */
export const SIZES = {
  id: 16,
  gatheringId: 8,
  digest: 32,
  shortDigest: 16,
  kid: 8,
  secret: 16,
  boot: 8,
  publicKey: 65,
  seal: 64,
} as const;

/** The digest before the first entry of a journal. */
export const ZERO_DIGEST: Bytes = new Uint8Array(SIZES.digest);

/** SHA-256. The platform gives it: WebCrypto on the device, node:crypto in the office. */
export type Digest = (bytes: Bytes) => Promise<Bytes>;

/** Chance. The platform gives it; tests give a seeded one. */
export type RandomBytes = (count: number) => Bytes;

/** An entry or batch id: 6 bytes of milliseconds since 1970, big-endian, then 10 of chance. */
export function mintId(nowMs: number, random10: Bytes): Bytes {
  assert(random10.length === SIZES.id - 6, 'ten bytes of chance');
  const time = new Uint8Array(6);
  let rest = Math.max(0, Math.floor(nowMs));
  for (let i = 5; i >= 0; i--) {
    time[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return joinBytes([time, random10]);
}
