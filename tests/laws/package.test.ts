/** Packages, and the pacts and rules in them: what holds for any gathering. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { CATEGORIES, PACT_CODES, parseRule, ruleOf, wireMatrix } from '#core/category.ts';
import { type Package, encodePackage, parsePackage } from '#core/package.ts';
import { type Pact, pactRef, pactSetDigest } from '#core/pact.ts';
import { readEach } from '#core/reader.ts';
import { digest } from '../../scripts/vectors/key.ts';
import { bytesOf, counts, damaged, textOf } from '../support/core-values.ts';

const lines = fc.array(textOf(400), { maxLength: 4 });

const pact: fc.Arbitrary<Pact> = fc.record({
  code: fc.constantFrom(...PACT_CODES),
  version: counts.map((count) => Math.max(1, count)),
  title: lines,
  opening: textOf(2_000),
  identity: lines,
  promise: textOf(2_000),
  clauses: lines,
  closing: textOf(2_000),
});

const matrix = fc.array(
  fc.record({
    category: fc.constantFrom(...CATEGORIES),
    pact: fc.option(fc.constantFrom(...PACT_CODES)),
    optional: fc.boolean(),
  }),
  { maxLength: 16 },
);

const pactSets = fc.record({ pacts: fc.array(pact, { maxLength: 4 }), matrix });

const packages: fc.Arbitrary<Package> = fc
  .record({
    gathering: bytesOf(8),
    recital: fc.record({ title: lines, lines }),
    roster: fc.option(fc.uint8Array({ maxLength: 100 }).map((bytes) => bytes.slice())),
    invited: fc.array(
      counts.map((count) => Math.max(1, count)),
      { maxLength: 30 },
    ),
  })
  .chain((rest) => pactSets.map((set) => ({ ...rest, ...set })));

test('parsing undoes encoding', () => {
  fc.assert(
    fc.property(packages, (kept) => {
      expect(parsePackage(encodePackage(kept))).toEqual({ ok: true, value: kept });
    }),
  );
});

test('damaged bytes are refused, or are the one form of another package', () => {
  fc.assert(
    fc.property(damaged(packages.map(encodePackage)), (bytes) => {
      const read = parsePackage(bytes);
      if (read.ok) expect(encodePackage(read.value)).toEqual(bytes);
    }),
    { numRuns: 1_000 },
  );
});

test('a category is asked what its first rule says, and without one only to attend', () => {
  fc.assert(
    fc.property(matrix, fc.constantFrom(...CATEGORIES), (rules, category) => {
      const wire = wireMatrix(rules);
      expect(readEach(Array.isArray(wire) ? wire : [], parseRule)).toEqual({
        ok: true,
        value: rules,
      });
      const rule = ruleOf(rules, category);
      expect(rule.category).toBe(category);
      const isTold = rules.some((one) => one.category === category);
      expect(isTold ? rules.includes(rule) : rule.pact === null && rule.optional).toBe(true);
    }),
  );
});

/** Texts that are easily taken for one another: the same letters in other places. */
const alike = fc.constantFrom('', 'a', 'aa');
const alikeLines = fc.array(alike, { maxLength: 2 });
const alikePact: fc.Arbitrary<Pact> = fc.record({
  code: fc.constant('asn'),
  version: fc.constant(1),
  title: alikeLines,
  opening: alike,
  identity: fc.constant([]),
  promise: alike,
  clauses: alikeLines,
  closing: fc.constant(''),
});

test('what is signed against tells any two texts apart, and a QR any two sets of them', async () => {
  await fc.assert(
    fc.asyncProperty(alikePact, alikePact, alikePact, async (one, other, third) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      const [ref, otherRef] = await Promise.all([pactRef(one, digest), pactRef(other, digest)]);
      expect(toHex(ref.digest) === toHex(otherRef.digest)).toBe(isSame);
      const set = await pactSetDigest([one, other, third], [], digest);
      const swapped = await pactSetDigest([other, one, third], [], digest);
      expect(toHex(set) === toHex(swapped)).toBe(isSame);
    }),
    { numRuns: 500 },
  );
});
