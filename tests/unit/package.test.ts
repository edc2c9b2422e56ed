/** Packages: what a device keeps of a gathering comes whole, or not at all. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import type { Wire } from '#core/codec.ts';
import { LIMITS } from '#core/limits.ts';
import { type Package, encodePackage, parsePackage, readPackage } from '#core/package.ts';
import { defaultPacts } from '#core/pact.ts';
import { plain } from '../../scripts/vectors/files.ts';
import { FIELDS, filled, hex, withField } from '../../scripts/vectors/samples.ts';
import vectors from '../vectors/package.json' with { type: 'json' };

const STATION: Package = {
  gathering: filled(8, 0xa0),
  pacts: defaultPacts(FIELDS),
  matrix: DEFAULT_MATRIX,
  recital: { title: ['IKRAR BERSAMA'], lines: ['Kami berikrar.', 'Satu.'] },
  roster: filled(100, 7),
  invited: [1, 17, 6_400],
};
const PHONE: Package = { ...STATION, roster: null, invited: [] };

test.each([
  ['a station', STATION],
  ['a phone', PHONE],
])('comes back to %s as it went', (_, kept) => {
  expect(parsePackage(encodePackage(kept))).toEqual({ ok: true, value: kept });
});

describe('the vectors', () => {
  test.each(vectors.valid)('of $name are read, and written the same', (vector) => {
    const read = parsePackage(hex(vector.hex));
    assert(read.ok, 'a package');
    expect(plain(read.value)).toEqual(vector.package);
    expect(toHex(encodePackage(read.value))).toBe(vector.hex);
  });

  test.each(vectors.valid)('of $name are whole to a device', (vector) => {
    const read = readPackage(hex(vector.hex));
    expect(read).toEqual({ ok: true, value: { kept: expect.anything(), isWhole: true } });
  });

  test.each(vectors.later)('with $name are read in part', (vector) => {
    expect(parsePackage(hex(vector.hex))).toMatchObject({ fault: { code: 'malformed' } });
    const read = readPackage(hex(vector.hex));
    assert(read.ok, 'a package');
    expect(plain(read.value)).toEqual({ kept: vector.package, isWhole: false });
  });

  test.each(vectors.invalid)('with $name are refused', ({ hex: text, fault }) => {
    expect(parsePackage(hex(text))).toMatchObject({ ok: false, fault: { code: fault } });
  });
});

const lines = (count: number) => Array.from({ length: count }, () => '');

describe('refuses', () => {
  const bytes = encodePackage(STATION);

  test.each<[string, readonly number[], Wire]>([
    ['a later version', [0], 2],
    ['a gathering of 16 bytes', [1], filled(16, 0)],
    ['17 pacts', [2], Array.from({ length: 17 }, () => 0)],
    ['a pact that is none', [2, 0], []],
    ['a pact of version 0', [2, 0, 1], 0],
    ['a pact with a title of numbers', [2, 0, 2], [1]],
    ['a pact with a line too long', [2, 0, 6], ['a'.repeat(2_001)]],
    ['a rule that is none', [3, 0], [0, 9, true]],
    ['a recital without lines', [4], [['IKRAR']]],
    ['a recital with a line too long', [4, 1], ['a'.repeat(401)]],
    ['33 lines of a recital', [4, 1], Array.from({ length: 33 }, () => '')],
    ['a recital with a number', [4, 1], [1]],
    ['a roster as a text', [5], 'roster'],
    ['an invited number as a text', [6], ['17']],
    ['number 0 of the roster', [6], [0]],
  ])('%s', (_, path, value) => {
    expect(parsePackage(withField(bytes, path, value))).toMatchObject({
      ok: false,
      fault: { code: 'malformed' },
    });
  });

  test('more items than a full package has, before they are made', () => {
    const [pact] = STATION.pacts;
    assert(pact !== undefined, 'there are pacts');
    const full: Package = {
      ...STATION,
      pacts: Array.from({ length: 16 }, () => ({
        ...pact,
        title: lines(24),
        identity: lines(24),
        clauses: lines(24),
      })),
      matrix: Array.from({ length: 16 }, () => ({ category: 'asn', pact: null, optional: true })),
      recital: { title: lines(32), lines: lines(32) },
      invited: Array.from({ length: LIMITS.rosterRowsMax }, (_, i) => i + 1),
    };
    const whole = encodePackage(full);
    expect(parsePackage(whole)).toEqual({ ok: true, value: full });
    const more = withField(whole, [1], [0]);
    expect(parsePackage(more)).toMatchObject({ fault: { code: 'too-large' } });
  });

  test('bytes cut off, or more than a package may have', () => {
    expect(parsePackage(bytes.subarray(0, -1)).ok).toBe(false);
    expect(parsePackage(new Uint8Array(LIMITS.packageBytesMax + 1))).toMatchObject({
      fault: { code: 'too-large' },
    });
  });
});
