/** The test vectors are those that the code makes today, and their keys seal as RFC 6979 says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { vectorFiles } from '../../scripts/vectors/files.ts';
import { sealRfc6979 } from '../../scripts/vectors/key.ts';
import { hex } from '../../scripts/vectors/samples.ts';

const files = await vectorFiles();

test.each([...files])('%s is up to date (npm run vectors)', (name, text) => {
  expect(readFileSync(join(import.meta.dirname, '../vectors', name), 'utf8')).toBe(text);
});

test('a seal is the one of RFC 6979 A.2.5', () => {
  const key = hex('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721');
  expect(toHex(sealRfc6979(key, new TextEncoder().encode('sample')))).toBe(
    'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716' +
      'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  );
});
