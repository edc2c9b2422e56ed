/**
 * What an organiser decides of what devices sent, as verbs of the office. A decision is found again
 * by what it is about, to be taken back.
 */
import type { OfficeResult } from '#core/office-answer.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type DecisionList, type NewDecision, decisionList } from '#core/office-decision-api.ts';
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

/** True for a decision that can be taken back. */
export function isOfTarget({ act }: DecisionLine): boolean {
  return act === 'set-aside' || act === 'accept';
}
