/**
 * Yields the figures of one benchmark: `npm run bench -- NAME [--json]`. The rule: `./NAME.ts`
 * exports run(), and a budget that is not held ends the process with a failure.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchTable, printTable } from './table.ts';

const [name = '', ...flags] = process.argv.slice(2);
const path = join(import.meta.dirname, `${name}.ts`);

if (!/^[a-z]+$/.test(name) || !existsSync(path)) {
  console.error('usage: npm run bench -- ingest | keep | find | wire | load [--json]');
  process.exit(2);
}

// A benchmark is named on the command line; what it exports is this folder's own convention.
const bench = (await import(path)) as { readonly run: () => Promise<BenchTable> };
const table = await bench.run();
console.log(flags.includes('--json') ? JSON.stringify(table) : printTable(table));
process.exitCode = table.rows.every(({ ok }) => ok !== false) ? 0 : 1;
