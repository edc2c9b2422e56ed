/**
 * The HTTP face of the office: parsers, strict headers, limits, a log without anybody's data, and
 * every fault as a problem. Routes are registered by routes/*.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import files from '@fastify/static';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { MEDIA } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { PARCEL_MEDIA } from '#core/parcel.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { isDiskFull } from './db/disk-full.ts';
import { logFailure } from './failure.ts';
import { registerOpenApi } from './openapi.ts';
import { sendProblem } from './problem.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Nothing of the request was written: whoever sent it still has it, and sends it again. */
const DISK_FULL = bad('unavailable', 'the disk of the office is full').fault;
const RETRY_SECONDS = LIMITS.diskFullRetryMs / 1_000;

/** A server with everything but the routes. */
export async function openHttp(context: Context): Promise<FastifyInstance> {
  const headers = securityHeaders(context.config.origin);
  const app = fastify({
    logger: loggerOf(context.config.log),
    bodyLimit: LIMITS.bodyBytesMax,
    genReqId: () => toHex(context.random(8)),
    requestTimeout: LIMITS.requestDeadlineMs * 3,
    trustProxy: 'loopback',
    // An address that cannot be read comes by no hook.
    frameworkErrors(error, request, reply) {
      void reply.headers({ ...headers, 'x-request-id': request.id, 'cache-control': 'no-store' });
      void sendProblem(reply, bad('malformed', error.code).fault);
    },
  });
  // A foreign page can send text/plain without asking; nothing here reads it.
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(
    [MEDIA.cose, PARCEL_MEDIA.parcel, 'text/csv'],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  await app.register(cookie);
  await app.register(rateLimit, {
    max: LIMITS.requestsPerMinuteMax,
    timeWindow: 60_000,
    allowList: (request) => !request.url.startsWith('/api/'),
  });
  // Before the guard and the limits: what they refuse has the same headers.
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode === 413) return sendProblem(reply, bad('too-large').fault);
    if (error.statusCode === 429) return sendProblem(reply, bad('rate-limited').fault);
    if ((error.statusCode ?? 500) < 500)
      return sendProblem(reply, bad('malformed', error.code).fault);
    logFailure(request.log, error);
    return isDiskFull(error)
      ? sendProblem(reply.header('retry-after', RETRY_SECONDS), DISK_FULL)
      : sendProblem(reply, bad('unavailable').fault);
  });
  await registerOpenApi(app, context.config);
  await serveApp(app, context.config.appFolder);
  return app;
}

/** The built app: everything under /assets never changes, every navigation gets index.html. */
async function serveApp(app: FastifyInstance, folder: string | null): Promise<void> {
  const built = folder !== null && existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(files, {
      root: folder,
      cacheControl: false,
      preCompressed: true,
      setHeaders(reply, path) {
        const fixed = path.includes('/assets/');
        void reply.header(
          'cache-control',
          fixed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const navigation = request.headers.accept?.includes('text/html') ?? false;
    const isApp = request.method === 'GET' && navigation && !request.url.startsWith('/api/');
    return built && isApp
      ? reply.sendFile('index.html')
      : sendProblem(reply, bad('not-found').fault);
  });
}

function loggerOf(log: Config['log']): NonNullable<FastifyServerOptions['logger']> {
  if (log === false) return false;
  const options = { level: 'info', serializers: { req: requestLine } };
  return log === true ? options : { ...options, stream: log };
}

/** The route, never the URL: an address may hold an id, and a query what somebody typed. */
function requestLine(request: FastifyRequest): Record<string, unknown> {
  return { method: request.method, route: request.routeOptions?.url ?? 'none' };
}

function securityHeaders(origin: string): Record<string, string> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(origin.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
  };
}
