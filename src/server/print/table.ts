/**
 * The table of an attendance list: its columns, head, rows, sums and lines. A row grows rather
 * than let text leave its cell, and ink stays in the column of signatures: a signature never
 * covers a name.
 */
import { formatDateFigures, formatHour, isSameDay } from '#core/dates.ts';
import type { Zone } from '#core/time.ts';
import { besideNumber, inkBox, numberBox } from './ink.ts';
import {
  BODY,
  fitText,
  middleOf,
  stackHeightPt,
  textMarks,
  type Block,
  type Box,
  type Fitted,
  type InkMark,
  type Mark,
  type Measure,
  type Placed,
  type RuleMark,
} from './layout.ts';

/** One person on the list. Rows are numbered as they are printed, anew in each bundle. */
export interface AttendanceRow {
  readonly name: string;
  /** What kind of number it is, as `NIP` or `NI PPPK`; empty without a number. */
  readonly numberLabel: string;
  readonly number: string;
  readonly position: string;
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

/** A count at the table's end. */
export interface Sum {
  readonly label: string;
  readonly value: string;
}

/** A block of a page; of rows the page must also know what is signed, and under which number. */
export type Line =
  | (Block & { readonly kind: 'row'; readonly number: number; readonly row: AttendanceRow })
  | (Block & { readonly kind: 'head' | 'sum' | 'other' });

type ColumnName = 'no' | 'name' | 'number' | 'position' | 'unit' | 'clock' | 'signature';

interface Column {
  readonly name: ColumnName;
  readonly title: string;
  readonly xPt: number;
  readonly widthPt: number;
}

/** How a table is made: its columns, and what its clocks are read against. */
export interface TableForm {
  readonly columns: readonly Column[];
  readonly unit: 'agency' | 'category';
  readonly numberLabels: 'in-head' | 'in-cells';
  readonly zone: Zone;
  readonly dayMs: number;
}

const WIDTHS_PT: Readonly<Record<ColumnName, number>> = {
  no: 22,
  name: 112,
  number: 80,
  position: 76,
  unit: 66,
  clock: 32,
  signature: 122,
};
const ROW_MIN_PT = 24;
const HEAD_PT = 24;
const PADDING_X_PT = 3;
const PADDING_Y_PT = 1.5;
const LABELS_IN_HEAD_MAX = 3;
const GRID_PT = 0.4;
const EDGE_PT = 1.2;

/** Chooses columns and titles for these rows. */
export function makeTableForm(
  rows: readonly AttendanceRow[],
  look: {
    readonly unit: 'agency' | 'category';
    readonly zone: Zone;
    readonly dayMs: number;
  },
): TableForm {
  const labels = [...new Set(rows.map((row) => row.numberLabel).filter((label) => label !== ''))];
  const named = labels.length > 0 && labels.length <= LABELS_IN_HEAD_MAX;
  const titles: Readonly<Record<ColumnName, string>> = {
    no: 'No.',
    name: 'Nama',
    number: named ? labels.join(' / ') : 'Nomor identitas',
    position: 'Jabatan',
    unit: look.unit === 'agency' ? 'Instansi' : 'Kategori',
    clock: `Pukul (${look.zone})`,
    signature: 'Tanda tangan',
  };
  const names: readonly ColumnName[] = [
    'no',
    'name',
    'number',
    'position',
    'unit',
    'clock',
    'signature',
  ];
  let xPt = BODY.xPt;
  const columns = names.map((name) => {
    const column = { name, title: titles[name], xPt, widthPt: WIDTHS_PT[name] };
    xPt += column.widthPt;
    return column;
  });
  return { ...look, columns, numberLabels: labels.length > 1 ? 'in-cells' : 'in-head' };
}

/** The shaded head row, repeated on each page. */
export function headLine(form: TableForm, measure: Measure): Line {
  return {
    kind: 'head',
    heightPt: HEAD_PT,
    draw: (topPt) => [
      { kind: 'fill', box: { ...BODY, yPt: topPt, heightPt: HEAD_PT } },
      ...form.columns.flatMap((column) => {
        const box = cellBox(column, topPt, HEAD_PT);
        const room = { ...inner(box), sizesPt: [8, 7.5, 7, 6.5], weight: 'bold' } as const;
        const title = fitText(column.title, room, measure);
        return cellMarks([title], { box, align: 'centre' }, measure);
      }),
    ],
  };
}

/** One person's row: as high as its highest cell. */
export function rowLine(
  { row, number }: { readonly row: AttendanceRow; readonly number: number },
  form: TableForm,
  measure: Measure,
): Line {
  const cells = form.columns.map((column) => ({
    column,
    stack: cellStack(column, { row, number, form }, measure),
  }));
  const heights = cells.map(({ stack }) => stackHeightPt(stack) + 2 * PADDING_Y_PT);
  const heightPt = Math.max(ROW_MIN_PT, ...heights);
  return {
    kind: 'row',
    number,
    row,
    heightPt,
    draw: (topPt) =>
      cells.flatMap(({ column, stack }) => {
        const box = cellBox(column, topPt, heightPt);
        if (column.name === 'signature')
          return signatureMarks({ row, number, box }, stack, measure);
        const align = column.name === 'no' || column.name === 'clock' ? 'centre' : 'left';
        return cellMarks(stack, { box, align }, measure);
      }),
  };
}

/** A bold line across the table: what is counted, and how many. */
export function sumLine({ label, value }: Sum, measure: Measure): Line {
  const valueWidthPt = WIDTHS_PT.signature + WIDTHS_PT.clock + WIDTHS_PT.unit;
  const labelWidthPt = BODY.widthPt - valueWidthPt;
  const look = { heightPt: 20, sizesPt: [8, 7.5, 7], weight: 'bold' } as const;
  const pad = 2 * PADDING_X_PT;
  const left = fitText(label, { ...look, widthPt: labelWidthPt - pad }, measure);
  const right = fitText(value, { ...look, widthPt: valueWidthPt - pad }, measure);
  const heightPt = Math.max(stackHeightPt([left]), stackHeightPt([right])) + 4.6;
  return {
    kind: 'sum',
    heightPt,
    draw: (yPt) => {
      const xPt = BODY.xPt + labelWidthPt;
      return [
        ...cellMarks(
          [left],
          { box: { xPt: BODY.xPt, yPt, widthPt: labelWidthPt, heightPt }, align: 'left' },
          measure,
        ),
        ...cellMarks(
          [right],
          { box: { xPt, yPt, widthPt: valueWidthPt, heightPt }, align: 'left' },
          measure,
        ),
      ];
    },
  };
}

/** The grid under a page's table: thick around it and under its head. */
export function gridMarks(page: readonly Placed<Line>[], form: TableForm): readonly RuleMark[] {
  const lines = page.filter(({ block }) => block.kind !== 'other');
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return [];
  const [left, right] = [BODY.xPt, BODY.xPt + BODY.widthPt];
  const edges = [left, right].map((xPt) =>
    rule([xPt, first.topPt - EDGE_PT / 2], [xPt, bottomOf(last) + EDGE_PT / 2], EDGE_PT),
  );
  const cellsBottomPt = bottomOf(lines.findLast(({ block }) => block.kind !== 'sum') ?? first);
  const columns =
    first.block.kind === 'sum'
      ? []
      : form.columns
          .slice(1)
          .map(({ xPt }) => rule([xPt, first.topPt], [xPt, cellsBottomPt], GRID_PT));
  const rows = lines.map((placed) => {
    const widthPt = placed === last || placed.block.kind === 'head' ? EDGE_PT : GRID_PT;
    return rule([left, bottomOf(placed)], [right, bottomOf(placed)], widthPt);
  });
  return [rule([left, first.topPt], [right, first.topPt], EDGE_PT), ...columns, ...rows, ...edges];
}

/** The ink of a page's rows. It may reach half into the next row, never into a head or a sum. */
export function inkMarks(page: readonly Placed<Line>[], form: TableForm): readonly InkMark[] {
  const column = form.columns.find(({ name }) => name === 'signature');
  if (column === undefined) return [];
  return page.flatMap(({ block, topPt }, index) => {
    if (block.kind !== 'row' || block.row.signing === null) return [];
    const box = inkBox({
      number: block.number,
      cell: cellBox(column, topPt, block.heightPt),
      abovePt: halfRowPt(page[index - 1]),
      belowPt: halfRowPt(page[index + 1]),
    });
    return [{ kind: 'ink', ink: block.row.signing.ink, box }];
  });
}

function halfRowPt(placed: Placed<Line> | undefined): number {
  return placed?.block.kind === 'row' ? placed.block.heightPt / 2 : 0;
}

function cellStack(
  column: Column,
  { row, number, form }: { row: AttendanceRow; number: number; form: TableForm },
  measure: Measure,
): readonly Fitted[] {
  const widthPt = inner(cellBox(column, 0, 0)).widthPt;
  const heightPt = ROW_MIN_PT - 2 * PADDING_Y_PT;
  const fit = (text: string, sizesPt: readonly number[]): Fitted =>
    fitText(text, { widthPt, heightPt, sizesPt }, measure);
  const small = (text: string, roomWidthPt = widthPt): readonly Fitted[] =>
    text === ''
      ? []
      : [
          fitText(
            text,
            { widthPt: roomWidthPt, heightPt, sizesPt: [6.2, 5.8, 5.4], tone: 'muted' },
            measure,
          ),
        ];
  switch (column.name) {
    case 'no':
      return [fit(String(number), [8, 7, 6, 5.4])];
    case 'name':
      return [
        fit(row.name === '' ? '–' : row.name, [8.2, 7.7, 7.2, 6.7, 6.2]),
        ...(row.signing === null ? [] : small(row.note)),
      ];
    case 'number':
      return [
        fit(row.number === '' ? '–' : row.number, [7.5, 7, 6.5, 6]),
        ...(form.numberLabels === 'in-cells' ? small(row.numberLabel) : []),
      ];
    case 'position':
      return [fit(row.position, [7.5, 7, 6.5, 6])];
    case 'unit':
      return [fit(form.unit === 'agency' ? row.agency : row.category, [7.5, 7, 6.5, 6])];
    case 'clock':
      return clockStack(row, form, fit);
    case 'signature':
      return row.signing === null
        ? small(row.note, besideNumber(number, cellBox(column, 0, 0)).widthPt - 2 * PADDING_X_PT)
        : [];
  }
}

/** The hour of signing; the day too when it is not the gathering's own. */
function clockStack(
  { signing }: AttendanceRow,
  { zone, dayMs }: TableForm,
  fit: (text: string, sizesPt: readonly number[]) => Fitted,
): readonly Fitted[] {
  if (signing === null) return [];
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

function signatureMarks(
  { row, number, box }: { row: AttendanceRow; number: number; box: Box },
  stack: readonly Fitted[],
  measure: Measure,
): readonly Mark[] {
  const space = numberBox(number, box);
  const widthPt = space.widthPt - PADDING_X_PT;
  const look = { ...inner(space), widthPt, sizesPt: [6.2, 5.4, 4.6, 3.8], tone: 'muted' } as const;
  const mark = fitText(String(number), look, measure);
  const marks = cellMarks([mark], { box: space, align: 'left' }, measure);
  if (row.signing !== null || stack.length === 0) return marks;
  return [
    ...marks,
    ...cellMarks(stack, { box: besideNumber(number, box), align: 'left' }, measure),
  ];
}

function cellMarks(
  stack: readonly Fitted[],
  at: { readonly box: Box; readonly align: 'left' | 'centre' },
  measure: Measure,
): readonly Mark[] {
  const box = middleOf(inner(at.box), stackHeightPt(stack));
  return textMarks(stack, { box, align: at.align }, measure);
}

function cellBox({ xPt, widthPt }: Column, yPt: number, heightPt: number): Box {
  return { xPt, yPt, widthPt, heightPt };
}

function inner({ xPt, yPt, widthPt, heightPt }: Box): Box {
  return {
    xPt: xPt + PADDING_X_PT,
    yPt: yPt + PADDING_Y_PT,
    widthPt: widthPt - 2 * PADDING_X_PT,
    heightPt: heightPt - 2 * PADDING_Y_PT,
  };
}

function bottomOf({ block, topPt }: Placed<Line>): number {
  return topPt + block.heightPt;
}

function rule(
  from: readonly [number, number],
  to: readonly [number, number],
  widthPt: number,
): RuleMark {
  return { kind: 'rule', from, to, widthPt };
}
