/**
 * The name of this build: the version and a digest of what it is made of. The same sources
 * give the same name on every machine, so an entry's build can be found again.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const INPUTS = [
  'index.html',
  'package-lock.json',
  'public/**/*',
  'src/{app,core,device,sw}/**/*',
  'src/main.tsx',
];
const DIGEST_CHARS = 8;

/** For example `0.1.0+3f9a1c02`. */
export function buildId(root: string): string {
  const digest = createHash('sha256');
  const files = globSync(INPUTS, { cwd: root, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  for (const path of paths) digest.update(path.slice(root.length)).update(readFileSync(path));
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { version } = v.parse(v.object({ version: v.string() }), manifest);
  return `${version}+${digest.digest('hex').slice(0, DIGEST_CHARS)}`;
}
