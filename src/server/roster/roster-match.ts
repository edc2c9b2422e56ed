/**
 * Whom of a roster file the roster already has. Entries in the field name people by the number they
 * have there, so none may pass to another: whoever is not surely the same is somebody new.
 */
import { birthDateOf } from '#core/identity.ts';
import { isAlike, normaliseName } from '#core/names.ts';
import type { ParsedPerson } from '#core/roster-table.ts';
import { plainWords } from '#core/roster-words.ts';
import { type Agency, type RosterRow, pathOf } from '#core/roster.ts';

/** People, and the agencies they are in. */
export interface RosterPeople<Person> {
  readonly rows: readonly Person[];
  readonly agencies: readonly Agency[];
}

type Named = Pick<RosterRow, 'name'>;
type Numbered = Pick<RosterRow, 'number' | 'numberKind'>;
type Born = Numbered & Pick<RosterRow, 'birthDate'>;
type Posted = Named & Pick<RosterRow, 'agency' | 'position'>;

// A wrong digit, or two neighbours that changed places.
const DIGITS_MISTYPED_MAX = 2;

/**
 * Each person of the file, by place, as the roster has him, if he was on it before: found by his
 * number, else by name, agency and position.
 */
export function findAgain(
  roster: RosterPeople<RosterRow>,
  file: RosterPeople<ParsedPerson>,
): ReadonlyMap<number, RosterRow> {
  const found = new Map<number, RosterRow>();
  if (roster.rows.length === 0) return found;
  const search = { roster, file, normal: remembering(normaliseName) };
  findByNumber(search, found);
  if (found.size < roster.rows.length) findByPost(search, found);
  return found;
}

interface MatchSearch {
  readonly roster: RosterPeople<RosterRow>;
  readonly file: RosterPeople<ParsedPerson>;
  readonly normal: typeof normaliseName;
}

function findByNumber({ roster, file, normal }: MatchSearch, found: Map<number, RosterRow>): void {
  const before = byOwnNumber(roster.rows);
  const isMended = mendingOf({ before: roster.rows, now: file.rows, normal });
  file.rows.forEach((person, at) => {
    const row = isOwnNumber(person) ? before.get(person.number) : undefined;
    if (row !== undefined && isMended(row.name, person.name)) found.set(at, row);
  });
}

function findByPost({ roster, file, normal }: MatchSearch, found: Map<number, RosterRow>): void {
  const taken = new Set([...found.values()].map(({ no }) => no));
  const left = roster.rows.filter(({ no }) => !taken.has(no));
  const sought = [...file.rows.entries()].filter(([at]) => !found.has(at));
  const postNow = postsOf(file.agencies, normal);
  const rowsOf = Map.groupBy(left, postsOf(roster.agencies, normal));
  const isMisnumbered = misnumberingOf(byOwnNumber(roster.rows), byOwnNumber(file.rows));
  for (const [post, people] of Map.groupBy(sought, ([, person]) => postNow(person))) {
    const rows = rowsOf.get(post) ?? [];
    const areAlone = rows.length === 1 && people.length === 1;
    for (const [at, person] of people) {
      const row = rows.find(
        (one) =>
          !taken.has(one.no) &&
          (sameBirth(one, person) || (areAlone && isMisnumbered(one, person))),
      );
      if (row === undefined) continue;
      taken.add(row.no);
      found.set(at, row);
    }
  }
}

/** The same function, which works out each answer once. */
function remembering<Asked, Answer>(answerTo: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new Map<Asked, Answer>();
  return (asked) => {
    const answer = known.get(asked) ?? answerTo(asked);
    known.set(asked, answer);
    return answer;
  };
}

function byOwnNumber<Person extends Numbered>(
  people: readonly Person[],
): ReadonlyMap<string, Person> {
  return new Map(people.filter(isOwnNumber).map((person) => [person.number, person] as const));
}

/** Four digits of a NIK are not one person's own. */
function isOwnNumber({ numberKind }: Numbered): boolean {
  return numberKind !== 'none' && numberKind !== 'nik';
}

interface Namings {
  readonly before: readonly Named[];
  readonly now: readonly Named[];
  readonly normal: typeof normaliseName;
}

/**
 * Whether one name became another by mending its spelling: the two are alike, and one person less
 * bears the old one. Else the number stood with the wrong person in one of the two files, as where
 * a column slipped by a row.
 */
function mendingOf(namings: Namings): (from: string, to: string) => boolean {
  const fewer = fewerOf(namings);
  return (from, to) => {
    if (from === to) return true;
    const [old, mended] = [namings.normal(from), namings.normal(to)];
    return old === mended || ((fewer.get(old) ?? 0) > 0 && isAlike(old, mended));
  };
}

/** How many people fewer bear a name than before, by its normalised form. */
function fewerOf({ before, now, normal }: Namings): ReadonlyMap<string, number> {
  const asWritten = new Map<string, number>();
  for (const { name } of before) asWritten.set(name, (asWritten.get(name) ?? 0) + 1);
  for (const { name } of now) asWritten.set(name, (asWritten.get(name) ?? 0) - 1);
  const fewer = new Map<string, number>();
  for (const [name, count] of asWritten) {
    if (count === 0) continue; // most names stay as they are, and normalising is slow
    fewer.set(normal(name), (fewer.get(normal(name)) ?? 0) + count);
  }
  return fewer;
}

/** Name, position and agencies of somebody, in one text. */
function postsOf(
  agencies: readonly Agency[],
  normal: typeof normaliseName,
): (person: Posted) => string {
  const place = remembering((agency: number) =>
    pathOf(agencies, agency)
      .map(({ name }) => plainWords(name))
      .join('\n'),
  );
  return ({ name, position, agency }) =>
    [normal(name), plainWords(position), place(agency)].join('\n');
}

/** Two who share name and post are still two when their birth dates differ. */
function sameBirth(a: Born, b: Born): boolean {
  return a.birthDate === null || b.birthDate === null || a.birthDate === b.birthDate;
}

type NumberedPeople = ReadonlyMap<string, Numbered>;

/**
 * Whether two birth dates differ only because one was read from a number that was not the person's:
 * of his two numbers, one stands with another person in the other list, or one is the other
 * mistyped. Two numbers that have nothing to do with each other are two people of one name.
 */
function misnumberingOf(
  before: NumberedPeople,
  now: NumberedPeople,
): (row: Born, person: Born) => boolean {
  return (row, person) =>
    (isBirthOfNumber(row) || isBirthOfNumber(person)) &&
    (now.has(row.number) || before.has(person.number) || isMistyped(row.number, person.number));
}

function isBirthOfNumber({ birthDate, number, numberKind }: Born): boolean {
  return birthDate === birthDateOf({ kind: numberKind, text: number });
}

function isMistyped(a: string, b: string): boolean {
  const differing = Array.from(a).filter((digit, at) => digit !== b[at]).length;
  return a.length === b.length && differing <= DIGITS_MISTYPED_MAX;
}
