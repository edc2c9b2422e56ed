/** docs/DATABASE.md names every table, and the files that write it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SERVER = join(ROOT, 'src/server');

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The tables that the types name; those that only SQL names would be missing, too. */
function tablesOf(): readonly string[] {
  const schema = read(join(SERVER, 'db/schema.ts'));
  const body = schema.slice(schema.indexOf('interface Tables {'), schema.indexOf('export type'));
  const typed = [...body.matchAll(/^ {2}(\w+): \{/gm)].map(([, name]) => name ?? '');
  const migrations = globSync('db/migrations/*.ts', { cwd: SERVER }).map((path) =>
    read(join(SERVER, path)),
  );
  const made = migrations
    .flatMap((sql) => [...sql.matchAll(/create table (\w+)/g)])
    .map(([, name]) => name ?? '');
  return [...new Set([...typed, ...made])].toSorted();
}

/** The files outside the migrations that write a table, without their endings. */
function writersOf(table: string): readonly string[] {
  const writes = new RegExp(
    `(insert (or \\w+ )?into|update|delete from)\\s+${table}\\b` +
      `|(insertInto|updateTable|deleteFrom)\\('${table}'`,
  );
  return globSync('**/*.ts', { cwd: SERVER })
    .filter((path) => !path.includes('migrations') && writes.test(read(join(SERVER, path))))
    .map((path) => path.replaceAll('\\', '/').replace(/\.ts$/, ''))
    .toSorted();
}

test('docs/DATABASE.md names every table with the files that write it, and no other', () => {
  const page = read(join(ROOT, 'docs/DATABASE.md'));
  const rows = [...page.matchAll(/^\| `(\w+)` +\|.*\| ([^|]*?) +\|$/gm)];
  const told = rows.map(([, table, writers = '']) => [
    table,
    [...writers.matchAll(/`([^`]+)`/g)].map(([, writer]) => writer),
  ]);
  const tables = tablesOf();
  expect(tables.length).toBeGreaterThan(20);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(tables.map((table) => [table, writersOf(table)])),
  );
  for (const table of tables) expect(page).toMatch(new RegExp(`\\b${table} [|}o]|\`${table}\``));
});
