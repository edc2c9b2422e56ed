/** Who may use the office: the first organiser, sessions, and requests of foreign pages. */
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS, problem, sessionAnswer } from '#core/office-api.ts';
import {
  type Asking,
  ORIGIN,
  PASSWORD,
  type TestOffice,
  openTestOffice,
} from '../support/real-office.ts';

const OWN = { 'x-ikrar': '1' };
const ACCOUNT = { name: 'Penyelenggara Satu', login: 'satu', password: PASSWORD };

function post(body: unknown, headers: Readonly<Record<string, string>> = OWN): Asking {
  return { method: 'POST', body, headers };
}

function tokenOf({ office }: TestOffice): string {
  return office.setupLink?.split('#')[1] ?? '';
}

async function signIn(at: TestOffice, password: string = PASSWORD): Promise<string> {
  const answer = await at.ask(OFFICE_PATHS.session, post({ login: 'uji', password }));
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

describe('the first organiser', () => {
  test('is made once through the printed link', async () => {
    await using at = await openTestOffice();
    expect(at.office.setupLink).toMatch(/^https:\/\/ikrar\.example\/kantor\/mulai#[0-9a-f]{32}$/);
    const account = { ...ACCOUNT, token: tokenOf(at) };
    const made = await at.ask(OFFICE_PATHS.setup, post(account));
    expect(made.status).toBe(201);
    expect(made.read(sessionAnswer).organiser).toEqual({ name: ACCOUNT.name, login: 'satu' });
    expect((await at.ask(OFFICE_PATHS.setup, post(account))).status).toBe(403);
    await at.restart();
    expect(at.office.setupLink).toBeNull();
  });

  test('is made by one of two who use the link at once', async () => {
    await using at = await openTestOffice();
    const token = tokenOf(at);
    const answers = await Promise.all(
      ['satu', 'dua'].map((login) =>
        at.ask(OFFICE_PATHS.setup, post({ ...ACCOUNT, login, token })),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 403]));
  });

  test('gets a new link at every start, and each link for a week', async () => {
    await using at = await openTestOffice();
    const first = tokenOf(at);
    await at.restart();
    expect(tokenOf(at)).not.toBe(first);
    const old = await at.ask(OFFICE_PATHS.setup, post({ ...ACCOUNT, token: first }));
    expect(old.status).toBe(403);
    at.clock.nowMs += LIMITS.setupLinkMs;
    const late = await at.ask(OFFICE_PATHS.setup, post({ ...ACCOUNT, token: tokenOf(at) }));
    expect(late.json()).toMatchObject({ title: 'expired' });
  });

  test('needs a name, a login and a long password, and is told which is wrong', async () => {
    await using at = await openTestOffice();
    const account = { token: tokenOf(at), name: ' ', login: 'x y', password: 'pendek' };
    const refused = await at.ask(OFFICE_PATHS.setup, post(account));
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({
      fields: [
        { path: 'name', rule: 'missing' },
        { path: 'login', rule: 'invalid' },
        { path: 'password', rule: 'too-short' },
      ],
    });
  });
});

describe('a session', () => {
  test('opens with the password, ends when asked, and ends by itself', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const cookie = await signIn(at);
    const list = (): Promise<number> =>
      at.ask(OFFICE_PATHS.organisers, { headers: { cookie } }).then(({ status }) => status);
    expect(await list()).toBe(200);
    await at.ask(OFFICE_PATHS.session, { method: 'DELETE', headers: { ...OWN, cookie } });
    expect(await list()).toBe(401);
    const again = await signIn(at);
    at.clock.nowMs += LIMITS.sessionMs;
    const late = await at.ask(OFFICE_PATHS.organisers, { headers: { cookie: again } });
    expect(late.json()).toMatchObject({ title: 'signed-out' });
  });

  test('is a cookie that no script and no neighbour can read or set', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const answer = await at.ask(OFFICE_PATHS.session, post({ login: 'uji', password: PASSWORD }));
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-ikrar=[\w-]{43}; /);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) {
      expect(cookie).toContain(part);
    }
    await using plain = await openTestOffice({ origin: 'http://localhost:8080' });
    const local = await plain.ask(OFFICE_PATHS.setup, post({ ...ACCOUNT, token: tokenOf(plain) }));
    expect(String(local.headers['set-cookie'])).toMatch(/^ikrar=[\w-]{43}; /);
  });

  test('keeps neither token nor password in the database', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const cookie = await signIn(at);
    const { sqlite } = at.office.context.database;
    const rows = [
      ...sqlite.prepare('select password_hash from organisers').all(),
      ...sqlite.prepare('select hex(digest) as digest from sessions').all(),
    ];
    const text = JSON.stringify(rows);
    expect(text).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(text).not.toContain(PASSWORD);
    const token = Buffer.from(cookie.split('=')[1] ?? '', 'base64url');
    expect(text).not.toContain(token.toString('hex').toUpperCase());
  });

  test('is refused alike for an unknown login and a wrong password', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const unknown = await at.ask(
      OFFICE_PATHS.session,
      post({ login: 'siapa', password: PASSWORD }),
    );
    const wrong = await at.ask(
      OFFICE_PATHS.session,
      post({ login: 'uji', password: 'salah sama sekali' }),
    );
    const told = (answer: typeof wrong): unknown => ({
      ...answer.read(problem),
      request: '',
    });
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect(told(unknown)).toEqual(told(wrong));
  });

  test('can be tried ten times a minute from one address', async () => {
    await using at = await openTestOffice();
    const statuses: number[] = [];
    for (let i = 0; i <= LIMITS.loginsPerMinuteMax; i++) {
      const body = { login: 'uji', password: `salah ${i}` };
      statuses.push((await at.ask(OFFICE_PATHS.session, post(body))).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(LIMITS.loginsPerMinuteMax);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a request that changes something', () => {
  test('is refused from a foreign page, whatever its cookie', async () => {
    await using at = await openTestOffice();
    const account = { ...ACCOUNT };
    const ask = (headers: Readonly<Record<string, string>>): Promise<number> =>
      at
        .organise(OFFICE_PATHS.organisers, { ...post(account), headers })
        .then(({ status }) => status);
    expect(await ask({ 'x-ikrar': '' })).toBe(403);
    expect(await ask({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await ask({ origin: 'null' })).toBe(403);
    expect(await ask({ origin: ORIGIN })).toBe(201);
  });

  test('may name the address under which the office was reached', async () => {
    await using at = await openTestOffice();
    const headers = { origin: 'http://192.0.2.7:8080', host: '192.0.2.7:8080' };
    const answer = await at.organise(OFFICE_PATHS.organisers, { ...post(ACCOUNT), headers });
    expect(answer.status).toBe(201);
    const twice = await at.organise(OFFICE_PATHS.organisers, post(ACCOUNT));
    expect(twice.json()).toMatchObject({
      status: 409,
      fields: [{ path: 'login', rule: 'taken' }],
    });
  });
});
