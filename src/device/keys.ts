/**
 * Digests, keys and seals: the only file that makes keys. The private key of a
 * journal is made by the browser, cannot be read out, and is kept as it is in the database.
 */
import type { Bytes } from '#core/bytes.ts';
import { type Digest, type RandomBytes, SIZES } from '#core/id.ts';
import { type SealCheck, type Sealer, coseKey } from '#core/seal.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SEALING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A new journal's keys, and the id that follows from them. */
export interface JournalKeys {
  readonly id: Bytes;
  readonly pair: CryptoKeyPair;
  readonly publicKey: Bytes;
}

/** SHA-256. */
export const digest: Digest = async (bytes) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Random bytes from the browser, which gives at most 65,536 in one call. */
export const randomBytes: RandomBytes = (count) => {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  }
  return bytes;
};

/** Makes the keys of a journal. Its id is the beginning of the digest of its COSE key. */
export async function makeJournalKeys(): Promise<JournalKeys> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { id: (await digest(coseKey(publicKey))).slice(0, SIZES.id), pair, publicKey };
}

/** Seals with the key of a journal. */
export async function sealerOf({ pair, publicKey }: Omit<JournalKeys, 'id'>): Promise<Sealer> {
  return {
    kid: await kidOf(publicKey),
    seal: async (message) =>
      new Uint8Array(await crypto.subtle.sign(SEALING, pair.privateKey, message)),
  };
}

/** Checks seals made with the private half of a public key. */
export async function sealCheckOf(publicKey: Bytes): Promise<SealCheck> {
  const key = await crypto.subtle.importKey('raw', publicKey, ALGORITHM, false, ['verify']);
  return (message, seal) => crypto.subtle.verify(SEALING, key, seal, message);
}

/** How a key is named in what it sealed. */
export async function kidOf(publicKey: Bytes): Promise<Bytes> {
  return (await digest(coseKey(publicKey))).slice(0, SIZES.kid);
}
