/** What holds for every name, whatever is written. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findByName, prepareNames } from '#core/name-index.ts';
import { coreName, normaliseName } from '#core/names.ts';

const PIECES = (
  'Nur|nur|Abd.|Abdu|Abdul|abdurr|Abdullah|latif|ahman|M.|Muh.|a|A.|H.|Hj.|K.H.|St.|ST|S.H.|SH|S.|Sos|sshh|S.Sos.MM|, S.Pd|' +
  "Dr|dr.|oe|tjh|djj|tdj|ch|rr|Budira|Santoro|Haji|ma|M.A.|'|-|\u00e9|,|. |\u00a0"
).split('|');
const written = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ', ' ')), { maxLength: 9 })
    .map((pieces) => pieces.flat().join('')),
  fc.stringMatching(/^[odetjchumanr. ]{0,14}$/),
);

it('normalises a normal name to itself', () => {
  fc.assert(
    fc.property(written, (name) => {
      const once = normaliseName(name);
      expect(normaliseName(once)).toBe(once);
    }),
    { numRuns: 20_000 },
  );
});

it('sorts by a core that has no titles left', () => {
  fc.assert(
    fc.property(written, (name) => {
      const core = coreName(name);
      expect(coreName(core)).toBe(core);
    }),
    { numRuns: 5000 },
  );
});

it('finds everybody by the whole name as written', () => {
  const letters = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
  const name = fc
    .tuple(
      fc.constantFrom('', 'H. ', 'Drs. ', 'Nur ', 'Nur Ach ', 'Muh. ', 'A. ', 'Abd. ', 'Abdur'),
      letters,
      letters,
    )
    .map(([title, first, second]) => `${title}${first} ${second}`);
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 20 }), (all) => {
      const rows = all.map((each) => ({ name: each, birthDate: null, agency: 0 }));
      const index = prepareNames(rows);
      for (const row of rows) {
        expect(findByName(index, row.name, { most: 20 }).rows).toContain(row);
      }
    }),
  );
});
