/** Grants devices their permission. The same key asks twice and is answered the same. */
import { timingSafeEqual } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { type KnownSecret, type Lateness, latenessOf } from '#core/admission.ts';
import type { Bytes } from '#core/bytes.ts';
import { type EnrolmentRequest, encodeGrant, parseEnrolmentRequest } from '#core/enrolment.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { parseSealed } from '#core/seal.ts';
import type { Context } from '../context.ts';
import type { GatheringRow, JournalRow, Tables } from '../db/schema.ts';
import { isOver } from '../gathering/gatherings.ts';
import { journalIdOf, publicKeyOf, sealCheckOf, sha256 } from '../keys.ts';

const REQUEST_BYTES_MAX = 1_024;

/** A journal's permission, and what the answer says of it beside the grant. */
interface Admitted {
  readonly station: string;
  readonly late: Lateness | null;
}

/** An encoded grant, and why the device is late; null when it is in time. */
export interface Enrolled {
  readonly grant: Bytes;
  readonly late: Lateness | null;
}

/** From a sealed request to an encoded grant. Faults: malformed, unsealed, not-permitted. */
export async function enrol(context: Context, bytes: Uint8Array): Promise<Result<Enrolled>> {
  const sealed = parseSealed(bytes, 'enrolment', { bytesMax: REQUEST_BYTES_MAX });
  if (!sealed.ok) return sealed;
  const request = parseEnrolmentRequest(sealed.value.body);
  if (!request.ok) return request;
  const key = publicKeyOf(request.value.publicKey);
  if (key === null) return bad('malformed', 'not a point of P-256');
  if (!(await sealCheckOf(key)(sealed.value.message, sealed.value.seal))) return bad('unsealed');
  return permit(context, request.value);
}

async function permit(context: Context, request: EnrolmentRequest): Promise<Result<Enrolled>> {
  const gathering = await context.database.query
    .selectFrom('gatherings')
    .selectAll()
    .where('id', '=', request.gathering)
    .executeTakeFirst();
  if (gathering === undefined) return bad('not-permitted', 'no such gathering');
  const asked = { gathering, request, nowMs: context.now() };
  // One transaction: of two requests with one key, the second finds the journal of the first.
  const admitted = await context.database.query.transaction().execute(async (query) => {
    const known = await query
      .selectFrom('journals')
      .select(['station', 'grade', 'gathering_no', 'withdrawn_at_ms', 'late'])
      .where('id', '=', journalIdOf(request.publicKey))
      .executeTakeFirst();
    return known === undefined ? admit(query, asked) : recognise(known, asked);
  });
  if (!admitted.ok) return admitted;
  const { station, late } = admitted.value;
  return good({ grant: grant(context, request, station), late });
}

interface EnrolmentAttempt {
  readonly gathering: GatheringRow;
  readonly request: EnrolmentRequest;
  readonly nowMs: number;
}

/** Answers a journal that has its permission already. */
function recognise(
  known: Pick<JournalRow, 'station' | 'grade' | 'gathering_no' | 'withdrawn_at_ms' | 'late'>,
  { gathering, request }: EnrolmentAttempt,
): Result<Admitted> {
  if (known.withdrawn_at_ms !== null) return bad('not-permitted', 'withdrawn');
  return known.gathering_no === gathering.no && known.grade === request.grade
    ? good({ station: known.station, late: known.late })
    : bad('conflict', 'the key is enrolled otherwise');
}

/** What the office knows of a secret; null where it never gave it out for this gathering. */
interface Shown {
  readonly secret: KnownSecret;
  /** The station whose code it is; null for a phone. */
  readonly station: Selectable<Tables['stations']> | null;
}

async function findSecret(
  query: Transaction<Tables>,
  { gathering, request: { grade, secret } }: EnrolmentAttempt,
): Promise<Shown | null> {
  if (grade === 'phone') {
    if (sameSecret(secret, gathering.join_secret)) return joined({ isReplaced: false });
    const replaced = await query
      .selectFrom('replaced_codes')
      .select('replaced_at_ms')
      .where('gathering_no', '=', gathering.no)
      .where('secret', '=', secret)
      .executeTakeFirst();
    return replaced === undefined ? null : joined({ isReplaced: true });
  }
  const station = await query
    .selectFrom('stations')
    .selectAll()
    .where('code_digest', '=', sha256(secret))
    .where('gathering_no', '=', gathering.no)
    .executeTakeFirst();
  if (station === undefined) return null;
  const known = {
    kind: 'station',
    expiresAtMs: station.expires_at_ms,
    isUsed: station.journal_no !== null,
    isWithdrawn: station.withdrawn_at_ms !== null,
  } as const;
  return { secret: known, station };
}

function joined({ isReplaced }: { readonly isReplaced: boolean }): Shown {
  return { secret: { kind: 'join', isReplaced }, station: null };
}

/**
 * Writes the journal, spending the station's code; answers the station's name, and if it is late.
 */
async function admit(
  query: Transaction<Tables>,
  asked: EnrolmentAttempt,
): Promise<Result<Admitted>> {
  const { gathering, request, nowMs } = asked;
  const shown = await findSecret(query, asked);
  if (shown === null) return bad('not-permitted', 'secret');
  const { station, secret } = shown;
  const late = latenessOf(secret, { isOver: isOver(gathering, nowMs), nowMs });
  const { no } = await query
    .insertInto('journals')
    .values({
      id: journalIdOf(request.publicKey),
      public_key: request.publicKey,
      gathering_no: gathering.no,
      grade: request.grade,
      station: station?.name ?? '',
      build: request.build,
      enrolled_at_ms: nowMs,
      withdrawn_at_ms: null,
      digest: ZERO_DIGEST,
      claimed_at_ms: null,
      clock_offset_ms: null,
      battery: null,
      late,
    })
    .returning('no')
    .executeTakeFirstOrThrow();
  if (station !== null && station.journal_no === null) {
    await query
      .updateTable('stations')
      .set({ journal_no: no })
      .where('no', '=', station.no)
      .execute();
  }
  return good({ station: station?.name ?? '', late });
}

function grant(context: Context, request: EnrolmentRequest, station: string): Bytes {
  const journal = journalIdOf(request.publicKey);
  const token = context.keys.tokenOf(journal);
  context.callers.knowToken(token, journal);
  return encodeGrant({
    journal,
    grade: request.grade,
    token,
    station,
    epoch: context.epoch,
    officeTimeMs: context.now(),
  });
}

function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
