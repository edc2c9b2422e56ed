/**
 * A memory office that a real browser reaches: the built app and the office's endpoints on
 * one address of this machine. What travels are the device's own bytes; the weather stays the
 * test's.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fromHex } from '#core/bytes.ts';
import type { Reply } from '#device/network/transport.ts';
import type { MemoryOffice } from './memory-office.ts';

/** The app of today. */
export const BUILT_APP = join(import.meta.dirname, '../../dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** An office with an address. */
export interface OfficeAddress extends AsyncDisposable {
  readonly origin: string;
  /** The folder of the build that is served: another one is a deploy. */
  app: string;
  /** When true, connections are cut before a word is said. */
  isDown: boolean;
}

/** Lets browsers reach an office until it is disposed of, and some files beside it. */
export async function listen(office: MemoryOffice, app = BUILT_APP): Promise<OfficeAddress> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (address.isDown) request.socket.destroy();
    else if (!path.startsWith('/api/')) giveFile(response, { app: address.app, path });
    else void ask(office, { request, path }).then((reply) => give(response, reply));
  });
  const port = await portOf(server);
  const address: OfficeAddress = {
    origin: `http://localhost:${port}`,
    app,
    isDown: false,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return address;
}

/** Listens on this machine, wherever there is room. */
export function portOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

async function ask(
  office: MemoryOffice,
  { request, path }: { readonly request: IncomingMessage; readonly path: string },
): Promise<Reply> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // no encoding is set
  const sent = Buffer.concat(parts);
  const { headers } = request;
  const body = headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
  const token = fromHex(headers.authorization?.replace('Bearer ', '') ?? '');
  return office.transport({
    method: request.method === 'POST' ? 'POST' : 'GET',
    path,
    body: {
      bytes: Uint8Array.from(body),
      type: headers['content-type'] ?? '',
      mayGzip: false,
    },
    ...(token === null ? {} : { token }),
    headers: { 'if-none-match': headers['if-none-match'] ?? '' },
    deadlineMs: 0,
    answerBytesMax: 0,
  });
}

/** What is not an answer is a cut connection: a browser knows no other silence. */
function give(response: ServerResponse, reply: Reply): void {
  if (reply.kind !== 'answer') {
    response.destroy();
    return;
  }
  if (reply.etag !== null) response.setHeader('etag', reply.etag);
  response.writeHead(reply.status, { 'content-type': 'application/cbor' });
  response.end(Buffer.from(reply.body));
}

/** A file of an app, or its page for every other path. */
export function giveFile(
  response: ServerResponse,
  { app, path }: { readonly app: string; readonly path: string },
): void {
  const file = join(app, path);
  const isFile = extname(path) !== '' && existsSync(file);
  const found = isFile ? file : join(app, 'index.html');
  response.setHeader('content-type', TYPES[extname(found)] ?? 'application/octet-stream');
  response.end(readFileSync(found));
}
