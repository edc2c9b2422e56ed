/** The roster: what holds for anybody who is expected, and for any bytes. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { CATEGORIES } from '#core/category.ts';
import { type NumberKind, birthDateOf } from '#core/identity.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type Agency,
  type Roster,
  AGENCY_KINDS,
  decodeRoster,
  encodeRoster,
  pathOf,
} from '#core/roster.ts';
import { damaged, textOf } from '../support/core-values.ts';

const lineOf = (charsMax: number) => textOf(charsMax).map((text) => text.replaceAll('\n', ' '));
const filledLineOf = (charsMax: number) => lineOf(charsMax).filter((text) => text !== '');

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const numbered = fc.oneof(
  fc.tuple(fc.constantFrom<NumberKind>('nip', 'nipppk'), digits(18)),
  fc.tuple(fc.constant<NumberKind>('nip'), fc.constant('197607222001122901')),
  fc.tuple(fc.constant<NumberKind>('nik'), digits(4)),
  fc.tuple(fc.constantFrom<NumberKind>('nrp', 'other'), filledLineOf(LIMITS.numberCharsMax)),
  fc.tuple(fc.constant<NumberKind>('none'), fc.constant('')),
);

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** A few texts again and again, as offices have ranks and positions. */
const repeated = fc.oneof(fc.constantFrom('', 'Pembina, IV/a', 'Staf'), lineOf(60));

const order = fc.oneof(fc.nat(300), fc.maxSafeNat());

/** A tree: each agency stands below one named before it or after it, never below itself. */
const agencies: fc.Arbitrary<readonly Agency[]> = fc
  .array(
    fc.record({
      name: filledLineOf(LIMITS.unitCharsMax),
      short: fc.option(filledLineOf(LIMITS.unitCharsMax)),
      kind: fc.constantFrom(...AGENCY_KINDS),
      above: fc.option(fc.nat()),
    }),
    { minLength: 1, maxLength: LIMITS.agencyDepthMax },
  )
  .chain((all) =>
    fc.boolean().map((isUpsideDown) =>
      all.map(({ name, short, kind, above }, no): Agency => {
        const room = isUpsideDown ? all.length - 1 - no : no;
        const place = above === null || room === 0 ? null : above % room;
        const parent = place === null ? null : isUpsideDown ? no + 1 + place : place;
        return { no, name, shortName: short ?? name, kind, parent };
      }),
    ),
  );

const rosters: fc.Arbitrary<Roster> = agencies.chain((all) => {
  const person = fc.record({
    no: fc.oneof(
      fc.integer({ min: 1, max: 50 }),
      fc.maxSafeNat().map((no) => Math.max(1, no)),
    ),
    name: filledLineOf(LIMITS.nameCharsMax),
    numbered,
    born: fc.oneof(fc.constant(null), fc.constant('as numbered' as const), day),
    rank: repeated,
    position: repeated,
    agency: fc.nat(all.length - 1),
    category: fc.constantFrom(...CATEGORIES),
    order,
  });
  return fc.record({
    programme: textOf(LIMITS.titleCharsMax),
    agencies: fc.constant(all),
    rows: fc.uniqueArray(person, { selector: ({ no }) => no, maxLength: 12 }).map((people) =>
      people.map(({ numbered: [numberKind, number], born, ...rest }) => ({
        ...rest,
        numberKind,
        number,
        birthDate: born === 'as numbered' ? birthDateOf({ kind: numberKind, text: number }) : born,
      })),
    ),
  });
});

test('decoding undoes encoding', () => {
  fc.assert(
    fc.property(rosters, (roster) => {
      expect(decodeRoster(encodeRoster(roster))).toEqual({ ok: true, value: roster });
    }),
    { numRuns: 500 },
  );
});

test('damaged bytes are refused, or are the one form of another roster', () => {
  fc.assert(
    fc.property(damaged(rosters.map(encodeRoster)), (bytes) => {
      const read = decodeRoster(bytes);
      if (!read.ok) return;
      expect(toHex(encodeRoster(read.value))).toBe(toHex(bytes));
      for (const { no } of read.value.agencies) {
        expect(pathOf(read.value.agencies, no).at(-1)?.parent).toBeNull();
      }
      for (const { agency } of read.value.rows) {
        expect(read.value.agencies[agency]?.no).toBe(agency);
      }
    }),
    { numRuns: 2_000 },
  );
});
