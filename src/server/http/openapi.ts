/**
 * The office's description of itself, OpenAPI 3.1, from the schemas of its own endpoints; and the
 * parts that those have in common. A stranger can write a client from it and docs/PROTOCOL.md.
 */
import swagger from '@fastify/swagger';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { FastifyInstance } from 'fastify';
import type * as v from 'valibot';
import { JOURNAL_HEADER, MEDIA } from '#core/api.ts';
import { OFFICE_HEADER, problem } from '#core/office-api.ts';
import type { Config } from '../config.ts';
import { cookieNameOf } from '../network/callers.ts';

type Described = Readonly<Record<string, unknown>>;

/** Where the description is served. */
const PATH = '/api/v1/openapi.json';

/** Bytes of whatever media type stands beside them. */
export const BYTES: Described = { type: 'string', format: 'binary' };

/** An answer without a body. */
export const DONE: Described = { 204: { type: 'null', description: 'Done' } };

/** The schemas are there to be read by people: Valibot and our own decoders parse. */
export const UNCHECKED = {
  validatorCompiler: () => () => true,
  serializerCompiler: () => (data: unknown) => JSON.stringify(data),
};

/** Headers of requests that have a meaning of their own. */
const HEADERS = {
  [OFFICE_HEADER]: {
    type: 'string',
    const: '1',
    description: 'That the request was made on purpose: no foreign page can send it.',
  },
  [JOURNAL_HEADER]: {
    type: 'string',
    description: 'The journal that the bearer token belongs to, in hex.',
  },
  'if-none-match': { type: 'string', description: 'The ETag of an answer that is at hand.' },
  'content-encoding': { type: 'string', enum: ['gzip', 'identity'], default: 'identity' },
} as const;

/** The name of one of them. */
export type HeaderName = keyof typeof HEADERS;

/** The headers of a request, and which of them it must have. */
export function headersOf(wanted: {
  readonly must: readonly HeaderName[];
  readonly may: readonly HeaderName[];
}): Described {
  const names = [...wanted.must, ...wanted.may];
  if (names.length === 0) return {};
  const properties = Object.fromEntries(names.map((name) => [name, HEADERS[name]]));
  return { headers: { type: 'object', properties, required: wanted.must } };
}

/** What an endpoint answers when all is well; `tagged` when it can be asked again by its tag. */
export function answerOf(
  answer: { readonly status: 200 | 201; readonly media: string; readonly schema: Described },
  { tagged }: { readonly tagged: boolean },
): Described {
  const { status, media, schema } = answer;
  const sent = { description: media, content: { [media]: { schema } } };
  if (!tagged) return { [status]: sent };
  return {
    [status]: { ...sent, headers: { ETag: { type: 'string' } } },
    304: { type: 'null', description: 'Not changed since that ETag' },
  };
}

/** What any endpoint may answer instead. */
export function refusals(): Described {
  const content = { [MEDIA.problem]: { schema: { $ref: 'Problem#' } } };
  const headers = { 'Retry-After': { type: 'integer', description: 'Seconds' } };
  return {
    '4xx': { description: 'Refused; the title is the code of the fault', content },
    429: { description: 'Asked too often', content, headers },
    503: {
      description:
        'Not now, and nothing is receipted: ask again; Retry-After where the disk is in trouble',
      content,
      headers: { ...headers },
    },
  };
}

/** A shape as JSON Schema. */
export function jsonSchema(shape: v.GenericSchema): Record<string, unknown> {
  const { $schema: _, ...schema } = toJsonSchema(shape, {
    target: 'draft-2020-12',
    typeMode: 'input',
    ignoreActions: ['trim', 'clean_text', 'to_lower_case', 'readonly', 'transform'],
  });
  return schema;
}

/** Listens to every route registered after it. */
export async function registerOpenApi(app: FastifyInstance, config: Config): Promise<void> {
  app.addSchema({ $id: 'Problem', ...jsonSchema(problem) });
  await app.register(swagger, {
    refResolver: { buildLocalReference: ({ $id }) => (typeof $id === 'string' ? $id : '') },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Ikrar',
        version: '1',
        description:
          'The office. Devices speak CBOR and COSE, whose bytes are in docs/PROTOCOL.md, ' +
          'organisers JSON. Signing in answers the cookie of a session; an enrolment holds the ' +
          'bearer token of a journal.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: cookieNameOf(config) },
          journal: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  const schema = {
    summary: 'This description',
    response: {
      ...answerOf(
        { status: 200, media: 'application/json', schema: { type: 'object' } },
        { tagged: false },
      ),
      ...refusals(),
    },
  };
  app.get(PATH, { ...UNCHECKED, schema }, () => app.swagger());
}

/** The description as a file, ending in a line break. */
export function describeOffice(app: FastifyInstance): string {
  return `${JSON.stringify(app.swagger(), null, 2)}\n`;
}
