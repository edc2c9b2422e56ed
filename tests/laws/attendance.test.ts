/** Attendance: the same facts give the same lists and counts, in any order and however often. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ABSENT,
  type Countable,
  NO_DELTA,
  type SigningFact,
  type TurnoutDelta,
  addDelta,
  countStanding,
  foldAttendance,
  foldStanding,
  foldTurnout,
} from '#core/attendance.ts';
import { toHex } from '#core/bytes.ts';
import { CATEGORIES } from '#core/category.ts';

const SIGNATORIES = ['n:1', 'n:2', 'n:3', 'n:4', 'n:5', 'w:1', 'w:2'];

const facts: fc.Arbitrary<readonly SigningFact[]> = fc
  .array(
    fc.record({
      signatory: fc.constantFrom(...SIGNATORIES),
      grade: fc.constantFrom('station', 'phone'),
      timeMs: fc.nat(5),
      wallMs: fc.nat(5),
      attended: fc.boolean(),
      signed: fc.boolean(),
      doubted: fc.boolean(),
      revoked: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map((fact, i) => ({
      ...fact,
      digest: new Uint8Array(32).fill(i),
      journal: new Uint8Array(16),
    })),
  );

/** The facts in another order, some of them more than once. */
const retold = facts.chain((all) =>
  fc.record({
    told: fc.constant(all),
    again: fc
      .tuple(fc.shuffledSubarray([...all], { minLength: all.length }), fc.subarray([...all]))
      .map(([shuffled, repeated]) => [...repeated, ...shuffled, ...repeated]),
  }),
);

const people: fc.Arbitrary<readonly Countable[]> = fc.tuple(
  ...SIGNATORIES.map((signatory) =>
    fc.record({
      signatory: fc.constant(signatory),
      agency: fc.nat(2),
      category: fc.constantFrom(...CATEGORIES.slice(0, 3)),
      expected: signatory.startsWith('n') ? fc.boolean() : fc.constant(false),
    }),
  ),
);

test('attendance is the same in any order, with any repeats', () => {
  fc.assert(
    fc.property(retold, ({ told, again }) => {
      expect(foldAttendance(again)).toEqual(foldAttendance(told));
    }),
    { numRuns: 500 },
  );
});

test('one person stands on one entry, and every other valid one is shown', () => {
  fc.assert(
    fc.property(facts, (all) => {
      for (const [signatory, standing] of foldAttendance(all)) {
        const valid = all.filter(
          (fact) => fact.signatory === signatory && !fact.doubted && !fact.revoked,
        );
        const shown = [standing.counted, ...standing.others].flatMap((fact) => fact ?? []);
        expect(shown).toHaveLength(valid.length);
        expect(new Set(shown.map(({ digest }) => toHex(digest)))).toEqual(
          new Set(valid.map(({ digest }) => toHex(digest))),
        );
        expect(standing.signed).toBe(valid.some(({ signed }) => signed));
        expect(standing.attended).toBe(valid.some(({ attended }) => attended));
        if (valid.length === 0) expect(standing).toEqual(ABSENT);
      }
    }),
  );
});

test('what a phone says never takes the place of what a desk has, nor changes who came', () => {
  fc.assert(
    fc.property(facts, (all) => {
      const desks = all.filter(({ grade }) => grade === 'station');
      for (const [signatory, standing] of foldAttendance(desks)) {
        const both = foldAttendance(all).get(signatory);
        if (standing.signed) expect(both?.counted).toBe(standing.counted);
        if (standing.counted !== null) expect(both?.counted).not.toBeNull();
      }
    }),
    { numRuns: 500 },
  );
});

/** Counts one person after another, the slow and obvious way. */
function recount(roster: readonly Countable[], all: readonly SigningFact[]) {
  const valid = (signatory: string, act: 'attended' | 'signed'): boolean =>
    all.some((one) => one.signatory === signatory && !one.doubted && !one.revoked && one[act]);
  const groups = new Set(roster.map(({ agency, category }) => `${agency}/${category}`));
  return [...groups].toSorted().flatMap((group) => {
    const members = roster.filter(({ agency, category }) => `${agency}/${category}` === group);
    const [first] = members;
    if (first === undefined) return [];
    const count = (isExpected: boolean, act?: 'attended' | 'signed'): number =>
      members.filter(
        ({ expected, signatory }) =>
          expected === isExpected && (act === undefined || valid(signatory, act)),
      ).length;
    const counted = {
      agency: first.agency,
      category: first.category,
      expected: count(true),
      attended: count(true, 'attended'),
      signed: count(true, 'signed'),
      extraAttended: count(false, 'attended'),
      extraSigned: count(false, 'signed'),
    };
    return counted.expected + counted.extraAttended + counted.extraSigned > 0 ? [counted] : [];
  });
}

test('turnout is what counting one after another gives', () => {
  fc.assert(
    fc.property(people, facts, (roster, all) => {
      expect(foldTurnout(roster, foldAttendance(all))).toEqual(recount(roster, all));
    }),
    { numRuns: 500 },
  );
});

test('turnout moved entry by entry is turnout folded at the end', () => {
  fc.assert(
    fc.property(people, retold, (roster, { again }) => {
      const moved = new Map<string, TurnoutDelta>();
      const arrived = new Map<string, SigningFact>();
      for (const fact of again) {
        const person = roster.find(({ signatory }) => signatory === fact.signatory);
        if (person === undefined) continue;
        const standing = () =>
          foldStanding([...arrived.values()].filter((one) => one.signatory === fact.signatory));
        const before = countStanding(person.expected, standing());
        arrived.set(toHex(fact.digest), fact);
        const delta = addDelta(countStanding(person.expected, standing()), before, -1);
        const group = `${person.agency}/${person.category}`;
        moved.set(group, addDelta(moved.get(group) ?? NO_DELTA, delta));
      }
      for (const count of foldTurnout(roster, foldAttendance(again))) {
        const { agency, category, expected: _, ...counts } = count;
        expect(moved.get(`${agency}/${category}`) ?? NO_DELTA).toEqual(counts);
      }
    }),
    { numRuns: 300 },
  );
});
