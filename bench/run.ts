/**
 * The figures of one benchmark: `npm run bench -- NAME [--json]`. The rule: `./NAME.ts`
 * exports run(), and a budget that is not held ends the process with a failure.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeArguments } from '#server/commands/arguments.ts';
import { type BenchTable, printTable } from './table.ts';

const { said, words } = takeArguments({
  command: 'npm run bench',
  says: 'Measures one thing, and holds it against its budget.',
  knows: { json: { says: 'the figures as JSON' } },
  word: { name: 'name', says: 'ingest, keep, find, wire or load' },
});
const [name = ''] = words;
const path = join(import.meta.dirname, `${name}.ts`);

if (!/^[a-z]+$/.test(name) || !existsSync(path)) {
  console.error(`There is no benchmark '${name}': npm run bench -- --help names them.`);
  process.exit(2);
}

// A benchmark is named on the command line; what it exports is this folder's own convention.
const bench = (await import(path)) as { readonly run: () => Promise<BenchTable> };
const table = await bench.run();
console.log(said.json === true ? JSON.stringify(table) : printTable(table));
process.exitCode = table.rows.every(({ ok }) => ok !== false) ? 0 : 1;
