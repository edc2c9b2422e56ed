/**
 * Yields what a device asks of its office besides sending: the office's keys, permission, and the
 * package of a gathering. The rules: keys are pinned at the first contact, and a card that shares
 * none of them is somebody else's; a refusal deletes nothing; asking again changes nothing.
 */
import { MEDIA, PATHS, packagePath } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, equalBytes, fromHex, toHex } from '#core/bytes.ts';
import { encodeEnrolmentRequest, parseGrant, parseOfficeCard } from '#core/enrolment.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type Invitation, isExpired, parseInvitation } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { type Sealed, sealBody } from '#core/seal.ts';
import type { Clock } from './clock.ts';
import { type Db, type JournalRow, type OfficeRow, type PackageRow, tryStorage } from './db.ts';
import { kidOf, sealCheckOf, sealerOf } from './keys.ts';
import { type Rosters, keepPackage } from './rosters.ts';
import type { Reply, Transport } from './transport.ts';

export interface Office {
  readonly db: Db;
  readonly transport: Transport;
  /** Scheme and host, where this app came from. */
  readonly origin: string;
  readonly clock: Clock;
  readonly build: string;
}

/** An invitation of this office, genuine and not expired. */
export interface Checked {
  readonly invitation: Invitation;
  readonly bytes: Bytes;
  readonly stationCode: Bytes | null;
  readonly officeName: string;
}

/** Names the journal that a token belongs to. */
const JOURNAL_HEADER = 'x-ikrar-journal';
const CARD_BYTES_MAX = 4_096;
const GRANT_BYTES_MAX = 1_024;
const PINNED_KEYS_MAX = 16;

/** Fetches the office's card and pins its keys. Faults: other-office, and those of asking. */
export async function pinOffice({ db, transport }: Office): Promise<Result<OfficeRow>> {
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
  const pinned = await tryStorage(() =>
    db.write([db.office], async () => {
      const before = (await db.office.get(1))?.publicKeys ?? [];
      const isNew = (key: Bytes): boolean => !before.some((other) => equalBytes(other, key));
      const added = card.value.publicKeys.filter(isNew);
      if (before.length > 0 && added.length === card.value.publicKeys.length) return null;
      const publicKeys = [...before, ...added].slice(0, PINNED_KEYS_MAX).map((key) => key.slice());
      const row: OfficeRow = { only: 1, name: card.value.name, publicKeys };
      await db.office.put(row);
      return row;
    }),
  );
  if (!pinned.ok) return pinned;
  return pinned.value === null ? bad('other-office') : good(pinned.value);
}

/**
 * Understands a text and checks its seal against the pinned keys. Faults: those of parseInvitation,
 * offline (no key was ever pinned), other-office, unsealed, expired.
 */
export async function checkInvitation(office: Office, text: string): Promise<Result<Checked>> {
  const parsed = parseInvitation(text);
  if (!parsed.ok) return parsed;
  const { invitation, sealed, bytes, stationCode, origin } = parsed.value;
  const known = await findKey(office, sealed.kid);
  if (!known.ok) return known;
  const { row, key } = known.value;
  if (key === null) {
    const isElsewhere = origin !== null && origin !== office.origin;
    return bad(isElsewhere ? 'other-office' : 'unsealed', 'no key of this office');
  }
  if (!(await isSealedBy(key, sealed))) return bad('unsealed');
  const contact = await office.db.contact.get(1);
  if (isExpired(invitation, office.clock.wallMs() + (contact?.offsetMs ?? 0))) {
    return bad('expired');
  }
  return good({ invitation, bytes, stationCode, officeName: row.name });
}

/** Checks what the office sealed. */
export async function isSealedBy(publicKey: Bytes, sealed: Sealed): Promise<boolean> {
  const check = await sealCheckOf(publicKey);
  return check(sealed.message, sealed.seal);
}

/**
 * The pinned key of that name; null when it is none of this office's. Fault: offline and its kin.
 */
export async function findKey(
  office: Office,
  kid: Bytes,
): Promise<Result<{ readonly row: OfficeRow; readonly key: Bytes | null }>> {
  const pinned = await tryStorage(() => office.db.office.get(1));
  if (!pinned.ok) return pinned;
  const before = pinned.value;
  const key = before === undefined ? null : await keyNamed(before, kid);
  if (before !== undefined && key !== null) return good({ row: before, key });
  // The office may have a new key since: its card is asked for, and must still hold an old one.
  const renewed = await pinOffice(office);
  if (renewed.ok) return good({ row: renewed.value, key: await keyNamed(renewed.value, kid) });
  return before === undefined ? renewed : good({ row: before, key: null });
}

async function keyNamed({ publicKeys }: OfficeRow, kid: Bytes): Promise<Bytes | null> {
  for (const key of publicKeys) if (equalBytes(await kidOf(key), kid)) return key;
  return null;
}

/**
 * Asks for permission with a journal's key. Faults: not-permitted, conflict, and those of asking.
 */
export async function enrol(
  { db, transport, build }: Office,
  journal: JournalRow,
): Promise<Result<JournalRow>> {
  const keys = await db.keys.get(journal.id);
  const gathering = fromHex(journal.gathering);
  assert(keys !== undefined && gathering !== null, 'a journal has keys and a gathering');
  const { grade, secret } = journal;
  const { publicKey } = keys;
  const request = encodeEnrolmentRequest({ publicKey, gathering, grade, secret, build });
  const bytes = await sealBody('enrolment', request, await sealerOf(keys));
  const reply = await transport({
    method: 'POST',
    path: PATHS.enrolments,
    body: { bytes, type: MEDIA.cose, mayGzip: false },
    deadlineMs: LIMITS.requestDeadlineMs,
    answerBytesMax: GRANT_BYTES_MAX,
  });
  const body = bodyOf(reply);
  if (!body.ok) return body;
  const grant = parseGrant(body.value);
  const isOurs = grant.ok && toHex(grant.value.journal) === journal.id;
  if (!grant.ok || !isOurs) return bad('unavailable', 'not a grant for this journal');
  const { station } = grant.value;
  const token = grant.value.token.slice();
  return tryStorage(() =>
    db.write([db.journals], async () => {
      const row = {
        ...((await db.journals.get(journal.id)) ?? journal),
        grant: { token, station },
      };
      await db.journals.put(row);
      return row;
    }),
  );
}

/** Fetches the package of a journal's gathering; null when the one kept is the latest. */
export async function fetchPackage(
  { db, transport }: Office,
  rosters: Rosters,
  journal: JournalRow,
): Promise<Result<PackageRow | null>> {
  if (journal.grant === null) return bad('not-enrolled');
  const kept = await db.packages.get(journal.gathering);
  const reply = await transport({
    method: 'GET',
    path: packagePath(journal.gathering),
    token: journal.grant.token,
    headers: {
      [JOURNAL_HEADER]: journal.id,
      ...(kept === undefined ? {} : { 'if-none-match': kept.etag }),
    },
    deadlineMs: LIMITS.packageDeadlineMs,
    answerBytesMax: LIMITS.packageBytesMax,
  });
  if (reply.kind === 'answer' && reply.status === 304) return good(null);
  const body = bodyOf(reply);
  if (!body.ok) return body;
  const etag = reply.kind === 'answer' ? (reply.etag ?? '') : '';
  return keepPackage(rosters, journal.gathering, { bytes: body.value, etag });
}

/** The body of a 200, or the fault that any other ending is. */
function bodyOf(reply: Reply): Result<Bytes> {
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
