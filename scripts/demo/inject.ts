/** Posts to an office in the same process, without a network. */
import type { FastifyInstance } from 'fastify';
import { joinBytes } from '#core/bytes.ts';
import type { Post } from './field-device.ts';

export function injectInto(app: FastifyInstance): Post {
  return async (url, { body, headers }) => {
    const answer = await app.inject({
      method: 'POST',
      url,
      body: Buffer.from(body),
      headers: { ...headers },
    });
    const chunks: readonly Buffer[] = await answer.stream().toArray();
    return { status: answer.statusCode, bytes: joinBytes(chunks) };
  };
}
