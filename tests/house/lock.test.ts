/**
 * A lock that a fresh clone can install from: `npm ci` refuses one that does not name every
 * optional build, and a registry without builds for other machines leaves them out in silence.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as v from 'valibot';

const Lock = v.object({
  packages: v.record(
    v.string(),
    v.object({ optionalDependencies: v.optional(v.record(v.string(), v.string())) }),
  ),
});

test('names every optional build of every package', () => {
  const file = join(import.meta.dirname, '../../package-lock.json');
  const { packages } = v.parse(Lock, JSON.parse(readFileSync(file, 'utf8')));
  const isLocked = (path: string, name: string) =>
    [`${path}/node_modules/${name}`, `node_modules/${name}`].some((place) =>
      Object.hasOwn(packages, place),
    );
  const unlocked = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
  );
  expect(unlocked).toEqual([]);
});
