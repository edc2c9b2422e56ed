/** The state, events and effects of the sync engine (engine.ts), and the state it starts in. */
import { LIMITS } from '#core/limits.ts';
import type { Run } from '../store/watermark.ts';

/** The place of an entry: journal and sequence. */
export interface EntryPlace {
  readonly journal: string;
  readonly seq: number;
}

/**
 * An entry that failed when it was sent alone. It stays in the outbox, cools down until `untilMs`,
 * and is then sent alone again.
 */
export interface CoolingEntry extends EntryPlace {
  readonly untilMs: number;
}

/** A journal without permission. It is not sent until `untilMs`; other journals are. */
export interface Barred {
  readonly journal: string;
  readonly untilMs: number;
}

/**
 * Why the engine waits. `offline`: no answer. `noise`: an answer, but not of the office. `office`:
 * the office refused. `outdated`: this build is too old. `device`: our own disk or key failed.
 */
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
      /** The office set the time (Retry-After). Only a person's request is earlier. */
      readonly isFirm: boolean;
    }
  | { readonly kind: 'permission'; readonly untilMs: number };

export interface EngineState {
  readonly phase: Phase;
  readonly isHidden: boolean;
  /** How many entries the next batch may have. */
  readonly entriesMax: number;
  /** Failures since the last success; the backoff grows with it. */
  readonly failuresCount: number;
  readonly cooling: readonly CoolingEntry[];
  readonly barred: readonly Barred[];
  readonly requestsCount: number;
  /** When the last try began, and when the last good receipt was settled. */
  readonly triedMs: number | null;
  readonly contactMs: number | null;
  /** Something changed while the engine was busy: cut once more before resting. */
  readonly isStale: boolean;
  /** A person asked to send: contact the office even when there is nothing to send. */
  readonly isAsked: boolean;
  /**
   * The run that was settled last. If it is cut again, the office does not keep what it confirmed.
   */
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
  /**
   * Cut a run that avoids `skip` and `skipJournals`, or only the entry `alone`. Answer with `cut`.
   */
  | {
      readonly kind: 'cut';
      readonly entriesMax: number;
      readonly skip: readonly EntryPlace[];
      readonly skipJournals: readonly string[];
      readonly alone: EntryPlace | null;
    }
  /** Send the run that was just cut, or a heartbeat. Answer with `answered`, even if late. */
  | { readonly kind: 'send'; readonly request: number; readonly run: Run }
  /** Settle the receipt of this request and answer with `settled` or `settle-failed`. */
  | { readonly kind: 'settle'; readonly request: number }
  /** Send the event `woke` at this time. There is one alarm: a new one replaces the old one. */
  | { readonly kind: 'wake'; readonly atMs: number }
  | { readonly kind: 'deadline'; readonly request: number; readonly atMs: number };

export type Step = { readonly state: EngineState; readonly effects: readonly Effect[] };

export const NEW_ENGINE: EngineState = {
  phase: { kind: 'standing-by' },
  isHidden: false,
  entriesMax: LIMITS.batchEntriesStart,
  failuresCount: 0,
  cooling: [],
  barred: [],
  requestsCount: 0,
  triedMs: null,
  contactMs: null,
  isStale: false,
  isAsked: false,
  settledRun: null,
};
