/**
 * Reports: attendance put into the rows of a printed list. Who stands on it comes from the roster
 * and the fold of the ledger, never from the counters, and the list says when it is provisional.
 */
import type { DatabaseSync } from 'node:sqlite';
import { type Standing, foldAttendance } from '#core/attendance.ts';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { encode } from '#core/codec.ts';
import { isPossibleTime } from '#core/entry-time.ts';
import { type Signing, parseEntry } from '#core/entry.ts';
import { PRINTED_NAMES } from '#core/gathering-facts.ts';
import { type NumberKind, keptKind, numberLabel } from '#core/identity.ts';
import { coreName } from '#core/names.ts';
import { shownText } from '#core/plain-text.ts';
import { recordOf } from '#core/record.ts';
import { readSignings } from '../ledger/attendance.ts';
import type { LedgerFact } from '../ledger/fact.ts';
import { strayNo } from '../ledger/strays.ts';
import { completenessOf, provisionalOf, remarksOf } from '../gathering/completeness.ts';
import type { Reading } from '../context.ts';
import { bytesOf } from '../db/row-bytes.ts';
import type { GatheringRow } from '../db/schema.ts';
import { printedOf } from '../gathering/gatherings.ts';
import { sha256 } from '../keys.ts';
import type { AttendanceList } from '../print/attendance-list.ts';
import { CATEGORY_WORDS, ROW_NOTES } from '../print/words.ts';
import { letterheadOf } from '../programme/programmes.ts';
import { readRecitals } from './recitals.ts';
import type { RegisteredGathering } from '../ledger/registry.ts';

type Row = AttendanceList['rows'][number];

/** How a list is to be printed. */
export interface ListWish {
  readonly grouping: AttendanceList['grouping'];
  /** Whether people who were expected and did not come stand on it too. */
  readonly unsigned: boolean;
}

/** Everything the printer needs for the attendance list of a gathering. */
export async function attendanceListOf(
  context: Reading,
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
  const { closing, ...texts } = printedOf(gathering);
  return {
    letterhead: letterheadWith(letterheadOf(programme), gathering.organiser),
    gathering: {
      title: shownText(gathering.title),
      place: shownText(gathering.place),
      startsAtMs: gathering.starts_at_ms,
      endsAtMs: gathering.ends_at_ms,
      zone: gathering.zone,
      ...recordOf(PRINTED_NAMES, (name) => shownText(texts[name])),
    },
    recitals: await readRecitals(context, gathering),
    rows,
    grouping: wish.grouping,
    closing: closing === null ? null : { ...shownClosing(closing), dateMs: gathering.starts_at_ms },
    overCeilingCount: await countOverCeiling(context, gathering.no),
    provisional: provisionalOf(completeness),
    knownUntilMs: completeness.knownUntilMs,
    remarks: remarksOf(completeness),
    printedAtMs: context.now(),
    digest: digestOf(gathering, rows),
  };
}

/** Walk-ins of phones above the ceiling of the gathering: paper tells their number alone. */
async function countOverCeiling({ database }: Reading, gatheringNo: number): Promise<number> {
  const { count } = await database.query
    .selectFrom('entries')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('gathering_no', '=', gatheringNo)
    .where('doubt', '=', 'over-ceiling')
    .where('decided', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** One person who may stand on the list, before it is decided whether he does. */
interface Listed {
  readonly row: Omit<Row, 'signing'>;
  readonly standing: Standing<LedgerFact> | undefined;
  readonly expected: boolean;
  /** What this person signed is held and doubted: the list may not look as if nothing came. */
  readonly isSetAside: boolean;
  /** Sorts the agency's bundle, the person's protocol order, and the name. */
  readonly place: readonly [bundle: number, order: number, name: string];
}

async function readRows(
  context: Reading,
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
    .map(({ row: told, standing, isSetAside }) => {
      const row = shownRow(told);
      const signing = signingOf(signings, standing);
      if (signing === null)
        return { ...row, note: isSetAside ? ROW_NOTES.setAside : row.note, signing };
      const { body, atMs, receivedAtMs } = signing;
      const note = [row.note, ...mannerOf(body)].filter(Boolean).join(' · ');
      return { ...row, note, signing: { ink: body.ink, atMs, receivedAtMs } };
    });
}

/** How somebody signed, where it was for another or with help: paper says it beside the name. */
function mannerOf({ represents, assisted }: Counted['body']): readonly string[] {
  return [
    ...(represents === '' ? [] : [`Mewakili ${shownText(represents)}`]),
    ...(assisted ? [ROW_NOTES.assisted] : []),
  ];
}

function isOnList(standing: Standing | undefined): boolean {
  return standing !== undefined && (standing.attended || standing.signed);
}

/** The signings that count by their row, and where everybody stands. */
interface Signed {
  readonly standings: ReadonlyMap<string, Standing<LedgerFact>>;
  readonly byRow: ReadonlyMap<number, Counted>;
  /** Signatories with a signing that is set aside and was not revoked. */
  readonly setAside: ReadonlySet<string>;
}

/** A signing that counts. */
interface Counted {
  readonly body: Signing;
  readonly atMs: number;
  /** Set where the device's clock cannot be right: when the office first had the entry. */
  readonly receivedAtMs: number | null;
}

async function readSigned({ database, registry }: Reading, gatheringNo: number): Promise<Signed> {
  const known = registry.gathering(gatheringNo);
  assert(known !== null, 'a gathering that was found is registered');
  // One transaction, so that no entry arrives between the fold and the ink.
  return database.exclusive(() => {
    const facts = readSignings(database.sqlite, known);
    const standings = foldAttendance(facts);
    const byRow = readCounted(database.sqlite, known, standings);
    const setAside = facts.filter(({ doubted, revoked }) => doubted && !revoked);
    return {
      standings,
      byRow,
      setAside: new Set(setAside.map(({ signatory }) => signatory)),
    };
  });
}

function readCounted(
  sqlite: DatabaseSync,
  { span }: RegisteredGathering,
  standings: Signed['standings'],
): Signed['byRow'] {
  const rowOf = (table: 'entries' | 'strays') =>
    sqlite.prepare(`
      select ${table}.bytes, batches.received_at_ms
      from ${table} left join batches on batches.no = ${table}.batch_no where ${table}.no = ?`);
  const [entry, stray] = [rowOf('entries'), rowOf('strays')];
  const counted = [...standings.values()].flatMap((standing) => standing.counted?.no ?? []);
  return new Map(
    counted.map((no): readonly [number, Counted] => {
      const held = no > 0 ? entry.get(no) : stray.get(strayNo(no));
      const read = parseEntry(bytesOf(held ?? {}, 'bytes'));
      assert(read.ok && read.value.body.ok, 'an entry that counts is readable');
      const { envelope, body } = read.value;
      assert(body.value.kind === 'signing', 'its kind is its column');
      const { wallMs } = envelope.at;
      const received = held?.['received_at_ms'] ?? null;
      const receivedAtMs = received === null ? null : Number(received);
      const isPossible = isPossibleTime(wallMs, receivedAtMs, span);
      return [
        no,
        { body: body.value, atMs: wallMs, receivedAtMs: isPossible ? null : receivedAtMs },
      ];
    }),
  );
}

function signingOf({ byRow }: Signed, standing: Standing<LedgerFact> | undefined) {
  const counted = standing?.counted ?? null;
  return counted === null ? null : (byRow.get(counted.no) ?? null);
}

async function readPeople(
  { database: { query }, registry }: Reading,
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
        isByPhone: false,
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
    governmentLines: (isLast ? lines.slice(0, -1) : lines).map(shownText),
    organiser: shownText(organiser),
    addressLine: shownText(address),
  };
}

/** Paper shows the texts of people as screens do. */
function shownRow(row: Listed['row']): Listed['row'] {
  const { topAgency } = row;
  return {
    ...row,
    name: shownText(row.name),
    number: shownText(row.number),
    position: shownText(row.position),
    agency: shownText(row.agency),
    topAgency: topAgency && { ...topAgency, name: shownText(topAgency.name) },
  };
}

type Confirmed = NonNullable<ReturnType<typeof printedOf>['closing']>;

function shownClosing({ city, position, name, rank, number }: Confirmed): Confirmed {
  return {
    city: shownText(city),
    position: shownText(position),
    name: shownText(name),
    rank: shownText(rank),
    number: shownText(number),
  };
}

/** Of a NIK no more than four digits are shown, as the end of a number. */
function shownNumber(kind: string, number: string): string {
  return kind === 'nik' ? `••••${number.slice(-4)}` : number;
}

function walkInOf(signings: Signed, standing: Standing<LedgerFact>): readonly Listed[] {
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
        isByPhone: standing.counted?.grade === 'phone',
        note: ROW_NOTES.walkIn,
      },
      standing,
      expected: false,
      isSetAside: false,
      place: [standing.counted?.grade === 'phone' ? 1 : 0, 0, coreName(name)],
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
    signing === null ? null : [signing.atMs, signing.receivedAtMs, sha256(signing.ink)],
  ]);
  const digest = sha256(encode([gathering.id, gathering.title, facts]));
  const fours = toHex(digest.slice(0, 8)).match(/.{4}/g) ?? [];
  return fours.join(' ');
}
