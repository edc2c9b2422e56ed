/**
 * The sync engine decides when to cut a run, send it, settle the receipt and wait. It is a pure
 * function from state and event to state and effects. Time (monotonic) and chance come with the
 * event. It retries for ever and removes no entry. outbox.ts decides what an answer settles.
 */
import { syncAnswerOf } from '#core/api.ts';
import { LIMITS } from '#core/limits.ts';
import type { Run } from '../store/watermark.ts';
import { backoffMs } from './backoff.ts';
import type {
  CoolingEntry,
  Effect,
  EngineEvent,
  EngineMoment,
  EngineState,
  EntryPlace,
  Outcome,
  Phase,
  Step,
  Trigger,
  WaitReason,
} from './engine-state.ts';

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

/** A browser's timer may fire a little early. Then the alarm is set again. */
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

/**
 * Sends soon after a signing (debounce), so that several signings go in one batch. A later signing
 * does not delay the first.
 */
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
    skip: state.cooling,
    skipJournals: barred.map(({ journal }) => journal),
    alone,
  };
  const phase: Phase = { kind: 'cutting', alone };
  return { state: { ...state, barred, phase, isStale: false, triedMs: nowMs }, effects: [cut] };
}

/**
 * The order of sending: first new entries, then one that has cooled down, or a heartbeat if it is
 * due. When there is none of these, rest.
 */
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
  // The entry is no longer to be sent: it was received in another way.
  const rested = alone === null ? state : { ...state, cooling: without(state.cooling, alone) };
  const cooled = triable(rested).find(({ untilMs }) => untilMs <= occasion.nowMs);
  const canBeat = heartbeat !== null && rested.barred.every((one) => one.journal !== heartbeat);
  const isDue = rested.isAsked || occasion.nowMs >= heartbeatDueMs(rested, occasion);
  // An entry that always fails and a heartbeat take turns. Without heartbeats the device would not
  // notice that the office was restored.
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
    // A late receipt is still true, so it is settled.
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

/**
 * The office refuses these bytes. Half of the run is sent next, down to a single entry; a single
 * entry cools down.
 */
function refuse(state: EngineState, occasion: EngineMoment, run: Run): Step {
  if (run.count === 0) return backOff(state, occasion, { why: 'office' });
  if (run.count > 1) {
    const entriesMax = Math.max(1, Math.floor(run.count / 2));
    const untilMs = occasion.nowMs + occasion.chance * LIMITS.backoffBaseMs;
    return until({ ...state, entriesMax }, { kind: 'resting', untilMs });
  }
  const place = { journal: run.journal, seq: run.from };
  const one: CoolingEntry = { ...place, untilMs: occasion.nowMs + LIMITS.coolingMs };
  const cooling = [...without(state.cooling, place), one].slice(-LIMITS.coolingEntriesMax);
  // When many entries fail alone, the fault is probably in the office. So each one also counts as a
  // failure.
  return backOff({ ...state, cooling }, occasion, { why: 'office' });
}

/** This journal waits for permission; the others are sent at once. */
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
  const cooling = without(state.cooling, { journal: run.journal, seq: run.from });
  const barred = state.barred.filter(({ journal }) => journal !== run.journal);
  return startCut({ ...success, entriesMax, cooling, barred, settledRun: run }, occasion);
}

/** Waits after a failure (backoff). The ceiling is higher while no page is visible. */
function backOff(
  state: EngineState,
  { nowMs, chance }: EngineMoment,
  { why, retryAfterMs = null }: { why: WaitReason; retryAfterMs?: number | null },
): Step {
  const failuresCount = state.failuresCount + 1;
  const mostMs = state.isHidden ? LIMITS.backoffHiddenMaxMs : LIMITS.backoffMaxMs;
  const waitMs = backoffMs(failuresCount, { chance, mostMs });
  // The wait that the office asks for replaces the base of the backoff.
  const askedMs = Math.min(retryAfterMs ?? 0, LIMITS.retryAfterMaxMs);
  const untilMs = nowMs + waitMs + Math.max(0, askedMs - LIMITS.backoffBaseMs);
  const isFirm = retryAfterMs !== null;
  return until({ ...state, failuresCount }, { kind: 'waiting', untilMs, why, isFirm });
}

/**
 * Rests until the next heartbeat, or until an entry has cooled down or permission may be asked
 * again.
 */
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

/** The cooling entries that may be sent: not those of a journal without permission. */
function triable({ cooling, barred }: EngineState): readonly CoolingEntry[] {
  return cooling.filter((one) => barred.every(({ journal }) => journal !== one.journal));
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

/** Halves the batch size: on a poor network a smaller request has a better chance. */
function halved(state: EngineState): EngineState {
  return { ...state, entriesMax: Math.max(1, Math.floor(state.entriesMax / 2)) };
}

function sameRun(a: Run, b: Run | null): boolean {
  return b !== null && a.journal === b.journal && a.from === b.from;
}

function without(
  cooling: readonly CoolingEntry[],
  { journal, seq }: EntryPlace,
): readonly CoolingEntry[] {
  return cooling.filter((one) => one.journal !== journal || one.seq !== seq);
}
