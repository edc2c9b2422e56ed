/** That a password can be changed by who knows it, and replaced for who has forgotten it. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER, OFFICE_PATHS, sessionAnswer } from '#core/office-api.ts';
import { command } from '../support/office-command.ts';
import {
  LOGIN,
  PASSWORD as FORGOTTEN,
  freePort,
  openNewOffice,
} from '../support/office-process.ts';
import { PASSWORD, type Reply, type TestOffice, openTestOffice } from '../support/real-office.ts';

const NEXT = 'lima kata yang lain sekali';

function signIn(at: TestOffice, password: string): Promise<Reply> {
  const headers = { [OFFICE_HEADER]: '1' };
  const body = { login: 'uji', password };
  return at.ask(OFFICE_PATHS.session, { method: 'POST', body, headers });
}

function cookieOf({ headers }: Reply): string {
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

async function statusWith(at: TestOffice, cookie: string): Promise<number> {
  return (await at.ask(OFFICE_PATHS.organisers, { headers: { cookie } })).status;
}

function change(at: TestOffice, body: unknown): Promise<Reply> {
  return at.organise(OFFICE_PATHS.password, { method: 'POST', body });
}

function epochOf(folder: string): number {
  const sidecar: unknown = JSON.parse(readFileSync(join(folder, 'generation.json'), 'utf8'));
  return v.parse(v.object({ epoch: v.number() }), sidecar).epoch;
}

describe('a password', () => {
  test('is changed by who knows it, and whoever signed in with the old one is out', async () => {
    await using at = await openTestOffice();
    await at.organise(OFFICE_PATHS.session);
    const elsewhere = cookieOf(await signIn(at, PASSWORD));
    expect(await statusWith(at, elsewhere)).toBe(200);

    const changed = await change(at, { current: PASSWORD, password: NEXT });
    expect(changed.status).toBe(200);
    expect(changed.read(sessionAnswer).organiser?.login).toBe('uji');
    expect(await statusWith(at, elsewhere)).toBe(401);
    expect(await statusWith(at, cookieOf(changed))).toBe(200);
    expect((await signIn(at, PASSWORD)).status).toBe(401);
    expect((await signIn(at, NEXT)).status).toBe(200);
  });

  test('leaves the sessions of the other organisers open', async () => {
    await using at = await openTestOffice();
    const other = { name: 'Penyelenggara Dua', login: 'dua', password: NEXT };
    await at.organise(OFFICE_PATHS.organisers, { method: 'POST', body: other });
    const headers = { [OFFICE_HEADER]: '1' };
    const opened = await at.ask(OFFICE_PATHS.session, { method: 'POST', body: other, headers });
    expect((await change(at, { current: PASSWORD, password: NEXT })).status).toBe(200);
    expect(await statusWith(at, cookieOf(opened))).toBe(200);
  });

  test('stays as it is when the old one is wrong or the new one too short', async () => {
    await using at = await openTestOffice();
    const wrong = await change(at, { current: 'salah sama sekali', password: NEXT });
    expect(wrong.json()).toMatchObject({
      title: 'login-wrong',
      status: 401,
      fields: [{ path: 'current', rule: 'invalid' }],
    });
    const short = await change(at, { current: PASSWORD, password: 'pendek' });
    expect(short.json()).toMatchObject({ fields: [{ path: 'password', rule: 'too-short' }] });
    expect((await signIn(at, PASSWORD)).status).toBe(200);
  });

  test('is changed by nobody who is not signed in, and guessed ten times a minute', async () => {
    await using at = await openTestOffice();
    const body = { current: PASSWORD, password: NEXT };
    const headers = { [OFFICE_HEADER]: '1' };
    await at.organise(OFFICE_PATHS.session);
    const stranger = await at.ask(OFFICE_PATHS.password, { method: 'POST', body, headers });
    expect(stranger.status).toBe(401);
    for (let tries = 0; tries < LIMITS.loginsPerMinuteMax; tries++) {
      expect((await change(at, { ...body, current: `salah ${tries}` })).status).toBe(401);
    }
    expect((await change(at, body)).status).toBe(429);
  });
});

describe('a forgotten password', () => {
  test('is replaced on the server while the office is stopped, and nothing else changes', async () => {
    await using office = await openNewOffice({ port: await freePort() });
    const cookie = await office.session();
    const args = [`--account=${LOGIN.toUpperCase()}`, `--data=${office.folder}`];
    const input = `${NEXT}\n${NEXT}\n`;
    const reset = (typed: string, given = args): ReturnType<typeof command> =>
      command('commands/password-main.ts', given, { input: typed });

    const early = await reset(input);
    expect(early).toMatchObject({ code: 1 });
    expect(early.said).toContain('stop that one');
    await office.stop();
    const epoch = epochOf(office.folder);
    for (const [typed, why] of [
      ['', 'none was typed'],
      [`${NEXT}\n${NEXT} \n`, 'differ'],
      ['pendek\npendek\n', `from ${LIMITS.passwordCharsMin} to`],
    ] as const) {
      const refused = await reset(typed);
      expect(refused.code).toBe(1);
      expect(refused.said).toMatch(/No password was changed: .+/);
      expect(refused.said).toContain(why);
    }
    const done = await reset(input);
    expect(done.code, done.said).toBe(0);
    expect(done.said).not.toContain(NEXT);

    await office.start();
    expect(epochOf(office.folder)).toBe(epoch);
    const statusOf = async (password: string): Promise<number> => {
      const answer = await fetch(`${office.origin}${OFFICE_PATHS.session}`, {
        method: 'POST',
        body: JSON.stringify({ login: LOGIN, password }),
        headers: { [OFFICE_HEADER]: '1', 'content-type': 'application/json' },
      });
      return answer.status;
    };
    expect(await statusOf(FORGOTTEN)).toBe(401);
    expect(await statusOf(NEXT)).toBe(200);
    const old = await fetch(`${office.origin}${OFFICE_PATHS.organisers}`, { headers: { cookie } });
    expect(old.status).toBe(401);
  });

  test('of an account or an office that is not there is told, and makes neither', async () => {
    await using office = await openNewOffice({ port: await freePort() });
    await office.session();
    await office.stop();
    const data = `--data=${office.folder}`;
    const unknown = await command('commands/password-main.ts', ['--account=siapa', data]);
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.said).toContain(`no account is called siapa. There are: ${LOGIN}`);
    const newer = new DatabaseSync(join(office.folder, 'office.sqlite'));
    newer.exec('pragma user_version = 99');
    newer.close();
    const later = await command('commands/password-main.ts', [`--account=${LOGIN}`, data]);
    expect(later).toMatchObject({ code: 1 });
    expect(later.said).toMatch(/^No password was changed: .* is of version 99/);
    rmSync(office.folder, { recursive: true });
    const nowhere = await command('commands/password-main.ts', [`--account=${LOGIN}`, data]);
    expect(nowhere).toMatchObject({ code: 1 });
    expect(nowhere.said).toContain(`there is no office in ${office.folder}`);
    expect(await command('commands/password-main.ts', [data])).toMatchObject({ code: 1 });
  });
});
