/**
 * Trust in the limits: they hold however a path is written, and whoever has a secret to show
 * is not silenced by others at his address.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { JOURNAL_HEADER, PATHS, closingPath, packagePath } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER, OFFICE_PATHS } from '#core/office-api.ts';
import { PARCELS_PATH, PARCEL_MEDIA } from '#core/parcel.ts';
import { describeOffice } from '#server/http/openapi.ts';
import { enrolDevice, listed, signing } from '../support/field.ts';
import { makeFolder } from '../support/leftovers.ts';
import { type FieldOffice, openFieldOffice } from '../support/office-with-field.ts';
import { type RawAsk, askRaw, pipeline } from '../support/raw-http.ts';
import { PASSWORD, type TestOffice, openTestOffice } from '../support/real-office.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'];
interface Route {
  readonly method: string;
  readonly path: string;
}

const description = v.object({ paths: v.record(v.string(), v.record(v.string(), v.unknown())) });

/** Every endpoint of the office, as its own description names them. */
async function routesOf(at: TestOffice): Promise<readonly Route[]> {
  await at.office.app.ready();
  const { paths } = v.parse(description, JSON.parse(describeOffice(at.office.app)));
  return Object.entries(paths).flatMap(([path, told]) =>
    Object.keys(told).map((method) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, '00'),
    })),
  );
}

async function listen(at: TestOffice): Promise<number> {
  return Number(new URL(await at.office.app.listen({ host: '127.0.0.1', port: 0 })).port);
}

/** What an address without a secret may ask, each by an endpoint that counts it. */
const ALLOWANCES: Readonly<Record<string, readonly [string, string, number]>> = {
  pings: ['GET', PATHS.ping, LIMITS.pingsPerMinuteMax],
  cards: ['GET', PATHS.office, LIMITS.cardsPerMinuteMax],
  enrolments: ['POST', PATHS.enrolments, LIMITS.enrolmentsBurstMax],
  parcels: ['POST', PARCELS_PATH, LIMITS.parcelsPerMinuteMax],
  logins: ['POST', OFFICE_PATHS.session, LIMITS.signInsPerMinuteMax],
  setups: ['POST', OFFICE_PATHS.setup, LIMITS.loginsPerMinuteMax],
  passwords: ['POST', OFFICE_PATHS.password, LIMITS.loginsPerMinuteMax],
  strangers: ['POST', PATHS.sync, LIMITS.strangersBurstMax],
  nowhere: ['POST', '/api/v1/nowhere', LIMITS.nowherePerMinuteMax],
};

/** Uses them up. */
async function drain(port: number, names = Object.keys(ALLOWANCES)): Promise<void> {
  for (const name of names) {
    const [method, target, times] = ALLOWANCES[name] ?? ['GET', '', 0];
    const asks = Array.from({ length: times }, () => ({ method, target }));
    const statuses = await pipeline(port, asks);
    expect([statuses.length, statuses.includes(429)], name).toEqual([times, false]);
    expect(await pipeline(port, [{ method, target }]), name).toEqual([429]);
  }
}

const encoded = (text: string): string =>
  text.replaceAll(/./g, (one) => `%${toHex(Buffer.from(one))}`);

/** Ways to write a path that the router reads as it, and others that it does not. */
const SPELLINGS: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => path.replace('/api', '/%61pi'),
  (path) => path.replace('/api', '/%61%50i').replace('%50', '%70'),
  (path) => `/${encoded('api')}${path.slice(4)}`,
  (path) => `http://elsewhere.example${path}`,
  (path) => `HTTPS://user@127.0.0.1:9${path}`,
  (path) => `${path}?a=/assets/x`,
  (path) => `${path}?`,
  (path) => `${path}#part`,
  (path) => `${path};jsessionid=1`,
  (path) => path.replace('/v1', ';a=b/v1'),
  (path) => `/${path}`,
  (path) => path.replace('/v1/', '//v1//'),
  (path) => `/.${path}`,
  (path) => `/%2e${path}`,
  (path) => `/assets/..${path}`,
  (path) => `/assets/%2e%2e${path}`,
  (path) => `${path}/`,
  (path) => path.toUpperCase(),
  (path) => path.replace('/api', '/Api'),
  (path) => path.replace('/v1', '%2Fv1'),
  (path) => `/${path.slice(1).replaceAll('/', '%2f')}`,
  (path) => `/${path.slice(1).replaceAll('/', '\\')}`,
  (path) => path.replace('/v1', '%5cv1'),
  (path) => path.replace('/api', '/%2561pi'),
  (path) => path.replace('/api', '/%c0%61pi'),
  (path) => path.replace('/api', '/%zzapi'),
  (path) => path.replace('/v1', '/v1%00'),
  (path) => `${path}/${'x'.repeat(3_000)}`,
];

/** A folder with an app as the build makes it, in small. */
function smallApp(): Disposable & { readonly folder: string } {
  const folder = makeFolder('app');
  writeFileSync(join(folder, 'index.html'), 'THE APP');
  return {
    folder,
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true });
    },
  };
}

describe('a path', () => {
  test('is limited and never stored however it is written', async () => {
    using app = smallApp();
    await using at = await openTestOffice({ appFolder: app.folder });
    const routes = await routesOf(at);
    expect(routes.length).toBeGreaterThan(35);
    const port = await listen(at);
    await drain(port);
    const refused = async (ask: RawAsk): Promise<void> => {
      const { status, headers, text } = await askRaw(port, ask);
      const found = [status, headers['cache-control'], text === 'THE APP'];
      expect(found, `${ask.method} ${ask.target}`).toEqual([429, 'no-store', false]);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    };
    const headers = { accept: 'text/html' };
    for (const { method, path } of [...routes, { method: 'GET', path: '/api/nowhere' }])
      for (const spell of SPELLINGS) await refused({ method, target: spell(path), headers });
    for (const method of METHODS) await refused({ method, target: OFFICE_PATHS.session, headers });
  });

  test('of a password gives no further tries, in any mixture of spellings', async () => {
    await using at = await openTestOffice();
    const port = await listen(at);
    const body = JSON.stringify({ login: 'siapa', password: 'salah' });
    const headers = { [OFFICE_HEADER]: '1', 'content-type': 'application/json' };
    const mixture = fc.array(fc.constantFrom(...SPELLINGS), { minLength: 12, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(mixture, async (spellings) => {
        at.clock.nowMs += 60_000;
        const statuses: number[] = [];
        for (const spell of spellings) {
          const ask = { method: 'POST', target: spell(OFFICE_PATHS.session), headers, body };
          statuses.push((await askRaw(port, ask)).status);
        }
        const tries = statuses.filter((status) => status === 401).length;
        expect(tries).toBeLessThanOrEqual(LIMITS.loginsPerMinuteMax);
      }),
      { numRuns: 4 },
    );
  });

  test('of the app opens the app, and one of the interface or askew never does', async () => {
    using app = smallApp();
    await using at = await openTestOffice({ appFolder: app.folder });
    const port = await listen(at);
    const open = async (target: string, method = 'GET'): Promise<readonly unknown[]> => {
      const answer = await askRaw(port, { method, target, headers: { accept: 'text/html' } });
      return [answer.status, answer.headers['cache-control'], answer.text];
    };
    for (const target of [
      '/',
      '/petugas',
      '/kantor',
      '/kantor/kegiatan/00ff',
      '/lain?a=1',
      '/apic',
    ])
      expect(await open(target), target).toEqual([200, 'no-cache', 'THE APP']);
    expect(await open('/kantor', 'HEAD')).toEqual([200, 'no-cache', '']);
    for (const spell of SPELLINGS.slice(1)) {
      const target = spell('/api/v1/nowhere');
      const [status, cached, text] = await open(target);
      expect([400, 404], target).toContain(status);
      expect([cached, text === 'THE APP'], target).toEqual(['no-store', false]);
    }
  });

  test('that is no HTTP at all is refused with the same headers', async () => {
    await using at = await openTestOffice();
    const port = await listen(at);
    for (const target of ['%2fapi%2fv1%2fping', 'api/v1/ping', '/\u00e0pi/v1/ping']) {
      const { status, headers } = await askRaw(port, { method: 'POST', target });
      expect([status, headers['cache-control'], headers['x-content-type-options']], target).toEqual(
        [400, 'no-store', 'nosniff'],
      );
    }
  });

  test('is served also where a wish of HTTP cannot be met', async () => {
    await using at = await openTestOffice();
    const asked = { target: PATHS.ping, headers: { expect: 'a wonder' } };
    const { status, headers } = await askRaw(await listen(at), asked);
    expect([status, headers['cache-control']]).toEqual([204, 'no-store']);
  });
});

/** A desk with one signing that is not sent yet. */
async function deskWith(at: FieldOffice) {
  const device = await enrolDevice(at, await at.stationUrl('Meja 1'));
  device.keep(await signing(listed(1)));
  const { authorization = '' } = device.headers;
  const own = { authorization, [JOURNAL_HEADER]: toHex(device.journal) };
  return { device, own };
}

describe('an address that is flooded', () => {
  test('silences no device that is enrolled, and no organiser who is signed in', async () => {
    await using at = await openFieldOffice();
    const { device, own } = await deskWith(at);
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    await drain(await listen(at), ['strangers', 'parcels', 'nowhere']);
    expect((await at.ask(OFFICE_PATHS.session)).status).toBe(429);
    const { id } = at.gathering;
    const parcel = { method: 'POST', body: Buffer.from('x') } as const;
    const headers = { ...own, 'content-type': PARCEL_MEDIA.parcel };
    expect((await at.ask(packagePath(id), { headers: own })).status).toBe(200);
    expect((await at.ask(closingPath(id), { headers: own })).status).toBe(200);
    expect((await at.ask(PARCELS_PATH, { ...parcel, headers })).status).toBe(400);
    expect((await device.sync(device.entries)).verdicts).toHaveLength(1);
    expect((await phone.sync([])).verdicts).toEqual([]);
    expect((await at.organise(OFFICE_PATHS.turnout(id))).status).toBe(200);
  });

  test('by passwords lets an organiser in from a browser that is known', async () => {
    await using at = await openTestOffice();
    const post = (body: unknown, cookie = ''): ReturnType<TestOffice['ask']> =>
      at.ask(OFFICE_PATHS.session, {
        method: 'POST',
        body,
        headers: { [OFFICE_HEADER]: '1', cookie },
      });
    const right = { login: 'uji', password: PASSWORD };
    await at.organise(OFFICE_PATHS.session);
    const { headers } = await post(right);
    const cookies = [headers['set-cookie']].flat().map((one) => String(one).split(';')[0]);
    for (let tries = 0; tries < 60; tries++)
      await post({ login: `siapa${tries % 7}`, password: `salah ${tries}` });
    expect((await post(right)).status).toBe(429);
    expect((await post(right, cookies.join('; '))).status).toBe(200);
  });

  test('silences no device after a new start of the office: the secret proves itself', async () => {
    await using at = await openFieldOffice();
    const { device, own } = await deskWith(at);
    await at.restart();
    await drain(await listen(at), ['strangers']);
    const answer = await device.post(await device.seal(device.entries), own);
    expect(answer.status).toBe(200);
    expect((await device.sync([])).verdicts).toEqual([]);
  });

  test('serves 3,000 phones that join within ten minutes', async () => {
    await using at = await openTestOffice();
    const port = await listen(at);
    const { keys } = at.office.context;
    const statuses: number[] = [];
    // Half of them in the first minute, the others in the nine that follow.
    for (const phones of [1_500, ...Array.from({ length: 9 }, () => 167)]) {
      const asks = Array.from({ length: phones }, (_, phone) => {
        const journal = Buffer.alloc(16, `${at.clock.nowMs} ${phone}`);
        const authorization = `Bearer ${toHex(keys.tokenOf(journal))}`;
        const headers = { authorization, [JOURNAL_HEADER]: toHex(journal) };
        return [
          { target: PATHS.office },
          { method: 'POST', target: PATHS.enrolments },
          { target: packagePath('00'), headers },
          { method: 'POST', target: PATHS.sync, headers },
        ];
      });
      statuses.push(...(await pipeline(port, asks.flat())));
      at.clock.nowMs += 60_000;
    }
    expect(statuses).toHaveLength(4 * 3_003);
    expect(new Set(statuses)).toEqual(new Set([200, 400, 401]));
  });
});

describe('a journal', () => {
  test('that asks too often waits, and no other at its address does', async () => {
    await using at = await openFieldOffice();
    const [one, other] = [await deskWith(at), await deskWith(at)];
    const path = closingPath(at.gathering.id);
    const statuses: number[] = [];
    for (let asked = 0; asked < LIMITS.requestsPerMinuteMax; asked++)
      statuses.push((await at.ask(path, { headers: one.own })).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await at.ask(path, { headers: one.own });
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
    expect((await at.ask(path, { headers: other.own })).status).toBe(200);
    at.clock.nowMs += 1_000;
    expect((await at.ask(path, { headers: one.own })).status).toBe(200);
  });

  test('is not used up by whoever only names it', async () => {
    await using at = await openFieldOffice();
    const { own } = await deskWith(at);
    const path = closingPath(at.gathering.id);
    const claims = [
      { ...own, authorization: `Bearer ${'00'.repeat(32)}` },
      { [JOURNAL_HEADER]: own[JOURNAL_HEADER] },
      { ...own, authorization: own.authorization.replace('Bearer', 'Basic') },
    ];
    for (const headers of claims) {
      for (let asked = 0; asked <= LIMITS.requestsPerMinuteMax; asked++)
        expect((await at.ask(path, { headers })).status).toBe(401);
      expect((await at.ask(path, { headers: own })).status).toBe(200);
    }
  });
});

describe('a session', () => {
  test('is no other for being made up, or for being spelt otherwise', async () => {
    await using at = await openTestOffice();
    const { cookie = '' } = await at.sessionHeaders();
    const name = cookie.split('=')[0] ?? '';
    const ask = (spelt: string): ReturnType<TestOffice['ask']> =>
      at.ask(OFFICE_PATHS.gatherings, { headers: { cookie: spelt } });
    const others = ['=', '==', '!', '.', '%3D', '%20', '\t='].map((end) => cookie + end);
    for (const spelt of others) expect((await ask(spelt)).status, spelt).toBe(401);
    at.clock.nowMs += 60_000;
    await drain(await listen(at), ['strangers']);
    for (const spelt of [...others, `${name}=${'A'.repeat(43)}`, `${name}=`])
      expect((await ask(spelt)).status, spelt).toBe(429);
    expect((await ask(cookie)).status).toBe(200);
  });
});
