/**
 * Requests as somebody writes them who is no browser: any method, any text in the place of a
 * path, and many at once on one connection.
 */
import { once } from 'node:events';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface RawAsk {
  readonly method?: string;
  /** What stands in the place of the path, as it is. */
  readonly target: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request on a connection of its own, from that address of this machine. */
export async function askRaw(
  port: number,
  ask: RawAsk,
  localAddress = '127.0.0.1',
): Promise<RawAnswer> {
  const { method = 'GET', target: path, headers = {}, body = '' } = ask;
  const to = { host: '127.0.0.1', port, localAddress };
  const sent = request({ ...to, method, path, headers, agent: false });
  sent.end(body);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  const { statusCode: status = 0 } = answer;
  return { status, headers: answer.headers, text: await text(answer) };
}

/** Sends them all at once on one connection; answers the statuses in their order. */
export async function pipeline(port: number, asks: readonly RawAsk[]): Promise<readonly number[]> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const texts = asks.map(({ method = 'GET', target, headers = {} }, at) => {
    const connection = at === asks.length - 1 ? 'close' : 'keep-alive';
    const lines = Object.entries({ host: 'a', 'content-length': 0, connection, ...headers });
    const head = lines.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('');
    return `${method} ${target} HTTP/1.1\r\n${head}\r\n`;
  });
  socket.end(texts.join(''));
  const said = await text(socket);
  return [...said.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
