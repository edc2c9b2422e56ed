/** Safe: nothing is given up for a backup that is not there, or that holds another entry. */
import { describe, expect, test } from 'vitest';
import { type BackupHolder, type SafeHead, safeHeads, safeSeqOf } from '#core/safe.ts';

/** A backup of one journal, with these digests in it from 1 on. */
function backup(digests: readonly string[]): BackupHolder {
  const seq = digests.length;
  const head = { journal: 'j', seq, digest: digests.at(-1) ?? '' };
  return {
    heads: new Map([['j', head]]),
    holds: (one) => digests[one.seq - 1] === one.digest,
  };
}

describe('the heads that are safe', () => {
  test('are the lowest that every backup holds', () => {
    const heads = safeHeads([backup(['a', 'b']), backup(['a', 'b', 'c'])]);
    expect(heads).toEqual([{ journal: 'j', seq: 2, digest: 'b' }]);
  });

  test('are none where a backup holds another entry at that place', () => {
    expect(safeHeads([backup(['a', 'b']), backup(['a', 'x', 'c'])])).toEqual([]);
  });

  test('are none where a backup knows nothing of the journal, or no backup is left', () => {
    const empty: BackupHolder = { heads: new Map(), holds: () => false };
    expect(safeHeads([empty, backup(['a'])])).toEqual([]);
    expect(safeHeads([backup([]), backup(['a'])])).toEqual([]);
    // It has that very entry, beyond a gap: what comes before is not there.
    const gapped: BackupHolder = { heads: new Map(), holds: () => true };
    expect(safeHeads([gapped, backup(['a'])])).toEqual([]);
    expect(safeHeads([])).toEqual([]);
  });
});

describe('what an office calls safe', () => {
  const low: SafeHead = { journal: 'j', seq: 2, digest: 'b' };

  test('is what it holds itself, with the same entry', () => {
    expect(safeSeqOf(low, { heldSeq: 3, holds: () => true })).toBe(2);
    expect(safeSeqOf(low, { heldSeq: 3, holds: () => false })).toBe(0);
    expect(safeSeqOf(low, { heldSeq: 1, holds: () => true })).toBe(0);
    expect(safeSeqOf(undefined, { heldSeq: 3, holds: () => true })).toBe(0);
  });
});
