/**
 * The attendance list (Daftar Hadir). What it says of days and hours is the gathering's and the
 * signing's own, in the gathering's zone; the moment of printing stands in the foot and nowhere
 * else. Its counts are counted from its rows, so that a list and its sums cannot disagree.
 */
import type { Standing } from '#core/attendance.ts';
import { keptKind, numberLabel } from '#core/identity.ts';
import { coreName } from '#core/names.ts';
import type { PaperOf } from '#core/papers.ts';
import { shownText } from '#core/plain-text.ts';
import type { ReadContext } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import { sha256 } from '../keys.ts';
import type { LedgerFact } from '../ledger/fact.ts';
import type { Measure } from '../print/layout.ts';
import type { Sum } from '../print/table.ts';
import {
  type AttendanceLook,
  type AttendanceRow,
  type AttendanceTable,
  attendanceLine,
  attendanceTableOf,
} from './attendance-table.ts';
import { type ListPage, planBundle } from './bundle.ts';
import { type Counted, type CountedSignings, countedOf, readCounted } from './counted.ts';
import { type PaperHead, fieldsOf, provisionalMark } from './head.ts';
import { digestOf, readHead } from './head-reading.ts';
import { type SortKey, bySortKey, readPeople, registeredOf, shownNumber } from './people.ts';
import { type PrintedRecital, readRecitals, recitalFields } from './recitals.ts';
import { CATEGORY_WORDS, ROW_NOTES } from './words.ts';

/** Everything an attendance list prints: plain data that may cross into a worker. */
export interface AttendanceList extends PaperHead {
  readonly kind: 'attendance-list';
  readonly recitals: readonly PrintedRecital[];
  readonly rows: readonly AttendanceRow[];
  /**
   * One list, or a bundle for each agency, and one for all walk-ins, with its own head, numbers,
   * sum and closing. Walk-ins of phones are a bundle of their own in both.
   */
  readonly grouping: PaperOf<'attendance-list'>['grouping'];
}

/** One page of the list. */
export type AttendancePage = ListPage<AttendanceTable['columns'][number]>;

/** What the foot of every page says of the signatures. */
export const ATTENDANCE_FOOT =
  'Tanda tangan direkam langsung pada layar perangkat sebagai tanda tangan elektronik tidak ' +
  'tersertifikasi. Dokumen rekapitulasi disahkan tersendiri oleh pejabat berwenang.';

/** Reads the list of a gathering. */
export async function readAttendanceList(
  context: ReadContext,
  gathering: GatheringRow,
  paper: PaperOf<'attendance-list'>,
): Promise<AttendanceList> {
  const rows = await readRows(context, gathering, paper);
  const facts = rows.map(({ signing, ...row }) => [
    [row.name, row.numberLabel, row.number, row.position, row.agency, row.category, row.note],
    signing === null ? null : [signing.atMs, signing.receivedAtMs, sha256(signing.ink)],
  ]);
  return {
    kind: 'attendance-list',
    ...(await readHead(context, gathering)),
    recitals: await readRecitals(context, gathering),
    rows,
    grouping: paper.grouping,
    digest: digestOf(gathering, facts),
  };
}

async function readRows(
  context: ReadContext,
  gathering: GatheringRow,
  { grouping, unsigned }: PaperOf<'attendance-list'>,
): Promise<readonly AttendanceRow[]> {
  const signings = await readCounted(context, registeredOf(context, gathering));
  const people = await readPeople(context, gathering, signings);
  const listed = people.filter(
    ({ standing, isExpected, isSetAside }) =>
      isOnList(standing) || isSetAside || (unsigned === '1' && isExpected),
  );
  const walkIns = [...signings.bySignatory].flatMap(([signatory, standing]) =>
    signatory.startsWith('w:') && isOnList(standing) ? walkInOf(signings, standing) : [],
  );
  return [
    ...(grouping === 'per-agency' ? listed : listed.toSorted(bySortKey)).map(
      (person): AttendanceRow => {
        const counted = countedOf(signings, person.standing);
        const note = person.isExpected ? '' : ROW_NOTES.uninvited;
        const { unit, topAgency } = person;
        return {
          name: person.name,
          numberLabel: person.numberLabel,
          number: person.number,
          position: person.position,
          agency: unit.no === topAgency.no ? topAgency.name : `${unit.name}, ${topAgency.name}`,
          topAgency,
          category: CATEGORY_WORDS[person.category],
          isByPhone: false,
          signing: counted && signingOf(counted),
          note: counted === null && person.isSetAside ? ROW_NOTES.setAside : noteOf(note, counted),
        };
      },
    ),
    ...walkIns
      .sort((a, b) => Number(a.row.isByPhone) - Number(b.row.isByPhone) || bySortKey(a, b))
      .map(({ row }) => row),
  ];
}

function isOnList({ attended, signed }: Standing): boolean {
  return attended || signed;
}

function signingOf({ body, atMs, receivedAtMs }: Counted): AttendanceRow['signing'] {
  return { ink: body.ink, atMs, receivedAtMs };
}

/** What must be said of a person, with how he signed where it was for another or with help. */
function noteOf(note: string, counted: Counted | null): string {
  if (counted === null) return note;
  const { represents, assisted } = counted.body;
  const manner = [
    ...(represents === '' ? [] : [`Mewakili ${shownText(represents)}`]),
    ...(assisted ? [ROW_NOTES.assisted] : []),
  ];
  return [note, ...manner].filter(Boolean).join(' · ');
}

function walkInOf(
  signings: CountedSignings,
  standing: Standing<LedgerFact>,
): readonly { readonly row: AttendanceRow; readonly sortKey: SortKey }[] {
  const counted = countedOf(signings, standing);
  if (counted?.body.signatory.kind !== 'walk-in') return [];
  const { signatory } = counted.body;
  const { name, number, position, unit, category } = signatory;
  const kind = keptKind(number);
  return [
    {
      row: {
        name: shownText(name),
        numberLabel: numberLabel(kind),
        number: shownNumber(kind, number),
        position: shownText(position),
        agency: shownText(unit),
        topAgency: null,
        category: CATEGORY_WORDS[category],
        isByPhone: standing.counted?.grade === 'phone',
        signing: signingOf(counted),
        note: noteOf(ROW_NOTES.walkIn, counted),
      },
      sortKey: { order: 0, name: coreName(name) },
    },
  ];
}

/** Decides what lies where, page by page; pure but for the measure of the face. */
export function planAttendanceList(
  list: AttendanceList,
  measure: Measure,
): readonly AttendancePage[] {
  const { rows } = list;
  const phones = phonesPart(list);
  if (list.grouping === 'one-list') {
    const seen = rows.filter(({ isByPhone }) => !isByPhone);
    const sums = [sumOf(list, 'Jumlah', seen), ...sumsByCategory(list, seen)];
    const main: Part = { heading: null, unit: 'agency', rows: seen, sums };
    return planParts(list, [main, ...phones], measure);
  }
  const agencies = agenciesOf(rows.filter(({ isByPhone }) => !isByPhone));
  const bundles = agencies.map(({ name, isRoster, members }): Part => ({
    heading: isRoster ? `Instansi: ${name}` : name,
    unit: isRoster ? 'category' : 'agency',
    rows: members,
    sums: [sumOf(list, 'Jumlah', members)],
  }));
  const recap: Part = {
    heading: 'Rekapitulasi per instansi',
    unit: 'agency',
    rows: [],
    sums: [
      ...agencies.map(({ name, members }) => sumOf(list, name, members)),
      ...phones.flatMap(({ sums: [sum] }) =>
        sum === undefined ? [] : [{ ...sum, label: ROW_NOTES.byPhone }],
      ),
      sumOf(list, 'Jumlah seluruhnya', rows),
    ],
  };
  return planParts(list, [...bundles, ...phones, recap], measure);
}

/** What becomes a bundle. */
interface Part {
  readonly heading: string | null;
  readonly unit: AttendanceLook['unit'];
  readonly rows: readonly AttendanceRow[];
  readonly sums: readonly Sum[];
}

function planParts(
  list: AttendanceList,
  parts: readonly Part[],
  measure: Measure,
): readonly AttendancePage[] {
  const { gathering, recitals } = list;
  const fields = [...fieldsOf(list), ...recitalFields(recitals, gathering)];
  return parts.flatMap(({ heading, unit, rows, sums }) => {
    const look = { unit, zone: gathering.zone, dayMs: gathering.startsAtMs };
    const table = attendanceTableOf(rows, look);
    const lines = rows.map((row, at) => attendanceLine({ row, number: at + 1 }, table, measure));
    const { columns } = table;
    return planBundle(
      { kind: list.kind, head: list, fields },
      { heading, columns, rows: lines, sums },
      measure,
    );
  });
}

/** Who wrote himself in on a phone: no steward saw him, and no roster names him. */
function phonesPart(list: AttendanceList): readonly Part[] {
  const rows = list.rows.filter(({ isByPhone }) => isByPhone);
  const { overCeilingCount } = list;
  if (rows.length + overCeilingCount === 0) return [];
  const over = {
    label: 'Di atas batas kegiatan, tidak dicetak',
    value: `${overCeilingCount} orang`,
  };
  const sums = [sumOf(list, 'Jumlah', rows), ...(overCeilingCount === 0 ? [] : [over])];
  return [{ heading: ROW_NOTES.byPhone, unit: 'agency', rows, sums }];
}

interface AgencyRows {
  readonly name: string;
  /** False for the walk-ins, whose agencies are as many as ways to write them. */
  readonly isRoster: boolean;
  readonly members: readonly AttendanceRow[];
}

/** The rows of each agency of the roster, in the order of the rows, then all walk-ins. */
function agenciesOf(rows: readonly AttendanceRow[]): readonly AgencyRows[] {
  const byNo = Map.groupBy(rows, ({ topAgency }) => topAgency?.no ?? null);
  const walkIns = byNo.get(null) ?? [];
  byNo.delete(null);
  return [
    ...[...byNo.values()].map((members) => ({
      name: members[0]?.topAgency?.name ?? '',
      isRoster: true,
      members,
    })),
    ...(walkIns.length === 0
      ? []
      : [{ name: ROW_NOTES.walkIn, isRoster: false, members: walkIns }]),
  ];
}

function sumOf(list: AttendanceList, label: string, rows: readonly AttendanceRow[]): Sum {
  const signed = rows.filter((row) => row.signing !== null).length;
  return {
    label,
    value: `${rows.length} orang, ${signed} bertanda tangan${provisionalMark(list)}`,
  };
}

function sumsByCategory(list: AttendanceList, seen: readonly AttendanceRow[]): readonly Sum[] {
  const categories = [...Map.groupBy(seen, (row) => row.category)];
  if (categories.length < 2) return [];
  return categories.map(([category, rows]) =>
    sumOf(list, category === '' ? 'Lain-lain' : category, rows),
  );
}
