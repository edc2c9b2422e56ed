/** Spellings that are one name, each case a vector. */
import { describe, expect, it } from 'vitest';
import { coreName, isAlike, normaliseName, queryWords } from '#core/names.ts';
import vectors from '../vectors/names.json' with { type: 'json' };

describe('vectors', () => {
  it.each(vectors.names)('compares $in as $normal', (vector) => {
    expect(normaliseName(vector.in)).toBe(vector.normal);
    expect(coreName(vector.in)).toBe(vector.core);
  });
});

describe('two names are alike', () => {
  it.each([
    ['Sri Wahyuni', 'Sri Wahyuningsih'],
    ['M. Saleh Rauf', 'Muhamad Saleh Rauf, S.E.'],
    ['Sutrisno', 'Sutrismo'],
    ['A', 'A'],
  ])('%s and %s', (a, b) => {
    expect(isAlike(normaliseName(a), normaliseName(b))).toBe(true);
  });

  it.each([
    ['Siti Aminah', 'Rahmat Basri'],
    ['Budi Santoso', 'Bambang Sutejo'],
    ['Siti Aminah', 'Siti Rohani'],
    ['Andi Rahmat', 'Andi Rosmini'],
    ['A', 'B'],
  ])('but not %s and %s', (a, b) => {
    expect(isAlike(normaliseName(a), normaliseName(b))).toBe(false);
  });
});

describe('query', () => {
  it('knows a spelling before it is finished', () => {
    expect(queryWords('Moham', { degrees: 'kept' })).toEqual([['moham', 'muhamad']]);
  });

  it('keeps what may still become a name', () => {
    expect(queryWords('Budira Se', { degrees: 'kept' })).toEqual([['budira'], ['se']]);
    expect(queryWords('Budira SE', { degrees: 'dropped' })).toEqual([['budira']]);
  });

  it('skips a title and joins Nur', () => {
    expect(queryWords('Hj. Nur Ha', { degrees: 'kept' })).toEqual([['nurha']]);
  });

  it('takes a joined Abdul apart as it is typed', () => {
    expect(queryWords('Abdur', { degrees: 'kept' })).toEqual([['abdul']]);
    expect(queryWords('Abdurr', { degrees: 'kept' })).toEqual([['abdul']]);
    expect(queryWords('Abdurra', { degrees: 'kept' })).toEqual([['abdul'], ['ra']]);
    expect(queryWords('Abdulla', { degrees: 'kept' })).toEqual([['abdula']]);
  });

  it('takes Abdul apart as often as somebody leans on the keys', () => {
    const words = queryWords('abdul'.repeat(20_000), { degrees: 'kept' });
    expect(new Set(words.flat())).toEqual(new Set(['abdul']));
  });
});
