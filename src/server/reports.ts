/**
 * Reports: attendance put into the rows of a printed list. Who stands on it comes from the roster
 * and the fold of the ledger, never from the counters, and the list says when it is provisional.
 */
import { type Standing, foldAttendance } from '#core/attendance.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { encode } from '#core/codec.ts';
import { type Signing, parseEntry } from '#core/entry.ts';
import { type NumberKind, keptKind, numberLabel } from '#core/identity.ts';
import { LIMITS } from '#core/limits.ts';
import { coreName } from '#core/names.ts';
import { readSignings } from './attendance.ts';
import { completenessOf, provisionalOf, remarksOf } from './completeness.ts';
import type { Context } from './context.ts';
import type { GatheringRow } from './db/schema.ts';
import { closingOf } from './gatherings.ts';
import { sha256 } from './keys.ts';
import type { AttendanceList } from './print/attendance-list.ts';
import { CATEGORY_WORDS, ROW_NOTES } from './print/words.ts';
import { letterheadOf } from './programmes.ts';
import { readRecitals } from './recitals.ts';

type Row = AttendanceList['rows'][number];

/** How a list is to be printed. */
export interface ListWish {
  readonly grouping: AttendanceList['grouping'];
  /** Whether people who were expected and did not come stand on it too. */
  readonly unsigned: boolean;
}

/** Everything the printer needs for the attendance list of a gathering. */
export async function attendanceListOf(
  context: Context,
  gathering: GatheringRow,
  wish: ListWish,
): Promise<AttendanceList> {
  const rows = await readRows(context, gathering, wish);
  const programme = await context.database.query
    .selectFrom('programmes')
    .select('letterhead')
    .where('no', '=', gathering.programme_no)
    .executeTakeFirstOrThrow();
  const completeness = await completenessOf(context, gathering);
  const closing = closingOf(gathering);
  const { zone } = gathering;
  return {
    letterhead: letterheadWith(letterheadOf(programme), gathering.organiser),
    gathering: {
      title: gathering.title,
      number: gathering.number,
      presidedBy: gathering.leader,
      place: gathering.place,
      startsAtMs: gathering.starts_at_ms,
      endsAtMs: gathering.ends_at_ms,
      zone,
    },
    recitals: await readRecitals(context, gathering.no),
    rows,
    grouping: wish.grouping,
    closing: closing === null ? null : { ...closing, dateMs: gathering.starts_at_ms },
    provisional: provisionalOf(completeness),
    knownUntilMs: completeness.knownUntilMs,
    remarks: remarksOf(completeness),
    printedAtMs: context.now(),
    digest: digestOf(gathering, rows),
  };
}

/** One person who may stand on the list, before it is decided whether he does. */
interface Listed {
  readonly row: Omit<Row, 'signing'>;
  readonly standing: Standing | undefined;
  readonly expected: boolean;
  /** What this person signed is held and doubted: the list may not look as if nothing came. */
  readonly isSetAside: boolean;
  /** Sorts the agency's bundle, the person's protocol order, and the name. */
  readonly place: readonly [bundle: number, order: number, name: string];
}

async function readRows(
  context: Context,
  gathering: GatheringRow,
  wish: ListWish,
): Promise<readonly Row[]> {
  const signings = await readSigned(context, gathering.no);
  const people = await readPeople(context, gathering, wish);
  const listed = people.map((person): Listed => ({
    ...person,
    standing: signings.standings.get(`n:${person.no}`),
    isSetAside: signings.setAside.has(`n:${person.no}`),
  }));
  const walkIns = [...signings.standings].filter(([signatory]) => signatory.startsWith('w:'));
  return [
    ...listed.sort(byPlace),
    ...walkIns.flatMap(([, standing]) => walkInOf(signings, standing)).sort(byPlace),
  ]
    .filter(
      ({ standing, expected, isSetAside }) =>
        isOnList(standing) || isSetAside || (wish.unsigned && expected),
    )
    .map(({ row, standing, isSetAside }) => {
      const signing = signingOf(signings, standing);
      if (signing === null)
        return { ...row, note: isSetAside ? ROW_NOTES.setAside : row.note, signing };
      const { body, atMs, isByWrongClock } = signing;
      return { ...row, signing: { ink: body.ink, atMs, isByWrongClock } };
    });
}

function isOnList(standing: Standing | undefined): boolean {
  return standing !== undefined && (standing.attended || standing.signed);
}

/** The valid signings by entry, and where everybody stands. */
interface Signed {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly byEntry: ReadonlyMap<string, Counted>;
  /** Signatories with a signing that is doubted and was not revoked. */
  readonly setAside: ReadonlySet<string>;
}

/** A signing that may count. */
interface Counted {
  readonly body: Signing;
  readonly atMs: number;
  /** By the clock of a device that was last seen far from the office's. */
  readonly isByWrongClock: boolean;
}

async function readSigned({ database }: Context, gatheringNo: number): Promise<Signed> {
  // One transaction, so that no entry arrives between the fold and the ink.
  const { facts, rows } = await database.exclusive(() => ({
    facts: readSignings(database.sqlite, gatheringNo).facts,
    rows: database.sqlite
      .prepare(
        `select entries.id, wall_ms, bytes,
          coalesce(abs(clock_offset_ms), 0) > ${LIMITS.clockDriftWarnMs} as wrong_clock
        from entries join journals on journals.no = journal_no
        where entries.gathering_no = ? and kind = 'signing' and doubt is null and revoked = 0`,
      )
      .all(gatheringNo),
  }));
  const byEntry = rows.map((row) => {
    const read = parseEntry(row['bytes'] as Bytes); // a blob column
    assert(read.ok && read.value.body.ok, 'an entry without a doubt is readable');
    const body = read.value.body.value;
    assert(body.kind === 'signing', 'its kind is its column');
    const counted = {
      body,
      atMs: Number(row['wall_ms']),
      isByWrongClock: row['wrong_clock'] === 1,
    };
    return [toHex(row['id'] as Bytes), counted] as const; // a blob
  });
  const setAside = facts.filter(({ doubted, revoked }) => doubted && !revoked);
  return {
    standings: foldAttendance(facts),
    byEntry: new Map(byEntry),
    setAside: new Set(setAside.map(({ signatory }) => signatory)),
  };
}

function signingOf({ byEntry }: Signed, standing: Standing | undefined) {
  const counted = standing?.counted ?? null;
  return counted === null ? null : (byEntry.get(toHex(counted)) ?? null);
}

async function readPeople(
  { database: { query }, registry }: Context,
  gathering: GatheringRow,
  { grouping }: ListWish,
) {
  const agencies = await query
    .selectFrom('agencies')
    .select(['no', 'name', 'parent_no'])
    .where('programme_no', '=', gathering.programme_no)
    .execute();
  const byNo = new Map(agencies.map((agency) => [agency.no, agency]));
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
  const known = registry.gathering(gathering.no);
  assert(known !== null, 'a gathering that was found is registered');
  return people.map((person) => {
    const expected = known.isExpected(person.no);
    const unit = byNo.get(person.agency_no);
    const top = topOf(person.agency_no);
    assert(unit !== undefined && top !== undefined, 'the import wrote the agency of everybody');
    return {
      no: person.no,
      expected,
      row: {
        name: person.name,
        numberLabel: numberLabel(person.number_kind as NumberKind), // written by the import alone
        number: shownNumber(person.number_kind, person.number),
        position: person.position,
        agency: unit === top ? top.name : `${unit.name}, ${top.name}`,
        topAgency: { no: top.no, name: top.name },
        category: CATEGORY_WORDS[person.category],
        note: expected ? '' : ROW_NOTES.uninvited,
      },
      place: [
        grouping === 'per-agency' ? top.no : 0,
        person.protocol_order,
        coreName(person.name),
      ] as const,
    };
  });
}

/** The organiser is the last line; who has typed it as one of the lines too reads it once. */
function letterheadWith(
  { lines, address }: ReturnType<typeof letterheadOf>,
  organiser: string,
): AttendanceList['letterhead'] {
  if (lines.length === 0) return null;
  const isLast = lines.at(-1)?.toUpperCase() === organiser.toUpperCase();
  return {
    governmentLines: isLast ? lines.slice(0, -1) : lines,
    organiser,
    addressLine: address,
  };
}

/** Of a NIK no more than four digits are shown, as the end of a number. */
function shownNumber(kind: string, number: string): string {
  return kind === 'nik' ? `••••${number.slice(-4)}` : number;
}

function walkInOf(signings: Signed, standing: Standing): readonly Listed[] {
  const signing = signingOf(signings, standing);
  if (signing?.body.signatory.kind !== 'walk-in') return [];
  const { name, number, position, unit, category } = signing.body.signatory;
  const kind = keptKind(number);
  return [
    {
      row: {
        name,
        numberLabel: numberLabel(kind),
        number: shownNumber(kind, number),
        position,
        agency: unit,
        topAgency: null,
        category: CATEGORY_WORDS[category],
        note: ROW_NOTES.walkIn,
      },
      standing,
      expected: false,
      isSetAside: false,
      place: [0, 0, coreName(name)],
    },
  ];
}

function byPlace({ place: a }: Listed, { place: b }: Listed): number {
  return a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2], 'id');
}

/** A digest of what the rows say, by which two prints can be compared: 16 digits in fours. */
function digestOf(gathering: GatheringRow, rows: readonly Row[]): string {
  const facts = rows.map(({ signing, ...row }) => [
    [row.name, row.numberLabel, row.number, row.position, row.agency, row.category, row.note],
    signing === null ? null : [signing.atMs, signing.isByWrongClock, sha256(signing.ink)],
  ]);
  const digest = sha256(encode([gathering.id, gathering.title, facts]));
  const fours = toHex(digest.slice(0, 8)).match(/.{4}/g) ?? [];
  return fours.join(' ');
}
