/**
 * Trust in addresses: only a declared proxy says whose request it is, nobody chooses his own
 * through it, and a proxy that is not declared is told of.
 */
import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PATHS } from '#core/api.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER, OFFICE_PATHS } from '#core/office-api.ts';
import {
  addressOf,
  countedAs,
  isRange,
  openProxies,
  splitRanges,
} from '#server/network/proxies.ts';
import { ORIGIN, type TestOffice, openTestOffice } from '../support/real-office.ts';

const PROXY = '10.1.2.3';
const OTHERS = ['10.9.9.9', '127.0.0.1', '203.0.113.9', '::1', '2001:db8::9'];

interface From {
  readonly peer: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
  readonly url?: string;
}

/** A request that comes over a connection from that address. */
async function ask(at: TestOffice, from: From): Promise<number> {
  const { peer, headers = {}, method = 'POST', url = OFFICE_PATHS.setup } = from;
  const answer = await at.office.app.inject({
    method,
    url,
    remoteAddress: peer,
    headers: { [OFFICE_HEADER]: '1', ...headers },
  });
  return answer.statusCode;
}

/** Whether these all count as one: one more than a minute's tries, and the last is refused. */
async function countAsOne(at: TestOffice, from: (round: number) => From): Promise<boolean> {
  const statuses: number[] = [];
  for (let round = 0; round <= LIMITS.loginsPerMinuteMax; round++)
    statuses.push(await ask(at, from(round)));
  return statuses.at(-1) === 429;
}

const via = (hops: string): From => ({ peer: PROXY, headers: { 'x-forwarded-for': hops } });

describe('behind a declared proxy', () => {
  const config = { proxies: ['10.1.2.0/24', '192.0.2.1', '2001:db8:1::/48'] };

  test('each visitor counts by himself, whatever he writes before the proxy', async () => {
    await using at = await openTestOffice(config);
    const spoofs = ['198.51.100.', '10.1.2.3, 198.51.100.', 'unknown, ', '"x", 127.0.0.'];
    for (const [visitor, spoof] of spoofs.entries()) {
      const real = `203.0.113.${visitor}`;
      expect(await countAsOne(at, (round) => via(`${spoof}${round}, ${real}`)), spoof).toBe(true);
    }
    expect(await ask(at, via('203.0.113.200'))).toBe(422);
  });

  test('a chain of declared proxies is followed, and not a step further', async () => {
    await using at = await openTestOffice(config);
    const chain = (round: number): From => via(`198.51.100.${round}, 203.0.113.7, 192.0.2.1`);
    expect(await countAsOne(at, chain)).toBe(true);
    expect(
      await ask(at, { peer: '2001:db8:1::5', headers: { 'x-forwarded-for': '203.0.113.7' } }),
    ).toBe(429);
    expect(await ask(at, via('203.0.113.8'))).toBe(422);
  });

  test('what is no address counts as the proxy', async () => {
    await using at = await openTestOffice(config);
    expect(await countAsOne(at, (round) => via(`nobody ${'x'.repeat(round)}`))).toBe(true);
    expect(await ask(at, { peer: PROXY })).toBe(429);
  });

  test('no header makes a foreign page the own one', async () => {
    await using at = await openTestOffice(config);
    const foreign = {
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example;proto=https',
    };
    for (const peer of [PROXY, ...OTHERS])
      expect(await ask(at, { peer, headers: foreign }), peer).toBe(403);
    expect(await ask(at, { peer: PROXY, headers: { ...foreign, origin: ORIGIN } })).toBe(422);
  });
});

function forwardedFor(address: string): Readonly<Record<string, string>> {
  return { 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}` };
}

/** Two bytes as a group of IPv6. */
function groupOf(high: number, low: number): string {
  return (high * 256 + low).toString(16);
}

describe('behind a proxy that is not declared', () => {
  test('forwarded headers change nothing', async () => {
    for (const peer of OTHERS) {
      await using at = await openTestOffice({ proxies: [PROXY] });
      expect(
        await countAsOne(at, (round) => ({ peer, headers: forwardedFor(`198.51.100.${round}`) })),
        peer,
      ).toBe(true);
    }
  });

  test('the office says so once in its log, and to whoever asks for its health', async () => {
    const lines: string[] = [];
    const log = { write: (line: string): void => void lines.push(line) };
    await using at = await openTestOffice({ log, proxies: [PROXY] });
    const told = (): unknown => at.office.context.proxies.undeclaredProxy();
    const said = (): number => lines.filter((line) => line.includes('IKRAR_PROXY')).length;
    const ping = { method: 'GET', url: PATHS.ping } as const;
    await ask(at, { ...ping, peer: '10.9.9.9' });
    await ask(at, { ...ping, ...via('203.0.113.1') });
    expect([told(), said()]).toEqual([null, 0]);

    const headers = { 'x-forwarded-for': '203.0.113.1' };
    // A visitor from afar who writes such a header is no proxy.
    await ask(at, { ...ping, peer: '203.0.113.50', headers });
    expect([told(), said()]).toEqual([null, 0]);
    for (let round = 0; round < 3; round++) {
      at.clock.nowMs += 1_000;
      await ask(at, { ...ping, peer: '10.9.9.9', headers });
    }
    expect([told(), said()]).toEqual([{ address: '10.9.9.9', atMs: at.clock.nowMs }, 1]);
    expect(lines.join('')).not.toContain('203.0.113');
  });

  test('from afar it is believed beside the session of an organiser', () => {
    const proxies = openProxies([]);
    const arrival = { headers: { forwarded: 'for=x' }, peer: '203.0.113.50', atMs: 1 };
    expect(proxies.notice({ ...arrival, isVouched: () => false })).toBe(null);
    expect(proxies.notice({ ...arrival, isVouched: () => true })).toBe('203.0.113.50');
    expect(proxies.undeclaredProxy()).toEqual({ address: '203.0.113.50', atMs: 1 });
  });
});

describe('an address', () => {
  test('of IPv4 counts the same inside IPv6, however it is written', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const mapped = [`::ffff:${address}`, `::FFFF:${groupOf(a, b)}:${groupOf(c, d)}`];
        expect([address, ...mapped].map(countedAs)).toEqual([address, address, address]);
        const proxies = openProxies([address]);
        expect(mapped.every((text) => proxies.isDeclared(text))).toBe(true);
      }),
    );
  });

  test('of IPv6 counts by its first 64 bits', () => {
    const group = fc.integer({ min: 1, max: 0xffff }).map((bits) => bits.toString(16));
    const groups = fc.array(group, { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, groups, (one, other) => {
        const neighbour = [...one.slice(0, 4), ...other.slice(4)].join(':');
        expect(countedAs(one.join(':'))).toBe(countedAs(neighbour.toUpperCase()));
        expect(countedAs(one.join(':'))).toBe(`${one.slice(0, 4).join(':')}::/64`);
        expect(countedAs(`${one.slice(0, 4).join(':')}::%eth0`)).toBe(countedAs(neighbour));
      }),
    );
  });

  test('is nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const address = addressOf({ ip: text, socket: { remoteAddress: '::ffff:10.0.0.1' } });
        expect(address).toBe(isIP(text) === 0 ? '10.0.0.1' : text);
        if (isIP(text) === 0) expect(openProxies(['0.0.0.0/1']).isDeclared(text)).toBe(false);
      }),
    );
  });

  test('or a range names a proxy, and nothing wider or stranger does', () => {
    expect(splitRanges(' 127.0.0.1,10.0.0.0/8 ::1 ')).toEqual(['127.0.0.1', '10.0.0.0/8', '::1']);
    const good = ['127.0.0.1', '10.0.0.0/8', '10.0.0.7/32', '::1', 'fd00::/8', '::ffff:1.2.3.4'];
    const bad = ['0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::1/129'];
    const strange = ['localhost', 'loopback', '*', 'true', '10.0.0', 'fe80::1%lo', '1.2.3.4:80'];
    expect(good.filter(isRange)).toEqual(good);
    expect([...bad, ...strange].filter(isRange)).toEqual([]);
  });
});
