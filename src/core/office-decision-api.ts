/**
 * The organiser's JSON contract, continued: what is decided of entries and devices, and what
 * judging a gathering by the rules of now changes. The paths are in office-api.ts.
 */
import * as v from 'valibot';
import { DECISION_ACTS } from './decision.ts';
import { DOUBT_NAMES } from './doubt.ts';
import { LIMITS } from './limits.ts';
import { count, filled, instantMs, line, listOf } from './office-fields.ts';

/** Attendance as counts: expected people, and those who came unexpected. */
export const turnoutCount = v.object({
  expected: count,
  attended: count,
  signed: count,
  /** People who came without being expected. */
  extraAttended: count,
  extraSigned: count,
});

/**
 * Decisions that may be gone since the office was put back: those made between its last known
 * moment and the restore. They are confirmed once an organiser has looked through them.
 */
export const lostDecisions = v.object({
  fromMs: v.nullable(instantMs),
  toMs: instantMs,
  isConfirmed: v.boolean(),
});

/** What an organiser decides of what devices sent; `confirm` only after a restore. */
export const newDecision = v.variant('act', [
  v.object({
    act: v.picklist(['set-aside', 'accept']),
    /** A device by its journal, with a digest one entry of it. */
    journal: v.string(),
    digest: v.optional(v.nullable(v.string()), null),
    reason: filled(LIMITS.positionCharsMax),
  }),
  v.object({
    act: v.literal('take-back'),
    epoch: count,
    seq: count,
    reason: v.optional(line(LIMITS.positionCharsMax), ''),
  }),
  v.object({ act: v.literal('confirm'), reason: v.optional(line(LIMITS.positionCharsMax), '') }),
]);

/** One decision in the journals of the office, with what became of it. */
export const decisionLine = v.object({
  epoch: count,
  seq: count,
  act: v.picklist(DECISION_ACTS),
  atMs: instantMs,
  by: v.string(),
  reason: v.string(),
  /** The device it is about, and the entry; null where it is about none. */
  journal: v.nullable(v.string()),
  digest: v.nullable(v.string()),
  /** The name of the desk, and whose signing it is; may be empty. */
  station: v.string(),
  name: v.string(),
  /** Who took it back, and when. */
  takenBack: v.nullable(v.object({ by: v.string(), atMs: instantMs })),
});

/** The decisions of a gathering, newest first. */
export const decisionList = v.object({ decisions: listOf(decisionLine) });

/** What judging a gathering by the rules of now would change, or has changed. */
export const judgement = v.object({
  /** Entries that were judged by earlier rules. */
  olderCount: count,
  changes: listOf(
    v.object({
      from: v.nullable(v.picklist(DOUBT_NAMES)),
      to: v.nullable(v.picklist(DOUBT_NAMES)),
      count,
    }),
  ),
  before: turnoutCount,
  after: turnoutCount,
});

/** How many walk-ins of phones count at most. */
export const newPhoneCeiling = v.object({
  walkIns: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.phoneWalkInsMax)),
});

/** See newDecision. */
export type NewDecision = v.InferOutput<typeof newDecision>;
/** See decisionList. */
export type DecisionList = v.InferOutput<typeof decisionList>;
/** See judgement. */
export type JudgementView = v.InferOutput<typeof judgement>;
/** See lostDecisions. */
export type LostDecisions = v.InferOutput<typeof lostDecisions>;
/** See turnoutCount. */
export type TurnoutCounts = v.InferOutput<typeof turnoutCount>;
