/** Grants devices their permission. The same key asks twice and is answered the same. */
import { timingSafeEqual } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Bytes } from '#core/bytes.ts';
import { type EnrolmentRequest, encodeGrant, parseEnrolmentRequest } from '#core/enrolment.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { parseSealed } from '#core/seal.ts';
import type { Context } from './context.ts';
import type { GatheringRow, JournalRow, Tables } from './db/schema.ts';
import { journalIdOf, publicKeyOf, sealCheckOf, sha256 } from './keys.ts';

const REQUEST_BYTES_MAX = 1_024;

/** From a sealed request to an encoded grant. Faults: malformed, unsealed, not-permitted. */
export async function enrol(context: Context, bytes: Uint8Array): Promise<Result<Bytes>> {
  const sealed = parseSealed(bytes, 'enrolment', { bytesMax: REQUEST_BYTES_MAX });
  if (!sealed.ok) return sealed;
  const request = parseEnrolmentRequest(sealed.value.body);
  if (!request.ok) return request;
  const key = publicKeyOf(request.value.publicKey);
  if (key === null) return bad('malformed', 'not a point of P-256');
  if (!(await sealCheckOf(key)(sealed.value.message, sealed.value.seal))) return bad('unsealed');
  return permit(context, request.value);
}

async function permit(context: Context, request: EnrolmentRequest): Promise<Result<Bytes>> {
  const gathering = await context.database.query
    .selectFrom('gatherings')
    .selectAll()
    .where('id', '=', request.gathering)
    .executeTakeFirst();
  if (gathering === undefined) return bad('not-permitted', 'no such gathering');
  const asked = { gathering, request, nowMs: context.now() };
  // One transaction: of two requests with one key, the second finds the journal of the first.
  const station = await context.database.query.transaction().execute(async (query) => {
    const known = await query
      .selectFrom('journals')
      .select(['station', 'grade', 'gathering_no', 'withdrawn_at_ms'])
      .where('id', '=', journalIdOf(request.publicKey))
      .executeTakeFirst();
    return known === undefined ? admit(query, asked) : recognise(known, asked);
  });
  return station.ok ? good(grant(context, request, station.value)) : station;
}

interface Asked {
  readonly gathering: GatheringRow;
  readonly request: EnrolmentRequest;
  readonly nowMs: number;
}

/** Answers the station's name of a journal that has its permission. */
function recognise(
  known: Pick<JournalRow, 'station' | 'grade' | 'gathering_no' | 'withdrawn_at_ms'>,
  { gathering, request }: Asked,
): Result<string> {
  if (known.withdrawn_at_ms !== null) return bad('not-permitted', 'withdrawn');
  return known.gathering_no === gathering.no && known.grade === request.grade
    ? good(known.station)
    : bad('conflict', 'the key is enrolled otherwise');
}

/** Writes the journal, spending the station's code; answers the station's name. */
async function admit(
  query: Transaction<Tables>,
  { gathering, request, nowMs }: Asked,
): Promise<Result<string>> {
  const station =
    request.grade === 'station'
      ? await query
          .selectFrom('stations')
          .selectAll()
          .where('code_digest', '=', sha256(request.secret))
          .where('gathering_no', '=', gathering.no)
          .executeTakeFirst()
      : undefined;
  if (request.grade === 'phone' && !sameSecret(request.secret, gathering.join_secret)) {
    return bad('not-permitted', 'join secret');
  }
  if (request.grade === 'station') {
    if (station === undefined) return bad('not-permitted', 'station code');
    if (station.journal_no !== null) return bad('not-permitted', 'station code was used');
    if (station.expires_at_ms <= nowMs) return bad('expired', 'station code');
  }
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
    })
    .returning('no')
    .executeTakeFirstOrThrow();
  if (station !== undefined) {
    await query
      .updateTable('stations')
      .set({ journal_no: no })
      .where('no', '=', station.no)
      .execute();
  }
  return good(station?.name ?? '');
}

function grant(context: Context, request: EnrolmentRequest, station: string): Bytes {
  const journal = journalIdOf(request.publicKey);
  return encodeGrant({
    journal,
    grade: request.grade,
    token: context.keys.tokenOf(journal),
    station,
    epoch: context.epoch,
    officeTimeMs: context.now(),
  });
}

function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
