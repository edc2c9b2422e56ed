/**
 * A bad network: a TCP proxy before the office. Browser switches for "offline" leak and do
 * not reach a service worker's fetches; a proxy is the same for every engine and every caller.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What the network does to every connection, from now on. */
export type Weather =
  | { readonly kind: 'clear' }
  /** Slow: each piece waits, and no more than so many bytes pass in a second. */
  | { readonly kind: 'slow'; readonly latencyMs: number; readonly bytesPerSecond: number }
  /** The answer breaks off after so many bytes. */
  | { readonly kind: 'cut'; readonly answerBytes: number }
  /** The office hears everything; its answer never arrives. */
  | { readonly kind: 'deaf' }
  /** Nobody listens: the connection is reset. */
  | { readonly kind: 'reset' }
  /** The connection opens, and nothing ever comes back. */
  | { readonly kind: 'black-hole' };

export interface Traffic {
  readonly connections: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface BadNetwork extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Changes the weather. What is on its way is lost, unless the new weather lets it pass. */
  set(weather: Weather): void;
  traffic(): Traffic;
}

const PIECE_BYTES = 1_024;

type Direction = 'up' | 'down';

interface Link {
  readonly phone: Socket;
  readonly office: Socket;
  answerBytes: number;
  /** Something said on this line was swallowed: it can never be a whole conversation again. */
  isTorn: boolean;
}

/** Opens a bad network before a local port. Starts clear. */
export async function openBadNetwork(officePort: number): Promise<BadNetwork> {
  let weather: Weather = { kind: 'clear' };
  const links = new Set<Link>();
  const bytes = { up: 0, down: 0 };
  let connections = 0;

  async function carry(link: Link, chunk: Buffer, direction: Direction): Promise<void> {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      const piece = chunk.subarray(start, start + PIECE_BYTES);
      if (weather.kind === 'slow')
        await wait(weather.latencyMs / 2 + (piece.length / weather.bytesPerSecond) * 1_000);
      if (weather.kind === 'black-hole') {
        link.isTorn = true;
        return;
      }
      if (direction === 'up') deliver(link.office, piece, direction);
      else answer(link, piece);
    }
  }

  function answer(link: Link, piece: Buffer): void {
    if (weather.kind === 'deaf') {
      link.isTorn = true;
      return;
    }
    const room = weather.kind === 'cut' ? weather.answerBytes - link.answerBytes : piece.length;
    const passed = piece.subarray(0, Math.max(0, room));
    link.answerBytes += passed.length;
    deliver(link.phone, passed, 'down');
    if (passed.length < piece.length) breakOff(link);
  }

  function deliver(to: Socket, piece: Buffer, direction: Direction): void {
    if (to.destroyed || !to.writable) return;
    bytes[direction] += piece.length;
    to.write(piece);
  }

  /** Under these skies not even the end of the conversation is heard. */
  const isSilent = () => weather.kind === 'deaf' || weather.kind === 'black-hole';

  const server = createServer((phone) => {
    connections += 1;
    if (weather.kind === 'reset') {
      phone.resetAndDestroy();
      return;
    }
    const link = { phone, office: connect(officePort, '127.0.0.1'), answerBytes: 0, isTorn: false };
    links.add(link);
    phone.once('close', () => links.delete(link));
    join(phone, link.office, { carry: (chunk) => carry(link, chunk, 'up'), isSilent: () => false });
    join(link.office, phone, { carry: (chunk) => carry(link, chunk, 'down'), isSilent });
  });
  const port = await listen(server);

  return {
    port,
    url: `http://localhost:${port}`,
    set(next) {
      weather = next;
      const isOver = next.kind === 'reset' || next.kind === 'black-hole';
      for (const link of links)
        if (isOver || link.isTorn) breakOff(link);
        else link.answerBytes = 0;
    },
    traffic: () => ({ connections, bytesUp: bytes.up, bytesDown: bytes.down }),
    async [Symbol.asyncDispose]() {
      for (const link of links) breakOff(link);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Voice {
  readonly carry: (chunk: Buffer) => Promise<void>;
  readonly isSilent: () => boolean;
}

/** Carries everything one side says to the other, in order, one chunk at a time. */
function join(from: Socket, to: Socket, { carry, isSilent }: Voice): void {
  let carried = Promise.resolve();
  const finish = async (last: () => void) => {
    await carried;
    if (!isSilent()) last();
  };
  from.on('data', (chunk: Buffer) => {
    from.pause();
    carried = carried.then(() => carry(chunk)).then(() => void from.resume());
  });
  from.on('end', () => void finish(() => to.end()));
  from.on('close', () => void finish(() => to.destroy()));
  from.on('error', () => to.destroy()); // a broken line is this proxy's trade
}

function breakOff({ phone, office }: Link): void {
  phone.resetAndDestroy();
  office.destroy();
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!isTcp(address)) throw new Error('the proxy has no TCP port');
  return address.port;
}

function isTcp(address: ReturnType<Server['address']>): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
