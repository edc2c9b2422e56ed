/** That passwords cannot be tried fast, and that nobody is locked out by others for it. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER, OFFICE_PATHS, problem } from '#core/office-api.ts';
import { type Try, openThrottle } from '#server/network/throttle.ts';
import { PASSWORD, type Reply, type TestOffice, openTestOffice } from '../support/real-office.ts';

const STRANGER: Try = { login: 'uji', address: '198.51.100.7', browser: null };

/** A throttle, and a clock to drive it by. */
function drive(): {
  readonly clock: { nowMs: number };
  /** How long is to be waited; 0 when the try was taken, as a failure. */
  fail(wanted?: Partial<Try>): number;
  succeed(wanted?: Partial<Try>): boolean;
  size(): number;
} {
  const clock = { nowMs: 0 };
  const throttle = openThrottle(() => clock.nowMs);
  return {
    clock,
    size: () => throttle.size(),
    fail(wanted) {
      const admission = throttle.admit({ ...STRANGER, ...wanted });
      return admission.isAdmitted ? 0 : admission.waitMs;
    },
    succeed(wanted) {
      const admission = throttle.admit({ ...STRANGER, ...wanted });
      if (admission.isAdmitted) admission.succeed();
      return admission.isAdmitted;
    },
  };
}

const addressOf = (n: number): string => `203.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;

describe('the throttle', () => {
  test('makes one address wait longer and longer for one account, and never for good', () => {
    const at = drive();
    const waits: number[] = [];
    for (let tries = 0; tries < 40; tries++) {
      const waitMs = at.fail();
      at.clock.nowMs += waitMs === 0 ? LIMITS.addressCheckMs : waitMs;
      if (waitMs > 0) waits.push(waitMs);
    }
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(waits.at(-1)).toBe(LIMITS.triesWaitMaxMs - LIMITS.addressCheckMs);
    at.clock.nowMs += LIMITS.triesWaitMaxMs;
    expect(at.succeed()).toBe(true);
    expect(at.fail()).toBe(0);
  });

  test('lets the genuine person in at once, whoever hammers from one other address', () => {
    const at = drive();
    for (let second = 0; second < 36_000; second++) {
      at.clock.nowMs += 1_000;
      at.fail();
      if (second % 60 === 0) expect(at.succeed({ address: '192.0.2.1' })).toBe(true);
    }
  });

  test('lets a known browser in at once, whoever hammers from everywhere and beside it', () => {
    const at = drive();
    for (let second = 0; second < 3_600; second++) {
      at.clock.nowMs += 1_000;
      for (let n = 0; n < 20; n++) at.fail({ address: addressOf(second * 20 + n) });
      at.fail({ address: '192.0.2.1' });
      const known = { address: '192.0.2.1', browser: 'abc' };
      if (second % 60 === 0) expect(at.succeed(known)).toBe(true);
    }
    expect(at.fail({ address: addressOf(1) })).toBeGreaterThan(0);
  });

  test('makes a stranger wait a short while, once, for an account that others hammer', () => {
    const at = drive();
    for (let n = 0; n < 200; n++) {
      at.clock.nowMs += LIMITS.checkMs;
      at.fail({ address: addressOf(n) });
    }
    const genuine = { address: '192.0.2.1' };
    const waitMs = at.fail(genuine);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(LIMITS.accountWaitMaxMs);
    const dueMs = at.clock.nowMs + waitMs;
    for (let n = 200; at.clock.nowMs < dueMs; n++) {
      at.clock.nowMs += 3 * LIMITS.checkMs;
      at.fail({ address: addressOf(n) });
    }
    at.clock.nowMs += LIMITS.checkMs;
    expect(at.succeed(genuine)).toBe(true);
  });

  test('lets a stranger in when he comes as told, whoever hammers from many addresses', () => {
    const at = drive();
    const addresses = 100;
    const genuine = { address: '192.0.2.1' };
    const fromMs = 60_000;
    const mostMs = fromMs + addresses * LIMITS.checkMs + 10_000;
    let dueMs = fromMs;
    for (let isIn = false; !isIn; at.clock.nowMs += 500) {
      expect(at.clock.nowMs).toBeLessThanOrEqual(mostMs);
      for (let n = 0; n < 20; n++)
        at.fail({ login: `akun${n}`, address: addressOf((at.clock.nowMs / 25 + n) % addresses) });
      if (at.clock.nowMs < dueMs) continue;
      const waitMs = at.fail(genuine);
      isIn = waitMs === 0;
      dueMs = at.clock.nowMs + Math.ceil(waitMs / 1_000) * 1_000;
    }
    expect(at.clock.nowMs).toBeGreaterThan(fromMs + LIMITS.checkMs); // they were in his way
  });

  test('gives nobody a second place in the line, nor one that nobody came for to others', () => {
    const at = drive();
    for (let n = 0; n < LIMITS.checksFreeMax; n++)
      at.fail({ address: addressOf(n), login: `siapa${n}` });
    const [one, two] = [{ address: '192.0.2.1' }, { address: '192.0.2.2' }];
    for (let asked = 0; asked < 50; asked++)
      expect(at.fail({ ...one, login: `akun${asked}` })).toBe(LIMITS.checkMs);
    expect(at.fail({ ...two, login: 'dua' })).toBe(2 * LIMITS.checkMs);
    at.clock.nowMs += LIMITS.checkMs;
    expect(at.fail({ ...one, login: 'akun' })).toBe(0);
    expect(at.fail({ ...two, login: 'dua' })).toBe(LIMITS.checkMs);
    at.clock.nowMs += LIMITS.checkMs + LIMITS.strangerPlaceMs - 1;
    expect(at.succeed({ ...two, login: 'dua' })).toBe(true);
  });

  test('holds one address back that tries one account after the other', () => {
    const at = drive();
    const taken = Array.from({ length: 100 }, (_, n) => at.fail({ login: `akun${n}` }));
    expect(taken.filter((waitMs) => waitMs === 0)).toHaveLength(LIMITS.addressChecksFreeMax);
  });

  test.each([
    ['an address of IPv6 and its neighbours', '2001:db8:1:2::', '2001:db8:1:2:ffff:1:2:3'],
    ['an address of IPv4 and the same by IPv6', '198.51.100.7', '::ffff:198.51.100.7'],
    ['an address with its zone and without', 'fe80::1%eth0', 'fe80::2'],
  ])('takes %s for one', (_, one, other) => {
    const at = drive();
    for (let tries = 0; tries < LIMITS.triesFreeMax; tries++) at.fail({ address: one });
    expect(at.fail({ address: other })).toBeGreaterThan(0);
    expect(at.fail({ address: '2001:db8:1:3::' })).toBe(0);
  });

  test('admits so many a minute for each address and in all, whatever is tried', () => {
    const wanted = fc.record({
      login: fc.constantFrom('uji', 'dua', 'siapa', ''),
      address: fc.nat(40).map(addressOf),
      isGenuine: fc.boolean(),
      pauseMs: fc.constantFrom(0, 0, 10, 100, 1_000, 5_000),
    });
    fc.assert(
      fc.property(fc.array(wanted, { minLength: 100, maxLength: 600 }), (tries) => {
        const at = drive();
        const taken: { readonly address: string; readonly atMs: number }[] = [];
        for (const { pauseMs, isGenuine, ...one } of tries) {
          at.clock.nowMs += pauseMs;
          const isTaken = isGenuine ? at.succeed(one) : at.fail(one) === 0;
          if (isTaken) taken.push({ address: one.address, atMs: at.clock.nowMs });
        }
        const perMinute = { all: 60, address: LIMITS.addressChecksFreeMax + 15 };
        for (const { address, atMs } of taken) {
          const minute = taken.filter((one) => one.atMs >= atMs && one.atMs < atMs + 60_000);
          expect(minute.length).toBeLessThanOrEqual(perMinute.all + 1);
          expect(minute.filter((one) => one.address === address).length).toBeLessThanOrEqual(
            perMinute.address + 1,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test('remembers no more than its bound, however many names and addresses come', () => {
    const at = drive();
    for (let n = 0; n < 60_000; n++) {
      at.clock.nowMs += 100;
      at.fail({ login: `akun${n}`, address: addressOf(n) });
      at.fail({ address: addressOf(n) });
    }
    expect(at.size()).toBeLessThanOrEqual(2 * LIMITS.throttleKeysMax);
  });
});

const OWN = { [OFFICE_HEADER]: '1' };

function signIn(
  at: TestOffice,
  asked: {
    readonly login?: string;
    readonly password?: string;
    readonly from?: string;
    readonly path?: string;
    readonly cookie?: string;
  } = {},
): Promise<Reply> {
  const { login = 'uji', password = PASSWORD, from, cookie } = asked;
  return at.ask(asked.path ?? OFFICE_PATHS.session, {
    method: 'POST',
    body: { login, password },
    headers: {
      ...OWN,
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
      ...(cookie === undefined ? {} : { cookie }),
    },
  });
}

describe('signing in', () => {
  test('is not tried 121 times in eight seconds, by any spelling of the path', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const spellings = [
      OFFICE_PATHS.session,
      '/%61pi/v1/office/session',
      '/api/v1/office/%73ession',
      `https://ikrar.example${OFFICE_PATHS.session}`,
      `${OFFICE_PATHS.session}?x=1`,
    ];
    const tries = Array.from({ length: 121 }, (_, n) => {
      at.clock.nowMs += 66;
      const path = spellings[n % spellings.length] ?? '';
      return signIn(at, { password: `salah ${n}`, path });
    });
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    const checked = statuses.filter((status) => status === 401);
    expect(checked).toHaveLength(LIMITS.triesFreeMax);
    expect(statuses.filter((status) => status === 429)).toHaveLength(121 - checked.length);
  });

  test('says how long to wait, and takes the right password after that', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    for (let n = 0; n < LIMITS.triesFreeMax; n++) {
      expect(
        (await signIn(at, { password: `salah ${n}`, path: '/%61pi/v1/office/session' })).status,
      ).toBe(401);
    }
    const early = await signIn(at, { path: '/%61pi/v1/office/session' });
    expect(early.status).toBe(429);
    const told = early.read(problem);
    expect(told).toMatchObject({ title: 'rate-limited', retryAfterSeconds: 10 });
    expect(Number(early.headers['retry-after'])).toBe(10);
    expect((await signIn(at, { from: '192.0.2.9' })).status).toBe(200);
    at.clock.nowMs += 10_000;
    expect((await signIn(at, { path: '/%61pi/v1/office/session' })).status).toBe(200);
  });

  test('from a browser where the account was before is not stopped by anybody else', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const first = await signIn(at, { from: '192.0.2.9' });
    const cookies = [first.headers['set-cookie']].flat().map((one) => String(one).split(';')[0]);
    const cookie = cookies.filter((one) => one?.includes('-known=')).join('; ');
    expect(cookie).toMatch(/^__Host-ikrar-known=[0-9a-f]{32}\.[0-9a-f]{64}$/);
    for (let n = 0; n < 120; n++) {
      at.clock.nowMs += 500;
      await signIn(at, { password: `salah ${n}`, from: addressOf(n) });
    }
    const stranger = { from: '192.0.2.77' };
    expect((await signIn(at, stranger)).status).toBe(429);
    expect((await signIn(at, { ...stranger, cookie })).status).toBe(200);
    const ofAnother = cookie.replace(/.$/, (end) => (end === '0' ? '1' : '0'));
    expect((await signIn(at, { ...stranger, cookie: ofAnother })).status).toBe(429);
  });

  test('and changing a password have one throttle, and a wrong setup link has it', async () => {
    await using at = await openTestOffice();
    const setup = { name: 'Satu', login: 'satu', password: PASSWORD, token: '00' };
    const setUp = (): Promise<Reply> =>
      at.ask('/%61pi/v1/office/setup', { method: 'POST', body: setup, headers: OWN });
    const statuses: number[] = [];
    for (let n = 0; n <= LIMITS.triesFreeMax; n++) statuses.push((await setUp()).status);
    expect(statuses.at(-2)).toBe(403);
    expect(statuses.at(-1)).toBe(429);
    at.clock.nowMs += LIMITS.triesWaitMaxMs;
    await at.organise(OFFICE_PATHS.session);
    for (let n = 0; n < LIMITS.triesFreeMax; n++) await signIn(at, { password: `salah ${n}` });
    const body = { current: PASSWORD, password: 'lima kata yang lain sekali' };
    const changed = await at.organise(OFFICE_PATHS.password, { method: 'POST', body });
    expect(changed.status).toBe(429);
  });

  test('that fails is logged with account and address, and never with a password', async () => {
    const lines: string[] = [];
    const log = { write: (line: string): void => void lines.push(line) };
    await using at = await openTestOffice({ log });
    await at.organise(OFFICE_PATHS.session);
    await signIn(at, { login: 'UJI', password: 'rahasia sekali ini', from: '192.0.2.9' });
    await signIn(at, { login: 'siapa', password: 'rahasia sekali ini', from: '192.0.2.10' });
    await signIn(at, { login: PASSWORD, password: 'rahasia sekali ini', from: '192.0.2.11' });
    const failed = lines.filter((line) => line.includes('sign-in failed'));
    const told = failed.map((line): unknown => JSON.parse(line));
    expect(told).toMatchObject([
      { account: 'uji', address: '192.0.2.9', fault: 'login-wrong' },
      { account: 'siapa', address: '192.0.2.10' },
      { account: '', address: '192.0.2.11' },
    ]);
    expect(lines.join('')).not.toMatch(/rahasia|empat kata/);
  });
});
