/** How the counters move by one batch: where each person stood before, and stands after. */
import {
  NO_DELTA,
  type Standing,
  type TurnoutDelta,
  addDelta,
  countStanding,
  foldStanding,
} from '#core/attendance.ts';
import type { Grade } from '#core/enrolment.ts';
import type { RowFact, Who } from './ledger-facts.ts';
import type { TurnoutColumns } from './ledger-statements.ts';
import { type RegisteredGathering, type TurnoutGroup, walkInsOf } from './registry.ts';

/** Owns what the counters of a gathering are to move by. */
export class TurnoutMoves {
  readonly #gathering: RegisteredGathering;
  readonly #deltas = new Map<TurnoutGroup, TurnoutDelta>();

  constructor(gathering: RegisteredGathering) {
    this.#gathering = gathering;
  }

  /** Notes that one person's facts became others. */
  count(who: Who, before: readonly RowFact[], after: readonly RowFact[]): void {
    const was = foldStanding(before);
    const is = foldStanding(after);
    if (typeof who === 'number' && was.attended === is.attended && was.signed === is.signed) return;
    this.#add(who, was, -1);
    this.#add(who, is, 1);
  }

  /** The moves as rows of the table. */
  rows(): readonly TurnoutColumns[] {
    return Array.from(this.#deltas, ([{ agency, category }, delta]) => [
      this.#gathering.no,
      agency,
      category,
      delta.attended,
      delta.signed,
      delta.extraAttended,
      delta.extraSigned,
    ]);
  }

  /** Adds where a person stands, or takes it away. */
  #add(who: Who, standing: Standing<RowFact>, sign: 1 | -1): void {
    const found = standing.counted === null ? null : this.#groupOf(who, standing.counted.grade);
    if (found === null) return;
    const [group, expected] = found;
    const counted = this.#deltas.get(group) ?? NO_DELTA;
    this.#deltas.set(group, addDelta(counted, countStanding(expected, standing), sign));
  }

  /** Where somebody is counted; null for a person who has left the roster. */
  #groupOf(who: Who, grade: Grade): readonly [group: TurnoutGroup, expected: boolean] | null {
    if (typeof who !== 'number') return [walkInsOf(grade, who), false];
    const person = this.#gathering.people.get(who);
    return person === undefined ? null : [person.group, this.#gathering.isExpected(who)];
  }
}
