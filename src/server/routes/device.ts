/** The device's endpoints (core/api.ts): the office's card, ping, enrolment, package and sync. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MEDIA, PATHS, packagePath } from '#core/api.ts';
import { type Bytes, fromHex } from '#core/bytes.ts';
import { encodeOfficeCard } from '#core/enrolment.ts';
import { bad } from '#core/fault.ts';
import type { Context } from '../context.ts';
import { enrol } from '../enrolment.ts';
import { openIngest } from '../ingest.ts';
import { packageFor } from '../package.ts';
import { sendProblem } from '../problem.ts';

/** Header that names the journal a bearer token belongs to, in hex; a batch names its own. */
const JOURNAL_HEADER = 'x-ikrar-journal';
const NOTHING = new Uint8Array(0);

export function registerDeviceRoutes(app: FastifyInstance, context: Context): void {
  const ingest = openIngest(context);

  app.get(PATHS.ping, (_request, reply) => reply.code(204).send());

  app.get(PATHS.office, (_request, reply) => {
    const card = encodeOfficeCard({
      name: context.config.officeName,
      publicKeys: context.keys.publicKeys,
      officeTimeMs: context.now(),
    });
    return reply.type(MEDIA.cbor).send(Buffer.from(card));
  });

  app.post(PATHS.enrolments, async (request, reply) => {
    const granted = await enrol(context, bodyOf(request));
    return granted.ok
      ? reply.type(MEDIA.cbor).send(Buffer.from(granted.value))
      : sendProblem(reply, granted.fault);
  });

  app.get<{ Params: { id: string } }>(packagePath(':id'), async (request, reply) => {
    const header = request.headers[JOURNAL_HEADER];
    const found = await packageFor(context, {
      gathering: fromHex(request.params.id) ?? NOTHING,
      journal: fromHex(typeof header === 'string' ? header : '') ?? NOTHING,
      token: bearerOf(request),
    });
    if (!found.ok) return sendProblem(reply, found.fault);
    reply.header('etag', found.value.etag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === found.value.etag) return reply.code(304).send();
    return reply.type(MEDIA.cbor).send(Buffer.from(found.value.bytes));
  });

  app.post(PATHS.sync, async (request, reply) => {
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

function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : NOTHING;
}

function bearerOf(request: FastifyRequest): Bytes {
  const [scheme, token = ''] = request.headers.authorization?.split(' ') ?? [];
  return (scheme?.toLowerCase() === 'bearer' ? fromHex(token) : null) ?? NOTHING;
}
