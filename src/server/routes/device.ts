/**
 * The device's endpoints (core/api.ts): the office's card, ping, enrolment, package, sync, and the
 * parcels that anybody with a permission may carry.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { JOURNAL_HEADER, MEDIA, PATHS, closingPath, packagePath } from '#core/api.ts';
import { type Bytes, fromHex } from '#core/bytes.ts';
import { encodeOfficeCard } from '#core/enrolment.ts';
import { type Fault, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { PARCELS_PATH, PARCEL_MEDIA } from '#core/parcel.ts';
import type { Context } from '../context.ts';
import { enrol } from '../enrolment.ts';
import { logFailure } from '../failure.ts';
import { openGuard } from '../guard.ts';
import { type Ingest, openIngest } from '../ingest.ts';
import { closingFor, packageFor } from '../package.ts';
import { carrierRefusal, importParcel } from '../parcels.ts';
import { sendProblem } from '../problem.ts';

const NOTHING = new Uint8Array(0);

/** In zlib's own threads: a roster of 9,000 is a megabyte, and forty tablets ask at once. */
const zip = promisify(gzip);

export function registerDeviceRoutes(app: FastifyInstance, context: Context): void {
  const ingest = openIngest(context);
  registerParcels(app, context, ingest);

  app.get(PATHS.ping, tell('Reachability', {}), (_request, reply) => reply.code(204).send());

  app.get(
    PATHS.office,
    tell('The card of the office', { gives: MEDIA.cbor }),
    (_request, reply) => {
      const card = encodeOfficeCard({
        name: context.config.officeName,
        publicKeys: context.keys.publicKeys,
        officeTimeMs: context.now(),
      });
      return reply.type(MEDIA.cbor).send(Buffer.from(card));
    },
  );

  const enrolment = { takes: MEDIA.cose, gives: MEDIA.cbor };
  app.post(PATHS.enrolments, tell('Enrol a device', enrolment), async (request, reply) => {
    const granted = await enrol(context, bodyOf(request));
    return granted.ok
      ? reply.type(MEDIA.cbor).send(Buffer.from(granted.value))
      : sendProblem(reply, granted.fault);
  });

  const kept = tell('The package of a gathering', { gives: MEDIA.cbor, asks: ['journal'] });
  app.get<{ Params: { id: string } }>(packagePath(':id'), kept, async (request, reply) => {
    const found = await packageFor(context, {
      gathering: fromHex(request.params.id) ?? NOTHING,
      journal: journalOf(request),
      token: bearerOf(request),
    });
    if (!found.ok) return sendProblem(reply, found.fault);
    reply.header('etag', found.value.etag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === found.value.etag) return reply.code(304).send();
    reply.header('vary', 'accept-encoding').type(MEDIA.cbor);
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (!takesGzip) return reply.send(Buffer.from(found.value.bytes));
    return reply.header('content-encoding', 'gzip').send(await zip(found.value.bytes));
  });

  registerClosing(app, context);

  const batch = { takes: MEDIA.cose, gives: MEDIA.cose, asks: ['journal'] } as const;
  app.post(PATHS.sync, tell('Send a batch, get a receipt', batch), async (request, reply) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'gzip' && encoding !== 'identity') {
      return sendProblem(reply, bad('malformed', 'content encoding').fault);
    }
    const body = bodyOf(request);
    const receipt = await ingest({ body, gzip: encoding === 'gzip', token: bearerOf(request) });
    return receipt.ok
      ? reply.type(MEDIA.cose).send(Buffer.from(receipt.value))
      : sendProblem(reply, receipt.fault);
  });
}

function registerClosing(app: FastifyInstance, context: Context): void {
  const told = tell('Whether a gathering is closed', { gives: MEDIA.cbor, asks: ['journal'] });
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
  const refusalOf = (request: FastifyRequest): Promise<Fault | null> =>
    request.headers.authorization === undefined
      ? guard.refusalOf(request, 'organiser')
      : carrierRefusal(context, { journal: journalOf(request), token: bearerOf(request) });
  const told = tell('Take a parcel, give its receipts', {
    takes: PARCEL_MEDIA.parcel,
    gives: PARCEL_MEDIA.receipts,
    asks: ['session', 'journal'],
  });
  app.post(PARCELS_PATH, {
    ...told,
    bodyLimit: LIMITS.parcelBytesMax,
    config: { rateLimit: { max: LIMITS.parcelsPerMinuteMax, timeWindow: 60_000 } },
    async onRequest(request, reply) {
      const fault = await refusalOf(request);
      return fault === null ? undefined : sendProblem(reply, fault);
    },
    async handler(request, reply) {
      const onFailed = (error: unknown): void => {
        logFailure(request.log, error);
      };
      const receipts = await importParcel(context, { ingest, onFailed }, bodyOf(request));
      return receipts.ok
        ? reply.type(PARCEL_MEDIA.receipts).send(Buffer.from(receipts.value))
        : sendProblem(reply, receipts.fault);
    },
  });
}

interface Told {
  readonly takes?: string;
  readonly gives?: string;
  /** Any one of them gives permission. */
  readonly asks?: readonly ('journal' | 'session')[];
}

/** What docs/openapi.json says of an endpoint whose bytes are CBOR or COSE (docs/PROTOCOL.md). */
function tell(summary: string, { takes, gives, asks }: Told): RouteShorthandOptions {
  const bytes = { type: 'string', format: 'binary' };
  const done =
    gives === undefined
      ? { 204: { type: 'null', description: 'Done' } }
      : { 200: { description: gives, content: { [gives]: { schema: bytes } } } };
  return {
    validatorCompiler: () => () => true,
    schema: {
      summary,
      tags: ['device'],
      ...(asks === undefined ? {} : { security: asks.map((kind) => ({ [kind]: [] })) }),
      ...(takes === undefined ? {} : { consumes: [takes], body: bytes }),
      response: done,
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
  const [scheme, token = ''] = request.headers.authorization?.split(' ') ?? [];
  return (scheme?.toLowerCase() === 'bearer' ? fromHex(token) : null) ?? NOTHING;
}
