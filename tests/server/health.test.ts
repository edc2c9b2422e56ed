/**
 * What an office says of its own health: to organisers alone, and in the log once when
 * something begins and once when it is over.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { type AddressInfo, type Server, createServer as createPlain } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterEach, expect, test, vi } from 'vitest';
import { type HealthItem, HEALTH_KINDS, healthAnswer } from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { findCertificateEnd } from '#server/network/certificate.ts';
import { lineOf } from '#server/keeping/health-words.ts';
import { beginHealthRounds } from '#server/commands/health-rounds.ts';
import { beginRounds } from '#server/commands/rounds.ts';
import { CERTIFICATE } from '../support/certificate.ts';
import { enrolDevice, listed, signing } from '../support/field.ts';
import { type FieldOffice, openFieldOffice } from '../support/office-with-field.ts';
import { PATIENCE } from '../support/patience.ts';

afterEach(() => {
  vi.useRealTimers();
});

const HOUR_MS = 3_600_000;
const LOCAL = { config: { origin: 'http://localhost:8080' } };
const WITHOUT_PROXY = { config: { ...LOCAL.config, proxies: [] } };

const planOf = (at: FieldOffice) => ({
  shelf: join(at.folder, 'backups'),
  keep: 7,
  everyMs: HOUR_MS,
});

async function lineAt(at: FieldOffice): Promise<readonly HealthItem[]> {
  return (await at.organise(OFFICE_PATHS.health)).read(healthAnswer).items;
}

test('organisers alone read it, and it is empty while all is well', async () => {
  await using at = await openFieldOffice(LOCAL);
  expect((await at.ask(OFFICE_PATHS.health)).status).toBe(401);
  expect(await lineAt(at)).toEqual([]);
  const { etag } = (await at.organise(OFFICE_PATHS.health)).headers;
  const headers = { 'if-none-match': String(etag) };
  expect((await at.organise(OFFICE_PATHS.health, { headers })).status).toBe(304);
});

test('an address without https is said, and one on this machine is not', async () => {
  await using at = await openFieldOffice({ config: { origin: 'http://ikrar.example' } });
  expect(await lineAt(at)).toMatchObject([{ kind: 'origin-plain', told: 'http://ikrar.example' }]);
});

test('a proxy that was not declared is said, with its address', async () => {
  await using at = await openFieldOffice(WITHOUT_PROXY);
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  await at.organise(OFFICE_PATHS.health, { headers });
  expect(await lineAt(at)).toMatchObject([{ kind: 'proxy-undeclared', told: '127.0.0.1' }]);
});

test('a round sees what is so, says it once, and says once that it is over', async () => {
  await using at = await openFieldOffice(LOCAL);
  const { context } = at.office;
  const device = await enrolDevice(at, at.gathering.invitation.url);
  device.keep(await signing(listed(1)));
  await device.sync(device.entries);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const told: string[] = [];
  const plan = { ...planOf(at), shelf: at.folder };
  const rounds = await beginHealthRounds(context, plan, (line) => told.push(line));
  const go = async (saying: string): Promise<void> => {
    vi.advanceTimersByTime(2 * LIMITS.healthRoundMs);
    await vi.waitFor(
      () => {
        expect(told.at(-1)).toContain(saying);
      },
      { timeout: PATIENCE.answerMs },
    );
  };
  const calm = told.length;
  context.health.meet('disk-full');
  context.health.noteBackup('no room at all');
  at.clock.nowMs -= HOUR_MS;
  await go('clock-jumped');
  const kinds = (await lineAt(at)).map(({ kind }) => kind);
  // The disk was asked, and takes what is written to it: that it was full is over.
  expect(kinds).not.toContain('disk-full');
  for (const kind of ['backup-failing', 'clock-behind', 'clock-jumped']) {
    expect(kinds).toContain(kind);
  }
  context.health.noteBackup(null);
  at.clock.nowMs += HOUR_MS;
  await go('over: clock-behind');
  for (const kind of ['backup-failing', 'clock-behind']) {
    expect(told.slice(calm).filter((line) => line.includes(`alarm ${kind}:`))).toHaveLength(1);
    expect(told.slice(calm).filter((line) => line === `Health, over: ${kind}`)).toHaveLength(1);
  }
  await rounds.stop();
});

test('what is wrong is said since it began, however often it is met', async () => {
  await using at = await openFieldOffice(LOCAL);
  const { health } = at.office.context;
  const sinceMs = at.clock.nowMs;
  for (let times = 0; times < 2; times++) {
    health.meet('disk-failing');
    health.noteBackup('no room at all');
    at.clock.nowMs += HOUR_MS;
  }
  expect(health.backupFailing).toEqual({ what: 'no room at all', sinceMs });
  const failing = health.items().filter(({ kind }) => kind === 'disk-failing');
  expect(failing).toMatchObject([{ sinceMs }]);
});

test('a database that is gone is noticed at a round, without any commit', async () => {
  await using at = await openFieldOffice(LOCAL);
  const told: string[] = [];
  rmSync(join(at.folder, 'office.sqlite'));
  const tell = (line: string): number => told.push(line);
  await (await beginHealthRounds(at.office.context, planOf(at), tell)).stop();
  expect(told.join('\n')).toContain('Health, alarm database-removed: the database of the office');
  expect((await lineAt(at))[0]).toMatchObject({ kind: 'database-removed', severity: 'alarm' });
});

test('a backup that fails is said with its reason, until one is made', async () => {
  await using at = await openFieldOffice(LOCAL);
  at.clock.nowMs = Date.now();
  const { context } = at.office;
  const plan = planOf(at);
  writeFileSync(plan.shelf, 'a file where the folder should be');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const told: string[] = [];
  const rounds = await beginRounds(context, plan, (line) => told.push(line));
  context.health.noteBackup(null);
  vi.advanceTimersByTime(LIMITS.backupRoundMs);
  await vi.waitFor(() => expect(context.health.backupFailing).not.toBe(null), {
    timeout: PATIENCE.answerMs,
  });
  expect(context.health.backupFailing?.what).not.toContain('node'); // no command, no stack
  rmSync(plan.shelf);
  vi.advanceTimersByTime(LIMITS.backupRoundMs);
  await vi.waitFor(() => expect(context.health.backupFailing).toBe(null), {
    timeout: PATIENCE.answerMs,
  });
  await rounds.stop();
});

test('every kind has a sentence of its own in the log', () => {
  const lines = HEALTH_KINDS.map((kind) => lineOf({ kind, severity: 'alarm', sinceMs: null }));
  expect(new Set(lines.map((line) => line.replace(/^\S+ \S+ \S+ /, ''))).size).toBe(lines.length);
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return port;
}

test('the end of a certificate is read where one is shown, and nowhere else', async () => {
  const secure = createServer(CERTIFICATE);
  const plain = createPlain((socket) => socket.end('no'));
  const [port, otherPort] = [await listening(secure), await listening(plain)];
  const endsAtMs = Date.parse(new X509Certificate(CERTIFICATE.cert).validTo);
  expect(await findCertificateEnd(`https://127.0.0.1:${port}`)).toBe(endsAtMs);
  expect(await findCertificateEnd(`https://127.0.0.1:${otherPort}`)).toBe(null);
  expect(await findCertificateEnd(`http://127.0.0.1:${port}`)).toBe(null);
  for (const server of [secure, plain]) server.close();
  expect(await findCertificateEnd(`https://127.0.0.1:${port}`)).toBe(null);
});
