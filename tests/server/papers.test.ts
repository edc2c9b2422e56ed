/** Every paper of the table is made: it has a route, a plan, a test, and a place in the API. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { PAPERS, PAPER_KINDS, optionsOf, valuesOf } from '#core/papers.ts';
import { openFieldOffice } from '../support/office-with-field.ts';
import { lettersOf, readPrinted } from '../support/printed.ts';

const ROOT = new URL('../../', import.meta.url);

function textOf(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

describe.each(PAPER_KINDS)('the paper %s', (kind) => {
  test('is printed under its name, whatever is chosen, and its print is recorded', async () => {
    await using at = await openFieldOffice({ people: 2 });
    const path = OFFICE_PATHS.paper(at.gathering.id, kind);
    const queries = optionsOf(kind).flatMap(([name, option]) =>
      valuesOf(option).map((value) => `?${name}=${value}`),
    );
    for (const query of ['', ...queries]) {
      const { status, headers, bytes } = await at.organise(`${path}${query}`);
      expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
      const { letters } = await readPrinted(bytes);
      const name = PAPERS[kind].name.id;
      expect(letters).toContain(lettersOf(name.toUpperCase()));
      expect(letters).toContain('Angkasementara');
    }
    const { database } = at.office.context;
    const record = database.sqlite
      .prepare("select detail from security_log where act = 'printed' order by no desc")
      .get();
    expect(record?.['detail']).toBe(`${at.gathering.title} · ${PAPERS[kind].name.id}`);
    expect((await at.organise(`${path}?kind=lain`)).status).toBe(200);
  });

  test('is read and planned in a file of its name, which a test imports', () => {
    const file = `#server/papers/${kind}.ts`;
    expect(textOf(file.replace('#', 'src/'))).not.toBe('');
    const folder = new URL('tests/server/', ROOT);
    const testing = readdirSync(folder).filter(
      (name) => name.endsWith('.test.ts') && textOf(`tests/server/${name}`).includes(`'${file}'`),
    );
    expect(testing).not.toEqual([]);
  });

  test('is in the description of the API', () => {
    const { paths } = JSON.parse(textOf('docs/openapi.json')) as { paths: object }; // our own file
    expect(Object.keys(paths)).toContain(OFFICE_PATHS.paper('{id}', kind));
  });
});
