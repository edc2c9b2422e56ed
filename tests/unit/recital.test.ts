/** The text of a recital: an entry names it by the digest of its bytes, and of nothing else. */
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { recitalDigest } from '#core/recital.ts';
import { digest } from '../../scripts/vectors/key.ts';

const TEXT = { title: ['IKRAR BERSAMA'], lines: ['Kami berikrar.', 'Satu.'] };

test('a text is named by the digest of its title and lines', async () => {
  // Of 82 81 6d "IKRAR BERSAMA" 82 6e "Kami berikrar." 65 "Satu.", made without this code.
  expect(toHex(await recitalDigest(TEXT, digest))).toBe(
    '2a47789a70820b57b442b16af3dc9bfcf2c057361fc31020acc591474e19c528',
  );
  const joined = { title: [], lines: [...TEXT.title, ...TEXT.lines] };
  expect(await recitalDigest(joined, digest)).not.toEqual(await recitalDigest(TEXT, digest));
});
