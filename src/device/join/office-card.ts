/**
 * The office's card, and the check of an invitation with the keys on it. Nothing here needs the
 * database.
 */
import { PATHS } from '#core/api.ts';
import { type Bytes, equalBytes } from '#core/bytes.ts';
import { parseOfficeCard } from '#core/enrolment.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type ReadInvitation, type UncheckedInvitation, isExpired } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import type { Sealed } from '#core/seal.ts';
import type { OfficeKeys } from '../device.ts';
import { kidOf, sealCheckOf } from '../keys.ts';
import type { Reply, Transport } from '../network/transport.ts';

/** An invitation of this office, genuine and not expired. */
export interface Checked {
  readonly invitation: ReadInvitation;
  readonly bytes: Bytes;
  readonly stationCode: Bytes | null;
  readonly officeName: string;
}

interface Against {
  readonly card: OfficeKeys;
  /** Scheme and host, where this app came from. */
  readonly origin: string;
  /** The present time by the device's clock. */
  readonly wallMs: number;
}

const CARD_BYTES_MAX = 4_096;

/** Asks the office for its card. Faults: those of asking. */
export async function fetchCard(
  transport: Transport,
  wallMs: () => number,
): Promise<Result<OfficeKeys>> {
  const reply = await transport({
    method: 'GET',
    path: PATHS.office,
    deadlineMs: LIMITS.requestDeadlineMs,
    answerBytesMax: CARD_BYTES_MAX,
  });
  const body = bodyOf(reply);
  if (!body.ok) return body;
  const card = parseOfficeCard(body.value);
  if (!card.ok) return bad('unavailable', card.fault.detail);
  const { name, publicKeys, officeTimeMs } = card.value;
  return good({ name, publicKeys, offsetMs: officeTimeMs - wallMs() });
}

/**
 * Checks the seal of an invitation and whether it has expired. The office's clock is estimated from
 * the card. Faults: other-office, unsealed, expired.
 */
export async function checkSealed(
  read: UncheckedInvitation,
  { card, origin, wallMs }: Against,
): Promise<Result<Checked>> {
  const { invitation, sealed, bytes, stationCode } = read;
  const key = await keyNamed(card, sealed.kid);
  if (key === null) {
    const isElsewhere = read.origin !== null && read.origin !== origin;
    return bad(isElsewhere ? 'other-office' : 'unsealed', 'no key of this office');
  }
  if (!(await isSealedBy(key, sealed))) return bad('unsealed');
  if (isExpired(invitation, wallMs + card.offsetMs)) return bad('expired');
  return good({ invitation, bytes, stationCode, officeName: card.name });
}

/** Checks what the office sealed. */
export async function isSealedBy(publicKey: Bytes, sealed: Sealed): Promise<boolean> {
  const check = await sealCheckOf(publicKey);
  return check(sealed.message, sealed.seal);
}

/** The key with that id; null when the office has none. */
export async function keyNamed(
  { publicKeys }: Pick<OfficeKeys, 'publicKeys'>,
  kid: Bytes,
): Promise<Bytes | null> {
  for (const key of publicKeys) if (equalBytes(await kidOf(key), kid)) return key;
  return null;
}

/** The body of a 200; for any other reply its fault. */
export function bodyOf(reply: Reply): Result<Bytes> {
  switch (reply.kind) {
    case 'offline':
    case 'timeout':
      return bad(reply.kind);
    case 'noise':
      return bad('unavailable', 'not the office');
    case 'answer':
      return reply.status === 200 ? good(reply.body) : bad(codeOf(reply.status), `${reply.status}`);
  }
}

function codeOf(status: number): 'not-permitted' | 'conflict' | 'rate-limited' | 'unavailable' {
  if (status === 401 || status === 403) return 'not-permitted';
  if (status === 409) return 'conflict';
  return status === 429 ? 'rate-limited' : 'unavailable';
}
