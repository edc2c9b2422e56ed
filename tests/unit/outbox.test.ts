/** What is sent and claimed, by whom, and which of two receipts counts. */
import { beforeEach, describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#core/bytes.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { type JournalState, type Receipt, unknownState } from '#core/receipt.ts';
import { type SettlingReceipt, type Want, cut, settle } from '#device/send/outbox.ts';
import type { KeptJournalRow } from '#device/store/db.ts';
import { EMPTY_MARK } from '#device/store/watermark.ts';
import { Disk } from '../sim/disk.ts';
import { World } from '../sim/world.ts';

const NOTHING_HELD: Want = { entriesMax: 25, skip: [], skipJournals: [], alone: null };

let disk: Disk;

beforeEach(() => {
  const world = new World(1, null);
  world.isFaulty = false;
  disk = new Disk(world);
});

function idOf(no: number): string {
  return no.toString(16).padStart(32, '0');
}

/** A journal whose entries are all received, or held back as poison; the first is in use. */
function addJournal(no: number, change: Partial<KeptJournalRow>): void {
  const id = idOf(no);
  const seq = change.seq ?? 0;
  const row: KeptJournalRow = {
    id,
    gathering: id.slice(0, 16),
    grade: 'phone',
    secret: new Uint8Array(16),
    grant: null,
    seq,
    digest: ZERO_DIGEST,
    mark: { ...EMPTY_MARK, seq, toldSeq: seq },
    isRetired: no > 1,
    madeAtMs: no,
    ...change,
  };
  disk.rows.journals.set(id, row);
  if (no > 1) return;
  const { gathering, grade } = row;
  disk.rows.gatherings.set(gathering, { id: gathering, invitation: '', grade, journal: id });
  disk.rows.current = gathering;
}

function cutNow(want: Partial<Want> = {}) {
  return cut(disk.db(1), { ...NOTHING_HELD, ...want });
}

function stateOf(no: number, change: Partial<JournalState>): JournalState {
  return { ...unknownState(fromHex(idOf(no)) ?? ZERO_DIGEST), ...change };
}

/** Settles a heartbeat of a journal, answered at that time. */
async function settleBeat(
  no: number,
  states: readonly JournalState[],
  change: Partial<Omit<SettlingReceipt, 'receipt'>> & Partial<Receipt>,
): Promise<KeptJournalRow | undefined> {
  const { epoch = 1, officeTimeMs = 1_000, verdicts = [], ...settling } = change;
  const receipt = { batch: ZERO_DIGEST, epoch, officeTimeMs, verdicts, journals: states };
  await settle(disk.db(1), {
    receipt,
    run: { journal: idOf(no), from: 0, count: 0 },
    isLate: false,
    contact: { atMs: officeTimeMs, offsetMs: 0 },
    ...settling,
  });
  return disk.rows.journals.get(idOf(no));
}

describe('a heartbeat', () => {
  test('is sealed by the journal in use while the office knows of everything', async () => {
    addJournal(1, { seq: 2 });
    addJournal(2, { seq: 9 });
    expect((await cutNow()).heartbeat).toBe(idOf(1));
  });

  test('is sealed in turn by a journal that was left before the office knew all of it', async () => {
    addJournal(1, { seq: 2, spokeMs: 500 });
    addJournal(2, { seq: 9, mark: { ...EMPTY_MARK, seq: 8, toldSeq: 8 } });
    const skip = [{ journal: idOf(2), seq: 9 }]; // it cools down, for ever
    const first = await cutNow({ skip });
    expect(first.heartbeat).toBe(idOf(2));
    expect(toHex(first.claims[0]?.journal ?? ZERO_DIGEST)).toBe(idOf(2));
    await settleBeat(2, [stateOf(2, { highestSeq: 8 })], { officeTimeMs: 1_000 });
    expect((await cutNow({ skip })).heartbeat).toBe(idOf(1));
    await settleBeat(1, [stateOf(2, { highestSeq: 9 })], { officeTimeMs: 2_000 });
    await settleBeat(1, [], { officeTimeMs: 3_000 });
    expect((await cutNow({ skip })).heartbeat).toBe(idOf(1));
  });

  test('is sealed in turn by a journal of whose fork the office does not know', async () => {
    addJournal(1, { spokeMs: 500 });
    addJournal(2, { seq: 1, mark: { ...EMPTY_MARK, forked: true, toldSeq: 1 } });
    const skip = [{ journal: idOf(2), seq: 1 }];
    expect((await cutNow({ skip })).heartbeat).toBe(idOf(2));
  });

  test('is sealed now and then by a journal that is behind what the office knows of it', async () => {
    addJournal(1, { spokeMs: 500 });
    addJournal(2, { seq: 4, toldMs: 600, mark: { ...EMPTY_MARK, seq: 4, toldSeq: 23 } });
    expect((await cutNow()).heartbeat).toBe(idOf(2));
    await settleBeat(2, [stateOf(2, { seq: 0, highestSeq: 23 })], { officeTimeMs: 1_000 });
    expect((await cutNow()).heartbeat).toBe(idOf(1));
  });

  test('is sealed by another journal while one waits for permission', async () => {
    addJournal(1, { seq: 2 });
    addJournal(2, { seq: 9 });
    expect((await cutNow({ skipJournals: [idOf(1)] })).heartbeat).toBe(idOf(2));
    expect((await cutNow({ skipJournals: [idOf(1), idOf(2)] })).heartbeat).toBeNull();
  });
});

test('claims of more journals than a batch holds take turns', async () => {
  const count = LIMITS.headsMax + 4;
  for (let no = 1; no <= count; no++) addJournal(no, { seq: 1 });
  const claimed = new Set<string>();
  for (let round = 1; round <= 2; round++) {
    const { claims } = await cutNow();
    expect(claims).toHaveLength(LIMITS.headsMax);
    const states = claims.map(({ journal }) => stateOf(Number(`0x${toHex(journal)}`), {}));
    for (const { journal } of claims) claimed.add(toHex(journal));
    await settleBeat(1, states, { officeTimeMs: round * 1_000 });
  }
  expect(claimed.size).toBe(count);
});

test('a claim says what is still kept, without what the office holds beyond a gap', async () => {
  const extra = [{ from: 4, to: 5 }];
  addJournal(1, { seq: 9, mark: { ...EMPTY_MARK, seq: 2, extra, toldSeq: 5 } });
  const { claims } = await cutNow();
  expect(claims).toMatchObject([{ seq: 9, keptCount: 5 }]);
});

function doubted(): readonly string[] {
  return [...disk.rows.doubts.values()].map(({ seq, doubt }) => `${seq} ${doubt}`);
}

describe('a verdict', () => {
  const run = { journal: idOf(1), from: 1, count: 3 };

  beforeEach(() => addJournal(1, { seq: 3, mark: EMPTY_MARK }));

  test('of a conflict and of a doubt is shown to the steward at its own place', async () => {
    await settleBeat(1, [], {
      run,
      verdicts: [
        { kind: 'stored' },
        { kind: 'conflict' },
        { kind: 'quarantined', doubt: 'other-pact' },
      ],
    });
    expect(doubted()).toEqual(['2 forked', '3 other-pact']);
  });

  test('that an entry is stored after all takes its doubt away, and no other', async () => {
    const doubt = { kind: 'quarantined', doubt: 'other-pact' } as const;
    await settleBeat(1, [], { run, verdicts: [doubt, doubt, doubt] });
    const later = [{ kind: 'duplicate' }, { kind: 'stored' }, doubt] as const;
    await settleBeat(1, [], { run, verdicts: later, officeTimeMs: 2_000 });
    expect(doubted()).toEqual(['1 other-pact', '3 other-pact']);
  });
});

/** The office holds so many of the five of the first journal. */
function held(seq: number): JournalState {
  return stateOf(1, { seq, highestSeq: 5 });
}

describe('a receipt', () => {
  beforeEach(() => addJournal(1, { seq: 5, mark: EMPTY_MARK }));

  test('counts when nobody settled another since it was cut', async () => {
    expect((await settleBeat(1, [held(5)], { after: [null] }))?.mark.seq).toBe(5);
    const next = await settleBeat(1, [held(0)], { officeTimeMs: 2_000, after: [1_000] });
    expect(next?.mark.seq).toBe(0);
  });

  test('brings only its verdicts when another tab was first', async () => {
    await settleBeat(1, [held(0)], { officeTimeMs: 2_000, after: [null] });
    const overtaken = await settleBeat(1, [held(5)], { officeTimeMs: 1_000, after: [null] });
    expect(overtaken?.mark.seq).toBe(0);
  });

  test('of an earlier generation counts only as the latest word of the office', async () => {
    await settleBeat(1, [held(5)], { epoch: 7, officeTimeMs: 2_000 });
    const before = await settleBeat(1, [held(0)], { epoch: 6, officeTimeMs: 1_000 });
    expect(before?.mark).toMatchObject({ seq: 5, epoch: 7 });
    const after = await settleBeat(1, [held(0)], { epoch: 6, officeTimeMs: 3_000 });
    expect(after?.mark).toMatchObject({ seq: 0, epoch: 6 });
  });
});
