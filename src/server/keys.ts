/**
 * The office's secrets: the key that seals invitations and receipts, older ones kept for checking,
 * and the secret from which bearer tokens are derived. Made at the first start, readable by the
 * owner alone, and tried once at every start.
 */
import {
  type KeyObject,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#core/assert.ts';
import { type Bytes, joinBytes } from '#core/bytes.ts';
import { type Digest, SIZES } from '#core/id.ts';
import { type SealCheck, type Sealer, coseKey } from '#core/seal.ts';

export interface OfficeKeyPair {
  readonly sealer: Sealer;
  /** Uncompressed points, the sealing one first. */
  readonly publicKeys: readonly Bytes[];
  /** The bearer token of a journal; the same every time. */
  tokenOf(journal: Uint8Array): Bytes;
  isToken(journal: Uint8Array, token: Uint8Array): boolean;
  /** Proves that the office said this about a browser; no token of a journal is one. */
  browserTagOf(said: string): Bytes;
}

const CURVE = 'prime256v1';
const ENCODING = 'ieee-p1363';

/** SHA-256, synchronous. By way of a text: bytes would take thrice as long (Node 26.10). */
export function sha256(bytes: Uint8Array): Bytes {
  return Buffer.from(hash('sha256', bytes, 'latin1'), 'latin1');
}

/** SHA-256 as core's port. */
export const digest: Digest = (bytes) => Promise.resolve(sha256(bytes));

/** The first 8 bytes of the digest of a key's COSE form (PROTOCOL §1). */
export function kidOf(publicKey: Uint8Array): Bytes {
  return new Uint8Array(sha256(coseKey(publicKey)).subarray(0, SIZES.kid));
}

/** The journal that a public key makes: the first 16 bytes of the same digest. */
export function journalIdOf(publicKey: Uint8Array): Bytes {
  return new Uint8Array(sha256(coseKey(publicKey)).subarray(0, SIZES.id));
}

/** Seals with a private key, under the name of its public one. */
export function sealerOf(privateKey: KeyObject): Sealer {
  const options = { key: privateKey, dsaEncoding: ENCODING } as const;
  return {
    kid: kidOf(pointOf(privateKey)),
    seal: (message) => Promise.resolve(new Uint8Array(sign('sha256', message, options))),
  };
}

/** A check with one public key. Throws when the point is not on the curve: parse it first. */
export function sealCheckOf(publicKey: KeyObject): SealCheck {
  return (message, seal) =>
    Promise.resolve(verify('sha256', message, { key: publicKey, dsaEncoding: ENCODING }, seal));
}

/** The uncompressed point of a private key. */
export function pointOf(privateKey: KeyObject): Bytes {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return joinBytes([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

/** The key object of an uncompressed point; null when it is no point of P-256. */
export function publicKeyOf(point: Uint8Array): KeyObject | null {
  const part = (from: number): string =>
    Buffer.from(point.subarray(from, from + 32)).toString('base64url');
  try {
    const jwk = { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) };
    return point[0] === 4 ? createPublicKey({ key: jwk, format: 'jwk' }) : null;
  } catch (error) {
    assert(error instanceof Error, 'node:crypto throws errors');
    return null;
  }
}

/** Opens the secrets in a folder, making them when there are none. */
export async function openOfficeKeys(folder: string): Promise<OfficeKeyPair> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (keyNamesIn(folder).length === 0) makeKey(folder);
  const privateKeys = keyNamesIn(folder).map((name) =>
    createPrivateKey(readFileSync(join(folder, name))),
  );
  const [sealing] = privateKeys;
  assert(sealing !== undefined, 'there is an office key');
  const publicKeys = privateKeys.map(pointOf);
  const sealer = sealerOf(sealing);
  const tokenSecret = openSecret(join(folder, 'tokens.key'));
  const tokenOf = (journal: Uint8Array): Bytes =>
    new Uint8Array(createHmac('sha256', tokenSecret).update(journal).digest());
  const browserSecret = createHmac('sha256', tokenSecret).update('browsers').digest();
  await selfTest(sealer, sealing);
  return {
    sealer,
    publicKeys,
    tokenOf,
    isToken(journal, token) {
      const expected = tokenOf(journal);
      return token.length === expected.length && timingSafeEqual(token, expected);
    },
    browserTagOf: (said) =>
      new Uint8Array(createHmac('sha256', browserSecret).update(said).digest()),
  };
}

/** The names of the office keys in a folder, the newest first; one that is damaged has none. */
export function kidsIn(folder: string): readonly Bytes[] {
  if (!existsSync(folder)) return [];
  return keyNamesIn(folder).flatMap((name) => {
    try {
      return [kidOf(pointOf(createPrivateKey(readFileSync(join(folder, name)))))];
    } catch (error) {
      assert(error instanceof Error, 'node:crypto throws errors');
      return [];
    }
  });
}

function keyNamesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^office-\d+\.pem$/.test(name))
    .sort((a, b) => numberOf(b) - numberOf(a));
}

/** `office-2.pem` is newer than `office-1.pem`. */
function numberOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

function makeKey(folder: string): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: CURVE });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(folder, 'office-1.pem'), pem, { mode: 0o600, flag: 'wx', flush: true });
}

function openSecret(path: string): Buffer {
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true });
  }
  return readFileSync(path);
}

async function selfTest(sealer: Sealer, key: KeyObject): Promise<void> {
  const message = new Uint8Array(randomBytes(32));
  const seal = await sealer.seal(message);
  assert(await sealCheckOf(createPublicKey(key))(message, seal), 'the office key seals and checks');
}
