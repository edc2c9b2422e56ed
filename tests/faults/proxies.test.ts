/**
 * Trust in an office behind the real nginx and Caddy, as docs/proxies describes them: each
 * visitor counts by himself, and a flood silences neither another address nor a tablet at its own.
 */
import { describe, expect, test } from 'vitest';
import { JOURNAL_HEADER, PATHS, closingPath } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER, OFFICE_PATHS } from '#core/office-api.ts';
import { PARCELS_PATH, PARCEL_MEDIA } from '#core/parcel.ts';
import { missingProxy, proxyPath } from '../../scripts/ensure-proxies.ts';
import { enrolDevice } from '../support/field.ts';
import { openFieldOffice } from '../support/office-with-field.ts';
import { openProxy } from '../support/proxy-process.ts';
import { type RawAsk, askRaw } from '../support/raw-http.ts';
import { ORIGIN, type TestOffice } from '../support/real-office.ts';

const VISITOR = '127.0.0.2';
const NEIGHBOUR = '127.0.0.3';
const SPOOFS = ['', '127.0.0.1', '198.51.100.7', '198.51.100.8, 127.0.0.1', 'unknown'];
const SPELLINGS = ['/api/', '/%61pi/', '/%61%70i/'];

async function listen(at: TestOffice): Promise<number> {
  return Number(new URL(await at.office.app.listen({ host: '127.0.0.1', port: 0 })).port);
}

describe.each(['nginx', 'caddy'] as const)('behind %s', (name) => {
  test('each visitor counts by himself, however he writes a path and his address', async (context) => {
    if (proxyPath(name) === undefined) context.skip(missingProxy(name));
    await using at = await openFieldOffice({ config: { proxies: ['127.0.0.1'] } });
    await using proxy = await openProxy(name, await listen(at));
    const signIn = (from: string, round: number): Promise<number> => {
      const spoof = SPOOFS[round % SPOOFS.length] ?? '';
      const forwarded = { 'x-forwarded-for': spoof, forwarded: `for=${spoof}`, 'x-real-ip': spoof };
      const own = { [OFFICE_HEADER]: '1', 'content-type': 'application/json' };
      const ask = {
        method: 'POST',
        target: OFFICE_PATHS.session.replace('/api/', SPELLINGS[round % 3] ?? ''),
        headers: spoof === '' ? own : { ...own, ...forwarded },
        body: JSON.stringify({ login: 'siapa', password: 'salah' }),
      };
      return askRaw(proxy.port, ask, from).then(({ status }) => status);
    };
    const statuses: number[] = [];
    for (let round = 0; round < 15; round++) statuses.push(await signIn(VISITOR, round));
    expect(statuses.filter((status) => status === 401)).toHaveLength(LIMITS.loginsPerMinuteMax);
    expect(statuses.at(-1)).toBe(429);
    expect(await signIn(NEIGHBOUR, 0)).toBe(401);
    expect(at.office.context.proxies.undeclaredProxy()).toBe(null);
  });

  test('a flood silences no tablet at its address, and large files pass', async (context) => {
    if (proxyPath(name) === undefined) context.skip(missingProxy(name));
    await using at = await openFieldOffice({ config: { proxies: ['127.0.0.1'] } });
    await using proxy = await openProxy(name, await listen(at));
    const tablet = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const { authorization = '' } = tablet.headers;
    const headers = { authorization, [JOURNAL_HEADER]: toHex(tablet.journal) };
    const ask = (one: RawAsk, from = VISITOR) => askRaw(proxy.port, one, from);
    for (let sent = 0; sent < LIMITS.pingsPerMinuteMax + 100; sent += 50)
      await Promise.all(Array.from({ length: 50 }, () => ask({ target: PATHS.ping })));
    expect((await ask({ target: PATHS.ping })).status).toBe(429);
    expect((await ask({ target: PATHS.ping }, NEIGHBOUR)).status).toBe(204);
    expect((await ask({ target: closingPath(at.gathering.id), headers })).status).toBe(200);
    const parcel = {
      method: 'POST',
      target: PARCELS_PATH,
      headers: { ...headers, 'content-type': PARCEL_MEDIA.parcel },
      body: 'x'.repeat(LIMITS.parcelBytesMax),
    };
    expect((await ask(parcel)).text).toContain('not-a-parcel');
  });

  test('no header makes a foreign page the own one', async (context) => {
    if (proxyPath(name) === undefined) context.skip(missingProxy(name));
    await using at = await openFieldOffice({ config: { proxies: ['127.0.0.1'] } });
    await using proxy = await openProxy(name, await listen(at));
    const ask = (origin: string) =>
      askRaw(proxy.port, {
        method: 'POST',
        target: OFFICE_PATHS.setup,
        headers: { [OFFICE_HEADER]: '1', origin, 'x-forwarded-host': 'evil.example' },
      });
    expect((await ask('https://evil.example')).status).toBe(403);
    expect((await ask(ORIGIN)).status).toBe(422);
  });

  test('an office that was not told of it says so', async (context) => {
    if (proxyPath(name) === undefined) context.skip(missingProxy(name));
    const lines: string[] = [];
    const log = { write: (line: string): void => void lines.push(line) };
    await using at = await openFieldOffice({ config: { log, proxies: [] } });
    await using proxy = await openProxy(name, await listen(at));
    for (let round = 0; round < 3; round++) await askRaw(proxy.port, { target: PATHS.ping });
    expect(at.office.context.proxies.undeclaredProxy()?.address).toBe('127.0.0.1');
    expect(lines.filter((line) => line.includes('IKRAR_PROXY'))).toHaveLength(1);
  });
});
