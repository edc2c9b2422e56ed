/**
 * The list of those who have not signed (Daftar yang Belum Menandatangani). On it stands whoever
 * was invited, is asked to sign by the matrix of the programme, and has no signing that counts.
 * Each agency begins a page, to be handed to the superior there. It tells the moment of printing.
 */
import { ruleOf } from '#core/category.ts';
import { formatClock, formatDay } from '#core/dates.ts';
import type { PaperOf } from '#core/papers.ts';
import type { ReadContext } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import type { Measure } from '../print/layout.ts';
import {
  type Column,
  type ColumnForm,
  type TableLine,
  type Sum,
  placeColumns,
  rowLine,
} from '../print/table.ts';
import { matrixOf } from '../programme/package.ts';
import { type Bundle, type ListPage, planBundle } from './bundle.ts';
import { type PaperHead, fieldsOf, provisionalMark } from './head.ts';
import { digestOf, readHead } from './head-reading.ts';
import { type RosterPerson, foldStandings, readPeople, registeredOf } from './people.ts';
import {
  type ListedPerson,
  nameCell,
  numberCell,
  numberLabelsOf,
  orderCell,
  textCell,
} from './person-cells.ts';
import { ROW_NOTES } from './words.ts';

/** Somebody who has not signed. */
export interface UnsignedRow extends ListedPerson {
  /** The unit in the agency; empty for somebody of the agency itself. */
  readonly unit: string;
  /** What else must be said; may be empty, and then leaves room to write. */
  readonly note: string;
}

/** An agency of which somebody is asked to sign. */
export interface UnsignedAgency {
  readonly name: string;
  /** How many of it are asked to sign. */
  readonly askedCount: number;
  readonly rows: readonly UnsignedRow[];
}

/** Everything the list prints: plain data that may cross into a worker. */
export interface UnsignedList extends PaperHead {
  readonly kind: 'unsigned-list';
  readonly agencies: readonly UnsignedAgency[];
  /** Invited people whose category only attends. */
  readonly attendOnlyCount: number;
  /** Walk-ins that signed: one of them may be somebody on this list. */
  readonly walkInCount: number;
}

/** What the foot of every page says. */
export const UNSIGNED_FOOT =
  'Disusun dari catatan yang sudah diterima kantor sampai saat dicetak. Orang yang mengisi data ' +
  'sendiri tidak dicocokkan dengan daftar peserta.';

/** Reads the list of a gathering. */
export async function readUnsignedList(
  context: ReadContext,
  gathering: GatheringRow,
  { kind }: PaperOf<'unsigned-list'>,
): Promise<UnsignedList> {
  const { database } = context;
  const known = registeredOf(context, gathering);
  const standings = await database.exclusive(() => foldStandings(database.sqlite, known));
  const people = await readPeople(context, gathering, standings);
  const programme = await database.query
    .selectFrom('programmes')
    .select('matrix')
    .where('no', '=', gathering.programme_no)
    .executeTakeFirstOrThrow();
  const matrix = matrixOf(programme);
  const invited = people.filter(({ isExpected }) => isExpected);
  const asked = invited
    .map((person) => ({ person, rule: ruleOf(matrix, person.category) }))
    .filter(({ rule }) => rule.pact !== null);
  const byAgency = Map.groupBy(asked, ({ person }) => person.topAgency.no);
  const agencies = [...byAgency.values()].map((members): UnsignedAgency => ({
    name: members[0]?.person.topAgency.name ?? '',
    askedCount: members.length,
    rows: members
      .filter(({ person }) => !person.standing.signed)
      .map(({ person, rule }) => unsignedRow(person, rule)),
  }));
  const walkIns = [...standings.bySignatory].filter(
    ([signatory, { signed }]) => signatory.startsWith('w:') && signed,
  );
  const head = await readHead(context, gathering);
  const { confirmedBy, printedAtMs } = head;
  const facts = agencies.map(({ name, askedCount, rows }) => [
    name,
    askedCount,
    rows.map((row) => [row.name, row.numberLabel, row.number, row.position, row.unit, row.note]),
  ]);
  return {
    kind,
    ...head,
    // It is confirmed as of the day it was printed: people may sign after the gathering.
    confirmedBy: confirmedBy === null ? null : { ...confirmedBy, dateMs: printedAtMs },
    agencies,
    attendOnlyCount: invited.length - asked.length,
    walkInCount: walkIns.length,
    digest: digestOf(gathering, facts),
  };
}

function unsignedRow(
  { standing, isSetAside, ...person }: RosterPerson,
  { optional }: { readonly optional: boolean },
): UnsignedRow {
  const notes = [
    ...(isSetAside ? [ROW_NOTES.setAside] : []),
    ...(standing.attended ? [ROW_NOTES.attended] : []),
    ...(optional ? [ROW_NOTES.optional] : []),
  ];
  return {
    name: person.name,
    numberLabel: person.numberLabel,
    number: person.number,
    position: person.position,
    unit: person.unit.no === person.topAgency.no ? '' : person.unit.name,
    note: notes.join('; '),
  };
}

/** Decides what lies where, page by page; pure but for the measure of the face. */
export function planUnsignedList(list: UnsignedList, measure: Measure): readonly ListPage[] {
  const { agencies, gathering, printedAtMs } = list;
  const { zone } = gathering;
  const moment = `${formatDay(printedAtMs, zone)} pukul ${formatClock(printedAtMs, zone)}`;
  const top = {
    kind: list.kind,
    head: list,
    fields: [...fieldsOf(list), { label: 'Keadaan per', value: moment }],
  };
  const open = agencies.filter(({ rows }) => rows.length > 0);
  const bundles = open.map(({ name, askedCount, rows }): Bundle => {
    const table = tableOf(rows, measure);
    const sums = [sumOf(list, 'Belum menandatangani', [{ askedCount, rows }])];
    return { heading: `Instansi: ${name}`, ...table, sums };
  });
  const recap: Bundle = {
    heading: open.length === 0 ? nobodySentence(agencies) : 'Rekapitulasi per instansi',
    ...tableOf([], measure),
    sums: [
      ...(open.length === 0 ? [] : agencies.map((agency) => sumOf(list, agency.name, [agency]))),
      sumOf(list, 'Belum menandatangani seluruhnya', agencies),
      ...othersOf(list),
    ],
  };
  return [...bundles, recap].flatMap((bundle) => planBundle(top, bundle, measure));
}

/** Why nobody stands on the list: everybody signed, or nobody was asked to. */
function nobodySentence(agencies: readonly UnsignedAgency[]): string {
  const asked = askedIn(agencies);
  return asked === 0
    ? 'Tidak ada orang dalam daftar peserta yang diminta menandatangani pada kegiatan ini.'
    : `Menurut catatan kantor, semua ${asked} orang yang diminta menandatangani sudah menandatangani.`;
}

type CountedAgency = Pick<UnsignedAgency, 'askedCount' | 'rows'>;

function askedIn(agencies: readonly CountedAgency[]): number {
  return agencies.reduce((sum, { askedCount }) => sum + askedCount, 0);
}

function sumOf(list: UnsignedList, label: string, agencies: readonly CountedAgency[]): Sum {
  const unsigned = agencies.reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    label,
    value: `${unsigned} dari ${askedIn(agencies)} orang${provisionalMark(list)}`,
  };
}

/** People who are on no page of this list and must be known of beside its figures. */
function othersOf({
  attendOnlyCount,
  walkInCount,
  overCeilingCount,
}: UnsignedList): readonly Sum[] {
  const others = [
    ['Diundang untuk hadir saja, tidak diminta menandatangani', attendOnlyCount],
    ['Menandatangani dengan mengisi data sendiri', walkInCount],
    ['Melalui ponsel di atas batas kegiatan, belum dihitung', overCeilingCount],
  ] as const;
  return others
    .filter(([, count]) => count > 0)
    .map(([label, count]) => ({ label, value: `${count} orang` }));
}

interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly TableLine[];
}

const WIDTHS_PT = { order: 24, name: 126, number: 84, position: 94, unit: 88, note: 94 } as const;

function tableOf(rows: readonly UnsignedRow[], measure: Measure): Table {
  const { title, isInCells } = numberLabelsOf(rows);
  const columns = placeColumns<ColumnForm>([
    { title: 'No.', widthPt: WIDTHS_PT.order, align: 'centre' },
    { title: 'Nama', widthPt: WIDTHS_PT.name, align: 'left' },
    { title, widthPt: WIDTHS_PT.number, align: 'left' },
    { title: 'Jabatan', widthPt: WIDTHS_PT.position, align: 'left' },
    { title: 'Unit kerja', widthPt: WIDTHS_PT.unit, align: 'left' },
    { title: 'Keterangan', widthPt: WIDTHS_PT.note, align: 'left' },
  ]);
  const lines = rows.map((row, at) => {
    const cells = [
      orderCell(at + 1, WIDTHS_PT.order, measure),
      nameCell({ name: row.name, note: '' }, WIDTHS_PT.name, measure),
      numberCell({ person: row, isInCells }, WIDTHS_PT.number, measure),
      textCell(row.position, WIDTHS_PT.position, measure),
      textCell(row.unit, WIDTHS_PT.unit, measure),
      textCell(row.note, WIDTHS_PT.note, measure),
    ];
    return rowLine({ number: at + 1, cells }, columns, measure);
  });
  return { columns, rows: lines };
}
