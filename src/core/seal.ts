/**
 * Seals: COSE_Sign1 (RFC 9052 §4.2) with ES256 (RFC 9053 §2.1). What was sealed is told apart by
 * the content type, so that a receipt can never pass as an invitation. The keys themselves are
 * the platform's: this file only shapes the bytes, through the port Sealer and SealCheck.
 */
import { type Bytes, equalBytes, joinBytes } from './bytes.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad, good } from './fault.ts';
import { SIZES } from './id.ts';
import { readArray } from './reader.ts';

/** What can be sealed. */
export type SealedKind = 'invitation' | 'batch' | 'receipt' | 'enrolment' | 'decision';

/** CoAP content-format numbers of the experimental range (RFC 7252 §12.3), COSE header 3. */
const CONTENT_TYPE: Readonly<Record<SealedKind, number>> = {
  invitation: 65_101,
  batch: 65_102,
  receipt: 65_103,
  enrolment: 65_104,
  decision: 65_105,
};

const COSE_SIGN1_TAG = 0xd2;
const HEADER = { algorithm: 1, contentType: 3, kid: 4 } as const;
const ES256 = -7;

/** Seven items are a seal; with some more it is still told what is wrong. */
const ITEMS_MAX = 32;

/** Seals with one private key. `seal` answers r || s, 64 bytes. */
export interface Sealer {
  readonly kid: Bytes;
  seal(message: Bytes): Promise<Bytes>;
}

/** Checks a seal over a message with one public key. */
export type SealCheck = (message: Bytes, seal: Bytes) => Promise<boolean>;

/** A sealed thing, taken apart but not yet trusted: check(message, seal) decides. */
export interface Sealed {
  readonly kid: Bytes;
  readonly body: Bytes;
  readonly message: Bytes;
  readonly seal: Bytes;
}

/** The COSE key (RFC 9053 §7.1) of an uncompressed P-256 point (65 bytes, 04 || x || y). */
export function coseKey(publicKey: Uint8Array): Bytes {
  return encode(
    new Map<number, Wire>([
      [1, 2],
      [-1, 1],
      [-2, publicKey.slice(1, 33)],
      [-3, publicKey.slice(33, 65)],
    ]),
  );
}

/** Seals a body. The result is a tagged COSE_Sign1. */
export async function sealBody(kind: SealedKind, body: Bytes, sealer: Sealer): Promise<Bytes> {
  const seal = await sealer.seal(messageOf(kind, body));
  return frame(kind, body, { kid: sealer.kid, seal });
}

/** How many bytes a body takes once sealed. */
export function sealedBytes(kind: SealedKind, body: Bytes): number {
  const [kid, seal] = [new Uint8Array(SIZES.kid), new Uint8Array(SIZES.seal)];
  return frame(kind, body, { kid, seal }).length;
}

function frame(
  kind: SealedKind,
  body: Bytes,
  { kid, seal }: { readonly kid: Bytes; readonly seal: Bytes },
): Bytes {
  const unprotected = new Map<number, Wire>([[HEADER.kid, kid]]);
  const untagged = encode([protectedHeader(kind), unprotected, body, seal]);
  return joinBytes([Uint8Array.of(COSE_SIGN1_TAG), untagged]);
}

/** Takes a sealed thing apart. Faults: those of decode, and malformed for another kind. */
export function parseSealed(
  bytes: Uint8Array,
  kind: SealedKind,
  { bytesMax }: { readonly bytesMax: number },
): Result<Sealed> {
  if (bytes[0] !== COSE_SIGN1_TAG) return bad('malformed', 'no COSE_Sign1 tag');
  const decoded = decode(bytes.subarray(1), { bytesMax: bytesMax - 1, itemsMax: ITEMS_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, kind);
  const header = reader.bytes('protected header', { max: 32 });
  const unprotected = reader.any();
  const body = reader.bytes('body', { max: bytesMax });
  const seal = reader.bytes('seal', { exact: SIZES.seal });
  const kid = unprotected instanceof Map && unprotected.size === 1 ? kidOf(unprotected) : null;
  if (kid === null) reader.refuse('key id');
  if (!equalBytes(header, protectedHeader(kind))) reader.refuse('protected header');
  return reader.end({ kid: kid ?? new Uint8Array(0), body, message: messageOf(kind, body), seal });
}

/** Takes apart and checks in one step. Faults: those of parseSealed, and unsealed. */
export async function openSealed(
  bytes: Uint8Array,
  kind: SealedKind,
  { bytesMax, check }: { readonly bytesMax: number; readonly check: SealCheck },
): Promise<Result<Bytes>> {
  const sealed = parseSealed(bytes, kind, { bytesMax });
  if (!sealed.ok) return sealed;
  const genuine = await check(sealed.value.message, sealed.value.seal);
  return genuine ? good(sealed.value.body) : bad('unsealed');
}

function kidOf(unprotected: ReadonlyMap<number, Wire>): Bytes | null {
  const kid = unprotected.get(HEADER.kid);
  // decode gives views over the input's own ArrayBuffer.
  return kid instanceof Uint8Array && kid.length === SIZES.kid ? (kid as Bytes) : null;
}

function protectedHeader(kind: SealedKind): Bytes {
  return encode(
    new Map<number, Wire>([
      [HEADER.algorithm, ES256],
      [HEADER.contentType, CONTENT_TYPE[kind]],
    ]),
  );
}

/** The Sig_structure of RFC 9052 §4.4, with no external data. */
function messageOf(kind: SealedKind, body: Bytes): Bytes {
  return encode(['Signature1', protectedHeader(kind), new Uint8Array(0), body]);
}
