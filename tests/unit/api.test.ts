/** The contract over HTTP: what each answer asks of a device is what docs/PROTOCOL.md says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MEDIA, PATHS, type SyncAnswer, packagePath, syncAnswerOf } from '#core/api.ts';

const PROTOCOL = readFileSync(join(import.meta.dirname, '../../docs/PROTOCOL.md'), 'utf8');

/** The rows of the table of answers: its statuses, and what they mean. */
function documented(): ReadonlyMap<number, string> {
  const rows = PROTOCOL.matchAll(/^\| ([\d, ]+?) +\| `([a-z-]+)` +\|/gm);
  return new Map(
    [...rows].flatMap(([, statuses = '', answer = '']) =>
      statuses.split(', ').map((status) => [Number(status), answer] as const),
    ),
  );
}

describe('an answer to a batch', () => {
  const table = documented();

  test('means what the table of the protocol says, and anything else is noise', () => {
    expect(table.size).toBe(16);
    const statuses = Array.from({ length: 600 }, (_, status) => status);
    const told = statuses.map((status) => table.get(status) ?? 'noise');
    expect(statuses.map(syncAnswerOf)).toEqual(told);
  });

  test.each<[number, SyncAnswer]>([
    [200, 'receipt'],
    [204, 'noise'],
    [302, 'noise'],
    [400, 'halve'],
    [401, 'permission'],
    [413, 'halve'],
    [426, 'outdated'],
    [429, 'back-off'],
    [503, 'back-off'],
    [511, 'noise'],
  ])('of status %i is %s', (status, answer) => {
    expect(syncAnswerOf(status)).toBe(answer);
  });
});

test('names every path and media type that the protocol names', () => {
  for (const path of Object.values(PATHS)) expect(PROTOCOL).toContain(path);
  for (const type of Object.values(MEDIA)) expect(PROTOCOL).toContain(type);
  expect(packagePath('a0a1')).toBe('/api/v1/gatherings/a0a1/package');
});
