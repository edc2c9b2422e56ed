/**
 * Serves the built app: everything under /assets never changes, every page gets index.html, and
 * whatever leads nowhere is counted as such.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bad } from '#core/fault.ts';
import type { Limiter } from './limiter.ts';
import { sendProblem, sendWait } from '../problem.ts';

/** Plain words between single slashes. What needs decoding or tidying first is no page of ours. */
const PAGE = /^(?!\/api(?:\/|$))(?:\/[\w-]+)*\/?$/i;

export interface Served {
  readonly folder: string | null;
  readonly limiter: Limiter;
}

/** Answers what leads nowhere. */
export type Nowhere = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

export async function serveApp(
  app: FastifyInstance,
  { folder, limiter }: Served,
): Promise<Nowhere> {
  const built = folder !== null && existsSync(join(folder, 'index.html'));
  if (built) await serveFiles(app, folder);
  const nowhere: Nowhere = (request, reply) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    // Every other request has found no route, and was counted before its body was read.
    const cameByFiles = built && isRead;
    const isNavigation = request.headers.accept?.includes('text/html') ?? false;
    if (cameByFiles && isNavigation && isPage(request)) return reply.sendFile('index.html');
    const waitMs = cameByFiles ? limiter.takeNowhere(request) : 0;
    return waitMs === 0 ? sendProblem(reply, bad('not-found').fault) : sendWait(reply, waitMs);
  };
  app.setNotFoundHandler(nowhere);
  return nowhere;
}

/** By the path as the router has read it. */
function isPage({ params }: FastifyRequest): boolean {
  const { '*': rest = '' } = params as { readonly '*'?: string }; // the wildcard of the files
  return PAGE.test(`/${rest}`);
}

async function serveFiles(app: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, 'assets', '/');
  await app.register(files, {
    root: folder,
    cacheControl: false,
    preCompressed: true,
    setHeaders(reply, path) {
      const isFixed = path.startsWith(assets);
      void reply.header(
        'cache-control',
        isFixed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
