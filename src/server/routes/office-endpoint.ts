/**
 * One way to say an organiser's endpoint: what it reads and answers as schemas, who may ask, and a
 * function from what was asked to an answer. The same schemas describe it in docs/openapi.json.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import * as v from 'valibot';
import { toHex } from '#core/bytes.ts';
import { type FIELD_RULES, OFFICE_HEADER } from '#core/office-api.ts';
import type { Access, Guard } from '../account/guard.ts';
import { type RouteLimit, perMinute } from '../http/limiter.ts';
import { sha256 } from '../keys.ts';
import {
  BYTES,
  DONE,
  UNCHECKED,
  answerOf,
  headersOf,
  jsonSchema,
  refusals,
} from '../http/openapi.ts';
import { type Answer, type FieldFaults, sendProblem } from '../problem.ts';

type BodyShape = v.GenericSchema;
type Nothing = v.UndefinedSchema<undefined>;

/** What was asked, parsed. */
export interface OfficeCall<Body, Query> {
  readonly body: Body;
  readonly query: Query;
  /** A named part of the path. */
  readonly param: (name: string) => string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface EndpointDescription {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  /** Organisers alone, unless it says otherwise. */
  readonly access?: Access;
  readonly perMinuteMax?: number;
  /** Set when the body is bytes of this media type, at most so many. */
  readonly upload?: { readonly media: string; readonly bytesMax: number };
}

/** An endpoint that answers JSON; `tagged` lets a screen ask again for next to nothing. */
export interface JsonEndpoint<
  B extends BodyShape,
  Q extends BodyShape,
  A extends BodyShape,
> extends EndpointDescription {
  readonly body?: B;
  readonly query?: Q;
  readonly answer: A;
  readonly status?: 200 | 201;
  readonly tagged?: boolean;
  handle(asked: OfficeCall<v.InferOutput<B>, v.InferOutput<Q>>): Promise<Answer<v.InferOutput<A>>>;
}

/** An endpoint that answers with something else, or with nothing. */
export interface RawEndpoint<Q extends BodyShape> extends EndpointDescription {
  readonly query?: Q;
  /** The media type of the answer; null when it has no body. */
  readonly media: string | null;
  handle(asked: OfficeCall<unknown, v.InferOutput<Q>>): Promise<Answer<unknown>>;
}

/** Where endpoints are registered. */
export interface Endpoints {
  json<A extends BodyShape, B extends BodyShape = Nothing, Q extends BodyShape = Nothing>(
    endpoint: JsonEndpoint<B, Q, A>,
  ): void;
  raw<Q extends BodyShape = Nothing>(endpoint: RawEndpoint<Q>): void;
}

/** Registers endpoints on a scope of their own, where every request passes the guard first. */
export function openEndpoints(app: FastifyInstance, guard: Guard): Endpoints {
  const register = (told: EndpointDescription, schema: FastifySchema, send: Sender): void => {
    const { access = 'organiser' } = told;
    app.route({
      method: told.method,
      url: told.path,
      schema,
      ...UNCHECKED,
      ...(told.upload === undefined ? {} : { bodyLimit: told.upload.bytesMax }),
      ...(told.perMinuteMax === undefined
        ? {}
        : { config: { limit: limitOf(told.perMinuteMax, access) } }),
      async onRequest(request, reply) {
        const fault = await guard.refusalOf(request, access);
        return fault === null ? undefined : sendProblem(reply, fault);
      },
      handler: (request, reply) => send(request, reply),
    });
  };
  return {
    json(endpoint) {
      const { body, query, status = 200 } = endpoint;
      register(endpoint, describeJson(endpoint), async (request, reply) => {
        const asked = parseAsked({ body, query }, request, reply);
        const answer = asked.ok ? await endpoint.handle(asked.value) : asked;
        if (!answer.ok) return sendProblem(reply, answer.fault);
        const text = JSON.stringify(answer.value);
        void reply.code(status).type('application/json');
        return endpoint.tagged === true ? sendTagged(request, reply, text) : reply.send(text);
      });
    },
    raw(endpoint) {
      register(endpoint, describeRaw(endpoint), async (request, reply) => {
        const asked = parseAsked({ body: undefined, query: endpoint.query }, request, reply);
        const answer = asked.ok ? await endpoint.handle(asked.value) : asked;
        if (!answer.ok) return sendProblem(reply, answer.fault);
        if (endpoint.media === null) return reply.code(204).send();
        return reply.type(endpoint.media).send(answer.value);
      });
    },
  };
}

/** Where nobody need be signed in, a session gives no further tries. */
function limitOf(perMinuteMax: number, access: Access): RouteLimit {
  return { rate: perMinute(perMinuteMax), by: access === 'anyone' ? 'address' : 'caller' };
}

type Sender = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

function sendTagged(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const tag = `"${toHex(sha256(Buffer.from(text)).subarray(0, 16))}"`;
  void reply.header('etag', tag).header('cache-control', 'private, no-cache');
  return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(text);
}

function parseAsked<B extends BodyShape, Q extends BodyShape>(
  shapes: { readonly body: B | undefined; readonly query: Q | undefined },
  request: FastifyRequest,
  reply: FastifyReply,
): Answer<OfficeCall<v.InferOutput<B>, v.InferOutput<Q>>> {
  const body = v.safeParse(shapes.body ?? v.any(), shapes.body && (request.body ?? {}));
  const query = v.safeParse(shapes.query ?? v.any(), shapes.query && request.query);
  if (!body.success || !query.success) {
    const fields = [...(body.issues ?? []), ...(query.issues ?? [])].map(fieldFault);
    return { ok: false, fault: { code: 'invalid', detail: 'fields', fields } };
  }
  const params = request.params as Readonly<Record<string, string>>; // fastify reads the path so
  const param = (name: string): string => params[name] ?? '';
  return {
    ok: true,
    value: { body: body.output, query: query.output, param, request, reply },
  };
}

const RULE_OF: Readonly<Record<string, (typeof FIELD_RULES)[number]>> = {
  min_length: 'too-short',
  max_length: 'too-long',
  length: 'invalid',
  min_value: 'too-small',
  max_value: 'too-large',
};

/** Which field breaks which rule; what was typed is never repeated. */
function fieldFault(issue: v.BaseIssue<unknown>): FieldFaults[number] {
  const isMissing =
    issue.input === undefined || (issue.type === 'min_length' && issue.input === '');
  return {
    path: v.getDotPath(issue) ?? '',
    rule: isMissing ? 'missing' : (RULE_OF[issue.type] ?? 'invalid'),
  };
}

function describeJson({
  body,
  query,
  answer,
  status = 200,
  tagged = false,
  ...told
}: JsonEndpoint<BodyShape, BodyShape, BodyShape>): FastifySchema {
  const sent = { status, media: 'application/json', schema: jsonSchema(answer) };
  return {
    ...describe(told, { tagged }),
    ...(body === undefined ? {} : { body: jsonSchema(body) }),
    ...(query === undefined ? {} : { querystring: jsonSchema(query) }),
    response: { ...answerOf(sent, { tagged }), ...refusals() },
  };
}

function describeRaw({ query, media, ...told }: RawEndpoint<BodyShape>): FastifySchema {
  const isText = media?.endsWith('+xml') ?? false;
  const schema = isText ? { type: 'string' } : BYTES;
  const sent = media === null ? DONE : answerOf({ status: 200, media, schema }, { tagged: false });
  return {
    ...describe(told, { tagged: false }),
    ...(query === undefined ? {} : { querystring: jsonSchema(query) }),
    response: { ...sent, ...refusals() },
  };
}

function describe(
  { method, summary, path, access, upload }: EndpointDescription,
  { tagged }: { readonly tagged: boolean },
): FastifySchema {
  return {
    summary,
    tags: ['organiser'],
    ...(access === 'anyone' ? {} : { security: [{ session: [] }] }),
    params: {
      type: 'object',
      properties: Object.fromEntries(
        [...path.matchAll(/:(\w+)/g)].map(([, name]) => [name, { type: 'string' }]),
      ),
    },
    ...headersOf({
      must: method === 'GET' ? [] : [OFFICE_HEADER],
      may: tagged ? ['if-none-match'] : [],
    }),
    ...(upload === undefined ? {} : { consumes: [upload.media], body: BYTES }),
  };
}
