/** Finding people by what they type: part of a name, an initial, a birth date. */
import { describe, expect, it } from 'vitest';
import {
  type Findable,
  findByBirthDate,
  findByName,
  prepareNames,
  wordsWithin,
} from '#core/name-index.ts';

const person = (name: string, birthDate: string | null = null, agency = 0): Findable => ({
  name,
  birthDate,
  agency,
});

const ROWS = [
  person('Budira Santoro, S.Sos.', '1976-07-22', 1),
  person('Drs. H. Santoro Budira', '1976-07-22', 2),
  person('BUDIRA SETIANA SE', '1980-07-22', 2),
  person('A.Calo', '1969-01-05', 1),
  person('Andi Calorina', null, 2),
  person('Muhammad Nur Hayadi', '1976-07-23', 3),
  person('Moh. Nurhayadi, S.Pd', '1991-12-01', 4),
  person('St. Aminara', '1991-12-01', 5),
  person('Sitti Aminara', '1991-12-02', 6),
];
const INDEX = prepareNames(ROWS);

const names = (query: string) =>
  findByName(INDEX, query, { most: 12 }).rows.map(({ name }) => name);

const within = (query: string, ...agencies: readonly number[]) =>
  findByName(INDEX, query, {
    most: 12,
    among: wordsWithin(INDEX, new Set(agencies)),
  }).rows.map(({ name }) => name);

const born = (query: string) =>
  findByBirthDate(INDEX, query, { most: 12 }).rows.map(({ name }) => name);

describe('findByName', () => {
  it.each(['', ' ', 'b', 'B.', '.,', 'h'])('finds nobody for %j', (query) => {
    expect(findByName(INDEX, query, { most: 12 })).toEqual({ rows: [], total: 0 });
  });

  it('puts names that begin with the query first', () => {
    expect(names('budira')).toEqual([
      'Budira Santoro, S.Sos.',
      'BUDIRA SETIANA SE',
      'Drs. H. Santoro Budira',
    ]);
  });

  it('takes the words in any order', () => {
    expect(names('santoro bud')).toEqual(['Drs. H. Santoro Budira', 'Budira Santoro, S.Sos.']);
  });

  it('finds within agencies by the same rules, and from one letter on', () => {
    expect(within('andi calo', 1)).toEqual(['A.Calo']);
    expect(within('hayadi', 3, 5)).toEqual(['Muhammad Nur Hayadi']);
    expect(within('s', 1, 5)).toEqual(['St. Aminara', 'Budira Santoro, S.Sos.']);
    expect(within('', 1)).toEqual([]);
  });

  it.each(['abdurrahmanu', 'Abdul Rahmanu', 'abd. rahm', 'abdurra', 'rahmanu'])(
    'finds every spelling of Abdul for %j',
    (query) => {
      const spellings = ['Abd. Rahmanu', 'Abdul Rahmanu', 'H. Abdurrahmanu, S.E.'];
      const index = prepareNames([...spellings, 'Abdullah Amiru'].map((name) => person(name)));
      const found = findByName(index, query, { most: 12 }).rows.map(({ name }) => name);
      expect(found.toSorted()).toEqual(spellings);
    },
  );

  it('reads an initial on either side', () => {
    expect(names('andi calo')).toEqual(['Andi Calorina', 'A.Calo']);
    expect(names('a calo')).toEqual(['A.Calo', 'Andi Calorina']);
    expect(names('a.calo')).toEqual(['A.Calo', 'Andi Calorina']);
  });

  it('puts a match through an initial last', () => {
    expect(names('calo andi')).toEqual(['Andi Calorina', 'A.Calo']);
  });

  it('does not take an initial for a whole name', () => {
    expect(names('ahmad')).toEqual([]);
  });

  it.each(['moh nurh', 'Muhammad Nurhayadi', 'muh. nur hay', 'hayadi', 'mohamm nur'])(
    'finds both spellings of one name for %j',
    (query) => {
      expect(names(query).toSorted()).toEqual(['Moh. Nurhayadi, S.Pd', 'Muhammad Nur Hayadi']);
    },
  );

  it.each(['siti amin', 'st. aminara', 'Hj. Sitti Aminara, S.Pd.'])(
    'finds Sitti for %j',
    (query) => {
      expect(names(query)).toHaveLength(2);
    },
  );

  it('finds a name typed with a degree written apart', () => {
    expect(names('Budira Santoro S.Sos')).toContain('Budira Santoro, S.Sos.');
    expect(names('budira setiana SE')).toEqual(['BUDIRA SETIANA SE']);
  });

  it('takes the end of a query for a name first, then for a degree', () => {
    expect(names('budira se')).toEqual([
      'BUDIRA SETIANA SE',
      'Budira Santoro, S.Sos.',
      'Drs. H. Santoro Budira',
    ]);
  });

  it('answers no more than asked, and says how many there are', () => {
    const found = findByName(INDEX, 'budira', { most: 1 });
    expect(found.rows).toEqual([ROWS[0]]);
    expect(found.total).toBe(3);
  });

  it('answers the rows it was given', () => {
    expect(findByName(INDEX, 'calorina', { most: 1 }).rows[0]).toBe(ROWS[4]);
  });

  it('survives a query of any length', () => {
    expect(names('budira '.repeat(1000))).toContain('Budira Santoro, S.Sos.');
  });

  it('finds nobody in an empty roster', () => {
    expect(findByName(prepareNames([]), 'budira', { most: 12 }).total).toBe(0);
  });
});

describe('findByBirthDate', () => {
  it('finds those born on the day', () => {
    expect(born('22071976')).toEqual(['Budira Santoro, S.Sos.', 'Drs. H. Santoro Budira']);
    expect(born('22-07-1976')).toEqual(born('22071976'));
  });

  it('narrows as digits are typed', () => {
    expect(born('2207')).toHaveLength(3);
    expect(born('220719')).toHaveLength(3);
    expect(born('2207198')).toEqual(['BUDIRA SETIANA SE']);
  });

  it.each(['', '2', '22', '220', '22071975', '220719760', 'abcd'])(
    'finds nobody for %j',
    (query) => {
      expect(born(query)).toEqual([]);
    },
  );
});

it('offers the normalised names for a fuzzy search, in the order of the rows', () => {
  expect(INDEX.haystack[5]).toBe('muhamad nurhayadi');
  expect(INDEX.haystack).toHaveLength(ROWS.length);
});
