/**
 * The people of a gathering as its papers need them: who is on the roster, and where everybody
 * stands by the fold of the ledger, never by the counters.
 */
import { ABSENT, type Standing, foldAttendance } from '#core/attendance.ts';
import { assert } from '#core/assert.ts';
import type { Category } from '#core/category.ts';
import { type NumberKind, numberLabel } from '#core/identity.ts';
import { coreName } from '#core/names.ts';
import { shownText } from '#core/plain-text.ts';
import type { ReadContext } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import { readSignings } from '../ledger/attendance.ts';
import type { LedgerFact } from '../ledger/fact.ts';
import type { RegisteredGathering } from '../ledger/registry.ts';
import type { ListedPerson } from './person-cells.ts';

/** Where everybody stands who has a signing. */
export interface Standings {
  readonly bySignatory: ReadonlyMap<string, Standing<LedgerFact>>;
  /** Signatories with a signing that is set aside and was not revoked. */
  readonly setAside: ReadonlySet<string>;
}

/** An agency on paper. Its number on the roster tells two of one name apart. */
export interface PrintedAgency {
  readonly no: number;
  readonly name: string;
}

/** Somebody on the roster. */
export interface RosterPerson extends ListedPerson {
  readonly category: Category;
  readonly isExpected: boolean;
  /** The agency the person is in, and the one above all. */
  readonly unit: PrintedAgency;
  readonly topAgency: PrintedAgency;
  readonly standing: Standing<LedgerFact>;
  /** What this person signed is held and doubted: no paper may look as if nothing came. */
  readonly isSetAside: boolean;
  readonly sortKey: SortKey;
}

/** Sorts people: the order of protocol, then the name. */
export interface SortKey {
  readonly order: number;
  readonly name: string;
}

/** The registered gathering of a row that was found. */
export function registeredOf({ registry }: ReadContext, { no }: GatheringRow): RegisteredGathering {
  const known = registry.gathering(no);
  assert(known !== null, 'a gathering that was found is registered');
  return known;
}

/** Folds the signings of a gathering. Synchronous. */
export function foldStandings(
  sqlite: ReadContext['database']['sqlite'],
  known: RegisteredGathering,
): Standings {
  const facts = readSignings(sqlite, known);
  const setAside = facts.filter(({ doubted, revoked }) => doubted && !revoked);
  return {
    bySignatory: foldAttendance(facts),
    setAside: new Set(setAside.map(({ signatory }) => signatory)),
  };
}

/** Everybody on the roster: agency by agency, in each by protocol and name. */
export async function readPeople(
  context: ReadContext,
  gathering: GatheringRow,
  standings: Standings,
): Promise<readonly RosterPerson[]> {
  const { query } = context.database;
  const agencies = await query
    .selectFrom('agencies')
    .select(['no', 'name', 'parent_no'])
    .where('programme_no', '=', gathering.programme_no)
    .execute();
  const byNo = new Map(
    agencies.map((agency) => [agency.no, { ...agency, name: shownText(agency.name) }]),
  );
  const topOf = (no: number): (typeof agencies)[number] | undefined => {
    const agency = byNo.get(no);
    const above = agency?.parent_no ?? null;
    return above === null ? agency : topOf(above);
  };
  const people = await query
    .selectFrom('signatories')
    .selectAll()
    .where('programme_no', '=', gathering.programme_no)
    .execute();
  const known = registeredOf(context, gathering);
  return people
    .map((person): RosterPerson => {
      const unit = byNo.get(person.agency_no);
      const top = topOf(person.agency_no);
      assert(unit !== undefined && top !== undefined, 'the import wrote the agency of everybody');
      return {
        name: shownText(person.name),
        numberLabel: numberLabel(person.number_kind as NumberKind), // written by the import alone
        number: shownNumber(person.number_kind, person.number),
        position: shownText(person.position),
        category: person.category,
        isExpected: known.isExpected(person.no),
        unit: { no: unit.no, name: unit.name },
        topAgency: { no: top.no, name: top.name },
        standing: standings.bySignatory.get(`n:${person.no}`) ?? ABSENT,
        isSetAside: standings.setAside.has(`n:${person.no}`),
        sortKey: { order: person.protocol_order, name: coreName(person.name) },
      };
    })
    .sort((a, b) => a.topAgency.no - b.topAgency.no || bySortKey(a, b));
}

/** The lower order of protocol first, then the alphabet. */
export function bySortKey(
  { sortKey: a }: { readonly sortKey: SortKey },
  { sortKey: b }: { readonly sortKey: SortKey },
): number {
  return a.order - b.order || a.name.localeCompare(b.name, 'id');
}

/** A number as paper shows it: of a NIK no more than its last four digits. */
export function shownNumber(kind: string, number: string): string {
  return shownText(kind === 'nik' ? `••••${number.slice(-4)}` : number);
}
