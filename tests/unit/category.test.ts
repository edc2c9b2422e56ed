/** Categories: who attends, who signs which pact, and their numbers on the wire. */
import { describe, expect, test } from 'vitest';
import {
  CATEGORIES,
  DEFAULT_MATRIX,
  PACT_CODES,
  categoryNumber,
  categoryOf,
  parseRule,
  ruleOf,
  wireMatrix,
} from '#core/category.ts';
import type { Wire } from '#core/codec.ts';

test('keeps the number of every category and pact: entries hold them', () => {
  expect(CATEGORIES).toEqual(['asn', 'nonasn', 'kades', 'perdes', 'forko', 'guest']);
  expect(PACT_CODES).toEqual(['asn', 'nonasn', 'desa', 'dukungan']);
  expect(CATEGORIES.map(categoryNumber)).toEqual([0, 1, 2, 3, 4, 5]);
  expect([0, 5, 6, -1, 0.5].map(categoryOf)).toEqual(['asn', 'guest', null, null, null]);
});

describe('the matrix', () => {
  test('has one rule for every category, in their order', () => {
    expect(DEFAULT_MATRIX.map((rule) => rule.category)).toEqual(CATEGORIES);
  });

  test('asks a guest to attend, and never to sign', () => {
    expect(ruleOf(DEFAULT_MATRIX, 'guest').pact).toBeNull();
    expect(ruleOf(DEFAULT_MATRIX, 'kades').pact).toBe('desa');
    expect(ruleOf(DEFAULT_MATRIX, 'forko')).toMatchObject({ pact: 'dukungan', optional: true });
  });

  test('asks nothing of a category it does not name', () => {
    expect(ruleOf([], 'asn')).toEqual({ category: 'asn', pact: null, optional: true });
  });

  test('comes back from the wire as it went', () => {
    const wire = wireMatrix(DEFAULT_MATRIX);
    const rules = (Array.isArray(wire) ? wire : []).map((rule: Wire) => parseRule(rule));
    expect(rules).toEqual(DEFAULT_MATRIX.map((value) => ({ ok: true, value })));
    expect(wire).toEqual([
      [0, 1, false],
      [1, 2, false],
      [2, 3, false],
      [3, 3, false],
      [4, 4, true],
      [5, 0, true],
    ]);
  });

  test.each<[string, Wire]>([
    ['a category that is not known', [6, 0, true]],
    ['a pact that is not known', [0, 5, true]],
    ['a number for optional', [0, 1, 1]],
    ['a field too many', [0, 1, true, 0]],
    ['no array', 'asn'],
  ])('refuses a rule with %s', (_, wire) => {
    expect(parseRule(wire)).toMatchObject({ ok: false, fault: { code: 'malformed' } });
  });
});
