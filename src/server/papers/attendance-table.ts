/** The table of the attendance list: a row for each person, with the hour and the signature. */
import { formatDateFigures, formatHour, isSameDay } from '#core/dates.ts';
import type { Zone } from '#core/time.ts';
import { fitText, type Fitted, type Measure } from '../print/layout.ts';
import {
  besideNumberPt,
  cellRoom,
  placeColumns,
  rowLine,
  type Cell,
  type Column,
  type ColumnForm,
  type TableLine,
} from '../print/table.ts';
import {
  nameCell,
  noteStack,
  numberCell,
  numberLabelsOf,
  orderCell,
  textCell,
  type ListedPerson,
} from './person-cells.ts';

/** One person on the list. Rows are numbered as they are printed, anew in each bundle. */
export interface AttendanceRow extends ListedPerson {
  /** The unit with the agency above all, or what a walk-in typed. */
  readonly agency: string;
  /** The agency above all, by its number on the roster; null for a walk-in. */
  readonly topAgency: { readonly no: number; readonly name: string } | null;
  readonly category: string;
  /** The signature and its moment in epoch milliseconds; null when there is none. */
  readonly signing: {
    readonly ink: Uint8Array;
    readonly atMs: number;
    /** Set where the hour cannot be right: when the office first had the signature. */
    readonly receivedAtMs: number | null;
  } | null;
  /** Somebody who wrote himself in on a phone; he stands in a part of his own. */
  readonly isByPhone: boolean;
  /** Why there is no signature, or what else must be said of the person; may be empty. */
  readonly note: string;
}

type ColumnName = 'no' | 'name' | 'number' | 'position' | 'unit' | 'clock' | 'signature';

/** What the table says beside its rows, and what its clocks are read against. */
export interface AttendanceLook {
  /** Which of the two tells more of these rows. */
  readonly unit: 'agency' | 'category';
  readonly zone: Zone;
  readonly dayMs: number;
}

/** A column that is known by its name. */
interface Named {
  readonly name: ColumnName;
}

/** How a table is made. */
export interface AttendanceTable extends AttendanceLook {
  readonly columns: readonly (Column & Named)[];
  readonly isLabelInCells: boolean;
}

/** Chooses columns and titles for these rows. */
export function attendanceTableOf(
  rows: readonly AttendanceRow[],
  look: AttendanceLook,
): AttendanceTable {
  const labels = numberLabelsOf(rows);
  const clock = `Pukul (${look.zone})`;
  const unit = look.unit === 'agency' ? 'Instansi' : 'Kategori';
  const columns = placeColumns<ColumnForm & Named>([
    { name: 'no', title: 'No.', widthPt: 22, align: 'centre' },
    { name: 'name', title: 'Nama', widthPt: 112, align: 'left' },
    { name: 'number', title: labels.title, widthPt: 80, align: 'left' },
    { name: 'position', title: 'Jabatan', widthPt: 76, align: 'left' },
    { name: 'unit', title: unit, widthPt: 66, align: 'left' },
    { name: 'clock', title: clock, widthPt: 32, align: 'centre' },
    { name: 'signature', title: 'Tanda tangan', widthPt: 122, align: 'left' },
  ]);
  return { ...look, columns, isLabelInCells: labels.isInCells };
}

/** One person's row. */
export function attendanceLine(
  { row, number }: { readonly row: AttendanceRow; readonly number: number },
  table: AttendanceTable,
  measure: Measure,
): TableLine {
  const cells = table.columns.map((column) => cellOf(column, { row, number, table }, measure));
  return rowLine({ number, cells }, table.columns, measure);
}

function cellOf(
  { name, widthPt }: AttendanceTable['columns'][number],
  { row, number, table }: { row: AttendanceRow; number: number; table: AttendanceTable },
  measure: Measure,
): Cell {
  switch (name) {
    case 'no':
      return orderCell(number, widthPt, measure);
    case 'name':
      return nameCell(row.signing === null ? { ...row, note: '' } : row, widthPt, measure);
    case 'number':
      return numberCell({ person: row, isInCells: table.isLabelInCells }, widthPt, measure);
    case 'position':
      return textCell(row.position, widthPt, measure);
    case 'unit':
      return textCell(table.unit === 'agency' ? row.agency : row.category, widthPt, measure);
    case 'clock':
      return { kind: 'texts', stack: clockStack(row, table, { widthPt, measure }) };
    case 'signature':
      return signatureCell(row, widthPt, measure);
  }
}

function signatureCell({ signing, note }: AttendanceRow, widthPt: number, measure: Measure): Cell {
  if (signing !== null) return { kind: 'signature', ink: signing.ink, stack: [] };
  return { kind: 'signature', ink: null, stack: noteStack(note, besideNumberPt(widthPt), measure) };
}

/** The hour of signing; the day too when it is not the gathering's own. */
function clockStack(
  { signing }: AttendanceRow,
  { zone, dayMs }: AttendanceTable,
  { widthPt, measure }: { readonly widthPt: number; readonly measure: Measure },
): readonly Fitted[] {
  if (signing === null) return [];
  const fit = (text: string, sizesPt: readonly number[]): Fitted =>
    fitText(text, cellRoom(widthPt, sizesPt), measure);
  const fine = [5.2, 4.8, 4.4];
  const hour = fit(formatHour(signing.atMs, zone), [7.5]);
  const isOtherDay = !isSameDay(signing.atMs, dayMs, zone);
  return [
    ...(isOtherDay ? [fit(formatDateFigures(signing.atMs, zone), fine)] : []),
    hour,
    ...receivedStack(signing, zone).map((text) => fit(text, fine)),
  ];
}

/** A clock that cannot be right is called the device's, with the moment that the office knows. */
function receivedStack(
  { receivedAtMs }: NonNullable<AttendanceRow['signing']>,
  zone: Zone,
): readonly string[] {
  if (receivedAtMs === null) return [];
  const moment = `${formatDateFigures(receivedAtMs, zone)} ${formatHour(receivedAtMs, zone)}`;
  return ['jam perangkat;', 'diterima', moment];
}
