/** Receipts: what holds for any verdicts and any state of journals. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangesOf } from '#core/ledger.ts';
import { type Receipt, encodeReceipt, parseReceipt } from '#core/receipt.ts';
import { type Verdict, DOUBTS } from '#core/verdict.ts';
import { flipped } from '../../scripts/vectors/samples.ts';
import { bytesOf, counts } from '../support/core-values.ts';

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constantFrom<Verdict>({ kind: 'stored' }, { kind: 'duplicate' }, { kind: 'conflict' }),
  fc.constantFrom(...DOUBTS).map((doubt): Verdict => ({ kind: 'quarantined', doubt })),
);

const range = fc
  .tuple(fc.integer({ min: 1, max: 10_000 }), fc.nat(50))
  .map(([from, more]) => ({ from, to: from + more }));

const state = fc.record({
  journal: bytesOf(16),
  seq: counts,
  digest: bytesOf(32),
  extra: fc.array(range, { maxLength: 8 }),
  forked: fc.boolean(),
  safeSeq: counts,
  highestSeq: counts,
});

const receipts: fc.Arbitrary<Receipt> = fc.record({
  batch: bytesOf(16),
  epoch: counts.map((count) => Math.max(1, count)),
  officeTimeMs: counts,
  verdicts: fc.array(verdict, { maxLength: 60 }),
  journals: fc.array(state, { maxLength: 6 }),
});

test('parsing undoes encoding', () => {
  fc.assert(
    fc.property(receipts, (receipt) => {
      expect(parseReceipt(encodeReceipt(receipt))).toEqual({ ok: true, value: receipt });
    }),
  );
});

test('a bit turned anywhere is refused, or reads as another receipt', () => {
  fc.assert(
    fc.property(receipts, fc.nat(), (receipt, at) => {
      const bytes = encodeReceipt(receipt);
      const read = parseReceipt(flipped(bytes, at % (bytes.length * 8)));
      if (read.ok) expect(read.value).not.toEqual(receipt);
    }),
    { numRuns: 1_000 },
  );
});

test('a sequence and ranges beyond name exactly the entries that arrived', () => {
  const arrivals = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 });
  fc.assert(
    fc.property(arrivals, (seqs) => {
      const arrived = new Set(seqs);
      let seq = 0;
      while (arrived.has(seq + 1)) seq += 1;
      const extra = rangesOf(seqs.filter((one) => one > seq).toSorted((a, b) => a - b));
      const isNamed = (one: number): boolean =>
        one <= seq || extra.some(({ from, to }) => from <= one && one <= to);
      for (let one = 1; one <= 61; one++) expect(isNamed(one)).toBe(arrived.has(one));
    }),
  );
});
