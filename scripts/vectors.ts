/** Writes the test vectors of core anew: `npm run vectors`. A test says when that is due. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeArguments } from '#server/commands/arguments.ts';
import { vectorFiles } from './vectors/files.ts';

takeArguments({ command: 'npm run vectors', says: 'Writes tests/vectors anew.', knows: {} });
const FOLDER = join(import.meta.dirname, '../tests/vectors');

for (const [name, text] of await vectorFiles()) {
  writeFileSync(join(FOLDER, name), text);
  console.log(`tests/vectors/${name} ${text.length}`);
}
