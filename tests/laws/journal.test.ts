/** Journals: a chain is followed to the same head in any order, and a gap or an edit is seen. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '#core/bytes.ts';
import { type Draft, EMPTY_HEAD, type Head, chainEntry } from '#core/journal.ts';
import { type HeldEntry, advance, missingRanges, rangesOf } from '#core/ledger.ts';
import { sha256 } from '../../scripts/vectors/key.ts';
import { SIGNING, filled } from '../../scripts/vectors/samples.ts';
import { drafts } from '../support/core-values.ts';

interface Chained extends HeldEntry {
  readonly bytes: Bytes;
}

function chained(all: readonly Draft[]): readonly Chained[] {
  let head: Head = EMPTY_HEAD;
  return all.map((draft) => {
    const { entry, bytes } = chainEntry(head, draft);
    head = { seq: entry.seq, digest: sha256(bytes) };
    return { ...head, prev: entry.prev, bytes };
  });
}

const CHAIN = chained(
  Array.from({ length: 60 }, (_, i) => ({
    id: filled(16, i),
    gathering: filled(8, 0),
    at: { wallMs: i, monoMs: i, boot: filled(8, 0) },
    build: 'test',
    body: SIGNING,
  })),
);

test('sequences have no gaps, and every entry names the one before', () => {
  fc.assert(
    fc.property(fc.array(drafts, { minLength: 1, maxLength: 8 }), (all) => {
      const chain = chained(all);
      expect(chain.map(({ seq }) => seq)).toEqual(all.map((_, i) => i + 1));
      chain.forEach((entry, i) => {
        expect(entry.prev).toEqual(chain[i - 1]?.digest ?? EMPTY_HEAD.digest);
      });
    }),
    { numRuns: 50 },
  );
});

/** Entries as they come in, in any order and some more than once. */
const arrivals = fc
  .integer({ min: 1, max: CHAIN.length })
  .chain((count) =>
    fc.tuple(
      fc.shuffledSubarray(CHAIN.slice(0, count), { minLength: count }),
      fc.shuffledSubarray(CHAIN.slice(0, count)),
    ),
  )
  .map(([all, repeated]) => [...all.slice(0, 3), ...repeated, ...all]);

test('any order of arrival, over any gaps, ends at the same head', () => {
  fc.assert(
    fc.property(arrivals, (arrived) => {
      const held = new Map<number, HeldEntry>();
      let head: Head = EMPTY_HEAD;
      for (const entry of arrived) {
        held.set(entry.seq, entry);
        const moved = advance(head, (seq) => held.get(seq) ?? null);
        expect(moved.broken).toEqual([]);
        expect(moved.head.seq).toBeGreaterThanOrEqual(head.seq);
        head = moved.head;
      }
      const last = CHAIN[held.size - 1];
      expect(head).toEqual({ seq: last?.seq, digest: last?.digest });
    }),
    { numRuns: 300 },
  );
});

test('what is missing is what did not arrive', () => {
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 });
  fc.assert(
    fc.property(seqs, fc.nat(45), (some, claimed) => {
      const arrived = new Set(some);
      let contiguous = 0;
      while (arrived.has(contiguous + 1)) contiguous += 1;
      const beyond = rangesOf(some.filter((seq) => seq > contiguous).toSorted((a, b) => a - b));
      const missing = missingRanges(contiguous, beyond, claimed).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      );
      const naive = Array.from({ length: claimed }, (_, i) => i + 1);
      expect(missing).toEqual(naive.filter((seq) => !arrived.has(seq)));
    }),
    { numRuns: 500 },
  );
});

test('a lost entry stops the head before it', () => {
  for (let lost = 1; lost <= CHAIN.length; lost++) {
    const { head } = advance(EMPTY_HEAD, (seq) => (seq === lost ? null : (CHAIN[seq - 1] ?? null)));
    expect(head.seq).toBe(lost - 1);
  }
});

test('an edited entry is seen at the next one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: CHAIN.length - 1 }), fc.nat(), (at, byte) => {
      const edited = CHAIN.map((entry) => {
        if (entry.seq !== at) return entry;
        const bytes = entry.bytes.slice();
        bytes[byte % bytes.length] = (bytes[byte % bytes.length] ?? 0) ^ 1;
        return { ...entry, digest: sha256(bytes) };
      });
      const { broken } = advance(EMPTY_HEAD, (seq) => edited[seq - 1] ?? null);
      expect(broken).toEqual([at + 1]);
    }),
    { numRuns: 60 },
  );
});
