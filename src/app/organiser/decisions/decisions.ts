/**
 * What an organiser decides of what devices sent, as verbs of the office. A decision is found again
 * by what it is about, to be taken back.
 */
import type { OfficeResult } from '#core/office-answer.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type DecisionList, type NewDecision, decisionList } from '#core/office-decision-api.ts';
import type { EntryLine } from '#core/office-gathering-api.ts';
import { isSettledBy } from '#core/doubt.ts';
import { call } from '#device/network/office-client.ts';

/** One decision of a list. */
export type DecisionLine = DecisionList['decisions'][number];

/** What is decided of: a device by its journal, with a digest one entry of it. */
export interface Target {
  readonly journal: string;
  readonly digest: string | null;
  /** How people call it. */
  readonly name: string;
}

/** Decides. */
export function decide(
  gathering: string,
  decision: NewDecision,
): Promise<OfficeResult<DecisionList>> {
  return call(decisionList, {
    method: 'POST',
    path: OFFICE_PATHS.decisions(gathering),
    body: decision,
  });
}

/** All that was decided at a gathering. */
export function askDecisions(gathering: string): Promise<OfficeResult<DecisionList>> {
  return call(decisionList, { path: OFFICE_PATHS.decisions(gathering) });
}

/** The decision that stands about a target: the latest, where setting aside is the stronger. */
export function findStanding(
  { decisions }: DecisionList,
  { journal, digest }: Pick<Target, 'journal' | 'digest'>,
): DecisionLine | null {
  const standing = decisions.filter(
    (line) =>
      isOfTarget(line) &&
      line.takenBack === null &&
      line.journal === journal &&
      line.digest === digest,
  );
  return standing.find(({ act }) => act === 'set-aside') ?? standing[0] ?? null;
}

/** Why a decision was taken back: that is a decision too, which names this one. */
export function reasonOf(
  decisions: readonly DecisionLine[],
  { epoch, seq }: Pick<DecisionLine, 'epoch' | 'seq'>,
): string {
  const line = decisions.find(({ taken }) => taken?.epoch === epoch && taken.seq === seq);
  return line?.reason ?? '';
}

/** What a list shows: a take-back is told beside the decision that it names. */
export function shownOf(decisions: readonly DecisionLine[]): readonly DecisionLine[] {
  return decisions.filter(({ act }) => act !== 'take-back');
}

/** What a take-back of this decision is about; null where it was taken back, or cannot be. */
export function takenBackBy(line: DecisionLine): Omit<Target, 'name'> | null {
  const { journal, digest, takenBack } = line;
  return isOfTarget(line) && takenBack === null && journal !== null ? { journal, digest } : null;
}

function isOfTarget({ act }: DecisionLine): boolean {
  return act === 'set-aside' || act === 'accept';
}

/** True for an entry that would count if it were accepted. */
export function canAccept({
  kind,
  doubt,
  beside,
  isSetAside,
  isDeviceAside,
}: Pick<EntryLine, 'kind' | 'doubt' | 'beside' | 'isSetAside' | 'isDeviceAside'>): boolean {
  if (!isSetAside || isDeviceAside) return false;
  // Of what is kept beside another entry only a signing can count.
  if (beside !== null) return kind === 'signing';
  return doubt !== null && isSettledBy(doubt, 'entry');
}
