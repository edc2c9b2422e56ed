/**
 * The sync engine: when to cut, send, settle and wait. A pure step from state and event to state
 * and effects. It never gives up, and it removes nothing. The outbox says what an answer settles.
 */
import { syncAnswerOf } from '#core/api.ts';
import { LIMITS } from '#core/limits.ts';
import type { Run } from '../store/watermark.ts';
import { backoffMs } from './backoff.ts';

/** One entry, by its place. */
export interface EntryPlace {
  readonly journal: string;
  readonly seq: number;
}

/** An entry that failed alone. It stays, cools down, and is then tried alone again. */
export interface CoolingEntry extends EntryPlace {
  readonly untilMs: number;
}

/** A journal without permission. Others go on. */
export interface Barred {
  readonly journal: string;
  readonly untilMs: number;
}

/** Why there is a wait: no answer, not the office's answer, the office, our age, our own disk. */
export type WaitReason = 'offline' | 'noise' | 'office' | 'outdated' | 'device';

export type Phase =
  /** Another tab sends. */
  | { readonly kind: 'standing-by' }
  | { readonly kind: 'resting'; readonly untilMs: number }
  | { readonly kind: 'cutting'; readonly alone: CoolingEntry | null }
  | { readonly kind: 'sending'; readonly request: number; readonly run: Run }
  | { readonly kind: 'settling'; readonly request: number; readonly run: Run }
  | {
      readonly kind: 'waiting';
      readonly untilMs: number;
      readonly why: WaitReason;
      /** The office named the time: only the button is earlier. */
      readonly isFirm: boolean;
    }
  | { readonly kind: 'permission'; readonly untilMs: number };

export interface EngineState {
  readonly phase: Phase;
  readonly isHidden: boolean;
  /** How many entries the next batch may have. */
  readonly entriesMax: number;
  /** Failures since the last success; only the wait grows with it, never the will. */
  readonly failuresCount: number;
  readonly held: readonly CoolingEntry[];
  readonly barred: readonly Barred[];
  readonly requestsCount: number;
  /** When the last try began, and when the last good receipt was settled. */
  readonly triedMs: number | null;
  readonly contactMs: number | null;
  /** Something happened while busy: cut once more before resting. */
  readonly isStale: boolean;
  /** A person asked: contact the office even with nothing to send. */
  readonly isAsked: boolean;
  /** The run settled last; cutting it again means that the office does not keep what it answers. */
  readonly settledRun: Run | null;
}

export type Trigger =
  'start' | 'kept' | 'visible' | 'hidden' | 'pageshow' | 'online' | 'focus' | 'button' | 'granted';

/** How a request ended. A 200 is genuine once its receipt's seal and batch id were checked. */
export type Outcome =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly isGenuine: boolean;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'offline' }
  | { readonly kind: 'noise' }
  /** There is no permission to send with. */
  | { readonly kind: 'barred' }
  /** Our own disk or key refused. */
  | { readonly kind: 'device' };

/** When something happens, by a clock that never goes back, and a number in [0, 1). */
export type EngineMoment = { readonly nowMs: number; readonly chance: number };

export type EngineEvent = EngineMoment &
  (
    | { readonly kind: 'promoted' }
    | { readonly kind: 'demoted' }
    | { readonly kind: 'triggered'; readonly why: Trigger }
    | { readonly kind: 'woke' }
    /** `heartbeat` names the journal that seals a batch without entries; null when none may. */
    | { readonly kind: 'cut'; readonly run: Run | null; readonly heartbeat: string | null }
    | { readonly kind: 'cut-failed' }
    | { readonly kind: 'answered'; readonly request: number; readonly outcome: Outcome }
    | { readonly kind: 'deadline'; readonly request: number }
    | { readonly kind: 'settled'; readonly request: number }
    | { readonly kind: 'settle-failed'; readonly request: number }
  );

export type Effect =
  /** Answer with `cut`: a run that avoids what is named, or exactly the one that is alone. */
  | {
      readonly kind: 'cut';
      readonly entriesMax: number;
      readonly skip: readonly EntryPlace[];
      readonly skipJournals: readonly string[];
      readonly alone: EntryPlace | null;
    }
  /** Send the run just cut, or a heartbeat, and answer with `answered`; however late. */
  | { readonly kind: 'send'; readonly request: number; readonly run: Run }
  /** Settle the receipt of this request and answer with `settled` or `settle-failed`. */
  | { readonly kind: 'settle'; readonly request: number }
  /** Say `woke` at this time. There is one alarm: a new one replaces the old. */
  | { readonly kind: 'wake'; readonly atMs: number }
  | { readonly kind: 'deadline'; readonly request: number; readonly atMs: number };

export type Step = { readonly state: EngineState; readonly effects: readonly Effect[] };

export const NEW_ENGINE: EngineState = {
  phase: { kind: 'standing-by' },
  isHidden: false,
  entriesMax: LIMITS.batchEntriesStart,
  failuresCount: 0,
  held: [],
  barred: [],
  requestsCount: 0,
  triedMs: null,
  contactMs: null,
  isStale: false,
  isAsked: false,
  settledRun: null,
};

/** What follows from an event. */
export function step(state: EngineState, event: EngineEvent): Step {
  switch (event.kind) {
    case 'promoted':
      return state.phase.kind === 'standing-by' ? startCut(state, event) : still(state);
    case 'demoted':
      return still({ ...state, phase: { kind: 'standing-by' } });
    case 'triggered':
      return onTrigger(state, event, event.why);
    case 'woke':
      return onWoke(state, event);
    case 'cut':
      return onCut(state, event, event);
    case 'cut-failed':
      if (state.phase.kind !== 'cutting') return still(state);
      return backOff(state, event, { why: 'device' });
    case 'answered':
      return onAnswered(state, event, event);
    case 'deadline':
      return state.phase.kind === 'sending' && state.phase.request === event.request
        ? backOff(halved(state), event, { why: 'offline' })
        : still(state);
    case 'settled':
      return onSettled(state, event, event.request);
    case 'settle-failed':
      return state.phase.kind === 'settling' && state.phase.request === event.request
        ? backOff(state, event, { why: 'device' })
        : still(state);
  }
}

/** A timer may come a little early: then the alarm is set again. */
function onWoke(state: EngineState, occasion: EngineMoment): Step {
  if (!('untilMs' in state.phase)) return still(state);
  const isEarly = occasion.nowMs < state.phase.untilMs;
  return isEarly ? until(state, state.phase) : startCut(state, occasion);
}

function onTrigger(before: EngineState, occasion: EngineMoment, why: Trigger): Step {
  const isHidden = why === 'hidden' || (before.isHidden && why !== 'visible');
  const isAsked = before.isAsked || why === 'button';
  const state = { ...before, isHidden, isAsked };
  const { phase } = state;
  if (phase.kind === 'standing-by' || why === 'hidden') return still(state);
  if (!('untilMs' in phase)) return still({ ...state, isStale: true });
  if (why === 'button' || why === 'granted') return startCut({ ...state, barred: [] }, occasion);
  if (why === 'kept') return phase.kind === 'resting' ? soon(state, occasion) : still(state);
  const isFirm = phase.kind === 'waiting' && phase.isFirm;
  const isTooSoon = state.triedMs !== null && occasion.nowMs < state.triedMs + LIMITS.backoffBaseMs;
  return isFirm || isTooSoon ? still(state) : startCut(state, occasion);
}

/** Several signings in a row go in one batch; a later one does not put the first off. */
function soon(state: EngineState, { nowMs }: EngineMoment): Step {
  if (state.phase.kind !== 'resting') return still(state);
  const untilMs = Math.min(state.phase.untilMs, nowMs + LIMITS.keepDebounceMs);
  return until(state, { kind: 'resting', untilMs });
}

function startCut(
  state: EngineState,
  { nowMs }: EngineMoment,
  alone: CoolingEntry | null = null,
): Step {
  const barred = state.barred.filter(({ untilMs }) => untilMs > nowMs);
  const cut: Effect = {
    kind: 'cut',
    entriesMax: alone === null ? state.entriesMax : 1,
    skip: state.held,
    skipJournals: barred.map(({ journal }) => journal),
    alone,
  };
  const phase: Phase = { kind: 'cutting', alone };
  return { state: { ...state, barred, phase, isStale: false, triedMs: nowMs }, effects: [cut] };
}

/** Fresh entries first, then one that cooled down and a heartbeat if due, in turn, then rest. */
function onCut(
  state: EngineState,
  occasion: EngineMoment,
  { run, heartbeat }: { readonly run: Run | null; readonly heartbeat: string | null },
): Step {
  if (state.phase.kind !== 'cutting') return still(state);
  const { alone } = state.phase;
  if (run !== null) {
    return sameRun(run, state.settledRun)
      ? backOff({ ...state, settledRun: null }, occasion, { why: 'office' })
      : send(state, occasion, run);
  }
  // Nothing at its place any more: it was received some other way.
  const rested = alone === null ? state : { ...state, held: without(state.held, alone) };
  const cooled = triable(rested).find(({ untilMs }) => untilMs <= occasion.nowMs);
  const canBeat = heartbeat !== null && rested.barred.every((one) => one.journal !== heartbeat);
  const isDue = rested.isAsked || occasion.nowMs >= heartbeatDueMs(rested, occasion);
  // What fails for ever takes turns: else we never hear of an office that was put back.
  const isBeat = canBeat && isDue && rested.failuresCount % 2 === 0;
  if (cooled !== undefined && !isBeat) return startCut(rested, occasion, cooled);
  if (rested.isStale) return startCut(rested, occasion);
  if (!canBeat || !isDue) return rest(rested, occasion, { canBeat });
  return send(rested, occasion, { journal: heartbeat, from: 0, count: 0 });
}

function send(state: EngineState, { nowMs }: EngineMoment, run: Run): Step {
  const request = state.requestsCount + 1;
  const phase: Phase = { kind: 'sending', request, run };
  return {
    state: { ...state, phase, requestsCount: request, isAsked: false },
    effects: [
      { kind: 'send', request, run },
      { kind: 'deadline', request, atMs: nowMs + LIMITS.requestDeadlineMs },
    ],
  };
}

function onAnswered(
  state: EngineState,
  occasion: EngineMoment,
  { request, outcome }: { readonly request: number; readonly outcome: Outcome },
): Step {
  const { phase } = state;
  const isReceipt = outcome.kind === 'status' && outcome.status === 200 && outcome.isGenuine;
  if (phase.kind !== 'sending' || phase.request !== request) {
    // A receipt is true however late it comes.
    return isReceipt ? { state, effects: [{ kind: 'settle', request }] } : still(state);
  }
  if (isReceipt) {
    const settling: Phase = { kind: 'settling', request, run: phase.run };
    return { state: { ...state, phase: settling }, effects: [{ kind: 'settle', request }] };
  }
  return onRefused(state, occasion, { outcome, run: phase.run });
}

function onRefused(
  state: EngineState,
  occasion: EngineMoment,
  { outcome, run }: { readonly outcome: Outcome; readonly run: Run },
): Step {
  switch (outcome.kind) {
    case 'offline':
    case 'noise':
      return backOff(halved(state), occasion, { why: outcome.kind });
    case 'device':
      return backOff(state, occasion, { why: 'device' });
    case 'barred':
      return bar(state, occasion, run);
    case 'status':
      break;
  }
  const { status, retryAfterMs } = outcome;
  switch (syncAnswerOf(status)) {
    case 'receipt': // a 200 whose seal is not the office's
    case 'noise':
      return backOff(halved(state), occasion, { why: 'noise' });
    case 'halve':
      return refuse(state, occasion, run);
    case 'permission':
      return bar(state, occasion, run);
    case 'outdated':
      return backOff(state, occasion, { why: 'outdated' });
    case 'back-off':
      return backOff(halved(state), occasion, { why: 'office', retryAfterMs });
  }
}

/** The office refuses these bytes: a smaller run at once, until the one entry is alone. */
function refuse(state: EngineState, occasion: EngineMoment, run: Run): Step {
  if (run.count === 0) return backOff(state, occasion, { why: 'office' });
  if (run.count > 1) {
    const entriesMax = Math.max(1, Math.floor(run.count / 2));
    const untilMs = occasion.nowMs + occasion.chance * LIMITS.backoffBaseMs;
    return until({ ...state, entriesMax }, { kind: 'resting', untilMs });
  }
  const place = { journal: run.journal, seq: run.from };
  const one: CoolingEntry = { ...place, untilMs: occasion.nowMs + LIMITS.heldMs };
  const held = [...without(state.held, place), one].slice(-LIMITS.heldEntriesMax);
  // One after another failing alone means that the office is at fault: so this is a failure too.
  return backOff({ ...state, held }, occasion, { why: 'office' });
}

/** Waits for permission with this journal; the others go on at once. */
function bar(state: EngineState, occasion: EngineMoment, run: Run): Step {
  const untilMs = occasion.nowMs + LIMITS.permissionProbeMs;
  const others = state.barred.filter(({ journal }) => journal !== run.journal);
  return startCut({ ...state, barred: [...others, { journal: run.journal, untilMs }] }, occasion);
}

function onSettled(before: EngineState, occasion: EngineMoment, request: number): Step {
  const state = { ...before, contactMs: occasion.nowMs };
  const { phase } = state;
  if (phase.kind !== 'settling' || phase.request !== request) {
    return still('untilMs' in phase ? state : { ...state, isStale: true });
  }
  const { run } = phase;
  const success = { ...state, failuresCount: 0, settledRun: null };
  if (run.count === 0) return startCut(success, occasion);
  const entriesMax = Math.min(LIMITS.batchEntriesMax, state.entriesMax * 2);
  const held = without(state.held, { journal: run.journal, seq: run.from });
  const barred = state.barred.filter(({ journal }) => journal !== run.journal);
  return startCut({ ...success, entriesMax, held, barred, settledRun: run }, occasion);
}

/** Waits after a failure; longer when nobody looks. */
function backOff(
  state: EngineState,
  { nowMs, chance }: EngineMoment,
  { why, retryAfterMs = null }: { why: WaitReason; retryAfterMs?: number | null },
): Step {
  const failuresCount = state.failuresCount + 1;
  const mostMs = state.isHidden ? LIMITS.backoffHiddenMaxMs : LIMITS.backoffMaxMs;
  const waitMs = backoffMs(failuresCount, { chance, mostMs });
  // What the office asks for takes the place of the base.
  const askedMs = Math.min(retryAfterMs ?? 0, LIMITS.retryAfterMaxMs);
  const untilMs = nowMs + waitMs + Math.max(0, askedMs - LIMITS.backoffBaseMs);
  const isFirm = retryAfterMs !== null;
  return until({ ...state, failuresCount }, { kind: 'waiting', untilMs, why, isFirm });
}

/** Rests until the next heartbeat, or until something has cooled down. */
function rest(
  state: EngineState,
  occasion: EngineMoment,
  { canBeat }: { readonly canBeat: boolean },
): Step {
  const probeMs = occasion.nowMs + LIMITS.permissionProbeMs;
  const beatMs = canBeat ? heartbeatDueMs(state, occasion) : probeMs;
  const times = [...triable(state), ...state.barred].map(({ untilMs }) => untilMs);
  const untilMs = Math.min(beatMs, ...times);
  const kind = state.barred.length > 0 ? 'permission' : 'resting';
  return until({ ...state, isAsked: false }, { kind, untilMs });
}

/** What waits for permission is not tried before that comes, however long it cooled down. */
function triable({ held, barred }: EngineState): readonly CoolingEntry[] {
  return held.filter((one) => barred.every(({ journal }) => journal !== one.journal));
}

function heartbeatDueMs({ contactMs, isHidden }: EngineState, { nowMs }: EngineMoment): number {
  if (contactMs === null) return nowMs;
  return contactMs + (isHidden ? LIMITS.backoffHiddenMaxMs : LIMITS.heartbeatMs);
}

function until(state: EngineState, phase: Phase & { readonly untilMs: number }): Step {
  return { state: { ...state, phase }, effects: [{ kind: 'wake', atMs: phase.untilMs }] };
}

function still(state: EngineState): Step {
  return { state, effects: [] };
}

/** What failed whole may pass in parts: on a poor line the smaller request arrives. */
function halved(state: EngineState): EngineState {
  return { ...state, entriesMax: Math.max(1, Math.floor(state.entriesMax / 2)) };
}

function sameRun(a: Run, b: Run | null): boolean {
  return b !== null && a.journal === b.journal && a.from === b.from;
}

function without(
  held: readonly CoolingEntry[],
  { journal, seq }: EntryPlace,
): readonly CoolingEntry[] {
  return held.filter((one) => one.journal !== journal || one.seq !== seq);
}
