/**
 * A released app before an office of today: the files as a tablet kept them on that day, and
 * every request to `/api` goes on to the office. What the office sends along with a page of its own
 * build is not sent: a tablet keeps a page with what came with it.
 */
import { readdirSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import { join } from 'node:path';
import { giveFile, portOf } from './memory-office-http.ts';

const FOLDER = join(import.meta.dirname, '../skew/apps');

/** The released apps by their day and commit, and where their files are. */
export const RELEASED: readonly { readonly name: string; readonly app: string }[] = readdirSync(
  FOLDER,
  { withFileTypes: true },
)
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, app: join(FOLDER, name) }));

/** Where people reach it. */
export interface ReleasedApp extends AsyncDisposable {
  readonly origin: string;
}

/** Lets browsers reach an app, and through it an office that listens, now or later, on a port. */
export async function listenBefore(officePort: number, app: string): Promise<ReleasedApp> {
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/api/')) goOn(asked, answer, officePort);
    else giveFile(answer, { app, path });
  });
  const port = await portOf(server);
  return {
    origin: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function goOn(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url, headers } = asked;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}
