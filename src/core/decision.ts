/**
 * Decisions of the organiser about devices and entries. Each gathering and epoch has a journal of
 * decisions: a chain without gaps, in which the office key seals each decision. A decision changes
 * no entry. What counts is computed from the decisions that were not taken back.
 */
import { type Bytes, toHex } from './bytes.ts';
import { decode, encode } from './codec.ts';
import { type LedgerDoubt, isSettledBy } from './doubt.ts';
import { type Result, bad } from './fault.ts';
import { SIZES } from './id.ts';
import { LIMITS } from './limits.ts';
import { type Reader, readArray } from './reader.ts';

/** The acts, in the order of their number in the bytes. */
export const DECISION_ACTS = ['set-aside', 'accept', 'take-back', 'confirm'] as const;

/**
 * `set-aside` and `accept` are about a device or an entry. `take-back` undoes one of those.
 * `confirm` says that somebody checked the decisions after a restore.
 */
export type DecisionAct = (typeof DECISION_ACTS)[number];

/** An act as it is read. `unknown` is an act of a later program. */
export type ReadAct = DecisionAct | 'unknown';

/** What a decision is about: a device, or one entry of it when there is a digest. */
export interface DecisionTarget {
  /** The id of the journal. */
  readonly journal: Bytes;
  readonly digest: Bytes | null;
}

/** The place of a decision in the journals of its gathering. */
export interface DecisionPlace {
  readonly epoch: number;
  /** 1 for the first of an epoch, without gaps. */
  readonly seq: number;
}

/** One decision. */
export interface Decision extends DecisionPlace {
  readonly gathering: Bytes;
  /** Digest of the decision before, in the same epoch; zeros for the first. */
  readonly prev: Bytes;
  readonly atMs: number;
  /** The name of the organiser. */
  readonly by: string;
  readonly act: DecisionAct;
  /** Set for `set-aside` and `accept`. */
  readonly target: DecisionTarget | null;
  /** The decision that is undone; set for `take-back`. */
  readonly taken: DecisionPlace | null;
  readonly reason: string;
}

/**
 * A decision as it is read. One with an unknown act changes nothing here; it is listed, and figures
 * stay provisional while it stands.
 */
export interface ReadDecision extends Omit<Decision, 'act'> {
  readonly act: ReadAct;
}

const VERSION = 1;
const DECISION_BYTES_MAX = 2_048;

/** Canonical bytes of a decision, to be sealed. */
export function encodeDecision(decision: Decision): Bytes {
  const { target, taken } = decision;
  return encode([
    VERSION,
    decision.gathering,
    decision.epoch,
    decision.seq,
    decision.prev,
    decision.atMs,
    decision.by,
    DECISION_ACTS.indexOf(decision.act),
    target === null ? null : [target.journal, target.digest],
    taken === null ? null : [taken.epoch, taken.seq],
    decision.reason,
  ]);
}

/** Reads a decision. Faults: those of decode, malformed, unknown-version. */
export function parseDecision(bytes: Bytes): Result<ReadDecision> {
  const decoded = decode(bytes, { bytesMax: DECISION_BYTES_MAX });
  if (!decoded.ok) return decoded;
  const reader = readArray(decoded.value, 'decision');
  if (reader.int('version', { min: 1, max: 255 }) > VERSION) return bad('unknown-version');
  const gathering = reader.bytes('gathering', { exact: SIZES.gatheringId });
  const place = readPlace(reader);
  const prev = reader.bytes('prev', { exact: SIZES.digest });
  const atMs = reader.int('at');
  const by = reader.text('by', LIMITS.nameCharsMax);
  const act = DECISION_ACTS[reader.int('act')] ?? 'unknown';
  const target = reader.isNull() ? null : readPart(reader, readTarget);
  const taken = reader.isNull() ? null : readPart(reader, readPlace);
  if (act !== 'unknown') {
    const isOfTarget = act === 'set-aside' || act === 'accept';
    if (isOfTarget !== (target !== null)) reader.refuse('target');
    if ((act === 'take-back') !== (taken !== null)) reader.refuse('taken');
  }
  const reason = reader.text('reason', LIMITS.positionCharsMax);
  return reader.end({ gathering, ...place, prev, atMs, by, act, target, taken, reason });
}

function readPlace(reader: Reader): DecisionPlace {
  return { epoch: reader.int('epoch', { min: 1 }), seq: reader.int('seq', { min: 1 }) };
}

function readTarget(reader: Reader): DecisionTarget {
  return {
    journal: reader.bytes('journal', { exact: SIZES.id }),
    digest: reader.isNull() ? null : reader.bytes('digest', { exact: SIZES.digest }),
  };
}

/** Reads an inner array. If it does not fit, the outer array is refused. */
function readPart<T>(reader: Reader, read: (inner: Reader) => T): T | null {
  const inner = readArray(reader.any(), 'decision');
  const part = inner.end(read(inner));
  if (!part.ok) reader.refuse('part');
  return part.ok ? part.value : null;
}

/** What is decided of a device or an entry. */
export type Decided = 'aside' | 'accepted';

/** The key of a target in the result of foldDecisions. */
export function targetKey({ journal, digest }: DecisionTarget): string {
  return digest === null ? toHex(journal) : `${toHex(journal)}/${toHex(digest)}`;
}

/** A decision, and the one that took it back. */
export interface ListedDecision {
  readonly decision: ReadDecision;
  readonly takenBack: ReadDecision | null;
}

/** Every decision of a gathering, in order, each with the decision that took it back. */
export function listDecisions(decisions: readonly ReadDecision[]): readonly ListedDecision[] {
  return decisions.map((decision) => ({
    decision,
    takenBack:
      decisions.find(
        ({ act, taken }) =>
          act === 'take-back' && taken?.epoch === decision.epoch && taken.seq === decision.seq,
      ) ?? null,
  }));
}

/** What is decided now, by target. When both are decided about one target, `set-aside` wins. */
export function foldDecisions(decisions: readonly ReadDecision[]): ReadonlyMap<string, Decided> {
  const decided = new Map<string, Decided>();
  for (const { decision, takenBack } of listDecisions(decisions)) {
    if (takenBack !== null || decision.target === null) continue;
    const key = targetKey(decision.target);
    if (decision.act === 'set-aside') decided.set(key, 'aside');
    else if (decision.act === 'accept' && !decided.has(key)) decided.set(key, 'accepted');
  }
  return decided;
}

/**
 * True when an entry does not count: because of its doubt, or of a decision about it or its device.
 */
export function isSetAside(
  doubt: LedgerDoubt | null,
  { entry, device }: { readonly entry: Decided | null; readonly device: Decided | null },
): boolean {
  if (entry === 'aside' || device === 'aside') return true;
  if (doubt === null || entry === 'accepted') return false;
  return !(device === 'accepted' && isSettledBy(doubt, 'device'));
}
