/** The organiser's contract: paths that stay apart, and requests that are refused. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { PATHS, packagePath } from '#core/api.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { OFFICE_PATHS, letterhead, newOrganiser, newProgramme, problem } from '#core/office-api.ts';
import { PAPER_KINDS } from '#core/papers.ts';

const PROGRAMME = {
  title: 'Pakta Integritas Netralitas ASN 2031',
  government: 'Kabupaten Contoh',
  election: 'Pemilihan Contoh',
  year: 2031,
  zone: 'WITA',
  letterhead: { lines: ['PEMERINTAH KABUPATEN CONTOH'], address: '' },
};

test('no two endpoints have one path', () => {
  const { paper, ...others } = OFFICE_PATHS;
  const paths = Object.values(others).map((path) =>
    typeof path === 'string' ? path : path('a', 'b', 'c'),
  );
  const papers = PAPER_KINDS.map((kind) => paper('a', kind));
  const all = [...paths, ...papers, ...Object.values(PATHS), packagePath('a')];
  expect(new Set(all).size).toBe(all.length);
  for (const path of all) expect(path).toMatch(/^\/api\/v1\/[a-z0-9/.-]+$/);
});

describe('a programme', () => {
  test('is made without a matrix, or with one rule for every category', () => {
    expect(v.is(newProgramme, PROGRAMME)).toBe(true);
    expect(v.is(newProgramme, { ...PROGRAMME, matrix: DEFAULT_MATRIX })).toBe(true);
    expect(v.is(newProgramme, { ...PROGRAMME, matrix: DEFAULT_MATRIX.slice(1) })).toBe(false);
  });

  test.each([
    ['a blank title', { title: '  ' }],
    ['a title of 121 letters', { title: 'a'.repeat(121) }],
    ['a year as text', { year: '2031' }],
    ['a zone that Indonesia has not', { zone: 'UTC' }],
    ['five lines of letterhead', { letterhead: { lines: Array(5).fill('a'), address: '' } }],
  ])('is refused with %s', (_, change) => {
    expect(v.is(newProgramme, { ...PROGRAMME, ...change })).toBe(false);
  });
});

describe('an organiser', () => {
  const organiser = { name: 'Rasdiana Palliwang', login: 'kesbangpol', password: 'a'.repeat(12) };

  test('has a login in small letters, however it was typed', () => {
    const parsed = v.parse(newOrganiser, { ...organiser, login: ' Kesbangpol ' });
    expect(parsed.login).toBe('kesbangpol');
  });

  test.each([
    ['a short password', { password: 'a'.repeat(11) }],
    ['a password without end', { password: 'a'.repeat(201) }],
    ['a login with a space', { login: 'kes bangpol' }],
    ['a login of two letters', { login: 'kb' }],
    ['no name', { name: '' }],
  ])('is refused with %s', (_, change) => {
    expect(v.is(newOrganiser, { ...organiser, ...change })).toBe(false);
  });
});

test('a letterhead has lines with something in them', () => {
  expect(v.is(letterhead, { lines: [], address: '' })).toBe(true);
  expect(v.is(letterhead, { lines: [' '], address: '' })).toBe(false);
});

test('a problem names a fault of the closed list', () => {
  const refused = { type: 'urn:ikrar:fault:torn', status: 400, detail: '', request: '9f2c' };
  expect(v.is(problem, { ...refused, title: 'torn' })).toBe(true);
  expect(v.is(problem, { ...refused, title: 'oops' })).toBe(false);
});
