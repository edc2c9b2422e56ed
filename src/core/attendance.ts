/**
 * Attendance and turnout, computed from the roster and the ledger. The result does not depend on
 * the order or the repetition of entries. One entry of a person counts: a desk's before a phone's,
 * then the earliest. The organiser sees the others. A revoked or doubted entry does not count.
 */
import type { Bytes } from './bytes.ts';
import { compareBytes, toHex } from './bytes.ts';
import type { Category } from './category.ts';
import type { Grade } from './enrolment.ts';

/** What the fold of one person needs of a signing. */
export interface PersonFact {
  /** Digest and journal together identify an entry: the same bytes may be in two journals. */
  readonly digest: Bytes;
  readonly journal: Bytes;
  /**
   * The grade of the device. A signing at a desk, which a steward saw, comes before one of a phone.
   */
  readonly grade: Grade;
  /** When it was made, as far as it can be: core/entry-time.ts. */
  readonly timeMs: number;
  /** The time of the device's clock; it is used only when `timeMs` is equal. */
  readonly wallMs: number;
  readonly attended: boolean;
  readonly signed: boolean;
  /** Set aside, by a doubt or by the organiser. */
  readonly doubted: boolean;
  readonly revoked: boolean;
}

/** What the fold of a gathering needs of one signing. */
export interface SigningFact extends PersonFact {
  /** `n:17`, or `w:…` for a walk-in (core/entry.ts signatoryKey). */
  readonly signatory: string;
}

/** The standing of one person. */
export interface Standing<F extends PersonFact = PersonFact> {
  readonly attended: boolean;
  readonly signed: boolean;
  /** The entry that is printed: the first that signed, else the first that attended. */
  readonly counted: F | null;
  /** Other valid entries of the same person, for the organiser to decide. */
  readonly others: readonly F[];
}

/** Nobody has signed in for this person. */
export const ABSENT: Standing<never> = {
  attended: false,
  signed: false,
  counted: null,
  others: [],
};

/** Folds the facts of one person. */
export function foldStanding<F extends PersonFact>(facts: readonly F[]): Standing<F> {
  const [first] = facts;
  if (first === undefined) return ABSENT;
  if (facts.length === 1) return first.doubted || first.revoked ? ABSENT : standingBy(first);
  const valid = facts.filter((fact) => !fact.doubted && !fact.revoked).sort(byPrecedence);
  const counted = valid.find((fact) => fact.signed) ?? valid[0];
  if (counted === undefined) return ABSENT;
  return {
    attended: valid.some((fact) => fact.attended),
    signed: valid.some((fact) => fact.signed),
    counted,
    others: valid.filter((fact) => fact !== counted),
  };
}

/**
 * The order of a person's entries: a desk before a phone, then the earlier one. Equal ones are
 * ordered by their bytes, not by arrival.
 */
function byPrecedence(a: PersonFact, b: PersonFact): number {
  const byGrade = (a.grade === 'station' ? 0 : 1) - (b.grade === 'station' ? 0 : 1);
  return (
    byGrade ||
    a.timeMs - b.timeMs ||
    a.wallMs - b.wallMs ||
    compareBytes(a.digest, b.digest) ||
    compareBytes(a.journal, b.journal)
  );
}

/** The standing of a person with one entry: a fast path, because nearly everybody signs once. */
function standingBy<F extends PersonFact>(fact: F): Standing<F> {
  return { attended: fact.attended, signed: fact.signed, counted: fact, others: [] };
}

/** Folds the facts of a gathering by signatory. Repeated facts count once. */
export function foldAttendance<F extends SigningFact>(
  facts: readonly F[],
): ReadonlyMap<string, Standing<F>> {
  const once = new Map(facts.map((fact) => [`${toHex(fact.digest)}${toHex(fact.journal)}`, fact]));
  const bySignatory = new Map<string, F[]>();
  for (const fact of once.values()) {
    const own = bySignatory.get(fact.signatory);
    if (own === undefined) bySignatory.set(fact.signatory, [fact]);
    else own.push(fact);
  }
  return new Map([...bySignatory].map(([signatory, own]) => [signatory, foldStanding(own)]));
}

/** The agency numbers of walk-ins: at a desk, and on a phone. */
export const WALK_IN_AGENCY = { station: 0, phone: -1 } as const satisfies Record<Grade, number>;

/** What turnout needs of a person: everyone on the roster, and every walk-in that came. */
export interface Countable {
  readonly signatory: string;
  /** The number of the agency; WALK_IN_AGENCY for a walk-in. */
  readonly agency: number;
  readonly category: Category;
  /** False for a walk-in, and for somebody on the roster who was not invited. */
  readonly expected: boolean;
}

/** Attendance as counts, of one agency and category. */
export interface TurnoutCount {
  readonly agency: number;
  readonly category: Category;
  readonly expected: number;
  /** Expected people who attended, who signed. */
  readonly attended: number;
  readonly signed: number;
  /** People who were not expected and attended, signed. */
  readonly extraAttended: number;
  readonly extraSigned: number;
}

/** What one person adds to a count. */
export function countStanding(expected: boolean, standing: Standing): TurnoutDelta {
  const attended = standing.attended ? 1 : 0;
  const signed = standing.signed ? 1 : 0;
  return {
    attended: expected ? attended : 0,
    signed: expected ? signed : 0,
    extraAttended: expected ? 0 : attended,
    extraSigned: expected ? 0 : signed,
  };
}

/** The part of a count that changes when people come. */
export type TurnoutDelta = Pick<
  TurnoutCount,
  'attended' | 'signed' | 'extraAttended' | 'extraSigned'
>;

/** Adds two changes of a count; `sign` -1 takes the second away. */
export function addDelta(a: TurnoutDelta, b: TurnoutDelta, sign: 1 | -1 = 1): TurnoutDelta {
  return {
    attended: a.attended + sign * b.attended,
    signed: a.signed + sign * b.signed,
    extraAttended: a.extraAttended + sign * b.extraAttended,
    extraSigned: a.extraSigned + sign * b.extraSigned,
  };
}

/** No change. */
export const NO_DELTA: TurnoutDelta = { attended: 0, signed: 0, extraAttended: 0, extraSigned: 0 };

/** Counts standings by agency and category, ordered by both. Empty groups are left out. */
export function foldTurnout(
  people: readonly Countable[],
  standings: ReadonlyMap<string, Standing>,
): readonly TurnoutCount[] {
  const counts = new Map<string, TurnoutCount>();
  for (const { signatory, agency, category, expected } of people) {
    const delta = countStanding(expected, standings.get(signatory) ?? ABSENT);
    if (!expected && delta.extraAttended + delta.extraSigned === 0) continue;
    const key = `${agency}/${category}`;
    const before = counts.get(key) ?? { agency, category, expected: 0, ...NO_DELTA };
    counts.set(key, {
      ...before,
      ...addDelta(before, delta),
      expected: before.expected + (expected ? 1 : 0),
    });
  }
  return [...counts.values()].sort(
    (a, b) => a.agency - b.agency || a.category.localeCompare(b.category),
  );
}
