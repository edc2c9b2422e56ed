/**
 * Which address a request comes from, and which proxies may say so. Forwarded headers count only
 * from an address that IKRAR_PROXY names; an office that hears them from another says it, because
 * all visitors of that proxy then count as one address.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** A proxy that IKRAR_PROXY does not name, and when it was last heard, by the office's clock. */
export interface UndeclaredProxy {
  readonly address: string;
  readonly atMs: number;
}

/** What the office knows of a request before it reads it. */
export interface ArrivedRequest {
  readonly headers: IncomingHttpHeaders;
  /** The other end of the connection. */
  readonly peer: string | undefined;
  /** Whether an organiser who is signed in has sent it. */
  readonly isVouched: () => boolean;
  readonly atMs: number;
}

export interface Proxies {
  /** Whether forwarded headers from this address count. */
  isDeclared(address: string): boolean;
  /** Looks for the marks of a proxy that is not declared; answers the address of a new one. */
  notice(arrival: ArrivedRequest): string | null;
  undeclaredProxy(): UndeclaredProxy | null;
}

/** A request, and over which connection. */
export interface SentBy {
  readonly ip: string;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Headers that proxies add and browsers never send. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
] as const;

/** Where a proxy of one's own stands: this machine and private networks (RFC 1918, 4193, 6598). */
const NEAR = listOf([
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1',
  'fc00::/7',
  'fe80::/10',
]);

/** "127.0.0.1, 10.0.0.0/8", piece by piece. */
export function splitRanges(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((range) => range !== '');
}

/**
 * Whether it is an address, or a range as in RFC 4632. `/0` is none: whoever may be a proxy may be
 * anybody.
 */
export function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && +bits >= 1 && +bits <= most);
  return isIP(address) !== 0 && !address.includes('%') && fits && rest.length === 0;
}

export function openProxies(declared: readonly string[]): Proxies {
  const trusted = listOf(declared);
  let undeclared: UndeclaredProxy | null = null;
  return {
    isDeclared: (address) => isListed(trusted, address),
    notice({ headers, peer = '', isVouched, atMs }) {
      if (!FORWARDED.some((name) => headers[name] !== undefined)) return null;
      if (isListed(trusted, peer)) return null;
      // From afar anybody may have written it by hand, but not beside an organiser's session.
      if (!isListed(NEAR, peer) && !isVouched()) return null;
      const isNew = undeclared?.address !== peer;
      undeclared = { address: peer, atMs };
      return isNew ? peer : null;
    },
    undeclaredProxy: () => undeclared,
  };
}

/**
 * Where a request comes from. A header may say anything: what is no address counts as the proxy
 * that passed it on.
 */
export function addressOf({ ip, socket }: SentBy): string {
  const said = plainAddress(ip);
  return isIP(said) === 0 ? plainAddress(socket.remoteAddress ?? '') : said;
}

/**
 * How an address is counted: IPv4 as it is, also inside IPv6, and of IPv6 the first 64 bits, which
 * one household or one phone has for itself.
 */
export function countedAs(address: string): string {
  const plain = plainAddress(address);
  return isIP(plain) === 6 ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : plain;
}

/** An address without its zone, and one of IPv4 that came inside IPv6 as what it is. */
function plainAddress(address: string): string {
  const bare = withoutZone(address);
  const groups = isIP(bare) === 6 ? groupsOf(bare) : [];
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return bare;
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** An address of one's own network may name the interface: fe80::1%eth0. */
function withoutZone(address: string): string {
  return address.split('%')[0] ?? '';
}

/** The eight groups of an IPv6 address, each in its shortest form. */
function groupsOf(address: string): readonly string[] {
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = [], tail = []] = canonical
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail];
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isListed(list: BlockList, address: string): boolean {
  const bare = withoutZone(address);
  const version = isIP(bare);
  return version !== 0 && list.check(bare, version === 4 ? 'ipv4' : 'ipv6');
}
