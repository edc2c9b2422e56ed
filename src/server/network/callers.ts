/**
 * Who a request is counted as: the journal or the session whose secret it carries, once that
 * secret has proved itself. Until then it is counted by its address, so nobody uses up what is
 * another's by naming him. It permits nothing: every endpoint asks for permission by itself.
 */
import type { FastifyRequest } from 'fastify';
import { JOURNAL_HEADER } from '#core/api.ts';
import { type Bytes, fromHex, toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { type OfficeKeyPair, sha256 } from '../keys.ts';
import { openRecent } from '../recent.ts';

export type Caller =
  | { readonly kind: 'journal'; readonly name: string }
  | { readonly kind: 'session'; readonly name: string };

export interface Callers {
  /** The bearer token of this journal has proved itself. */
  knowToken(token: Uint8Array, journal: Uint8Array): void;
  /** The cookie is that of a session. */
  knowSession(cookie: string): void;
  /** Null for whoever has not proved himself yet. */
  find(request: Pick<FastifyRequest, 'headers' | 'cookies'>): Caller | null;
}

/** The prefix makes the browser refuse a cookie that a neighbouring host tries to set. */
export function cookieNameOf({ origin }: { readonly origin: string }): string {
  return origin.startsWith('https:') ? '__Host-ikrar' : 'ikrar';
}

export function openCallers(
  keys: Pick<OfficeKeyPair, 'isToken'>,
  { cookieName }: { readonly cookieName: string },
): Callers {
  const known = openRecent<Caller>(LIMITS.callersKeptMax);

  function knowToken(token: Uint8Array, journal: Uint8Array): Caller {
    const caller = { kind: 'journal', name: toHex(journal) } as const;
    known.put(keyOf(token), caller);
    return caller;
  }

  function ofToken(token: Uint8Array, journal: Uint8Array | null): Caller | null {
    const found = known.find(keyOf(token));
    if (found !== undefined) return found;
    // Devices name their journal beside the token, so that it proves itself at the first request.
    return journal !== null && keys.isToken(journal, token) ? knowToken(token, journal) : null;
  }

  return {
    knowToken,
    knowSession(cookie) {
      const key = keyOf(Buffer.from(cookie));
      known.put(key, { kind: 'session', name: key });
    },
    find({ headers, cookies }) {
      const token = tokenOf(headers.authorization);
      const cookie = cookies[cookieName];
      if (token !== null) return ofToken(token, journalOf(headers[JOURNAL_HEADER]));
      return cookie === undefined ? null : (known.find(keyOf(Buffer.from(cookie))) ?? null);
    },
  };
}

/** The bytes behind "Bearer"; null when there are none. */
export function tokenOf(authorization: string | undefined): Bytes | null {
  const [scheme, token = ''] = authorization?.split(' ') ?? [];
  return scheme?.toLowerCase() === 'bearer' ? fromHex(token) : null;
}

function journalOf(header: string | readonly string[] | undefined): Uint8Array | null {
  return typeof header === 'string' ? fromHex(header) : null;
}

/** A digest: how long a look-up takes tells nothing of a secret. */
function keyOf(secret: Uint8Array): string {
  return toHex(sha256(secret));
}
