/** The office's description of itself, OpenAPI 3.1, from the schemas of its own endpoints. */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

/** Where the description is served. */
const PATH = '/api/v1/openapi.json';

/** Listens to every route registered after it. */
export async function registerOpenApi(app: FastifyInstance, config: Config): Promise<void> {
  const secure = config.origin.startsWith('https:');
  await app.register(swagger, {
    refResolver: { buildLocalReference: ({ $id }) => (typeof $id === 'string' ? $id : '') },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Ikrar',
        version: '1',
        description:
          'The office. Devices speak CBOR and COSE (docs/PROTOCOL.md), organisers JSON. ' +
          'Every organiser request but GET carries the header x-ikrar: 1.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: secure ? '__Host-ikrar' : 'ikrar' },
          journal: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  app.get(PATH, { schema: { summary: 'This description' } }, () => app.swagger());
}

/** The description as a file, ending in a line break. */
export function describeOffice(app: FastifyInstance): string {
  return `${JSON.stringify(app.swagger(), null, 2)}\n`;
}
