/** Writes docs/openapi.json: what the office says of itself, from an office without any data. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { openOffice } from '#server/office.ts';
import { describeOffice } from '#server/http/openapi.ts';
import { takeArguments } from '#server/commands/arguments.ts';

takeArguments({
  command: 'npm run openapi',
  says: 'Writes docs/openapi.json anew.',
  knows: {},
});
const dataFolder = mkdtempSync(join(tmpdir(), 'ikrar-'));
const office = await openOffice({
  dataFolder,
  appFolder: null,
  host: '127.0.0.1',
  port: 0,
  origin: 'https://ikrar.example',
  officeName: 'Ikrar',
  log: false,
});
await office.app.ready();
const path = join(import.meta.dirname, '../docs/openapi.json');
const style = await resolveConfig(path);
writeFileSync(path, await format(describeOffice(office.app), { ...style, parser: 'json' }));
await office.close();
rmSync(dataFolder, { recursive: true });
