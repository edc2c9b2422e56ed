/** Attendance: a desk before a phone, then the earliest valid entry; a doubted one for nobody. */
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

const bytes = (n: number) => new Uint8Array(32).fill(n);

/** Which of the facts were meant, by their digests. */
function named({ counted, others, ...acts }: ReturnType<typeof foldStanding>) {
  return { ...acts, counted: counted?.digest[0], others: others.map(({ digest }) => digest[0]) };
}

function fact(n: number, change: Partial<SigningFact> = {}): SigningFact {
  return {
    digest: bytes(n),
    journal: bytes(0),
    grade: 'station',
    signatory: 'n:1',
    timeMs: n * 1_000,
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
    expect(foldStanding([fact(1, { doubted: true })])).toEqual(ABSENT);
    expect(foldStanding([fact(1, { revoked: true })])).toEqual(ABSENT);
    expect(foldStanding([fact(1, { doubted: true }), fact(2, { revoked: true })])).toEqual(ABSENT);
  });

  test('counts the earliest, and shows the others in their order', () => {
    expect(named(foldStanding([fact(3), fact(1), fact(2)]))).toEqual({
      attended: true,
      signed: true,
      counted: 1,
      others: [2, 3],
    });
  });

  test('counts the earliest that signed before an earlier that only attended', () => {
    const standing = foldStanding([fact(1, { signed: false }), fact(2), fact(3)]);
    expect(named(standing)).toEqual({
      attended: true,
      signed: true,
      counted: 2,
      others: [1, 3],
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
    expect(named(foldStanding([fact(1, { revoked: true }), fact(2)]))).toMatchObject({
      counted: 2,
      others: [],
    });
  });

  test('counts a desk before a phone, whatever their clocks say', () => {
    const phone = fact(1, { grade: 'phone' });
    expect(named(foldStanding([phone, fact(9)]))).toMatchObject({ counted: 9, others: [1] });
    expect(named(foldStanding([fact(9), phone]))).toMatchObject({ counted: 9, others: [1] });
  });

  test('decides between equal times by the digest, then by the journal', () => {
    const [a, b] = [fact(1, { timeMs: 5, wallMs: 5 }), fact(2, { timeMs: 5, wallMs: 5 })];
    expect(foldStanding([b, a]).counted).toBe(a);
    expect(foldStanding([a, b]).counted).toBe(a);
    const copy = { ...a, journal: bytes(1) };
    expect(foldStanding([copy, a]).counted).toBe(a);
  });
});

test('folds a gathering by signatory, and a repeated fact once', () => {
  const facts = [fact(1), fact(2, { signatory: 'w:02' }), fact(1), fact(3)];
  const standings = foldAttendance(facts);
  expect([...standings.keys()].toSorted()).toEqual(['n:1', 'w:02']);
  const standing = standings.get('n:1');
  expect(named(standing ?? foldStanding([]))).toMatchObject({ counted: 1, others: [3] });
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
