/**
 * A short run of every decoder, the same each time, and that the fuzzer sees what it is
 * there for: `npm run fuzz` runs millions.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Bytes, equalBytes } from '#core/bytes.ts';
import { decode, encode } from '#core/codec.ts';
import { BYTE_DECODERS } from './decoders.ts';
import { editBytes } from './edits.ts';
import { type Reading, decoderOf, fuzz } from './fuzz.ts';
import { TEXT_DECODERS } from './text-decoders.ts';

const RUN = { seed: 1, from: 0, count: 600 };

test.for([...BYTE_DECODERS, ...TEXT_DECODERS])(
  '$name refuses, or reads what has one form',
  async (decoder) => {
    const { accepted, inputs, findings } = await fuzz(decoder, RUN);
    expect(findings).toEqual([]);
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(inputs);
  },
);

function textsIn(folder: string): readonly string[] {
  return globSync('*.ts', { cwd: folder }).map((name) => readFileSync(join(folder, name), 'utf8'));
}

test('no decoder of core is left out', () => {
  const core = textsIn(join(import.meta.dirname, '../../src/core'));
  const all = [...core, ...textsIn(import.meta.dirname)].join('\n');
  const declared = core.join('\n').matchAll(/^export (?:async )?function ((?:parse|decode)\w*)/gm);
  const names = Array.from(declared, ([, name = '']) => name);
  expect(names.length).toBeGreaterThan(15);
  // Each is named where it is fuzzed, or called by another that is.
  const isUsed = (name: string) => new RegExp(`(?<!function )\\b${name}\\b(?=[(),])`).test(all);
  expect(names.filter((name) => !isUsed(name))).toEqual([]);
});

test('the same seed gives the same inputs, and another seed others', () => {
  for (const decoder of [...BYTE_DECODERS, ...TEXT_DECODERS]) {
    const { input } = decoder.at(7, 5_000);
    expect(decoder.at(7, 5_000).input).toEqual(input);
  }
  const [codec] = BYTE_DECODERS;
  const inputs = (seed: number) =>
    Array.from({ length: 50 }, (_, i) => codec?.at(seed, 1_000 + i).input);
  expect(inputs(1)).not.toEqual(inputs(2));
});

/** A decoder of two numbers that is right, but for what is planted in it. */
function planted(fault: (bytes: Bytes, reading: Reading) => Reading) {
  return decoderOf({
    name: 'planted',
    seeds: [encode([1, 2]), encode([300, 7])],
    floods: [],
    edit: editBytes,
    read(bytes: Bytes) {
      const read = decode(bytes, { bytesMax: 64 });
      return fault(
        bytes,
        read.ok && equalBytes(encode(read.value), bytes) ? 'accepted' : 'refused',
      );
    },
  });
}

const LONG = Uint8Array.of(0x82, 0x18);

test.each([
  ['nothing', (_: Bytes, reading: Reading): Reading => reading, []],
  [
    'crash',
    (bytes: Bytes, reading: Reading): Reading => {
      if (bytes[0] === 0x81) throw new RangeError('planted');
      return reading;
    },
    ['crash'],
  ],
  [
    'not canonical',
    (bytes: Bytes, reading: Reading): Reading =>
      equalBytes(bytes.subarray(0, 2), LONG) ? 'not canonical' : reading,
    ['not canonical'],
  ],
  [
    'input changed',
    (bytes: Bytes, reading: Reading): Reading => {
      if (reading === 'refused' && bytes.length > 4) bytes[4] = 0x2a;
      return reading;
    },
    ['input changed'],
  ],
  [
    'slow',
    (bytes: Bytes, reading: Reading): Reading => {
      const startUs = process.threadCpuUsage().user;
      const spendUs = bytes.length === 9 ? 520_000 : 0;
      while (process.threadCpuUsage().user - startUs < spendUs);
      return reading;
    },
    ['slow'],
  ],
] as const)('sees %s', async (what, fault, seen) => {
  const run = { seed: 1, from: 0, count: what === 'slow' ? 40 : 2_000 };
  const { findings } = await fuzz(planted(fault), run);
  expect([...new Set(findings.map((finding) => finding.what))]).toEqual(seen);
});
