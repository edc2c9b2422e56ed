/**
 * Laws of sending: whatever the network and the office do, nothing is lost on the way, and once the
 * faults stop everything but poison arrives in bounded time.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { type EngineEvent, NEW_ENGINE, type Outcome } from '#device/send/engine-state.ts';
import { step } from '#device/send/engine.ts';
import type { Run } from '#device/store/watermark.ts';
import { EMPTY_MARK, nextRun, receivedCount, settleMark } from '#device/store/watermark.ts';

type Happening = EngineEvent extends infer E
  ? E extends EngineEvent
    ? Omit<E, 'nowMs' | 'chance'>
    : never
  : never;

const HEAD_SEQ = 137;
const HOUR_MS = 3_600_000;

/** What happens to one request. */
const fates = fc.constantFrom(
  'good',
  'answer-lost',
  'late',
  'offline',
  'noise',
  'portal',
  400,
  401,
  403,
  404,
  408,
  413,
  426,
  429,
  500,
  503,
);
type Fate = typeof fates extends fc.Arbitrary<infer F> ? F : never;

const plain = (status: number): Outcome => ({
  kind: 'status',
  status,
  isGenuine: false,
  retryAfterMs: null,
});

interface World {
  readonly poison: ReadonlySet<number>;
  readonly fates: readonly Fate[];
  readonly chances: readonly number[];
}

/** One device and one office, without bytes: which sequences are where, and when. */
function drain({ poison, fates: happen, chances }: World): { held: Set<number>; received: number } {
  const office = new Set<number>();
  let mark = EMPTY_MARK;
  let state = NEW_ENGINE;
  let nowMs = 0;
  let ticks = 0;
  const answered = new Map<number, Run>();
  const queue: { atMs: number; event: Happening }[] = [];
  const say = (atMs: number, event: Happening): void => {
    queue.push({ atMs, event });
  };
  const deliver = (request: number, run: Run, outcome: Outcome): void => {
    say(nowMs + 50, { kind: 'answered', request, outcome });
    answered.set(request, run);
  };
  const take = (run: Run): void => {
    for (let seq = run.from; seq < run.from + run.count; seq++) office.add(seq);
  };
  const contiguous = (): number => {
    let seq = 0;
    while (office.has(seq + 1)) seq += 1;
    return seq;
  };
  const send = (request: number, run: Run): void => {
    const seqs = Array.from({ length: run.count }, (_, i) => run.from + i);
    if (seqs.some((seq) => poison.has(seq))) return deliver(request, run, plain(500));
    const fate = happen[request - 1] ?? 'good';
    if (typeof fate === 'number') return deliver(request, run, plain(fate));
    if (fate === 'offline' || fate === 'noise') return deliver(request, run, { kind: fate });
    if (fate === 'portal') return deliver(request, run, plain(200));
    take(run);
    if (fate === 'answer-lost') return;
    if (fate === 'late') nowMs += LIMITS.requestDeadlineMs;
    deliver(request, run, { kind: 'status', status: 200, isGenuine: true, retryAfterMs: null });
  };
  const settle = (request: number): void => {
    const run = answered.get(request);
    const range = run === undefined || run.count === 0 ? null : run;
    mark = settleMark(mark, {
      epoch: 1,
      answered: range && { from: range.from, to: range.from + range.count - 1 },
      state: {
        journal: new Uint8Array(16),
        seq: contiguous(),
        digest: new Uint8Array(32),
        extra: [...office].sort((a, b) => a - b).flatMap((seq) => ({ from: seq, to: seq })),
        forked: false,
        safeSeq: 0,
        highestSeq: Math.max(0, ...office),
      },
      agrees: true,
      isLate: false,
      isLatest: true,
    });
    say(nowMs, { kind: 'settled', request });
  };
  say(0, { kind: 'promoted' });
  while (queue.length > 0 && nowMs < HOUR_MS && receivedCount(mark) < HEAD_SEQ - poison.size) {
    queue.sort((a, b) => a.atMs - b.atMs);
    const next = queue.shift();
    if (next === undefined) break;
    nowMs = Math.max(nowMs, next.atMs);
    const chance = chances[ticks++ % chances.length] ?? 0;
    const stepped = step(state, { ...next.event, nowMs, chance });
    state = stepped.state;
    for (const effect of stepped.effects) {
      switch (effect.kind) {
        case 'cut': {
          const range =
            effect.alone === null
              ? nextRun(mark, {
                  headSeq: effect.skipJournals.length > 0 ? 0 : HEAD_SEQ,
                  skip: effect.skip.map(({ seq }) => seq),
                  entriesMax: effect.entriesMax,
                })
              : { from: effect.alone.seq, to: effect.alone.seq };
          const run = range && { journal: 'j', from: range.from, count: range.to - range.from + 1 };
          say(nowMs, { kind: 'cut', run, heartbeat: 'j' });
          break;
        }
        case 'send':
          send(effect.request, effect.run);
          break;
        case 'settle':
          settle(effect.request);
          break;
        case 'wake':
          say(effect.atMs, { kind: 'woke' });
          break;
        case 'deadline':
          say(effect.atMs, { kind: 'deadline', request: effect.request });
      }
    }
  }
  return { held: office, received: receivedCount(mark) };
}

test('when the faults stop, everything but poison arrives within the hour', () => {
  fc.assert(
    fc.property(
      fc.array(fates, { maxLength: 40 }),
      fc.uniqueArray(fc.integer({ min: 1, max: HEAD_SEQ }), { maxLength: 3 }),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (happen, poisoned, chances) => {
        const poison = new Set(poisoned);
        const { held, received } = drain({ poison, fates: happen, chances });
        expect(received).toBe(HEAD_SEQ - poison.size);
        expect(held.size).toBe(HEAD_SEQ - poison.size);
      },
    ),
    { numRuns: 300 },
  );
});

test('any order of triggers leaves exactly one next step', () => {
  const triggers = fc.constantFrom(
    'start',
    'kept',
    'visible',
    'hidden',
    'pageshow',
    'online',
    'focus',
    'button',
    'granted',
  );
  fc.assert(
    fc.property(fc.array(triggers, { maxLength: 60 }), (whys) => {
      let state = step(NEW_ENGINE, { kind: 'promoted', nowMs: 0, chance: 0.5 }).state;
      let cuts = 1;
      whys.forEach((why, i) => {
        const nowMs = i * 700;
        const { phase } = state;
        const event: EngineEvent =
          phase.kind === 'cutting'
            ? { kind: 'cut', run: null, heartbeat: null, nowMs, chance: 0.5 }
            : { kind: 'triggered', why, nowMs, chance: 0.5 };
        const stepped = step(state, event);
        state = stepped.state;
        cuts = stepped.effects.filter(({ kind }) => kind === 'cut').length;
        expect(cuts).toBeLessThanOrEqual(1);
        // Either busy with one thing, or an alarm is set.
        expect(state.phase.kind === 'cutting' || 'untilMs' in state.phase).toBe(true);
      });
    }),
  );
});
