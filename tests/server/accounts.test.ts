/** That sessions end, that they can be ended, and that an account is locked or removed. */
import { setTimeout as pause } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { accountList, securityPage, sessionList } from '#core/office-account-api.ts';
import { OFFICE_HEADER, OFFICE_PATHS } from '#core/office-api.ts';
import {
  PASSWORD,
  type Asking,
  type Reply,
  type TestOffice,
  openTestOffice,
} from '../support/real-office.ts';

const OWN = { [OFFICE_HEADER]: '1' };
const CHROME =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36';

interface SignedIn {
  readonly cookie: string;
  ask(url: string, asking?: Asking): Promise<Reply>;
  status(): Promise<number>;
}

async function signIn(
  at: TestOffice,
  login: string,
  { agent = CHROME, from = '192.0.2.1' } = {},
): Promise<SignedIn | null> {
  const answer = await at.ask(OFFICE_PATHS.session, {
    method: 'POST',
    body: { login, password: PASSWORD },
    headers: { ...OWN, 'user-agent': agent, 'x-forwarded-for': from },
  });
  if (answer.status !== 200) return null;
  const [first] = [answer.headers['set-cookie']].flat();
  const cookie = String(first).split(';')[0] ?? '';
  const ask = (url: string, asking: Asking = {}): Promise<Reply> =>
    at.ask(url, { ...asking, headers: { ...OWN, cookie, ...asking.headers } });
  return {
    cookie,
    ask,
    status: async () => (await ask(OFFICE_PATHS.organisers)).status,
  };
}

async function get(at: TestOffice, login: string, from?: string): Promise<SignedIn> {
  const signedIn = await signIn(at, login, from === undefined ? {} : { from });
  if (signedIn === null) throw new Error(`${login} cannot sign in`);
  return signedIn;
}

async function add(at: TestOffice, login: string): Promise<void> {
  const body = { name: `Penyelenggara ${login}`, login, password: PASSWORD };
  expect((await at.organise(OFFICE_PATHS.organisers, { method: 'POST', body })).status).toBe(201);
}

const lock = OFFICE_PATHS.accountLock;

/** Signs in again and again while something is done, and answers who got in. */
async function signInMeanwhile(
  at: TestOffice,
  login: string,
  done: Promise<Reply>,
): Promise<readonly (SignedIn | null)[]> {
  const ended = new AbortController();
  let count = 0;
  const opened: (SignedIn | null)[] = [];
  const signInOften = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      count += 1;
      opened.push(await signIn(at, login, { from: `192.0.2.${count}` }));
    }
  };
  const opening = [signInOften(), signInOften(), signInOften()];
  expect((await done).status).toBeLessThan(300);
  ended.abort();
  await Promise.all(opening);
  return opened;
}

describe('a session', () => {
  test('ends when it is not used for a while, and goes on while it is', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const [used, unused] = [await get(at, 'uji'), await get(at, 'uji')];
    at.clock.nowMs += LIMITS.sessionIdleMs - 1;
    expect(await used.status()).toBe(200);
    at.clock.nowMs += LIMITS.sessionIdleMs - 1;
    expect(await used.status()).toBe(200);
    expect(await unused.status()).toBe(401);
  });

  test('ends after a while however much it is used', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const one = await get(at, 'uji');
    for (let ms = 0; ms < LIMITS.sessionMs; ms += LIMITS.sessionIdleMs / 2) {
      expect(await one.status()).toBe(200);
      at.clock.nowMs += LIMITS.sessionIdleMs / 2;
    }
    expect(await one.status()).toBe(401);
  });

  test('lives no longer by a clock that is set back, again and again, over restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            passedMs: fc.integer({ min: LIMITS.sessionTouchMs, max: LIMITS.sessionIdleMs - 1 }),
            backMs: fc.nat(40 * LIMITS.sessionMs),
            isRestarted: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (steps) => {
          await using at = await openTestOffice();
          await at.organise(OFFICE_PATHS.session);
          const one = await get(at, 'uji');
          let passedMs = 0;
          for (const step of steps) {
            at.clock.nowMs += step.passedMs;
            passedMs += step.passedMs;
            const status = await one.status();
            if (passedMs >= LIMITS.sessionMs) expect(status).toBe(401);
            at.clock.nowMs -= step.backMs;
            await one.status(); // the office sees it
            if (step.isRestarted) await at.restart();
          }
          at.clock.nowMs += LIMITS.sessionMs - Math.min(passedMs, LIMITS.sessionMs);
          expect(await one.status()).toBe(401);
        },
      ),
      { numRuns: 4 },
    );
  });

  test('goes on over a restart, and ends by one after which the clock is behind', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const one = await get(at, 'uji');
    at.clock.nowMs += 3_600_000;
    expect(await one.status()).toBe(200);
    await at.restart();
    expect(await one.status()).toBe(200);
    await at.restart(() => {
      at.clock.nowMs -= 1_800_000;
    });
    expect(await one.status()).toBe(401);
  });

  test('is listed with its browser and address, and ended by its owner alone', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    await add(at, 'dua');
    const [here, elsewhere, other] = [
      await get(at, 'uji'),
      await signIn(at, 'uji', { agent: '<b>=1+1</b>' }),
      await get(at, 'dua'),
    ];
    const list = async (): Promise<readonly { no: number; isHere: boolean }[]> =>
      (await here.ask(OFFICE_PATHS.sessions)).read(sessionList).sessions;
    expect(await list()).toMatchObject([
      { isHere: false, browser: '', address: '192.0.2.1' },
      { isHere: true, browser: 'Chrome · Android', openedAtMs: at.clock.nowMs },
      { isHere: false },
    ]);
    const [first] = await list();
    const path = OFFICE_PATHS.oneSession(String(first?.no));
    expect((await other.ask(path, { method: 'DELETE' })).status).toBe(404);
    expect(await elsewhere?.status()).toBe(200);
    expect((await here.ask(path, { method: 'DELETE' })).status).toBe(204);
    expect(await elsewhere?.status()).toBe(401);
    expect((await here.ask(path, { method: 'DELETE' })).status).toBe(404);
    expect((await here.ask(OFFICE_PATHS.sessions, { method: 'DELETE' })).status).toBe(204);
    expect(await list()).toMatchObject([{ isHere: true }]);
    expect(await other.status()).toBe(200);
  });

  test('is one of so many of an account: the one used longest ago ends', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const first = await get(at, 'uji');
    for (let n = 0; n < LIMITS.sessionsPerOrganiserMax; n++) {
      at.clock.nowMs += 61_000;
      await get(at, 'uji', `192.0.2.${n}`);
    }
    expect(await first.status()).toBe(401);
  });

  test('is not opened with a password that is changed in the same moment', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const body = { current: PASSWORD, password: 'lima kata yang lain sekali' };
    const changing = at.organise(OFFICE_PATHS.password, { method: 'POST', body });
    const opened = await signInMeanwhile(at, 'uji', changing);
    for (const one of opened) expect(await one?.status()).not.toBe(200);
  });

  test('is not opened on an account that is locked in the same moment', async () => {
    await using at = await openTestOffice();
    await add(at, 'dua');
    const locking = pause(60).then(() => at.organise(lock('dua'), { method: 'POST' }));
    const opened = await signInMeanwhile(at, 'dua', locking);
    await at.organise(lock('dua'), { method: 'DELETE' });
    for (const one of opened) expect(await one?.status()).not.toBe(200);
  });
});

describe('an account', () => {
  test('that is locked is out at once, is told so, and comes back with its password', async () => {
    await using at = await openTestOffice();
    await add(at, 'dua');
    const two = await get(at, 'dua');
    expect((await at.organise(lock('DUA'), { method: 'POST' })).status).toBe(204);
    expect(await two.status()).toBe(401);
    const body = { login: 'dua', password: PASSWORD };
    const refused = await at.ask(OFFICE_PATHS.session, { method: 'POST', body, headers: OWN });
    expect(refused.status).toBe(403);
    const wrong = { ...body, password: 'salah sama sekali' };
    const guess = await at.ask(OFFICE_PATHS.session, { method: 'POST', body: wrong, headers: OWN });
    expect(guess.status).toBe(401);
    const { organisers } = (await at.organise(OFFICE_PATHS.organisers)).read(accountList);
    expect(organisers).toMatchObject([{ lockedAtMs: null }, { lockedAtMs: at.clock.nowMs }]);
    expect((await at.organise(lock('dua'), { method: 'DELETE' })).status).toBe(204);
    expect(await two.status()).toBe(401);
    expect(await (await get(at, 'dua')).status()).toBe(200);
  });

  test('that is removed never signs in again, and what it did keeps its name', async () => {
    await using at = await openTestOffice();
    await add(at, 'dua');
    const two = await get(at, 'dua');
    expect((await at.organise(OFFICE_PATHS.account('dua'), { method: 'DELETE' })).status).toBe(204);
    expect(await two.status()).toBe(401);
    expect(await signIn(at, 'dua')).toBeNull();
    const { organisers } = (await at.organise(OFFICE_PATHS.organisers)).read(accountList);
    expect(organisers.map(({ login }) => login)).toEqual(['uji']);
    const again = { name: 'Orang Lain', login: 'dua', password: PASSWORD };
    const added = await at.organise(OFFICE_PATHS.organisers, { method: 'POST', body: again });
    expect(added.status).toBe(409);
    const { records } = (await at.organise(OFFICE_PATHS.security)).read(securityPage);
    expect(records).toContainEqual(
      expect.objectContaining({ act: 'signed-in', who: 'dua', name: 'Penyelenggara dua' }),
    );
    for (const method of ['POST', 'DELETE'] as const) {
      expect((await at.organise(lock('dua'), { method })).status).toBe(404);
    }
  });

  test('is not locked, unlocked or removed by itself, nor by a stranger', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const own = [
      [lock('uji'), 'POST'],
      [lock('uji'), 'DELETE'],
      [OFFICE_PATHS.account('uji'), 'DELETE'],
    ] as const;
    for (const [path, method] of own) {
      expect((await at.organise(path, { method })).status).toBe(403);
      expect((await at.ask(path, { method, headers: OWN })).status).toBe(401);
    }
  });

  test('that can be used always remains, whoever locks and removes whom at once', async () => {
    const logins = ['uji', 'dua', 'tiga'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            by: fc.constantFrom(0, 1, 2),
            on: fc.constantFrom(0, 1, 2),
            isRemoval: fc.boolean(),
          }),
          { minLength: 2, maxLength: 8 },
        ),
        async (acts) => {
          await using at = await openTestOffice();
          for (const login of logins.slice(1)) await add(at, login);
          const people = await Promise.all(logins.map((login) => get(at, login)));
          await Promise.all(
            acts.map(async ({ by, on, isRemoval }) => {
              const login = logins[on] ?? '';
              return isRemoval
                ? people[by]?.ask(OFFICE_PATHS.account(login), { method: 'DELETE' })
                : people[by]?.ask(lock(login), { method: 'POST' });
            }),
          );
          const statuses = await Promise.all(people.map((one) => one.status()));
          expect(statuses).toContain(200);
        },
      ),
      { numRuns: 3 },
    );
  });
});
