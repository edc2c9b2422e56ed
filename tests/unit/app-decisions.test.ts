/** The decision that is taken back: the one that stands about its target, and no other. */
import { describe, expect, test } from 'vitest';
import { type DecisionLine, findStanding } from '#app/organiser/decisions/decisions.ts';

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
