/** The default texts: every place in braces is one that is filled, and each stays readable. */
import { describe, expect, test } from 'vitest';
import { PACT_CODES } from '#core/category.ts';
import { fillText } from '#core/pact.ts';
import { PACT_TEMPLATES, PACT_TEXTS_VERSION, RECITAL_TEMPLATE } from '#core/pact-texts.ts';

const FIELDS = { government: 'Kabupaten Contoh', election: 'Pemilihan Contoh', year: 2031 };

function linesOf(code: (typeof PACT_CODES)[number]): readonly string[] {
  const { title, opening, identity, promise, clauses, closing } = PACT_TEMPLATES[code];
  return [...title, opening, ...identity, promise, ...clauses, closing];
}

const ALL = [
  ...PACT_CODES.map((code) => [code, linesOf(code)] as const),
  ['recital', [...RECITAL_TEMPLATE.title, ...RECITAL_TEMPLATE.lines]] as const,
];

test('are version 1', () => {
  expect(PACT_TEXTS_VERSION).toBe(1);
});

describe.each(ALL)('%s', (_, lines) => {
  test('has no place left empty once filled', () => {
    for (const line of lines) expect(fillText(line, FIELDS)).not.toMatch(/[{}]/);
  });

  test('names the government or the election', () => {
    expect(lines.join(' ')).toMatch(/\{(nama_pemilihan|Kabupaten)\}/);
  });

  test('has no empty line, no space at an end, no double space', () => {
    for (const line of lines) expect(line).toMatch(/^\S+( \S+)*$/);
  });
});

test.each(PACT_CODES)('%s names nobody and no party: it is signed by all', (code) => {
  const { identity, clauses } = PACT_TEMPLATES[code];
  expect(identity[0]).toBe('Nama');
  expect(clauses.length).toBeGreaterThanOrEqual(3);
  expect(new Set(clauses).size).toBe(clauses.length);
});
