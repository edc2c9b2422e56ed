/**
 * Attendance and turnout: the roster and the ledger folded. Entries may come in any order and more
 * than once; the fold is the same. The earliest valid entry of a person counts, the others are
 * shown to the organiser; a revoked or doubted entry counts for nobody.
 */
import type { Bytes } from './bytes.ts';
import { compareBytes, toHex } from './bytes.ts';
import type { Category } from './category.ts';

/** What the fold needs of one signing. */
export interface SigningFact {
  readonly entry: Bytes;
  /** `n:17`, or `w:…` for a walk-in (core/entry.ts signatoryKey). */
  readonly signatory: string;
  readonly wallMs: number;
  readonly attended: boolean;
  readonly signed: boolean;
  /** Set aside with a doubt, or in conflict. */
  readonly doubted: boolean;
  readonly revoked: boolean;
}

/** Where one person stands. */
export interface Standing {
  readonly attended: boolean;
  readonly signed: boolean;
  /** The entry that stands on paper: the earliest that signed, else the earliest that attended. */
  readonly counted: Bytes | null;
  /** Other valid entries of the same person, for the organiser to decide. */
  readonly others: readonly Bytes[];
}

/** Nobody has signed in for this person. */
export const ABSENT: Standing = { attended: false, signed: false, counted: null, others: [] };

/** Folds the facts of one person. */
export function foldStanding(facts: readonly SigningFact[]): Standing {
  const valid = facts
    .filter((fact) => !fact.doubted && !fact.revoked)
    .sort((a, b) => a.wallMs - b.wallMs || compareBytes(a.entry, b.entry));
  const counted = valid.find((fact) => fact.signed) ?? valid[0];
  if (counted === undefined) return ABSENT;
  return {
    attended: valid.some((fact) => fact.attended),
    signed: valid.some((fact) => fact.signed),
    counted: counted.entry,
    others: valid.filter((fact) => fact !== counted).map((fact) => fact.entry),
  };
}

/** Folds the facts of a gathering by signatory. Repeated facts count once. */
export function foldAttendance(facts: readonly SigningFact[]): ReadonlyMap<string, Standing> {
  const once = new Map(facts.map((fact) => [toHex(fact.entry), fact]));
  const bySignatory = new Map<string, SigningFact[]>();
  for (const fact of once.values()) {
    const own = bySignatory.get(fact.signatory);
    if (own === undefined) bySignatory.set(fact.signatory, [fact]);
    else own.push(fact);
  }
  return new Map([...bySignatory].map(([signatory, own]) => [signatory, foldStanding(own)]));
}

/** What turnout needs of an expected person. */
export interface Expected {
  readonly signatory: string;
  /** The agency's number; 0 when there is none. */
  readonly agency: number;
  readonly category: Category;
}

/** Attendance as counts, of one agency and category. */
export interface TurnoutCount {
  readonly agency: number;
  readonly category: Category;
  readonly expected: number;
  /** Expected people who attended, who signed. */
  readonly attended: number;
  readonly signed: number;
}

/** Counts the standings of the expected, by agency and category, ordered by both. */
export function foldTurnout(
  expected: readonly Expected[],
  standings: ReadonlyMap<string, Standing>,
): readonly TurnoutCount[] {
  const counts = new Map<string, TurnoutCount>();
  for (const { signatory, agency, category } of expected) {
    const key = `${agency}/${category}`;
    const before = counts.get(key) ?? { agency, category, expected: 0, attended: 0, signed: 0 };
    const standing = standings.get(signatory) ?? ABSENT;
    counts.set(key, {
      ...before,
      expected: before.expected + 1,
      attended: before.attended + (standing.attended ? 1 : 0),
      signed: before.signed + (standing.signed ? 1 : 0),
    });
  }
  return [...counts.values()].sort(
    (a, b) => a.agency - b.agency || a.category.localeCompare(b.category),
  );
}
