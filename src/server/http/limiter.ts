/**
 * How long a request has to wait. It follows the route that the router found, never the text
 * of the path: a path can be written in many ways, and the router alone says what it reaches.
 */
import type { FastifyRequest } from 'fastify';
import { LIMITS } from '#core/limits.ts';
import { type Buckets, type Rate, openBuckets } from '../network/buckets.ts';
import type { Context } from '../context.ts';
import { addressOf, countedAs } from '../network/proxies.ts';

/** A limit of a route's own, instead of that of whoever asks. */
export interface RouteLimit {
  readonly rate: Rate;
  /**
   * Whom it counts: the address of everybody, or that of strangers, and each journal and each
   * session that has proved itself. With `device`, sessions have no limit but the one of their own.
   */
  readonly by: 'address' | 'caller' | 'device';
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly limit?: RouteLimit;
  }
}

export interface Limiter {
  /** Counts a request that reached a route or none: 0, or the milliseconds to wait. */
  take(request: FastifyRequest): number;
  /** Counts one that turned out to lead nowhere. */
  takeNowhere(request: FastifyRequest): number;
}

/** As many at once as in a minute. */
export function perMinute(count: number): Rate {
  return { burstMax: count, perMinuteMax: count };
}

/** Of one journal or one session. */
const OWN = perMinute(LIMITS.requestsPerMinuteMax);
/** Of one address, for all who have not proved themselves there. */
const STRANGERS: Rate = {
  burstMax: LIMITS.strangersBurstMax,
  perMinuteMax: LIMITS.strangersPerMinuteMax,
};
const NOWHERE = perMinute(LIMITS.nowherePerMinuteMax);
const FILES = perMinute(LIMITS.filesPerMinuteMax);

export function openLimiter(context: Context): Limiter {
  const buckets = new Map<string, Buckets>();
  const take = (name: string, rate: Rate, caller: string): number => {
    const known = buckets.get(name) ?? openBuckets(rate);
    buckets.set(name, known);
    return known.take(caller, context.now());
  };
  const takeNowhere = (request: FastifyRequest): number =>
    take('nowhere', NOWHERE, countedAs(addressOf(request)));
  return {
    takeNowhere,
    take(request) {
      const { url, config } = request.routeOptions;
      const address = countedAs(addressOf(request));
      if (url === undefined) return takeNowhere(request);
      if (!url.startsWith('/api/')) return take('files', FILES, address);
      const { limit } = config;
      if (limit?.by === 'address') return take(url, limit.rate, address);
      const caller = context.callers.find(request);
      if (limit !== undefined && !(limit.by === 'device' && caller?.kind === 'session')) {
        return take(url, limit.rate, caller?.name ?? address);
      }
      return caller === null
        ? take('strangers', STRANGERS, address)
        : take('own', OWN, caller.name);
    },
  };
}
