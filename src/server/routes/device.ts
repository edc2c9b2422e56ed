/**
 * The device's endpoints (core/api.ts): the office's card, ping, enrolment, package, sync, and the
 * parcels that anybody with a permission may carry.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { JOURNAL_HEADER, LATE_HEADER, MEDIA, PATHS, closingPath, packagePath } from '#core/api.ts';
import { type Bytes, fromHex } from '#core/bytes.ts';
import { encodeOfficeCard } from '#core/enrolment.ts';
import { type Fault, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER } from '#core/office-api.ts';
import { PARCELS_PATH, PARCEL_MEDIA } from '#core/parcel.ts';
import { openBuckets } from '../network/buckets.ts';
import { tokenOf } from '../network/callers.ts';
import { addressOf, countedAs } from '../network/proxies.ts';
import type { Context } from '../context.ts';
import { enrol } from '../field/enrolment.ts';
import { noteFailure } from '../http/failure.ts';
import { openGuard } from '../account/guard.ts';
import { type Ingest, openIngest } from '../field/ingest.ts';
import { type RouteLimit, perMinute } from '../http/limiter.ts';
import { closingFor, packageFor } from '../programme/package.ts';
import { carrierRefusal, importParcel } from '../field/parcels.ts';
import {
  BYTES,
  DONE,
  type HeaderName,
  UNCHECKED,
  answerOf,
  headersOf,
  refusals,
} from '../http/openapi.ts';
import { sendProblem } from '../problem.ts';

const NOTHING = new Uint8Array(0);

const PINGS: RouteLimit = { rate: perMinute(LIMITS.pingsPerMinuteMax), by: 'address' };
const CARDS: RouteLimit = { rate: perMinute(LIMITS.cardsPerMinuteMax), by: 'address' };
const ENROLMENTS: RouteLimit = {
  rate: { burstMax: LIMITS.enrolmentsBurstMax, perMinuteMax: LIMITS.enrolmentsPerMinuteMax },
  by: 'address',
};
const PARCELS: RouteLimit = { rate: perMinute(LIMITS.parcelsPerMinuteMax), by: 'device' };

/** In zlib's own threads: a roster of 9,000 is a megabyte, and forty tablets ask at once. */
const zip = promisify(gzip);

export function registerDeviceRoutes(app: FastifyInstance, context: Context): void {
  const ingest = openIngest(context);
  registerParcels(app, context, ingest);

  const ping = tell('Reachability', { limit: PINGS });
  app.get(PATHS.ping, ping, (_request, reply) => reply.code(204).send());

  app.get(
    PATHS.office,
    tell('The card of the office', { gives: MEDIA.cbor, limit: CARDS }),
    (_request, reply) => {
      const card = encodeOfficeCard({
        name: context.config.officeName,
        publicKeys: context.keys.publicKeys,
        officeTimeMs: context.now(),
      });
      return reply.type(MEDIA.cbor).send(Buffer.from(card));
    },
  );

  const enrolment = { takes: MEDIA.cose, gives: MEDIA.cbor, limit: ENROLMENTS };
  app.post(PATHS.enrolments, tell('Enrol a device', enrolment), async (request, reply) => {
    const granted = await enrol(context, bodyOf(request));
    if (!granted.ok) return sendProblem(reply, granted.fault);
    const { grant, late } = granted.value;
    if (late !== null) reply.header(LATE_HEADER, late);
    return reply.type(MEDIA.cbor).send(Buffer.from(grant));
  });

  const kept = tell('The package of a gathering', {
    gives: MEDIA.cbor,
    asks: ['journal'],
    must: [JOURNAL_HEADER],
    may: ['if-none-match'],
  });
  app.get<{ Params: { id: string } }>(packagePath(':id'), kept, async (request, reply) => {
    const asked = {
      gathering: fromHex(request.params.id) ?? NOTHING,
      journal: journalOf(request),
      token: bearerOf(request),
    };
    const tagAtHand = request.headers['if-none-match'];
    const found = await packageFor(context, asked, tagAtHand);
    if (!found.ok) return sendProblem(reply, found.fault);
    reply.header('cache-control', 'private, no-cache');
    reply.header('etag', found.value?.etag ?? tagAtHand);
    if (found.value === null) return reply.code(304).send();
    reply.header('vary', 'accept-encoding').type(MEDIA.cbor);
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (!takesGzip) return reply.send(Buffer.from(found.value.bytes));
    return reply.header('content-encoding', 'gzip').send(await zip(found.value.bytes));
  });

  registerClosing(app, context);

  const batch = tell('Send a batch, get a receipt', {
    takes: MEDIA.cose,
    gives: MEDIA.cose,
    asks: ['journal'],
    may: ['content-encoding', JOURNAL_HEADER],
  });
  app.post(PATHS.sync, batch, async (request, reply) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'gzip' && encoding !== 'identity') {
      return sendProblem(reply, bad('malformed', 'content encoding').fault);
    }
    const body = bodyOf(request);
    const receipt = await ingest({ body, gzip: encoding === 'gzip', token: bearerOf(request) });
    if (receipt.ok) return reply.type(MEDIA.cose).send(Buffer.from(receipt.value));
    // The share of phones is used up: it does not grow within a minute.
    if (receipt.fault.code === 'rate-limited') {
      reply.header('retry-after', LIMITS.phoneRetryMs / 1_000);
    }
    return sendProblem(reply, receipt.fault);
  });
}

function registerClosing(app: FastifyInstance, context: Context): void {
  const told = tell('Whether a gathering is closed', {
    gives: MEDIA.cbor,
    asks: ['journal'],
    must: [JOURNAL_HEADER],
  });
  app.get<{ Params: { id: string } }>(closingPath(':id'), told, async (request, reply) => {
    const found = await closingFor(context, {
      gathering: fromHex(request.params.id) ?? NOTHING,
      journal: journalOf(request),
      token: bearerOf(request),
    });
    return found.ok
      ? reply.type(MEDIA.cbor).send(Buffer.from(found.value))
      : sendProblem(reply, found.fault);
  });
}

/** Who carries a file need not have made it: permission is asked before a byte of it is read. */
function registerParcels(app: FastifyInstance, context: Context, ingest: Ingest): void {
  const guard = openGuard(context);
  // A parcel that a device carries is no way around the limit of enrolments.
  const proofs = openBuckets(ENROLMENTS.rate);
  const refusalOf = (request: FastifyRequest): Promise<Fault | null> =>
    request.headers.authorization === undefined
      ? guard.refusalOf(request, 'organiser')
      : carrierRefusal(context, { journal: journalOf(request), token: bearerOf(request) });
  const told = tell('Take a parcel, give its receipts', {
    takes: PARCEL_MEDIA.parcel,
    gives: PARCEL_MEDIA.receipts,
    asks: ['session', 'journal'],
    may: [OFFICE_HEADER, JOURNAL_HEADER],
    limit: PARCELS,
  });
  app.post(PARCELS_PATH, {
    ...told,
    bodyLimit: LIMITS.parcelBytesMax,
    async onRequest(request, reply) {
      const fault = await refusalOf(request);
      return fault === null ? undefined : sendProblem(reply, fault);
    },
    async handler(request, reply) {
      const onFailed = (error: unknown) => noteFailure(context, request.log, error);
      const isDevice = request.headers.authorization !== undefined;
      const address = countedAs(addressOf(request));
      const mayEnrol = () => !isDevice || proofs.take(address, context.now()) === 0;
      const receipts = await importParcel(context, { ingest, mayEnrol, onFailed }, bodyOf(request));
      return receipts.ok
        ? reply.type(PARCEL_MEDIA.receipts).send(Buffer.from(receipts.value))
        : sendProblem(reply, receipts.fault);
    },
  });
}

interface RouteDescription {
  readonly takes?: string;
  readonly gives?: string;
  /** Any one of them gives permission. */
  readonly asks?: readonly ('journal' | 'session')[];
  /** Headers that a request must have, and those it may have. */
  readonly must?: readonly HeaderName[];
  readonly may?: readonly HeaderName[];
  /** A limit of its own. */
  readonly limit?: RouteLimit;
}

/** What docs/openapi.json says of an endpoint whose bytes are CBOR or COSE (docs/PROTOCOL.md). */
function tell(summary: string, told: RouteDescription): RouteShorthandOptions {
  const { takes, gives, asks, must = [], may = [], limit } = told;
  const tagged = may.includes('if-none-match');
  const done =
    gives === undefined ? DONE : answerOf({ status: 200, media: gives, schema: BYTES }, { tagged });
  return {
    ...UNCHECKED,
    ...(limit === undefined ? {} : { config: { limit } }),
    schema: {
      summary,
      tags: ['device'],
      ...(asks === undefined ? {} : { security: asks.map((kind) => ({ [kind]: [] })) }),
      ...headersOf({ must, may }),
      ...(takes === undefined ? {} : { consumes: [takes], body: BYTES }),
      response: { ...done, ...refusals() },
    },
  };
}

function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : NOTHING;
}

function journalOf(request: FastifyRequest): Bytes {
  const header = request.headers[JOURNAL_HEADER];
  return fromHex(typeof header === 'string' ? header : '') ?? NOTHING;
}

function bearerOf(request: FastifyRequest): Bytes {
  return tokenOf(request.headers.authorization) ?? NOTHING;
}
