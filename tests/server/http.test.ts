/** The office's face: strict headers, plain refusals, and a log without anybody in it. */
import { describe, expect, test } from 'vitest';
import { PATHS, packagePath } from '#core/api.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { enrolDevice, listed, postRoster, rosterCsv, signing } from '../support/field.ts';
import { openFieldOffice } from '../support/office-with-field.ts';
import { ORIGIN, PASSWORD, openTestOffice } from '../support/real-office.ts';

describe('every answer', () => {
  test('forbids what the app does not need', async () => {
    await using at = await openTestOffice();
    const urls = [PATHS.ping, OFFICE_PATHS.session, '/nowhere', '/api/v1/nowhere', '/api/%zz'];
    for (const url of urls) {
      const { headers } = await at.ask(url);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    }
  });

  test('of the interface is never stored, and names its request, also when it refuses', async () => {
    await using at = await openTestOffice();
    const statuses = [];
    const foreign = { method: 'POST', body: {} } as const;
    const own = { ...foreign, headers: { 'x-ikrar': '1' } };
    const tries = Array.from({ length: LIMITS.loginsPerMinuteMax + 1 }, () => own);
    const asked = [
      [OFFICE_PATHS.session],
      [OFFICE_PATHS.organisers],
      [OFFICE_PATHS.organisers, foreign],
      [packagePath('00')],
      ['/api/v1/nowhere'],
      ['/api/%zz'],
      ...tries.map((one) => [OFFICE_PATHS.setup, one] as const),
    ] as const;
    for (const [url, asking] of asked) {
      const { status, headers } = await at.ask(url, asking);
      statuses.push(status);
      expect(headers['cache-control'], url).toBe('no-store');
      expect(headers['x-request-id'], url).toMatch(/^[0-9a-f]{16}$/);
    }
    expect(statuses.slice(0, 7)).toEqual([200, 401, 403, 401, 404, 400, 422]);
    expect(statuses.at(-1)).toBe(429);
  });

  test('grants no other origin anything', async () => {
    await using at = await openTestOffice();
    const headers = { origin: 'https://elsewhere.example' };
    const answer = await at.ask(OFFICE_PATHS.session, { headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-'))).toEqual([]);
  });
});

describe('a refusal', () => {
  test('is a problem with a type of its own', async () => {
    await using at = await openTestOffice();
    const answer = await at.ask('/api/v1/nowhere');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({
      type: 'urn:ikrar:fault:not-found',
      title: 'not-found',
      status: 404,
    });
  });

  test('covers a torn body, an unknown media type, and one that is too large', async () => {
    await using at = await openTestOffice();
    const post = (body: string, type: string): Promise<unknown> =>
      at
        .organise(OFFICE_PATHS.programmes, {
          method: 'POST',
          body,
          headers: { 'content-type': type },
        })
        .then((answer) => answer.json());
    expect(await post('{"title":', 'application/json')).toMatchObject({ title: 'malformed' });
    expect(await post('title', 'text/plain')).toMatchObject({ title: 'malformed' });
    expect(await post('[]', 'application/json')).toMatchObject({ title: 'invalid' });
    const long = `"${'x'.repeat(LIMITS.bodyBytesMax)}"`;
    expect(await post(long, 'application/json')).toMatchObject({ title: 'too-large' });
  });

  test('meets everything of the organiser that comes without a session', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const { id } = at.gathering;
    const urls = [
      OFFICE_PATHS.organisers,
      OFFICE_PATHS.programmes,
      OFFICE_PATHS.programme(at.programme.id),
      OFFICE_PATHS.roster(at.programme.id),
      OFFICE_PATHS.agencies(at.programme.id),
      OFFICE_PATHS.gatherings,
      OFFICE_PATHS.gathering(id),
      OFFICE_PATHS.qrSvg(id),
      OFFICE_PATHS.qrPng(id),
      OFFICE_PATHS.stations(id),
      OFFICE_PATHS.completeness(id),
      OFFICE_PATHS.turnout(id),
      OFFICE_PATHS.entries(id),
      OFFICE_PATHS.ink(id, '00', '00'),
      OFFICE_PATHS.paper(id, 'attendance-list'),
    ];
    const answers = await Promise.all(urls.map((url) => at.ask(url)));
    expect(answers.map(({ status }) => status)).toEqual(urls.map(() => 401));
  });
});

describe('the log', () => {
  test('holds no name, number, secret or address of a person', async () => {
    const lines: string[] = [];
    const log = { write: (line: string): void => void lines.push(line) };
    await using at = await openFieldOffice({ people: 3, config: { log } });
    await postRoster(at, at.programme.id, { csv: rosterCsv(5), commit: 1 });
    const device = await enrolDevice(at, await at.stationUrl('Meja Rahasia'));
    device.keep(await signing(listed(1)));
    await device.sync(device.entries);
    await device.post(new Uint8Array(9));
    await at.organise(`${OFFICE_PATHS.roster(at.programme.id)}?query=Orang`);
    await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'));
    await at.ask(OFFICE_PATHS.session, {
      method: 'POST',
      body: { login: 'uji', password: PASSWORD },
      headers: { 'x-ikrar': '1' },
    });
    const text = lines.join('');
    expect(lines.length).toBeGreaterThan(10);
    expect(text).toContain('/api/v1/office/programmes/:id/roster');
    const secrets = ['Orang', 'Uji', 'uji', PASSWORD, '19700501', 'Meja', at.gathering.id, ORIGIN];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/\d{18}|127\.0\.0\.1|[Bb]earer|cookie/);
  });
});
