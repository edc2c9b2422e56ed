/**
 * The invitation: what the QR of a gathering holds, sealed by the office. About 300 bytes, never
 * above 350, so that it is read from paper in the sun. As text it is a URL whose fragment is
 * Base32, so that a phone's own camera opens it and no server log ever sees it.
 */
import { type Bytes, fromBase32, toBase32 } from './bytes.ts';
import { type Wire, decode, encode } from './codec.ts';
import { type Result, bad, good } from './fault.ts';
import { GATHERING_KINDS, type Gathering, type ReadGathering } from './gathering.ts';
import { SIZES } from './id.ts';
import { LIMITS } from './limits.ts';
import { type Reader, readArray } from './reader.ts';
import { type Sealed, type Sealer, parseSealed, sealBody, sealedBytes } from './seal.ts';
import { zoneHours, zoneOfHours } from './time.ts';

/** What the office seals into the QR. */
export interface Invitation {
  readonly gathering: Gathering;
  /** Binds the filled pacts and the category matrix. */
  readonly pactSet: Bytes;
  /** Lets a phone enrol; everyone who sees the poster has it. */
  readonly joinSecret: Bytes;
  /** After so many whole hours from the start the invitation is refused. */
  readonly validHours: number;
}

/** An invitation as a device reads it. It is never sealed again. */
export interface ReadInvitation extends Omit<Invitation, 'gathering'> {
  readonly gathering: ReadGathering;
}

/** A text that looked like ours, taken apart but not yet checked against an office key. */
export interface UncheckedInvitation {
  /** Scheme and host of the office, or null when only the code itself was typed or pasted. */
  readonly origin: string | null;
  readonly invitation: ReadInvitation;
  readonly sealed: Sealed;
  readonly bytes: Bytes;
  /** The one-time code that makes this device a station; null for a phone. */
  readonly stationCode: Bytes | null;
}

const VERSION = 1;
const FRAGMENT = '#g/';

/** Seals an invitation. Fault: too-large, above 350 bytes. */
export async function sealInvitation(
  invitation: Invitation,
  sealer: Sealer,
): Promise<Result<Bytes>> {
  const bytes = await sealBody('invitation', encode(wireInvitation(invitation)), sealer);
  return bytes.length > LIMITS.invitationBytesMax
    ? bad('too-large', `${bytes.length} bytes, at most ${LIMITS.invitationBytesMax}`)
    : good(bytes);
}

/** The bytes an invitation takes once sealed; the organiser's form counts along. */
export function invitationBytes(invitation: Invitation): number {
  return sealedBytes('invitation', encode(wireInvitation(invitation)));
}

/** `https://office.example/#g/2KCF…`, and `/…` with the code of a station after it. */
export function invitationUrl(origin: string, bytes: Bytes, stationCode?: Bytes): string {
  const code = stationCode === undefined ? '' : `/${toBase32(stationCode)}`;
  return `${origin}/${FRAGMENT}${toBase32(bytes)}${code}`;
}

/**
 * Takes a scanned, opened, typed or pasted text apart. Faults: not-an-invitation, torn,
 * unknown-version.
 */
export function parseInvitation(text: string): Result<UncheckedInvitation> {
  const { origin, code } = splitUrl(text.trim());
  if (code === null) return bad('not-an-invitation');
  const [letters = '', station, ...rest] = code.replaceAll(/\s+/g, '').split('/');
  const bytes = fromBase32(letters);
  const stationCode = station === undefined ? null : fromBase32(station);
  if (bytes === null || rest.length > 0) return bad('torn', 'not Base32');
  if (station !== undefined && stationCode?.length !== SIZES.secret) return bad('torn', 'code');
  const sealed = parseSealed(bytes, 'invitation', { bytesMax: LIMITS.invitationBytesMax });
  if (!sealed.ok) return bad('torn', sealed.fault.detail);
  const invitation = parseBody(sealed.value.body);
  if (!invitation.ok) return invitation;
  return good({ origin, invitation: invitation.value, sealed: sealed.value, bytes, stationCode });
}

/** True from the end of its validity on. */
export function isExpired(invitation: ReadInvitation, nowMs: number): boolean {
  return nowMs >= invitation.gathering.startsAtMs + invitation.validHours * 3_600_000;
}

/** A bare code is accepted as well as a URL, for those who type or paste it. */
function splitUrl(text: string): { origin: string | null; code: string | null } {
  const at = text.indexOf(FRAGMENT);
  if (at >= 0) {
    const origin = /^https?:\/\/[^/#?\s]+/i.exec(text)?.[0].toLowerCase() ?? null;
    return { origin, code: text.slice(at + FRAGMENT.length) };
  }
  const bare = /^[A-Za-z2-7\s/]{150,}$/.test(text);
  return { origin: null, code: bare ? text : null };
}

function wireInvitation({ gathering, pactSet, joinSecret, validHours }: Invitation): Wire {
  const { fields } = gathering;
  return [
    VERSION,
    gathering.id,
    gathering.title,
    gathering.place,
    gathering.startsAtMs,
    zoneHours(gathering.zone),
    GATHERING_KINDS.indexOf(gathering.kind),
    gathering.organiser,
    fields.government,
    fields.election,
    fields.year,
    pactSet,
    joinSecret,
    validHours,
  ];
}

function parseBody(body: Bytes): Result<ReadInvitation> {
  const decoded = decode(body, { bytesMax: LIMITS.invitationBytesMax });
  if (!decoded.ok) return bad('torn', decoded.fault.detail);
  const version = Array.isArray(decoded.value) ? (decoded.value[0] as Wire) : null;
  if (typeof version === 'number' && version > VERSION) return bad('unknown-version');
  const reader = readArray(decoded.value, 'invitation');
  reader.int('version', { min: VERSION, max: VERSION });
  const gathering = readGathering(reader);
  const read = reader.end({
    gathering,
    pactSet: reader.bytes('pact set', { exact: SIZES.shortDigest }),
    joinSecret: reader.bytes('join secret', { exact: SIZES.secret }),
    validHours: reader.int('valid hours', { max: 100_000 }),
  });
  return read.ok ? read : bad('torn', read.fault.detail);
}

function readGathering(reader: Reader): ReadGathering {
  const id = reader.bytes('gathering', { exact: SIZES.gatheringId });
  const title = reader.text('title', LIMITS.titleCharsMax);
  const place = reader.text('place', LIMITS.placeCharsMax);
  const startsAtMs = reader.int('start');
  const zone = zoneOfHours(reader.int('zone'));
  if (zone === null) reader.refuse('zone');
  const kind = GATHERING_KINDS[reader.int('kind')] ?? 'unknown';
  const organiser = reader.text('organiser', LIMITS.organiserCharsMax);
  const government = reader.text('government', LIMITS.organiserCharsMax);
  const election = reader.text('election', LIMITS.titleCharsMax);
  const year = reader.int('year', { max: 9_999 });
  return {
    id,
    title,
    place,
    startsAtMs,
    zone: zone ?? 'WIB',
    kind,
    organiser,
    fields: { government, election, year },
  };
}
