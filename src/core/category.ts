/**
 * Categories of signatories, and the matrix of a programme: who attends, who signs which pact.
 * Attending is not signing: guests may only attend.
 */
import type { Wire } from './codec.ts';
import { type Result, bad, good } from './fault.ts';
import { readArray } from './reader.ts';

/** The categories, in the order of their number on the wire. */
export const CATEGORIES = ['asn', 'nonasn', 'kades', 'perdes', 'forko', 'guest'] as const;

/** What kind of signatory someone is. */
export type Category = (typeof CATEGORIES)[number];

/** The pacts a category can be asked to sign, in the order of their number on the wire. */
export const PACT_CODES = ['asn', 'nonasn', 'desa', 'dukungan'] as const;

/** Which pact. */
export type PactCode = (typeof PACT_CODES)[number];

/** What is asked of one category. A pact that is null means: attends only. */
export interface CategoryRule {
  readonly category: Category;
  readonly pact: PactCode | null;
  readonly optional: boolean;
}

/** One rule for every category, in the order of CATEGORIES. */
export type CategoryMatrix = readonly CategoryRule[];

/** A rule as a device reads it: a pact that is not known here is on no device of this version. */
export interface ReadRule extends Omit<CategoryRule, 'pact'> {
  readonly pact: PactCode | 'unknown' | null;
}

/** The matrix of a neutrality pact: leaders may add their support, guests only attend. */
export const DEFAULT_MATRIX: CategoryMatrix = [
  { category: 'asn', pact: 'asn', optional: false },
  { category: 'nonasn', pact: 'nonasn', optional: false },
  { category: 'kades', pact: 'desa', optional: false },
  { category: 'perdes', pact: 'desa', optional: false },
  { category: 'forko', pact: 'dukungan', optional: true },
  { category: 'guest', pact: null, optional: true },
];

/** What the matrix asks of a category. */
export function ruleOf<R extends ReadRule>(
  matrix: readonly R[],
  category: Category,
): R | CategoryRule {
  return (
    matrix.find((rule) => rule.category === category) ?? { category, pact: null, optional: true }
  );
}

/** The number of a category on the wire. */
export function categoryNumber(category: Category): number {
  return CATEGORIES.indexOf(category);
}

/** The category of a wire number; null when there is none such. */
export function categoryOf(number: number): Category | null {
  return CATEGORIES[number] ?? null;
}

/** A rule as [category, pact + 1 or 0, optional]. */
export function wireMatrix(matrix: CategoryMatrix): Wire {
  return matrix.map(({ category, pact, optional }) => [
    categoryNumber(category),
    pact === null ? 0 : PACT_CODES.indexOf(pact) + 1,
    optional,
  ]);
}

/** The rule of a wire value, of the categories and pacts above. */
export function parseRule(value: Wire): Result<CategoryRule> {
  const rule = readRule(value);
  if (!rule.ok) return rule;
  const { category, pact = 'unknown', optional = false } = rule.value ?? {};
  if (category === undefined || pact === 'unknown') return bad('malformed', 'category rule');
  return good({ category, pact, optional });
}

/** The rule of a wire value, as a device reads it; null for a category that is not known here. */
export function readRule(value: Wire): Result<ReadRule | null> {
  const reader = readArray(value, 'category rule');
  const category = categoryOf(reader.int('category'));
  const place = reader.int('pact');
  const pact: ReadRule['pact'] = place === 0 ? null : (PACT_CODES[place - 1] ?? 'unknown');
  const rule = reader.end({ pact, optional: reader.flag('optional') });
  if (!rule.ok) return rule;
  return good(category === null ? null : { category, ...rule.value });
}
