/** The sync engine, one rule of docs/PROTOCOL.md (Sync) at a time. */
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import {
  type Effect,
  type EngineEvent,
  type EngineState,
  NEW_ENGINE,
  type Outcome,
} from '#device/send/engine-state.ts';
import { step } from '#device/send/engine.ts';
import type { Run } from '#device/store/watermark.ts';

type Happening = EngineEvent extends infer E
  ? E extends EngineEvent
    ? Omit<E, 'nowMs' | 'chance'>
    : never
  : never;

/** Drives the engine by hand: what happened, and what it then asked for. */
class Drive {
  state: EngineState = NEW_ENGINE;
  nowMs = 1_000_000;
  chance = 0.5;

  tell(happening: Happening): readonly Effect[] {
    const event = { ...happening, nowMs: this.nowMs, chance: this.chance } as EngineEvent;
    const { state, effects } = step(this.state, event);
    this.state = state;
    return effects;
  }

  /** Cuts and sends a run, and answers its request. */
  send(run: Run = RUN): number {
    if (this.state.phase.kind !== 'cutting') this.tell({ kind: 'triggered', why: 'button' });
    // A new object each time, as the outbox cuts it.
    this.tell({ kind: 'cut', run: { ...run }, heartbeat: 'j' });
    return this.state.requestsCount;
  }

  refuse(status: number, run: Run = RUN, retryAfterMs: number | null = null): readonly Effect[] {
    return this.answer({ kind: 'status', status, isGenuine: false, retryAfterMs }, run);
  }

  answer(outcome: Outcome, run: Run = RUN): readonly Effect[] {
    const request = this.send(run);
    return this.tell({ kind: 'answered', request, outcome });
  }

  succeed(run: Run = RUN): readonly Effect[] {
    this.answer(GENUINE, run);
    return this.tell({ kind: 'settled', request: this.state.requestsCount });
  }

  waitMs(): number {
    return 'untilMs' in this.state.phase ? this.state.phase.untilMs - this.nowMs : 0;
  }
}

const RUN: Run = { journal: 'j', from: 1, count: 25 };
const GENUINE: Outcome = { kind: 'status', status: 200, isGenuine: true, retryAfterMs: null };

function awake(): Drive {
  const drive = new Drive();
  drive.tell({ kind: 'promoted' });
  return drive;
}

describe('a good answer', () => {
  test('is settled, doubles the batch, and the next is cut at once', () => {
    const drive = awake();
    expect(drive.answer(GENUINE)).toEqual([{ kind: 'settle', request: 1 }]);
    const [cut] = drive.tell({ kind: 'settled', request: 1 });
    expect(cut).toMatchObject({ kind: 'cut', entriesMax: 50 });
  });

  test('never makes a batch above the limit', () => {
    const drive = awake();
    for (let from = 1; from < 20; from++) drive.succeed({ ...RUN, from });
    expect(drive.state.entriesMax).toBe(LIMITS.batchEntriesMax);
  });

  test('is settled although it comes after the deadline', () => {
    const drive = awake();
    const request = drive.send();
    drive.nowMs += LIMITS.requestDeadlineMs;
    drive.tell({ kind: 'deadline', request });
    expect(drive.state.phase.kind).toBe('waiting');
    const effects = drive.tell({ kind: 'answered', request, outcome: GENUINE });
    expect(effects).toEqual([{ kind: 'settle', request }]);
    expect(drive.state.phase.kind).toBe('waiting');
  });

  test('that leads to the same run again is a fault of the office, not a loop', () => {
    const drive = awake();
    drive.succeed();
    drive.tell({ kind: 'cut', run: { ...RUN }, heartbeat: 'j' });
    expect(drive.state.phase).toMatchObject({ kind: 'waiting', why: 'office' });
  });

  test('that our own disk refuses to settle is tried again later', () => {
    const drive = awake();
    drive.answer(GENUINE);
    drive.tell({ kind: 'settle-failed', request: 1 });
    expect(drive.state.phase).toMatchObject({ kind: 'waiting', why: 'device' });
  });
});

describe('a refusal', () => {
  test.each([400, 413, 422, 500])('%i halves the batch until one entry is alone', (status) => {
    const drive = awake();
    const sizes: number[] = [];
    for (let count = 25; drive.state.cooling.length === 0;) {
      sizes.push(count);
      drive.refuse(status, { ...RUN, count });
      count = Math.min(count, drive.state.entriesMax);
    }
    expect(sizes).toEqual([25, 12, 6, 3, 1]);
    expect(drive.state.cooling).toMatchObject([{ journal: 'j', seq: 1 }]);
  });

  test('of a single entry holds it, and the rest goes on', () => {
    const drive = awake();
    drive.refuse(400, { ...RUN, count: 1 });
    const [cut] = drive.tell({ kind: 'triggered', why: 'button' });
    expect(cut).toMatchObject({ kind: 'cut', skip: [{ journal: 'j', seq: 1 }], alone: null });
  });

  test('keeps a held entry, and tries it alone once it has cooled down', () => {
    const drive = awake();
    drive.refuse(400, { ...RUN, count: 1 });
    drive.nowMs += LIMITS.coolingMs;
    drive.tell({ kind: 'woke' });
    const [cut] = drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
    expect(cut).toMatchObject({ kind: 'cut', entriesMax: 1, alone: { journal: 'j', seq: 1 } });
    drive.succeed({ ...RUN, count: 1 });
    expect(drive.state.cooling).toEqual([]);
  });

  test('of many entries, for ever, leaves the heartbeat its turn', () => {
    const drive = awake();
    for (const from of [1, 2, 3]) drive.refuse(500, { ...RUN, from, count: 1 });
    const sent: number[] = [];
    for (let turns = 0; turns < 8; turns++) {
      drive.nowMs += drive.state.phase.kind === 'cutting' ? 0 : LIMITS.coolingMs;
      drive.tell({ kind: 'woke' });
      const [next] = drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
      const alone = next?.kind === 'cut' ? next.alone : null;
      if (alone !== null) {
        drive.tell({ kind: 'cut', run: { ...RUN, from: alone.seq, count: 1 }, heartbeat: 'j' });
      }
      const request = drive.state.requestsCount;
      const outcome = alone === null ? GENUINE : ({ ...GENUINE, status: 500 } as const);
      drive.tell({ kind: 'answered', request, outcome });
      drive.tell({ kind: 'settled', request });
      sent.push(alone?.seq ?? 0);
    }
    expect(sent).toEqual([1, 0, 2, 3, 0, 1, 2, 0]);
  });

  test('of one entry after another slows down: then the office is at fault', () => {
    const drive = awake();
    drive.chance = 0.99;
    const waits: number[] = [];
    for (let from = 1; from <= 8; from++) {
      drive.refuse(500, { ...RUN, from, count: 1 });
      waits.push(drive.waitMs());
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(50_000);
  });

  test('of a heartbeat only waits', () => {
    const drive = awake();
    drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
    drive.tell({
      kind: 'answered',
      request: 1,
      outcome: { kind: 'status', status: 500, isGenuine: false, retryAfterMs: null },
    });
    expect(drive.state).toMatchObject({ cooling: [], phase: { kind: 'waiting', why: 'office' } });
  });

  test.each([401, 403])('%i waits for permission, and probes every five minutes', (status) => {
    const drive = awake();
    drive.refuse(status);
    drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
    expect(drive.state.phase.kind).toBe('permission');
    expect(drive.waitMs()).toBe(LIMITS.permissionProbeMs);
    drive.nowMs += LIMITS.permissionProbeMs;
    const [cut] = drive.tell({ kind: 'woke' });
    expect(cut).toMatchObject({ kind: 'cut', skipJournals: [] });
  });

  test('of one journal leaves its held entries alone until the probe, however long they cooled', () => {
    const drive = awake();
    drive.refuse(400, { ...RUN, count: 1 });
    drive.nowMs += 2 * LIMITS.coolingMs;
    drive.tell({ kind: 'woke' });
    drive.refuse(403, { ...RUN, from: 2, count: 1 });
    const [send] = drive.tell({ kind: 'cut', run: null, heartbeat: 'k' });
    expect(send).toMatchObject({ kind: 'send', run: { journal: 'k', count: 0 } });
    const request = drive.state.requestsCount;
    drive.tell({ kind: 'answered', request, outcome: GENUINE });
    drive.tell({ kind: 'settled', request });
    drive.tell({ kind: 'cut', run: null, heartbeat: 'k' });
    expect(drive.waitMs()).toBeGreaterThan(1_000);
    expect(drive.state.cooling).toHaveLength(1);
  });

  test('of one journal lets the others go on', () => {
    const drive = awake();
    const [cut] = drive.refuse(403);
    expect(cut).toMatchObject({ kind: 'cut', skipJournals: ['j'] });
    drive.tell({ kind: 'cut', run: { ...RUN, journal: 'k' }, heartbeat: 'k' });
    expect(drive.state.phase).toMatchObject({ kind: 'sending', run: { journal: 'k' } });
  });

  test('ends the moment permission is granted', () => {
    const drive = awake();
    drive.refuse(403);
    drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
    const [cut] = drive.tell({ kind: 'triggered', why: 'granted' });
    expect(cut).toMatchObject({ kind: 'cut', skipJournals: [] });
  });

  test.each([404, 410, 426])('%i is shown as outdated, and tried again', (status) => {
    const drive = awake();
    drive.refuse(status);
    expect(drive.state.phase).toMatchObject({ kind: 'waiting', why: 'outdated' });
    expect(drive.waitMs()).toBeGreaterThan(0);
  });
});

describe('a failure', () => {
  test.each<[string, Outcome]>([
    ['a 200 without a genuine receipt', { ...GENUINE, isGenuine: false }],
    ['a redirect', { kind: 'noise' }],
    ['a 302', { kind: 'status', status: 302, isGenuine: false, retryAfterMs: null }],
  ])('%s is noise: nothing is settled', (_, outcome) => {
    const drive = awake();
    const effects = drive.answer(outcome);
    expect(effects.map(({ kind }) => kind)).toEqual(['wake']);
    expect(drive.state.phase).toMatchObject({ kind: 'waiting', why: 'noise' });
  });

  test('waits between one second and a ceiling that doubles up to a minute', () => {
    const drive = awake();
    const most: number[] = [];
    for (let i = 0; i < 10; i++) {
      drive.chance = 0;
      const least = structuredClone(drive.state);
      drive.answer({ kind: 'offline' });
      expect(drive.waitMs()).toBe(LIMITS.backoffBaseMs);
      drive.state = least;
      drive.chance = 1;
      drive.answer({ kind: 'offline' });
      most.push(drive.waitMs());
    }
    expect(most.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(most.at(-1)).toBe(LIMITS.backoffMaxMs);
  });

  test('a thousand times still does not give up', () => {
    const drive = awake();
    for (let i = 0; i < 1_000; i++) drive.answer({ kind: 'offline' });
    drive.nowMs += LIMITS.backoffMaxMs;
    const [cut] = drive.tell({ kind: 'woke' });
    expect(cut).toMatchObject({ kind: 'cut', entriesMax: 1 });
  });

  test('waits longer while nobody looks', () => {
    const drive = awake();
    drive.tell({ kind: 'triggered', why: 'hidden' });
    drive.chance = 1;
    for (let i = 0; i < 12; i++) drive.answer({ kind: 'offline' });
    expect(drive.waitMs()).toBe(LIMITS.backoffHiddenMaxMs);
  });

  test('honours Retry-After before any hint, but not before the button', () => {
    const drive = awake();
    drive.refuse(503, RUN, 30_000);
    expect(drive.waitMs()).toBeGreaterThanOrEqual(30_000);
    drive.nowMs += 5_000;
    expect(drive.tell({ kind: 'triggered', why: 'online' })).toEqual([]);
    expect(drive.tell({ kind: 'triggered', why: 'button' })).toMatchObject([{ kind: 'cut' }]);
  });

  test('bounds an absurd Retry-After', () => {
    const drive = awake();
    drive.refuse(503, RUN, 1e12);
    expect(drive.waitMs()).toBeLessThanOrEqual(LIMITS.retryAfterMaxMs + LIMITS.backoffMaxMs);
  });

  test.each(['online', 'visible', 'pageshow', 'focus'] as const)('is cut short by %s', (why) => {
    const drive = awake();
    drive.answer({ kind: 'offline' });
    drive.nowMs += LIMITS.backoffBaseMs;
    expect(drive.tell({ kind: 'triggered', why })).toMatchObject([{ kind: 'cut' }]);
  });

  test('is not cut short by signing on', () => {
    const drive = awake();
    drive.answer({ kind: 'offline' });
    expect(drive.tell({ kind: 'triggered', why: 'kept' })).toEqual([]);
  });
});

describe('with nothing to send', () => {
  test('a heartbeat goes at the start and every minute', () => {
    const drive = awake();
    const [send] = drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
    expect(send).toMatchObject({ kind: 'send', run: { journal: 'j', count: 0 } });
    drive.tell({ kind: 'answered', request: 1, outcome: GENUINE });
    drive.tell({ kind: 'settled', request: 1 });
    const [wake] = drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
    expect(wake).toEqual({ kind: 'wake', atMs: drive.nowMs + LIMITS.heartbeatMs });
    drive.nowMs += LIMITS.heartbeatMs;
    drive.tell({ kind: 'woke' });
    expect(drive.tell({ kind: 'cut', run: null, heartbeat: 'j' })).toMatchObject([
      { kind: 'send' },
      { kind: 'deadline' },
    ]);
  });

  test('a device that joined nothing stays silent', () => {
    const drive = awake();
    expect(drive.tell({ kind: 'cut', run: null, heartbeat: null })).toMatchObject([
      { kind: 'wake' },
    ]);
  });

  test('several signings in a row wait for one batch, and the first is not put off', () => {
    const drive = awake();
    drive.succeed({ ...RUN, count: 0 });
    drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
    const [first] = drive.tell({ kind: 'triggered', why: 'kept' });
    drive.nowMs += 300;
    const [second] = drive.tell({ kind: 'triggered', why: 'kept' });
    expect(first).toEqual({ kind: 'wake', atMs: drive.nowMs - 300 + LIMITS.keepDebounceMs });
    expect(second).toEqual(first);
  });

  test('a signing kept while busy is cut before resting', () => {
    const drive = awake();
    drive.tell({ kind: 'triggered', why: 'kept' });
    expect(drive.tell({ kind: 'cut', run: null, heartbeat: 'j' })).toMatchObject([{ kind: 'cut' }]);
  });
});

describe('an alarm', () => {
  test('that rings early is set again', () => {
    const drive = awake();
    drive.answer({ kind: 'offline' });
    const { phase } = drive.state;
    const atMs = 'untilMs' in phase ? phase.untilMs : 0;
    expect(drive.tell({ kind: 'woke' })).toEqual([{ kind: 'wake', atMs }]);
  });
});

describe('beside other tabs', () => {
  test('a tab that stands by does nothing', () => {
    const drive = new Drive();
    expect(drive.tell({ kind: 'triggered', why: 'button' })).toEqual([]);
  });

  test('a tab that lost its turn still settles the receipt it waited for', () => {
    const drive = awake();
    const request = drive.send();
    drive.tell({ kind: 'demoted' });
    expect(drive.tell({ kind: 'answered', request, outcome: GENUINE })).toEqual([
      { kind: 'settle', request },
    ]);
    drive.tell({ kind: 'settled', request });
    expect(drive.state.phase.kind).toBe('standing-by');
  });
});

test('the deadline of an older request does not stop the one under way', () => {
  const drive = awake();
  drive.answer({ kind: 'offline' });
  const older = drive.state.requestsCount;
  drive.send();
  drive.tell({ kind: 'deadline', request: older });
  expect(drive.state.phase.kind).toBe('sending');
});

test('a device that rests wakes for the first entry that has cooled down', () => {
  const drive = awake();
  drive.succeed({ ...RUN, count: 0 });
  drive.tell({ kind: 'cut', run: { ...RUN, count: 1 }, heartbeat: 'j' });
  const request = drive.state.requestsCount;
  const outcome = { ...GENUINE, status: 400, isGenuine: false } as const;
  drive.tell({ kind: 'answered', request, outcome });
  drive.succeed({ ...RUN, count: 0 });
  drive.tell({ kind: 'cut', run: null, heartbeat: 'j' });
  expect(drive.waitMs()).toBeLessThanOrEqual(LIMITS.heartbeatMs);
});
