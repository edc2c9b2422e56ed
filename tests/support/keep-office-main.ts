/** `npm run skew -- --database`: keeps the office of the present schema, once. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeptOffice } from './kept-office.ts';

const FOLDER = join(import.meta.dirname, '../skew/databases');

const { version, database, told } = await makeKeptOffice();
const path = join(FOLDER, String(version));
if (existsSync(`${path}.sqlite.gz`)) {
  throw new Error(`schema ${version} is kept already, and what is kept is never changed`);
}
writeFileSync(`${path}.sqlite.gz`, database);
writeFileSync(`${path}.json`, `${JSON.stringify(told, null, 1)}\n`);
process.stdout.write(`${path}.sqlite.gz: ${database.length} bytes\n`);
process.exit();
