/**
 * The fixed keys of the test vectors, and seals that are the same every time (ECDSA after
 * RFC 6979), so that anybody can make the same bytes again. For vectors alone: they are public.
 */
import { createECDH, createHash, createHmac } from 'node:crypto';
import { assert } from '#core/assert.ts';
import { type Bytes, fromHex, joinBytes, toHex } from '#core/bytes.ts';
import type { Digest } from '#core/id.ts';
import type { Sealer } from '#core/seal.ts';
import { kidOf } from '#server/keys.ts';

/** A key pair of the vectors. The private key is the SHA-256 of its label. */
export interface VectorKey {
  readonly label: string;
  readonly privateKey: Bytes;
  /** Uncompressed point, 65 bytes. */
  readonly publicKey: Bytes;
  readonly sealer: Sealer;
}

export const OFFICE_KEY = vectorKey('ikrar vectors: office');
export const JOURNAL_KEY = vectorKey('ikrar vectors: journal');
export const OTHER_KEY = vectorKey('ikrar vectors: somebody else');

/** SHA-256 as core's port. */
export const digest: Digest = (bytes) => Promise.resolve(sha256(bytes));

export function sha256(bytes: Bytes): Bytes {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

/** Seals a message. The same key and message give the same r || s (RFC 6979 §3.2). */
export function sealRfc6979(privateKey: Bytes, message: Bytes): Bytes {
  const secret = numberOf(privateKey);
  const hash = numberOf(sha256(message)) % ORDER;
  for (const nonce of nonces(joinBytes([privateKey, bytesOf(hash)]))) {
    const k = numberOf(nonce);
    if (k === 0n || k >= ORDER) continue;
    const r = numberOf(publicPoint(nonce).subarray(1, 33)) % ORDER;
    const s = (inverse(k) * (hash + r * secret)) % ORDER;
    if (r !== 0n && s !== 0n) return joinBytes([bytesOf(r), bytesOf(s)]);
  }
  throw new Error('nonces never end');
}

/** The order of P-256 (SEC 2 §2.4.2). */
const ORDER = 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n;

function vectorKey(label: string): VectorKey {
  const privateKey = sha256(new TextEncoder().encode(label));
  const publicKey = publicPoint(privateKey);
  const seal = (message: Bytes): Promise<Bytes> =>
    Promise.resolve(sealRfc6979(privateKey, message));
  return { label, privateKey, publicKey, sealer: { kid: kidOf(publicKey), seal } };
}

function* nonces(seed: Bytes): Generator<Bytes, void> {
  let key: Bytes = new Uint8Array(32);
  let value: Bytes = new Uint8Array(32).fill(1);
  const mix = (...more: readonly Bytes[]): void => {
    key = hmac(key, joinBytes([value, ...more]));
    value = hmac(key, value);
  };
  mix(Uint8Array.of(0), seed);
  mix(Uint8Array.of(1), seed);
  for (;;) {
    value = hmac(key, value);
    yield value;
    mix(Uint8Array.of(0));
  }
}

function hmac(key: Bytes, message: Bytes): Bytes {
  return new Uint8Array(createHmac('sha256', key).update(message).digest());
}

function publicPoint(privateKey: Bytes): Bytes {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return new Uint8Array(curve.getPublicKey());
}

/** By Fermat: the order is prime. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, value % ORDER];
  for (let power = ORDER - 2n; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes)}`);
}

function bytesOf(value: bigint): Bytes {
  const bytes = fromHex(value.toString(16).padStart(64, '0'));
  assert(bytes !== null, 'a number has a hex form');
  return bytes;
}
