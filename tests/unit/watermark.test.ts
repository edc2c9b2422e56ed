/** What a receipt changes on the device: only what the office proved. */
import { describe, expect, test } from 'vitest';
import { ZERO_DIGEST } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import type { JournalState } from '#core/receipt.ts';
import {
  EMPTY_MARK,
  type ReceivedMark,
  type News,
  isReceived,
  nextRun,
  receivedCount,
  settleMark,
  unconfirmedCount,
} from '#device/store/watermark.ts';

function state(change: Partial<JournalState> & { readonly seq: number }): JournalState {
  return {
    journal: new Uint8Array(16),
    digest: ZERO_DIGEST,
    extra: [],
    forked: false,
    safeSeq: 0,
    highestSeq: change.extra?.at(-1)?.to ?? change.seq,
    ...change,
  };
}

function news(change: Partial<News>): News {
  return {
    epoch: 1,
    answered: null,
    state: null,
    agrees: true,
    isLate: false,
    isLatest: true,
    ...change,
  };
}

const RECEIVED_TEN: ReceivedMark = { ...EMPTY_MARK, seq: 10, epoch: 1 };

describe('settling', () => {
  test('lifts the watermark to what the office holds', () => {
    const mark = settleMark(EMPTY_MARK, news({ state: state({ seq: 25, safeSeq: 5 }) }));
    expect(mark).toEqual({ ...EMPTY_MARK, seq: 25, safeSeq: 5, epoch: 1, toldSeq: 25 });
  });

  test('puts entries back when the office has fewer', () => {
    const mark = settleMark(RECEIVED_TEN, news({ state: state({ seq: 4 }) }));
    expect(isReceived(mark, 4)).toBe(true);
    expect(isReceived(mark, 5)).toBe(false);
  });

  test('puts everything back when the office has nothing', () => {
    const mark = settleMark(RECEIVED_TEN, news({ epoch: 2, state: state({ seq: 0 }) }));
    expect(receivedCount(mark)).toBe(0);
  });

  test('counts entries beyond a gap by their verdicts', () => {
    const beyond = state({ seq: 3, extra: [{ from: 5, to: 8 }] });
    const mark = settleMark(EMPTY_MARK, news({ answered: { from: 5, to: 8 }, state: beyond }));
    expect(receivedCount(mark)).toBe(7);
    expect(isReceived(mark, 4)).toBe(false);
  });

  test('does not believe a range that no verdict was given for', () => {
    const beyond = state({ seq: 3, extra: [{ from: 5, to: 8 }] });
    expect(receivedCount(settleMark(EMPTY_MARK, news({ state: beyond })))).toBe(3);
  });

  test('counts only verdicts once the chains differ', () => {
    const forked = news({
      answered: { from: 11, to: 12 },
      state: state({ seq: 12 }),
      agrees: false,
    });
    const mark = settleMark(RECEIVED_TEN, forked);
    expect(receivedCount(mark)).toBe(2);
    const resent = settleMark(mark, news({ answered: { from: 1, to: 10 }, agrees: false }));
    expect(receivedCount(resent)).toBe(12);
  });

  test('counts only verdicts where the office tells of a fork, though the heads are equal', () => {
    const forked = state({ seq: 5, safeSeq: 2, forked: true });
    const mark = settleMark(EMPTY_MARK, news({ answered: { from: 3, to: 5 }, state: forked }));
    expect(mark).toMatchObject({ seq: 0, extra: [{ from: 3, to: 5 }], safeSeq: 0, forked: true });
  });

  test('forgets the verdicts of a forked journal when the office was put back', () => {
    const forked: ReceivedMark = {
      ...EMPTY_MARK,
      extra: [{ from: 1, to: 9 }],
      forked: true,
      epoch: 1,
    };
    const mark = settleMark(forked, news({ epoch: 2, state: state({ seq: 9 }), agrees: false }));
    expect(receivedCount(mark)).toBe(0);
  });

  test('ignores a receipt of an earlier generation of the office', () => {
    const mark = { ...RECEIVED_TEN, epoch: 2 };
    const before = news({ answered: { from: 11, to: 20 }, isLatest: false });
    expect(settleMark(mark, before)).toBe(mark);
  });

  test('takes only the verdicts of a receipt that was overtaken', () => {
    const late = news({ answered: { from: 11, to: 12 }, state: state({ seq: 2 }), isLate: true });
    expect(settleMark(RECEIVED_TEN, late).seq).toBe(12);
  });

  test('keeps what a list cut short does not tell of', () => {
    const mark: ReceivedMark = { ...EMPTY_MARK, seq: 2, extra: [{ from: 900, to: 905 }], epoch: 1 };
    const listed = Array.from({ length: LIMITS.rangesMax }, (_, i) => ({
      from: 4 + 2 * i,
      to: 4 + 2 * i,
    }));
    const short = state({ seq: 2, extra: listed, highestSeq: 905 });
    expect(settleMark(mark, news({ state: short })).extra).toEqual([{ from: 900, to: 905 }]);
    expect(settleMark(mark, news({ state: short, epoch: 2 })).extra).toEqual([]);
  });

  test('puts back what a whole list does not tell of', () => {
    const mark: ReceivedMark = { ...EMPTY_MARK, seq: 2, extra: [{ from: 90, to: 95 }], epoch: 1 };
    const whole = state({ seq: 2, extra: [{ from: 4, to: 6 }], highestSeq: 95 });
    expect(settleMark(mark, news({ state: whole })).extra).toEqual([]);
  });

  test('sends a forked journal again to an office that knows less than it did', () => {
    const forked: ReceivedMark = {
      ...EMPTY_MARK,
      extra: [{ from: 1, to: 9 }],
      forked: true,
      epoch: 1,
    };
    const told = { ...forked, toldSeq: 9, toldForked: true };
    const same = state({ seq: 9, forked: true });
    expect(receivedCount(settleMark(told, news({ state: same })))).toBe(9);
    const lower = state({ seq: 4, forked: true });
    expect(receivedCount(settleMark(told, news({ state: lower })))).toBe(0);
    const noFork = state({ seq: 9 });
    expect(receivedCount(settleMark(told, news({ state: noFork })))).toBe(0);
  });

  test('sends a forked journal again once the office lacks one of its entries', () => {
    const forked: ReceivedMark = {
      ...EMPTY_MARK,
      extra: [{ from: 1, to: 9 }],
      forked: true,
      epoch: 1,
    };
    const gap = state({ seq: 3, forked: true, extra: [{ from: 8, to: 9 }] });
    const mark = settleMark(forked, news({ state: gap, answered: { from: 8, to: 8 } }));
    expect(mark.extra).toEqual([{ from: 8, to: 8 }]);
  });

  test('believes an office that forgot its generation, once that is its latest word', () => {
    const mark: ReceivedMark = { ...EMPTY_MARK, seq: 9, epoch: 5 };
    const less = news({ epoch: 4, state: state({ seq: 2 }) });
    expect(settleMark(mark, { ...less, isLatest: false })).toBe(mark);
    expect(settleMark(mark, { ...less, isLate: true })).toBe(mark);
    expect(settleMark(mark, less)).toMatchObject({ seq: 2, epoch: 4 });
  });

  test('believes nothing from before the office was put back, also after a late receipt', () => {
    const before: ReceivedMark = { ...EMPTY_MARK, seq: 3, extra: [{ from: 5, to: 22 }], epoch: 1 };
    const late = settleMark(
      before,
      news({ epoch: 2, answered: { from: 21, to: 21 }, isLate: true }),
    );
    const held = state({ seq: 3, extra: [{ from: 21, to: 21 }], highestSeq: 22 });
    const mark = settleMark(late, news({ epoch: 2, state: held }));
    expect(isReceived(mark, 22)).toBe(false);
  });

  test('takes no place beyond a gap for its own entry once the office was put back', () => {
    const before: ReceivedMark = { ...EMPTY_MARK, seq: 2, extra: [{ from: 4, to: 6 }], epoch: 1 };
    const others = state({ seq: 2, extra: [{ from: 4, to: 12 }] });
    expect(receivedCount(settleMark(before, news({ epoch: 2, state: others })))).toBe(2);
  });

  test('twice is the same as once', () => {
    const receipt = news({ answered: { from: 1, to: 25 }, state: state({ seq: 25 }) });
    const once = settleMark(EMPTY_MARK, receipt);
    expect(settleMark(once, receipt)).toEqual(once);
  });
});

describe('the next run', () => {
  const mark: ReceivedMark = { ...EMPTY_MARK, seq: 3, extra: [{ from: 6, to: 8 }] };

  test('starts after the watermark and stops before what is received', () => {
    expect(nextRun(mark, { headSeq: 20, skip: [], entriesMax: 25 })).toEqual({ from: 4, to: 5 });
  });

  test('goes around entries that cool down', () => {
    expect(nextRun(mark, { headSeq: 20, skip: [4, 5, 10], entriesMax: 25 })).toEqual({
      from: 9,
      to: 9,
    });
  });

  test('is bounded', () => {
    const run = nextRun(EMPTY_MARK, { headSeq: 1_000, skip: [], entriesMax: 25 });
    expect(run).toEqual({ from: 1, to: 25 });
  });

  test('is none when everything is received', () => {
    expect(nextRun(mark, { headSeq: 8, skip: [4, 5], entriesMax: 25 })).toBeNull();
  });
});

test('what an office that was put back has not spoken of again is unconfirmed', () => {
  const [before, after] = [1, 2].map((epoch) => ({ ...EMPTY_MARK, seq: 3, epoch }));
  if (before === undefined || after === undefined) throw new Error('two marks');
  expect(unconfirmedCount([before, after])).toBe(3);
  expect(unconfirmedCount([after, after])).toBe(0);
});
