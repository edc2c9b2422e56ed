/** That docs/openapi.json says all that is answered: a stranger can write a client. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { JOURNAL_HEADER, packagePath } from '#core/api.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_HEADER, OFFICE_PATHS } from '#core/office-api.ts';
import { describeOffice } from '#server/http/openapi.ts';
import { openTestOffice } from '../support/real-office.ts';

const operation = v.object({
  tags: v.optional(v.array(v.string()), []),
  parameters: v.optional(
    v.array(v.object({ name: v.string(), in: v.string(), required: v.optional(v.boolean()) })),
    [],
  ),
  responses: v.record(
    v.string(),
    v.object({
      content: v.optional(
        v.record(v.string(), v.object({ schema: v.record(v.string(), v.unknown()) })),
        {},
      ),
      headers: v.optional(v.record(v.string(), v.unknown()), {}),
    }),
  ),
});
type Operation = v.InferOutput<typeof operation>;

const METHODS = { get: 'GET', post: 'POST', delete: 'DELETE' } as const;
const methods = v.picklist(['get', 'post', 'delete']);
const described = v.object({
  openapi: v.literal('3.1.0'),
  paths: v.record(v.string(), v.record(methods, v.optional(operation))),
});

const written: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
);
const operations = Object.entries(v.parse(described, written).paths).flatMap(([path, of]) =>
  methods.options.flatMap((method) => {
    const told = of[method];
    return told === undefined ? [] : [{ path, method: METHODS[method], told }];
  }),
);

function find(path: string): Operation {
  const found = operations.find((one) => one.path === path);
  if (found === undefined) throw new Error(`${path} is not described`);
  return found.told;
}

function mustHave({ parameters }: Operation): readonly string[] {
  return parameters.filter(({ required }) => required === true).map(({ name }) => name);
}

describe('docs/openapi.json', () => {
  test('is what the office says of itself: npm run openapi', async () => {
    await using at = await openTestOffice();
    await at.office.app.ready();
    expect(JSON.parse(describeOffice(at.office.app))).toEqual(written);
  });

  test('knows every answer to a stranger, and what a full disk and a limit say', async () => {
    await using at = await openTestOffice();
    expect(operations.length).toBeGreaterThan(30);
    for (const { path, method, told } of operations) {
      const { status, headers } = await at.ask(path.replaceAll(/\{\w+\}/g, '00'), { method });
      const answer = told.responses[status] ?? told.responses[`${Math.floor(status / 100)}XX`];
      expect(answer, `${method} ${path}: ${status}`).toBeDefined();
      const type = headers['content-type'];
      const media = typeof type === 'string' ? [type.replace(/;.*/, '')] : [];
      expect(Object.keys(answer?.content ?? {}), path).toEqual(expect.arrayContaining(media));
      expect(Object.keys(told.responses), path).toEqual(
        expect.arrayContaining(['4XX', '429', '503']),
      );
    }
  });

  test('says how long to wait, and the office does', async () => {
    await using at = await openTestOffice();
    const path = OFFICE_PATHS.session;
    const login = operations.find((one) => one.path === path && one.method === 'POST');
    const body = { login: 'siapa', password: 'salah sama sekali' };
    const headers = { [OFFICE_HEADER]: '1' };
    let last = await at.ask(path, { method: 'POST', body, headers });
    for (let tries = 0; tries < LIMITS.loginsPerMinuteMax; tries++) {
      last = await at.ask(path, { method: 'POST', body, headers });
    }
    expect(last.status).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(login?.told.responses['429']?.headers).toHaveProperty('Retry-After');
  });

  test('names the headers without which a request is refused', () => {
    for (const { path, method, told } of operations) {
      const isChange = told.tags.includes('organiser') && method !== 'GET';
      expect(mustHave(told).includes(OFFICE_HEADER), `${method} ${path}`).toBe(isChange);
    }
    expect(mustHave(find(packagePath('{id}')))).toContain(JOURNAL_HEADER);
  });

  test('knows what is unchanged, and what is bytes', () => {
    for (const path of [packagePath('{id}'), OFFICE_PATHS.turnout('{id}')]) {
      const { responses, parameters } = find(path);
      expect(Object.keys(responses)).toContain('304');
      expect(responses['200']?.headers).toHaveProperty('ETag');
      expect(parameters.map(({ name }) => name)).toContain('if-none-match');
    }
    const { content } = find(OFFICE_PATHS.paper('{id}', 'attendance-list')).responses['200'] ?? {};
    expect(content?.['application/pdf']?.schema).toEqual({ type: 'string', format: 'binary' });
  });
});
