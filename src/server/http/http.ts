/**
 * The HTTP face of the office: parsers, strict headers, limits, a log without anybody's data, and
 * every fault as a problem. Routes are registered by routes/*.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import fastify, {
  type ConnectionError,
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
import { serveApp } from './app-files.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { noteFailure } from './failure.ts';
import { TROUBLE_WORDS } from '../keeping/health-words.ts';
import { openLimiter } from './limiter.ts';
import { registerOpenApi } from './openapi.ts';
import { sendProblem, sendWait } from '../problem.ts';

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
  // A text never becomes markup or code; app/own-scripts.ts is the one exception, for addresses.
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

const UNDECLARED =
  'a proxy that IKRAR_PROXY does not name sends forwarded headers: they are ignored, and all its ' +
  'visitors count as one address';
const CLIENT_STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};
const RETRY_SECONDS = LIMITS.troubleRetryMs / 1_000;

/** A server with everything but the routes. */
export async function openHttp(context: Context): Promise<FastifyInstance> {
  const headers = commonHeaders(context.config.origin);
  const limiter = openLimiter(context);
  const app = fastify({
    logger: loggerOf(context.config.log),
    bodyLimit: LIMITS.bodyBytesMax,
    genReqId: () => toHex(context.random(8)),
    requestTimeout: LIMITS.requestDeadlineMs * 3,
    trustProxy: (address) => context.proxies.isDeclared(address),
    // A path that cannot be read comes by no hook.
    frameworkErrors(error, request, reply) {
      void reply.headers({ ...headers, 'x-request-id': request.id });
      const waitMs = limiter.takeNowhere(request);
      void (waitMs === 0
        ? sendProblem(reply, bad('malformed', error.code).fault)
        : sendWait(reply, waitMs));
    },
    clientErrorHandler: refuserOf(headers),
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
  // Before every guard: what is refused has the same headers.
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    noticeProxy(request, context);
    const waitMs = limiter.take(request);
    if (waitMs === 0) done();
    else void sendWait(reply, waitMs);
  });
  await registerOpenApi(app, context.config);
  const nowhere = await serveApp(app, { folder: context.config.appFolder, limiter });
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error.statusCode === 413) return sendProblem(reply, bad('too-large').fault);
    if ((error.statusCode ?? 500) < 500) {
      // Static files refuse what is not spelt plainly: it leads nowhere.
      const isApi = request.routeOptions.url?.startsWith('/api/') ?? false;
      return isApi
        ? sendProblem(reply, bad('malformed', error.code).fault)
        : nowhere(request, reply);
    }
    const trouble = await noteFailure(context, request.log, error);
    if (trouble === null) return sendProblem(reply, bad('unavailable').fault);
    // No receipt was given: whoever sent it still has it, and sends it again.
    void reply.header('retry-after', RETRY_SECONDS);
    return sendProblem(reply, bad('unavailable', TROUBLE_WORDS[trouble]).fault);
  });
  // A wish of HTTP that nobody has: it is passed over, and the request is one like any other.
  app.server.on('checkExpectation', (request, response) => {
    app.routing(request, response);
  });
  return app;
}

/** Tells the log of a proxy that IKRAR_PROXY does not name, once for each. */
function noticeProxy(request: FastifyRequest, context: Context): void {
  const address = context.proxies.notice({
    headers: request.headers,
    peer: request.socket.remoteAddress,
    isVouched: () => context.callers.find(request)?.kind === 'session',
    atMs: context.now(),
  });
  if (address !== null) request.log.warn({ proxy: address }, UNDECLARED);
}

/** What is no HTTP comes by no hook either; the connection ends with it. */
function refuserOf(headers: Readonly<Record<string, string>>) {
  return (error: ConnectionError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const status = CLIENT_STATUS[error.code] ?? 400;
    const lines = Object.entries({ ...headers, 'content-length': '0', connection: 'close' });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`);
    socket.destroy(error);
  };
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

/** Of every answer. What may be kept says so itself: the app's files, and what has an ETag. */
function commonHeaders(origin: string): Record<string, string> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
