/** The decision that is taken back: the one that stands about its target, and no other. */
import { describe, expect, test } from 'vitest';
import {
  type DecisionLine,
  canAccept,
  findStanding,
  reasonOf,
  shownOf,
  takenBackBy,
} from '#app/organiser/decisions/decisions.ts';

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

test('a list shows what was decided; a take-back is told beside what it names', () => {
  const decisions = [
    line(4, { act: 'confirm', journal: null }),
    line(3, { act: 'take-back', journal: null, taken: { epoch: 1, seq: 1 } }),
    line(2, { act: 'accept' }),
    line(1, {}),
  ];
  expect(shownOf(decisions).map(({ seq }) => seq)).toEqual([4, 2, 1]);
});

test('what stands about a device or an entry can be taken back, and nothing else', () => {
  expect(takenBackBy(line(1, {}))).toEqual({ journal: 'ab', digest: null });
  expect(takenBackBy(line(1, { act: 'accept', digest: 'cd' }))).toEqual({
    journal: 'ab',
    digest: 'cd',
  });
  expect(takenBackBy(line(1, { takenBack: { by: 'Penyelenggara', atMs: 4 } }))).toBe(null);
  expect(takenBackBy(line(1, { act: 'confirm', journal: null }))).toBe(null);
  expect(takenBackBy(line(1, { act: 'take-back', journal: null }))).toBe(null);
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

describe('an entry is offered to be accepted', () => {
  const late = {
    kind: 'signing',
    doubt: 'late',
    beside: null,
    isSetAside: true,
    isDeviceAside: false,
  } as const;
  const fork = { ...late, doubt: 'forked', beside: { place: 'fork', held: null } } as const;
  const conflict = { ...fork, doubt: null, beside: { place: 'conflict', held: null } } as const;

  test.each([
    ['that came late', late, true],
    ['that stands in a place that is taken', fork, true],
    ['that has an id that is taken', conflict, true],
    ['of a device that is set aside', { ...late, isDeviceAside: true }, false],
    ['that counts', { ...late, isSetAside: false }, false],
    ['that was set aside without a doubt', { ...late, doubt: null }, false],
    ['that nobody can read', { ...late, doubt: 'unreadable-ink' }, false],
    ['beside another, and no signing', { ...fork, kind: 'note' }, false],
  ] as const)('%s: %j', (_, entry, isOffered) => {
    expect(canAccept(entry)).toBe(isOffered);
  });
});
