/** Complete is said only of what is proven; what was given up is never left out. */
import { describe, expect, test } from 'vitest';
import {
  type Conclusion,
  type DeviceFacts,
  type Proof,
  type Unknowns,
  conclude,
  proofOf,
} from '#core/completeness.ts';

const SPAN = { startsAtMs: 1_000, lastMs: 2_000, isOver: true };
const DESK: DeviceFacts = {
  grade: 'station',
  missingCount: 0,
  heardAtMs: 2_000,
  isForked: false,
  isWithdrawn: false,
  isGivenUp: false,
  isUndecided: false,
};

describe('a desk', () => {
  test('is whole once it was heard at the end and the office has all', () => {
    expect(proofOf(DESK, SPAN)).toBe('whole');
    expect(proofOf({ ...DESK, missingCount: 1 }, SPAN)).toBe('missing');
  });

  test('is whole so far when it may have made more since', () => {
    expect(proofOf({ ...DESK, heardAtMs: 1_999 }, SPAN)).toBe('so-far');
  });

  test('is whole so far until the gathering is over', () => {
    expect(proofOf(DESK, { ...SPAN, isOver: false })).toBe('so-far');
  });

  test('that has not spoken since the start proves nothing', () => {
    expect(proofOf({ ...DESK, heardAtMs: 999 }, SPAN)).toBe('unheard');
    expect(proofOf({ ...DESK, heardAtMs: null }, SPAN)).toBe('unheard');
  });

  test('whose journal is forked is never whole: what is held may stand for what is not', () => {
    const forked = { ...DESK, isForked: true };
    expect(proofOf(forked, SPAN)).toBe('forked');
    expect(proofOf({ ...forked, heardAtMs: 1_999 }, SPAN)).toBe('so-far');
    expect(proofOf({ ...forked, missingCount: 1 }, SPAN)).toBe('missing');
    expect(proofOf({ ...forked, isGivenUp: true }, SPAN)).toBe('given-up');
  });

  test('stays withdrawn or given up while it is not whole', () => {
    expect(proofOf({ ...DESK, heardAtMs: null, isWithdrawn: true }, SPAN)).toBe('withdrawn');
    expect(proofOf({ ...DESK, missingCount: 3, isWithdrawn: true }, SPAN)).toBe('missing');
    expect(proofOf({ ...DESK, missingCount: 3, isGivenUp: true }, SPAN)).toBe('given-up');
    expect(proofOf({ ...DESK, isGivenUp: true, isWithdrawn: true }, SPAN)).toBe('whole');
  });
});

test('an own phone is whole when it spoke since the start', () => {
  const phone: DeviceFacts = { ...DESK, grade: 'phone', heardAtMs: 1_000 };
  expect(proofOf(phone, SPAN)).toBe('whole');
  expect(proofOf(phone, { ...SPAN, isOver: false })).toBe('whole');
  expect(proofOf({ ...phone, heardAtMs: 999 }, SPAN)).toBe('unheard');
});

const NO_UNKNOWNS = {
  openCodesCount: 0,
  wasPutBack: false,
  isUnconfirmed: false,
  unprovenPhonesCount: 0,
  wholePhonesCount: 0,
};

function said(...proofs: readonly Proof[]): Conclusion {
  return conclude(proofs, { isOver: true }, NO_UNKNOWNS);
}

test('the worst device decides what is said of all', () => {
  expect(said()).toBe('empty');
  expect(said('whole', 'whole')).toBe('complete');
  expect(said('whole', 'given-up')).toBe('remarked');
  expect(said('whole', 'withdrawn')).toBe('remarked');
  expect(said('whole', 'forked')).toBe('remarked');
  expect(said('given-up', 'so-far')).toBe('so-far');
  expect(said('so-far', 'missing')).toBe('waiting');
  expect(said('whole', 'unheard')).toBe('waiting');
});

test('nothing is complete while the gathering is open, whatever was proven', () => {
  const open = { isOver: false };
  for (const proof of ['whole', 'given-up', 'withdrawn', 'forked'] as const)
    expect(conclude([proof], open, NO_UNKNOWNS)).toBe('so-far');
  expect(conclude(['whole', 'missing'], open, NO_UNKNOWNS)).toBe('waiting');
  expect(conclude([], open, NO_UNKNOWNS)).toBe('empty');
});

test('nothing is complete without a remark where there may be devices nobody knows of', () => {
  const over = { isOver: true };
  const concluded = (proofs: readonly Proof[], unknowns: Partial<Unknowns>): Conclusion =>
    conclude(proofs, over, { ...NO_UNKNOWNS, ...unknowns });
  expect(concluded(['whole'], { openCodesCount: 1 })).toBe('remarked');
  expect(concluded(['whole'], { wasPutBack: true })).toBe('remarked');
  expect(concluded(['missing'], { openCodesCount: 1, wasPutBack: true })).toBe('waiting');
  expect(concluded(['whole'], { unprovenPhonesCount: 3 })).toBe('remarked');
  expect(concluded([], { wholePhonesCount: 3 })).toBe('complete');
  expect(concluded([], { unprovenPhonesCount: 3 })).toBe('remarked');
});

test('figures wait until somebody looked through the decisions of an office that was put back', () => {
  const unknowns = { ...NO_UNKNOWNS, wasPutBack: true, isUnconfirmed: true };
  expect(conclude(['whole'], { isOver: true }, unknowns)).toBe('unconfirmed');
  expect(conclude(['missing'], { isOver: true }, unknowns)).toBe('waiting');
  expect(conclude(['whole'], { isOver: true }, { ...unknowns, isUnconfirmed: false })).toBe(
    'remarked',
  );
});

test('a device that came late holds figures back until it is decided of, or given up', () => {
  const late = { ...DESK, isUndecided: true };
  expect(proofOf(late, SPAN)).toBe('undecided');
  expect(said('whole', 'undecided')).toBe('waiting');
  expect(proofOf({ ...late, isGivenUp: true }, SPAN)).toBe('given-up');
});
