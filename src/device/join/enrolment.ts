/**
 * What a device asks its office apart from sending: the office's keys, permission, and the package
 * of a gathering. Keys are pinned at the first contact. A card without any pinned key is another
 * office's. A refusal deletes nothing, and a repeated question changes nothing.
 */
import { JOURNAL_HEADER, MEDIA, PATHS, packagePath } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, equalBytes, fromHex, toHex } from '#core/bytes.ts';
import { encodeEnrolmentRequest, readGrant } from '#core/enrolment.ts';
import { type Result, bad, good } from '#core/fault.ts';
import type { UncheckedInvitation } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { sealBody } from '#core/seal.ts';
import type { DeviceParts } from '../device-parts.ts';
import type { OfficeKeys } from '../device.ts';
import { sealerOf } from '../keys.ts';
import { type Rosters, keepPackage } from '../roster/rosters.ts';
import {
  type Db,
  type KeptJournalRow,
  type OfficeRow,
  type PackageRow,
  tryStorage,
} from '../store/db.ts';
import { type Checked, bodyOf, checkSealed, fetchCard, keyNamed } from './office-card.ts';

const GRANT_BYTES_MAX = 1_024;
const PINNED_KEYS_MAX = 16;
const LATE_CHARS_MAX = 40;

/** Fetches the office's card and pins its keys. Faults: other-office, and those of asking. */
export async function pinOffice({ db, transport, clock }: DeviceParts): Promise<Result<OfficeRow>> {
  const card = await fetchCard(transport, () => clock.wallMs());
  return card.ok ? pinCard(db, card.value) : card;
}

/**
 * Pins the keys of a card. When keys are pinned already, the card must have one of them. Faults:
 * other-office, storage-….
 */
export async function pinCard(db: Db, card: OfficeKeys): Promise<Result<OfficeRow>> {
  const pinned = await tryStorage(() =>
    db.write([db.office], async () => {
      const before = (await db.office.get(1))?.publicKeys ?? [];
      const isNew = (key: Bytes): boolean => !before.some((other) => equalBytes(other, key));
      const added = card.publicKeys.filter(isNew);
      if (before.length > 0 && added.length === card.publicKeys.length) return null;
      const publicKeys = [...before, ...added].slice(0, PINNED_KEYS_MAX).map((key) => key.slice());
      const row: OfficeRow = { ...card, only: 1, publicKeys };
      await db.office.put(row);
      return row;
    }),
  );
  if (!pinned.ok) return pinned;
  return pinned.value === null ? bad('other-office') : good(pinned.value);
}

/**
 * Checks the seal of an invitation with the pinned keys. It expires by the office's clock where the
 * office can be reached, because the device's clock may be wrong. Faults: offline (no key was ever
 * pinned), other-office, unsealed, expired.
 */
export async function checkInvitation(
  parts: DeviceParts,
  read: UncheckedInvitation,
): Promise<Result<Checked>> {
  const known = await findKey(parts, read.sealed.kid);
  if (!known.ok) return known;
  const { row } = known.value;
  const contact = await parts.db.contact.get(1);
  const check = ({ name, publicKeys, offsetMs = 0 }: OfficeRow): Promise<Result<Checked>> =>
    checkSealed(read, {
      card: { name, publicKeys, offsetMs },
      origin: parts.origin,
      wallMs: parts.clock.wallMs(),
    });
  const checked = await check({ ...row, ...contact });
  if (checked.ok || checked.fault.code !== 'expired') return checked;
  const renewed = await pinOffice(parts);
  return renewed.ok ? check(renewed.value) : checked;
}

/** Finds a pinned key by its id; null when this office has no such key. Faults: those of asking. */
export async function findKey(
  parts: DeviceParts,
  kid: Bytes,
): Promise<Result<{ readonly row: OfficeRow; readonly key: Bytes | null }>> {
  const pinned = await tryStorage(() => parts.db.office.get(1));
  if (!pinned.ok) return pinned;
  const before = pinned.value;
  const key = before === undefined ? null : await keyNamed(before, kid);
  if (before !== undefined && key !== null) return good({ row: before, key });
  // The office may have a new key. Its card is fetched, and must still have a pinned key.
  const renewed = await pinOffice(parts);
  if (renewed.ok) return good({ row: renewed.value, key: await keyNamed(renewed.value, kid) });
  return before === undefined ? renewed : good({ row: before, key: null });
}

/**
 * The enrolment request of a journal, sealed by its key. The seal proves that this device has the
 * key.
 */
export async function sealEnrolment(
  { db, build }: Pick<DeviceParts, 'db' | 'build'>,
  journal: KeptJournalRow,
): Promise<Bytes> {
  const keys = await db.keys.get(journal.id);
  const gathering = fromHex(journal.gathering);
  assert(keys !== undefined && gathering !== null, 'a journal has keys and a gathering');
  const { grade, secret } = journal;
  const { publicKey } = keys;
  const request = encodeEnrolmentRequest({ publicKey, gathering, grade, secret, build });
  return sealBody('enrolment', request, await sealerOf(keys));
}

/**
 * Asks for permission with a journal's key. Faults: not-permitted, conflict, not-enrolled (the
 * device was emptied meanwhile), and those of asking.
 */
export async function enrol(
  parts: DeviceParts,
  journal: KeptJournalRow,
): Promise<Result<KeptJournalRow>> {
  const { db, transport } = parts;
  const bytes = await sealEnrolment(parts, journal);
  const reply = await transport({
    method: 'POST',
    path: PATHS.enrolments,
    body: { bytes, type: MEDIA.cose, mayGzip: false },
    deadlineMs: LIMITS.requestDeadlineMs,
    answerBytesMax: GRANT_BYTES_MAX,
  });
  const body = bodyOf(reply);
  if (!body.ok) return body;
  const grant = readGrant(body.value);
  const isOurs = grant.ok && toHex(grant.value.journal) === journal.id;
  if (!grant.ok || !isOurs) return bad('unavailable', 'not a grant for this journal');
  const { station } = grant.value;
  const token = grant.value.token.slice();
  const late = reply.kind === 'answer' ? reply.late?.slice(0, LATE_CHARS_MAX) : undefined;
  const kept = await tryStorage(() =>
    db.write([db.journals], async () => {
      const now = await db.journals.get(journal.id);
      if (now === undefined) return null;
      const row = { ...now, grant: { token, station, late } };
      await db.journals.put(row);
      return row;
    }),
  );
  if (!kept.ok) return kept;
  return kept.value === null ? bad('not-enrolled', 'the journal is gone') : good(kept.value);
}

/** Fetches the package of a journal's gathering; null when the one kept is the latest. */
export async function fetchPackage(
  { db, transport }: DeviceParts,
  rosters: Rosters,
  journal: KeptJournalRow,
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
