/** The decision that is taken back: the one that stands about its target, and no other. */
import { describe, expect, test } from 'vitest';
import { type DecisionLine, findStanding, reasonOf } from '#app/organiser/decisions/decisions.ts';

const TARGET = { journal: 'ab', digest: null };

function line(seq: number, change: Partial<DecisionLine>): DecisionLine {
  return {
    epoch: 1,
    seq,
    act: 'set-aside',
    atMs: seq,
    by: 'Penyelenggara',
    reason: 'Alasan',
    ...TARGET,
    station: '',
    name: '',
    taken: null,
    takenBack: null,
    ...change,
  };
}

describe('the decision that stands', () => {
  test('is none where nothing was decided of this very target', () => {
    const decisions = [line(2, { digest: 'cd' }), line(1, { journal: 'ef' })];
    expect(findStanding({ decisions }, TARGET)).toBe(null);
  });

  test('is the latest that nobody took back', () => {
    const takenBack = { by: 'Penyelenggara', atMs: 4 };
    const decisions = [
      line(4, { act: 'take-back', journal: null }),
      line(3, { takenBack }),
      line(2, { act: 'accept' }),
      line(1, { act: 'accept' }),
    ];
    expect(findStanding({ decisions }, TARGET)?.seq).toBe(2);
  });

  test('is setting aside where both were decided, whichever came last', () => {
    const decisions = [line(2, { act: 'accept' }), line(1, {})];
    expect(findStanding({ decisions }, TARGET)?.seq).toBe(1);
  });
});

test('why one was taken back is told by the take-back that names it, not by one of that moment', () => {
  const back = { act: 'take-back', journal: null, atMs: 9 } as const;
  const decisions = [
    line(4, { ...back, taken: { epoch: 1, seq: 2 }, reason: 'kedua' }),
    line(3, { ...back, taken: { epoch: 1, seq: 1 }, reason: 'pertama' }),
    line(2, { takenBack: { by: 'Penyelenggara', atMs: 9 } }),
    line(1, { takenBack: { by: 'Penyelenggara', atMs: 9 } }),
  ];
  expect([1, 2].map((seq) => reasonOf(decisions, { epoch: 1, seq }))).toEqual(['pertama', 'kedua']);
  expect(reasonOf(decisions, { epoch: 2, seq: 1 })).toBe('');
});
