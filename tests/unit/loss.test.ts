/** What a device says of a lost journal: in one form, which a steward's remark never has. */
import { describe, expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { lossText, parseLoss } from '#core/loss.ts';

const JOURNAL = new Uint8Array(16).fill(0xa7);
const HEX = toHex(JOURNAL);

test('reads back what was written, and fits a note', () => {
  const loss = { journal: JOURNAL, heldSeq: 25, seq: 37 };
  expect(lossText(loss)).toBe(`storage-lost ${HEX} 25 37`);
  expect(parseLoss(lossText(loss))).toEqual(loss);
  const longest = lossText({ journal: JOURNAL, heldSeq: 1e15 - 1, seq: 1e15 - 1 });
  expect(longest.length).toBeLessThanOrEqual(LIMITS.positionCharsMax);
});

describe('takes for no loss', () => {
  test.each([
    ['a remark', 'storage-lost kemarin'],
    ['a journal that is none', `storage-lost ${HEX}00 0 37`],
    ['half a journal', `storage-lost ${HEX.slice(2)} 0 37`],
    ['more held than there was', `storage-lost ${HEX} 38 37`],
    ['a number with a sign', `storage-lost ${HEX} -1 37`],
    ['a number that is padded', `storage-lost ${HEX} 0 037`],
    ['a number beyond counting', `storage-lost ${HEX} 0 9999999999999999`],
    ['something after it', `storage-lost ${HEX} 0 37 `],
  ])('%s', (_, text) => {
    expect(parseLoss(text)).toBeNull();
  });
});
