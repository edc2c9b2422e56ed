/**
 * Entries: one immutable signing (or revocation, recital, note) in a device's journal. Only this
 * file makes or reads their bytes. The first nine fields are the envelope and stay the same in
 * every version, so that an office can keep an entry whose body it does not understand yet.
 */
import { type Bytes, toHex } from './bytes.ts';
import { CATEGORIES, type Category, PACT_CODES, categoryNumber, categoryOf } from './category.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad, good } from './fault.ts';
import { SIZES } from './id.ts';
import { LIMITS } from './limits.ts';
import type { PactRef } from './pact.ts';
import { type Reader, readArray } from './reader.ts';
import type { Moment } from './time.ts';

/** How the signatory was found, in the order of the wire number. */
export const IDENTIFIED_BY = ['card', 'birth-date', 'name', 'list', 'self'] as const;

/** How the signatory was found. */
export type IdentifiedBy = (typeof IDENTIFIED_BY)[number];

/** Someone on the roster: its number, and the name and category that were confirmed on screen. */
export interface ListedSignatory {
  readonly kind: 'listed';
  readonly no: number;
  readonly name: string;
  readonly category: Category;
}

/** Someone not on the roster. Of a NIK, only the last four digits. */
export interface WalkIn {
  readonly kind: 'walk-in';
  readonly name: string;
  readonly number: string;
  readonly position: string;
  readonly unit: string;
  readonly category: Category;
}

/** Who signed. */
export type Signatory = ListedSignatory | WalkIn;

/** What one ink did: the attendance list, the pact, or both. */
export interface Acts {
  readonly attended: boolean;
  readonly signed: boolean;
}

/** The body of a signing. */
export interface Signing {
  readonly kind: 'signing';
  readonly signatory: Signatory;
  readonly acts: Acts;
  /** The pact signed against; null when only attending. */
  readonly pact: PactRef | null;
  /** Encoded ink (core/ink.ts). */
  readonly ink: Bytes;
  readonly identifiedBy: IdentifiedBy;
  /** The station or steward in whose presence; empty on an own phone. */
  readonly station: string;
  readonly assisted: boolean;
  /** The name of the person represented; empty when signing for oneself. */
  readonly represents: string;
}

/** Withdraws an earlier entry. */
export interface Revocation {
  readonly kind: 'revocation';
  readonly target: Bytes;
  readonly reason: string;
  readonly station: string;
}

/** Records the joint oath: which text, who led, from when to when. */
export interface Recital {
  readonly kind: 'recital';
  readonly text: Bytes;
  readonly leader: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A remark of the steward. */
export interface Note {
  readonly kind: 'note';
  readonly text: string;
}

/** What an entry says. */
export type EntryBody = Signing | Revocation | Recital | Note;

/** What every version of an entry has. */
export interface Envelope {
  readonly version: number;
  readonly id: Bytes;
  readonly seq: number;
  /** Digest of the entry before; zeros for the first. */
  readonly prev: Bytes;
  readonly gathering: Bytes;
  readonly at: Moment;
  readonly build: string;
}

/** An entry whose body is understood. */
export interface Entry extends Envelope {
  readonly body: EntryBody;
}

/** An envelope, and the body or why it is not understood. */
export interface ReadEntry {
  readonly envelope: Envelope;
  readonly body: Result<EntryBody>;
}

/** The version this code writes. */
export const ENTRY_VERSION = 1;

const BODY_KINDS = ['signing', 'revocation', 'recital', 'note'] as const;
const ENVELOPE_FIELDS = 9;

/** Canonical bytes of an entry. */
export function encodeEntry(entry: Omit<Entry, 'version'>): Bytes {
  const { at, body } = entry;
  return encode([
    ENTRY_VERSION,
    entry.id,
    entry.seq,
    entry.prev,
    entry.gathering,
    at.wallMs,
    at.monoMs,
    at.boot,
    entry.build,
    BODY_KINDS.indexOf(body.kind),
    wireBody(body),
  ]);
}

/** Reads an entry. A fault means that not even the envelope could be read. */
export function parseEntry(bytes: Bytes): Result<ReadEntry> {
  const decoded = decode(bytes, { bytesMax: LIMITS.entryBytesMax });
  if (!decoded.ok) return decoded;
  const fields = Array.isArray(decoded.value) ? (decoded.value as readonly Wire[]) : [];
  const reader = readArray(fields.slice(0, ENVELOPE_FIELDS), 'envelope');
  const envelope = reader.end(readEnvelope(reader));
  if (!envelope.ok) return envelope;
  const body =
    envelope.value.version === ENTRY_VERSION
      ? parseBody(fields.slice(ENVELOPE_FIELDS))
      : bad('unknown-version', `entry version ${envelope.value.version}`);
  return good({ envelope: envelope.value, body });
}

/**
 * The key of a signatory within a gathering: `n:17`, or `w:` and the entry's digest for a walk-in.
 * The same bytes in two journals are one walk-in, so they get one key.
 */
export function signatoryKey(signatory: Signatory, digest: Bytes): string {
  return signatory.kind === 'listed' ? `n:${signatory.no}` : `w:${toHex(digest)}`;
}

function readEnvelope(reader: Reader): Envelope {
  return {
    version: reader.int('version', { min: 1, max: 255 }),
    id: reader.bytes('id', { exact: SIZES.id }),
    seq: reader.int('seq', { min: 1 }),
    prev: reader.bytes('prev', { exact: SIZES.digest }),
    gathering: reader.bytes('gathering', { exact: SIZES.gatheringId }),
    at: {
      wallMs: reader.int('wall time'),
      monoMs: reader.int('monotonic time'),
      boot: reader.bytes('boot', { exact: SIZES.boot }),
    },
    build: reader.text('build', 64),
  };
}

function wireBody(body: EntryBody): Wire {
  switch (body.kind) {
    case 'signing':
      return [
        wireSignatory(body.signatory),
        (body.acts.attended ? 1 : 0) + (body.acts.signed ? 2 : 0),
        body.pact === null
          ? null
          : [PACT_CODES.indexOf(body.pact.code), body.pact.version, body.pact.digest],
        body.ink,
        IDENTIFIED_BY.indexOf(body.identifiedBy),
        body.station,
        body.assisted,
        body.represents,
      ];
    case 'revocation':
      return [body.target, body.reason, body.station];
    case 'recital':
      return [body.text, body.leader, body.fromMs, body.toMs];
    case 'note':
      return [body.text];
  }
}

function wireSignatory(signatory: Signatory): Wire {
  const category = categoryNumber(signatory.category);
  return signatory.kind === 'listed'
    ? [0, signatory.no, signatory.name, category]
    : [1, signatory.name, signatory.number, signatory.position, signatory.unit, category];
}

function parseBody(rest: readonly Wire[]): Result<EntryBody> {
  const [kindNumber, body, ...more] = rest;
  if (body === undefined || more.length > 0) return bad('malformed', 'entry: length');
  const kind = typeof kindNumber === 'number' ? BODY_KINDS[kindNumber] : undefined;
  const reader = readArray(body, kind ?? 'entry');
  switch (kind) {
    case 'signing':
      return parseSigning(reader);
    case 'revocation':
      return reader.end({
        kind,
        target: reader.bytes('target', { exact: SIZES.id }),
        reason: reader.text('reason', LIMITS.positionCharsMax),
        station: reader.text('station', LIMITS.nameCharsMax),
      });
    case 'recital':
      return reader.end({
        kind,
        text: reader.bytes('text', { exact: SIZES.digest }),
        leader: reader.text('leader', LIMITS.nameCharsMax),
        fromMs: reader.int('from'),
        toMs: reader.int('to'),
      });
    case 'note':
      return reader.end({ kind, text: reader.text('text', LIMITS.positionCharsMax) });
    case undefined:
      return bad('malformed', 'entry: kind');
  }
}

function parseSigning(reader: Reader): Result<Signing> {
  const signatory = parseSignatory(reader.any());
  if (!signatory.ok) return signatory;
  const acts = reader.int('acts', { min: 1, max: 3 });
  const pact = reader.isNull() ? good(null) : parsePactRef(reader.any());
  if (!pact.ok) return pact;
  const signed = (acts & 2) !== 0;
  if (signed !== (pact.value !== null)) reader.refuse('pact');
  return reader.end({
    kind: 'signing',
    signatory: signatory.value,
    acts: { attended: (acts & 1) !== 0, signed },
    pact: pact.value,
    ink: reader.bytes('ink', { max: LIMITS.inkBytesMax }),
    identifiedBy:
      IDENTIFIED_BY[reader.int('identified by', { max: IDENTIFIED_BY.length - 1 })] ?? 'self',
    station: reader.text('station', LIMITS.nameCharsMax),
    assisted: reader.flag('assisted'),
    represents: reader.text('represents', LIMITS.nameCharsMax),
  });
}

function parsePactRef(value: Wire): Result<PactRef> {
  const reader = readArray(value, 'pact reference');
  return reader.end({
    code: PACT_CODES[reader.int('code', { max: PACT_CODES.length - 1 })] ?? 'asn',
    version: reader.int('version', { min: 1 }),
    digest: reader.bytes('digest', { exact: SIZES.digest }),
  });
}

function parseSignatory(value: Wire): Result<Signatory> {
  const reader = readArray(value, 'signatory');
  const readCategory = (): Category =>
    categoryOf(reader.int('category', { max: CATEGORIES.length - 1 })) ?? 'guest';
  if (reader.int('kind', { max: 1 }) === 0) {
    return reader.end({
      kind: 'listed',
      no: reader.int('number', { min: 1 }),
      name: reader.text('name', LIMITS.nameCharsMax),
      category: readCategory(),
    });
  }
  return reader.end({
    kind: 'walk-in',
    name: reader.text('name', LIMITS.nameCharsMax),
    number: reader.text('number', LIMITS.numberCharsMax),
    position: reader.text('position', LIMITS.positionCharsMax),
    unit: reader.text('unit', LIMITS.unitCharsMax),
    category: readCategory(),
  });
}
