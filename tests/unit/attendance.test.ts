/** Attendance: the earliest valid entry counts, and a doubted or revoked one for nobody. */
import { describe, expect, test } from 'vitest';
import {
  ABSENT,
  NO_DELTA,
  type SigningFact,
  addDelta,
  countStanding,
  foldAttendance,
  foldStanding,
  foldTurnout,
} from '#core/attendance.ts';

const id = (n: number) => new Uint8Array(16).fill(n);

function fact(n: number, change: Partial<SigningFact> = {}): SigningFact {
  return {
    entry: id(n),
    signatory: 'n:1',
    wallMs: n * 1_000,
    attended: true,
    signed: true,
    doubted: false,
    revoked: false,
    ...change,
  };
}

describe('the standing of one person', () => {
  test('is absent without a valid entry', () => {
    expect(foldStanding([])).toEqual(ABSENT);
    expect(foldStanding([fact(1, { doubted: true }), fact(2, { revoked: true })])).toEqual(ABSENT);
  });

  test('counts the earliest, and shows the others in their order', () => {
    expect(foldStanding([fact(3), fact(1), fact(2)])).toEqual({
      attended: true,
      signed: true,
      counted: id(1),
      others: [id(2), id(3)],
    });
  });

  test('counts the earliest that signed before an earlier that only attended', () => {
    const standing = foldStanding([fact(1, { signed: false }), fact(2), fact(3)]);
    expect(standing).toEqual({
      attended: true,
      signed: true,
      counted: id(2),
      others: [id(1), id(3)],
    });
  });

  test('joins attending in one entry and signing in another', () => {
    const attended = fact(1, { signed: false });
    const signed = fact(2, { attended: false });
    expect(foldStanding([attended, signed])).toMatchObject({ attended: true, signed: true });
    expect(foldStanding([attended])).toMatchObject({ attended: true, signed: false });
    expect(foldStanding([signed])).toMatchObject({ attended: false, signed: true });
  });

  test('goes to the next when the earliest is revoked', () => {
    expect(foldStanding([fact(1, { revoked: true }), fact(2)])).toMatchObject({
      counted: id(2),
      others: [],
    });
  });

  test('decides between equal times by the id', () => {
    const [a, b] = [fact(1, { wallMs: 5 }), fact(2, { wallMs: 5 })];
    expect(foldStanding([b, a]).counted).toEqual(id(1));
    expect(foldStanding([a, b]).counted).toEqual(id(1));
  });
});

test('folds a gathering by signatory, and a repeated fact once', () => {
  const facts = [fact(1), fact(2, { signatory: 'w:02' }), fact(1), fact(3)];
  const standings = foldAttendance(facts);
  expect([...standings.keys()].toSorted()).toEqual(['n:1', 'w:02']);
  expect(standings.get('n:1')).toMatchObject({ counted: id(1), others: [id(3)] });
});

describe('turnout', () => {
  const people = [
    { signatory: 'n:1', agency: 2, category: 'asn', expected: true },
    { signatory: 'n:2', agency: 2, category: 'asn', expected: true },
    { signatory: 'n:3', agency: 1, category: 'guest', expected: true },
    { signatory: 'n:4', agency: 2, category: 'asn', expected: false },
    { signatory: 'n:5', agency: 9, category: 'asn', expected: false },
    { signatory: 'w:9', agency: 0, category: 'guest', expected: false },
  ] as const;

  test('counts by agency and category, the unexpected apart', () => {
    const standings = foldAttendance([
      fact(1, { signatory: 'n:1' }),
      fact(2, { signatory: 'n:3', signed: false }),
      fact(3, { signatory: 'n:4', attended: false }),
      fact(4, { signatory: 'w:9', signed: false }),
    ]);
    const none = { expected: 0, ...NO_DELTA };
    expect(foldTurnout(people, standings)).toEqual([
      { agency: 0, category: 'guest', ...none, extraAttended: 1 },
      { agency: 1, category: 'guest', ...none, expected: 1, attended: 1 },
      { agency: 2, category: 'asn', ...none, expected: 2, attended: 1, signed: 1, extraSigned: 1 },
    ]);
  });

  test('of nobody is nothing', () => {
    expect(foldTurnout([], new Map())).toEqual([]);
  });

  test('moves by what one standing adds, and back by taking it away', () => {
    const standing = foldStanding([fact(1)]);
    expect(countStanding(true, standing)).toEqual({ ...NO_DELTA, attended: 1, signed: 1 });
    expect(countStanding(false, standing)).toEqual({
      ...NO_DELTA,
      extraAttended: 1,
      extraSigned: 1,
    });
    const twice = addDelta(countStanding(true, standing), countStanding(true, standing));
    expect(twice.signed).toBe(2);
    expect(addDelta(twice, twice, -1)).toEqual(NO_DELTA);
  });
});
