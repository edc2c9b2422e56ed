/**
 * HTTP requests to the office; the only file that calls fetch. Every request has a time limit, and
 * every answer a size limit. Answers that are not the office's are told apart from its own.
 */
import { LATE_HEADER } from '#core/api.ts';
import { type Bytes, joinBytes, toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { gzip } from './gzip.ts';

/** One request. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: { readonly bytes: Bytes; readonly type: string; readonly mayGzip: boolean };
  /** The permission to ask with; sent as lower-case hex. */
  readonly token?: Bytes;
  readonly headers?: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  readonly answerBytesMax: number;
}

/** How a request ended. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: Bytes;
      readonly etag: string | null;
      readonly retryAfterMs: number | null;
      /** Sent with a grant: why the device is late. */
      readonly late: string | null;
    }
  /** Nothing came back; also what a browser says to a refused or reset connection. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'timeout' }
  /** A redirect, or more bytes than allowed: the answer is not the office's. */
  | { readonly kind: 'noise' };

export type Transport = (ask: Ask) => Promise<Reply>;

const GZIP_BYTES_MIN = 1_024;

/** Asks the office at an origin. */
export function openTransport(origin: string): Transport {
  return async (ask) => {
    const deadline = AbortSignal.timeout(ask.deadlineMs);
    try {
      const response = await fetch(`${origin}${ask.path}`, {
        method: ask.method,
        ...(await bodyOf(ask)),
        signal: deadline,
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      return await readReply(response, ask.answerBytesMax);
    } catch (error) {
      // Fetch throws for the network alone (TypeError), and for the deadline.
      if (deadline.aborted) return { kind: 'timeout' };
      if (error instanceof TypeError || error instanceof DOMException) return { kind: 'offline' };
      throw error;
    }
  };
}

async function bodyOf({
  body,
  token,
  headers,
}: Ask): Promise<Pick<RequestInit, 'body' | 'headers'>> {
  const common: Record<string, string> = { ...headers };
  if (token !== undefined) common['authorization'] = `Bearer ${toHex(token)}`;
  if (body === undefined) return { headers: common };
  common['content-type'] = body.type;
  const worth = body.mayGzip && body.bytes.length >= GZIP_BYTES_MIN;
  const small = worth ? await gzip(body.bytes) : null;
  // The office refuses bodies that compress too well. Real ink never reaches half of that ratio.
  const ratio = small === null ? 0 : body.bytes.length / small.length;
  if (small === null || ratio < 1.1 || ratio > LIMITS.batchInflationRatioMax / 2) {
    return { headers: common, body: body.bytes };
  }
  return { headers: { ...common, 'content-encoding': 'gzip' }, body: small };
}

async function readReply(response: Response, bytesMax: number): Promise<Reply> {
  if (response.type === 'opaqueredirect') return { kind: 'noise' };
  const body = await readAtMost(response, bytesMax);
  if (body === null) return { kind: 'noise' };
  return {
    kind: 'answer',
    status: response.status,
    body,
    etag: response.headers.get('etag'),
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
    late: response.headers.get(LATE_HEADER),
  };
}

/** The body, or null when there is more of it than allowed. */
async function readAtMost(response: Response, bytesMax: number): Promise<Bytes | null> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array(0);
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > bytesMax) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  return joinBytes(parts);
}

/** Whole seconds only: a date would need both clocks to agree. */
function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : null;
}

/** How far a request has come: its body up, then its answer down. */
export interface Moved {
  readonly way: 'up' | 'down';
  readonly bytes: number;
  /** 0 while it is unknown. */
  readonly total: number;
}

/** One request of an organiser: signed in by cookie, and able to say how far it has come. */
export interface OrganiserAsk {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: { readonly data: Blob | string; readonly type: string };
  readonly headers: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  readonly onBytes?: (moved: Moved) => void;
}

/** The answer to an organiser, or how there was none. */
export type OrganiserReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: Blob;
      readonly etag: string | null;
      /** When the office answered, by its own clock; null when it did not say. */
      readonly officeMs: number | null;
    }
  | { readonly kind: 'offline' | 'timeout' };

/**
 * Asks the office that served this page, as an organiser. By XMLHttpRequest, because only it tells
 * how much of a body has been sent.
 */
export async function askAsOrganiser(ask: OrganiserAsk): Promise<OrganiserReply> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(ask.method, ask.path);
    request.responseType = 'blob';
    request.timeout = ask.deadlineMs;
    for (const [name, value] of Object.entries(ask.headers)) request.setRequestHeader(name, value);
    if (ask.body !== undefined) request.setRequestHeader('content-type', ask.body.type);
    if (ask.onBytes !== undefined) {
      const { onBytes } = ask;
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        onBytes({ way: 'up', bytes: loaded, total });
      });
      request.addEventListener('progress', ({ loaded, total }) => {
        onBytes({ way: 'down', bytes: loaded, total });
      });
    }
    request.addEventListener('load', () => {
      const date = Date.parse(request.getResponseHeader('date') ?? '');
      resolve({
        kind: 'answer',
        status: request.status,
        body: request.response as Blob, // responseType is blob
        etag: request.getResponseHeader('etag'),
        officeMs: Number.isNaN(date) ? null : date,
      });
    });
    request.addEventListener('error', () => {
      resolve({ kind: 'offline' });
    });
    request.addEventListener('timeout', () => {
      resolve({ kind: 'timeout' });
    });
    request.send(ask.body?.data ?? null);
  });
}
