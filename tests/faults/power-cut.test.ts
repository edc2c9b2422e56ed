/**
 * Trust in "Tersimpan di perangkat": whatever was called kept is there after the power was
 * cut, in an unbroken chain, and reaches the office once. The same cuts without strict durability
 * lose signatures, so that we know that these cuts can.
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { parseEntry } from '#core/entry.ts';
import { toHex } from '#core/bytes.ts';
import {
  buildPage,
  cannotCut,
  cutPower,
  type Cut,
  type Found,
  type Kept,
} from '../support/power-cut.ts';
import type { Engine } from '../support/tablet.ts';

/** Odd lengths, so that the cuts meet other moments of the browser's and the disk's own rhythm. */
const CUTS_AFTER_MS = [900, 2_300, 4_100, 1_700, 6_300, 3_100, 1_300, 5_200];
/** What is not forced to the disk may reach it by chance, after some seconds. */
const RELAXED_CUTS_AFTER_MS = [1_500, 3_100, 4_300, 2_300];

beforeAll(buildPage);

async function skipWhereImpossible(context: TestContext, engine: Engine): Promise<void> {
  const why = await cannotCut(engine);
  if (why !== null) context.skip(why);
}

function lostOf({ kept, found }: Cut): readonly Kept[] {
  const there = new Set(found.entries.map(({ bytes }) => bytes));
  return kept.filter(({ bytes }) => !there.has(bytes));
}

/** What is wrong with the chains on a disk: a gap, a broken link, a head that is not the last. */
function flawsOf({ entries, journals }: Found): readonly string[] {
  return journals.flatMap(({ id, seq, digest }) => {
    const own = entries.filter(({ journal }) => journal === id).sort((a, b) => a.seq - b.seq);
    let before = '0'.repeat(64);
    const flaws = own.flatMap((row, i) => {
      const bytes = Buffer.from(row.bytes, 'hex');
      const entry = parseEntry(bytes);
      if (!entry.ok) return [`${row.seq} cannot be read`];
      const { prev } = entry.value.envelope;
      const isLinked = row.seq === i + 1 && entry.value.envelope.seq === row.seq;
      const isWhole = createHash('sha256').update(bytes).digest('hex') === row.digest;
      const isNext = toHex(prev) === before;
      before = row.digest;
      return isLinked && isWhole && isNext ? [] : [`${row.seq} does not follow`];
    });
    const isHeadLast = seq === own.length && (seq === 0 || digest === before);
    return isHeadLast ? flaws : [...flaws, `head ${seq} of ${own.length}`];
  });
}

function figuresOf(cuts: readonly Cut[]): string {
  const kept = cuts.at(-1)?.kept.length ?? 0;
  const lost = new Set(cuts.flatMap(lostOf).map(({ bytes }) => bytes)).size;
  return `${cuts.length} cuts, ${kept} entries kept, ${lost} lost`;
}

describe.each(['chromium', 'firefox'] as const)('a power cut under %s', (engine) => {
  test('loses nothing that was called kept, and breaks no chain', async (context) => {
    await skipWhereImpossible(context, engine);
    const outcome = await cutPower({ engine, durability: 'strict', cutsAfterMs: CUTS_AFTER_MS });
    await context.annotate(figuresOf(outcome.cuts));
    for (const cut of outcome.cuts) {
      expect(lostOf(cut)).toEqual([]);
      expect(flawsOf(cut.found)).toEqual([]);
      expect(cut.found.madeCount).toBe(cut.found.entries.length);
    }
    const [first, last] = [outcome.cuts.at(0), outcome.cuts.at(-1)];
    expect(first?.kept.length).toBeGreaterThan(0);
    expect(last?.kept.length).toBeGreaterThan(CUTS_AFTER_MS.length * 10);
    // One journal from the first start to the last: a cut is no reason to begin another.
    expect(last?.found.journals).toHaveLength(1);
    expect(new Set(outcome.officeEntries).size).toBe(outcome.officeEntries.length);
  });

  test('loses signatures where the page asks for less than strict', async (context) => {
    await skipWhereImpossible(context, engine);
    const campaign = { engine, durability: 'relaxed', cutsAfterMs: RELAXED_CUTS_AFTER_MS } as const;
    const { cuts } = await cutPower(campaign);
    await context.annotate(figuresOf(cuts));
    expect(cuts.flatMap(lostOf).length).toBeGreaterThan(0);
  });
});
