/**
 * Who may ask the office: a session in a cookie that no script reads, and proof that a request that
 * changes something was made by the office's own page.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Fault, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER } from '#core/office-api.ts';
import type { Context } from './context.ts';
import type { KnownOrganiser } from './organisers.ts';
import { endSession, findSession, openSession } from './sessions.ts';

export type Access = 'organiser' | 'anyone';

export interface Guard {
  /** Why a request may not go on; null when it may. */
  refusalOf(request: FastifyRequest, access: Access): Promise<Fault | null>;
  /** Whose session a request carries. */
  organiserOf(request: FastifyRequest): Promise<KnownOrganiser | null>;
  signIn(reply: FastifyReply, organiser: KnownOrganiser): Promise<void>;
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

export function openGuard(context: Context): Guard {
  const secure = context.config.origin.startsWith('https:');
  // The prefix makes the browser refuse a cookie that a neighbouring host tries to set.
  const name = secure ? '__Host-ikrar' : 'ikrar';
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'strict', secure };
  const organiserOf = (request: FastifyRequest): Promise<KnownOrganiser | null> => {
    const token = request.cookies[name];
    return token === undefined ? Promise.resolve(null) : findSession(context, token);
  };
  return {
    organiserOf,
    async refusalOf(request, access) {
      if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwn(request, context)) {
        return bad('not-permitted', 'not from the office page').fault;
      }
      if (access === 'anyone') return null;
      return (await organiserOf(request)) === null ? bad('signed-out').fault : null;
    },
    async signIn(reply, organiser) {
      const maxAge = LIMITS.sessionMs / 1_000;
      const token = await openSession(context, organiser);
      void reply.setCookie(name, token, { ...options, maxAge });
    },
    async signOut(request, reply) {
      const token = request.cookies[name];
      if (token !== undefined) await endSession(context, token);
      void reply.clearCookie(name, options);
    },
  };
}

/** The header cannot cross origins without a preflight, which is never granted. */
function isOwn(request: FastifyRequest, { config }: Context): boolean {
  if (request.headers[OFFICE_HEADER] !== '1') return false;
  const { origin } = request.headers;
  if (origin === undefined || origin === config.origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
