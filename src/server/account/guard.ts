/**
 * Who may ask the office: a session in a cookie that no script reads, and proof that a request that
 * changes something was made by the office's own page.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Fault, bad } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER } from '#core/office-api.ts';
import type { Context } from '../context.ts';
import { findKnown, makeKnown } from './known-browser.ts';
import type { KnownOrganiser, ProvenOrganiser } from './organisers.ts';
import { addressOf } from '../network/proxies.ts';
import type { SecurityFact } from '../keeping/security-log.ts';
import { type Session, endSession, findSession, openSession } from './sessions.ts';
import { cookieNameOf } from '../network/callers.ts';
import type { Origin } from './sign-in.ts';

export type Access = 'organiser' | 'anyone';

export interface Guard {
  /** Why a request may not go on; null when it may. */
  refusalOf(request: FastifyRequest, access: Access): Promise<Fault | null>;
  /** The session that a request carries. */
  sessionOf(request: FastifyRequest): Promise<Session | null>;
  /** Whose session a request carries. */
  organiserOf(request: FastifyRequest): Promise<KnownOrganiser | null>;
  /** Whose session it is and from where, as the security log names them. */
  actorOf(request: FastifyRequest): Promise<Pick<SecurityFact, 'who' | 'address'>>;
  /** Where a request comes from. */
  originOf(request: FastifyRequest): Origin;
  /** False when the account was changed since the password was shown: nothing is opened then. */
  signIn(exchange: Exchange, organiser: ProvenOrganiser): Promise<boolean>;
  signOut(exchange: Exchange): Promise<void>;
}

/** A request and what is answered to it. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export function openGuard(context: Context): Guard {
  const secure = context.config.origin.startsWith('https:');
  const name = cookieNameOf(context.config);
  const knownName = `${name}-known`;
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'strict', secure };
  const sessionOf = async (request: FastifyRequest): Promise<Session | null> => {
    const token = request.cookies[name];
    if (token === undefined) return null;
    const session = await findSession(context, token, addressOf(request));
    if (session !== null) context.callers.knowSession(token);
    return session;
  };
  const originOf = (request: FastifyRequest): Origin => ({
    address: addressOf(request),
    known: request.cookies[knownName] ?? '',
    log: request.log,
  });
  return {
    sessionOf,
    originOf,
    organiserOf: async (request) => (await sessionOf(request))?.organiser ?? null,
    async actorOf(request) {
      const session = await sessionOf(request);
      return { who: session?.organiser.login ?? '', address: addressOf(request) };
    },
    async refusalOf(request, access) {
      if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwn(request, context)) {
        return bad('not-permitted', 'not from the office page').fault;
      }
      if (access === 'anyone') return null;
      return (await sessionOf(request)) === null ? bad('signed-out').fault : null;
    },
    async signIn({ request, reply }, organiser) {
      const { address, known } = originOf(request);
      const userAgent = request.headers['user-agent'] ?? '';
      const token = await openSession(context, organiser, { address, userAgent });
      if (token === null) return false;
      context.callers.knowSession(token);
      void reply.setCookie(name, token, { ...options, maxAge: LIMITS.sessionMs / 1_000 });
      const before = findKnown(context, organiser.no, known);
      void reply.setCookie(knownName, makeKnown(context, organiser.no, before), {
        ...options,
        maxAge: LIMITS.knownBrowserMs / 1_000,
      });
      return true;
    },
    async signOut({ request, reply }) {
      const session = await sessionOf(request);
      if (session !== null) await endSession(context, session.no);
      void reply.clearCookie(name, options);
    },
  };
}

/**
 * The header cannot cross origins without a preflight, which is never granted. The host is that of
 * the request itself: what a proxy says of another host may have been written by anybody.
 */
function isOwn(request: FastifyRequest, { config }: Context): boolean {
  if (request.headers[OFFICE_HEADER] !== '1') return false;
  const { origin } = request.headers;
  if (origin === undefined || origin === config.origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
