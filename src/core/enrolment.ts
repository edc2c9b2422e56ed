/**
 * Enrolment: how a device gets permission. The request is sealed by the new journal's own key,
 * which proves that the device holds it; asking again with the same key gives the same answer.
 */
import type { Bytes } from './bytes.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad } from './fault.ts';
import { SIZES } from './id.ts';
import { LIMITS } from './limits.ts';
import { readArray } from './reader.ts';
import { coseKey } from './seal.ts';

/** The grades, in the order of their number on the wire. */
export const GRADES = ['phone', 'station'] as const;

/** A phone may only submit; a station also gets the roster, and may revoke and record recitals. */
export type Grade = (typeof GRADES)[number];

/** What a device asks with. */
export interface EnrolmentRequest {
  /** Uncompressed P-256 point, 65 bytes. */
  readonly publicKey: Bytes;
  readonly gathering: Bytes;
  readonly grade: Grade;
  /** The join secret of the invitation, or the one-time code of a station. */
  readonly secret: Bytes;
  readonly build: string;
}

/** What the office grants. */
export interface EnrolmentGrant {
  readonly journal: Bytes;
  readonly grade: Grade;
  /** Bearer token, 32 bytes; sent as lower-case hex. */
  readonly token: Bytes;
  /** The name of the station; empty for a phone. */
  readonly station: string;
  readonly epoch: number;
  readonly officeTimeMs: number;
}

const VERSION = 1;
const TOKEN_BYTES = 32;
const ENROLMENT_BYTES_MAX = 1_024;

/** Canonical bytes of a request, to be sealed by the journal key. */
export function encodeEnrolmentRequest(request: EnrolmentRequest): Bytes {
  const { publicKey, gathering, grade, secret, build } = request;
  return encode([VERSION, publicKey, gathering, GRADES.indexOf(grade), secret, build]);
}

/** Reads a request. Faults: those of decode, malformed, unknown-version. */
export function parseEnrolmentRequest(body: Bytes): Result<EnrolmentRequest> {
  const decoded = decode(body, { bytesMax: ENROLMENT_BYTES_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'enrolment');
  if (reader.int('version', { min: 1, max: 255 }) > VERSION) return bad('unknown-version');
  return reader.end({
    publicKey: reader.bytes('public key', { exact: SIZES.publicKey }),
    gathering: reader.bytes('gathering', { exact: SIZES.gatheringId }),
    grade: GRADES[reader.int('grade', { max: GRADES.length - 1 })] ?? 'phone',
    secret: reader.bytes('secret', { exact: SIZES.secret }),
    build: reader.text('build', 64),
  });
}

/** Canonical bytes of a grant. */
export function encodeGrant(grant: EnrolmentGrant): Bytes {
  return encode([
    VERSION,
    grant.journal,
    GRADES.indexOf(grant.grade),
    grant.token,
    grant.station,
    grant.epoch,
    grant.officeTimeMs,
  ]);
}

/** A grant as a device reads it, which knows its grade and asked for it. */
export type ReadGrant = Omit<EnrolmentGrant, 'grade'>;

/** Reads a grant of the grades above. Faults: those of decode, malformed. */
export function parseGrant(bytes: Uint8Array): Result<EnrolmentGrant> {
  return grantOf(bytes, GRADES.length - 1);
}

/** Reads a grant, also one of a grade that is not known here. Faults: as of parseGrant. */
export function readGrant(bytes: Uint8Array): Result<ReadGrant> {
  return grantOf(bytes, Number.MAX_SAFE_INTEGER);
}

function grantOf(bytes: Uint8Array, gradeMax: number): Result<EnrolmentGrant> {
  const decoded = decode(bytes, { bytesMax: ENROLMENT_BYTES_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'grant');
  reader.int('version', { min: VERSION, max: VERSION });
  return reader.end({
    journal: reader.bytes('journal', { exact: SIZES.id }),
    grade: GRADES[reader.int('grade', { max: gradeMax })] ?? 'phone',
    token: reader.bytes('token', { exact: TOKEN_BYTES }),
    station: reader.text('station', LIMITS.nameCharsMax),
    epoch: reader.int('epoch', { min: 1 }),
    officeTimeMs: reader.int('office time'),
  });
}

/** What a journal's id is cut from: the digest of its COSE key (RFC 9679). */
export function journalKeyBytes(publicKey: Bytes): Bytes {
  return coseKey(publicKey);
}

/** The office as a device first meets it: its name, and the keys it trusts from then on. */
export interface OfficeCard {
  readonly name: string;
  /** Uncompressed P-256 points; the first one seals today. */
  readonly publicKeys: readonly Bytes[];
  readonly officeTimeMs: number;
}

/** Canonical bytes of the office's card. */
export function encodeOfficeCard(card: OfficeCard): Bytes {
  return encode([VERSION, card.name, card.publicKeys, card.officeTimeMs]);
}

/** Reads an office's card. Faults: those of decode, malformed. */
export function parseOfficeCard(bytes: Uint8Array): Result<OfficeCard> {
  const decoded = decode(bytes, { bytesMax: 4_096 });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'office');
  reader.int('version', { min: VERSION, max: VERSION });
  const name = reader.text('name', LIMITS.organiserCharsMax);
  const publicKeys = reader.list('keys', 16).map((key: Wire) => {
    const fits = key instanceof Uint8Array && key.length === SIZES.publicKey;
    if (!fits) reader.refuse('key');
    return key as Bytes; // refused above when it is not
  });
  if (publicKeys.length === 0) reader.refuse('keys');
  return reader.end({ name, publicKeys, officeTimeMs: reader.int('office time') });
}
