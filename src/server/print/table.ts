/**
 * A table on paper: its columns, head, rows, sums and lines. A row grows rather than let text leave
 * its cell, and ink stays in the column of signatures: a signature never covers a name.
 */
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
  type PageMark,
  type Measure,
  type PlacedBlock,
  type Room,
  type RuleMark,
} from './layout.ts';

/** How a column of a table looks. */
export interface ColumnForm {
  readonly title: string;
  readonly widthPt: number;
  readonly align: 'left' | 'centre';
}

/** A column where it lies on the page. */
export interface Column extends ColumnForm {
  readonly xPt: number;
}

/** What stands in a cell: texts under one another, or the place of a signature. */
export type Cell =
  | { readonly kind: 'texts'; readonly stack: readonly Fitted[] }
  | {
      readonly kind: 'signature';
      readonly ink: Uint8Array | null;
      /** Why there is no ink. */
      readonly stack: readonly Fitted[];
    };

/** A count at the table's end. */
export interface Sum {
  readonly label: string;
  readonly value: string;
}

/** The ink of a row, and the column it lies in. */
export interface RowInk {
  readonly bytes: Uint8Array;
  readonly column: Column;
}

/** A block of a page; of rows the page must also know the ink, and the number it stands under. */
export type TableLine =
  | (Block & { readonly kind: 'row'; readonly number: number; readonly ink: RowInk | null })
  | (Block & { readonly kind: 'head' | 'sum' | 'other' });

const ROW_MIN_PT = 24;
const HEAD_PT = 24;
const SUM_VALUE_PT = 220;
const PADDING_X_PT = 3;
const PADDING_Y_PT = 1.5;
const GRID_PT = 0.4;
const EDGE_PT = 1.2;

/** Columns from the left edge of the page's body on. */
export function placeColumns<C extends ColumnForm>(
  forms: readonly C[],
): readonly (C & { readonly xPt: number })[] {
  let xPt = BODY.xPt;
  return forms.map((form) => {
    const column = { ...form, xPt };
    xPt += form.widthPt;
    return column;
  });
}

/** The room that a cell of this width gives a text before its row grows. */
export function cellRoom(widthPt: number, sizesPt: readonly number[]): Room {
  return {
    widthPt: widthPt - 2 * PADDING_X_PT,
    heightPt: ROW_MIN_PT - 2 * PADDING_Y_PT,
    sizesPt,
  };
}

/** How wide the cell beside the number of a signature is. */
export function besideNumberPt(widthPt: number): number {
  return besideNumber(1, { ...BODY, widthPt }).widthPt;
}

/** The shaded head row, repeated on each page. */
export function headLine(columns: readonly Column[], measure: Measure): TableLine {
  return {
    kind: 'head',
    heightPt: HEAD_PT,
    draw: (topPt) => [
      { kind: 'fill', box: { ...BODY, yPt: topPt, heightPt: HEAD_PT } },
      ...columns.flatMap((column) => {
        const box = cellBox(column, topPt, HEAD_PT);
        const room = { ...inner(box), sizesPt: [8, 7.5, 7, 6.5], weight: 'bold' } as const;
        const title = fitText(column.title, room, measure);
        return cellMarks([title], { box, align: 'centre' }, measure);
      }),
    ],
  };
}

/** A row: as high as its highest cell. Each cell is that of the column in its place. */
export function rowLine(
  { number, cells }: { readonly number: number; readonly cells: readonly Cell[] },
  columns: readonly Column[],
  measure: Measure,
): TableLine {
  const pairs = columns.flatMap((column, index) => {
    const cell = cells[index];
    return cell === undefined ? [] : [{ column, cell }];
  });
  const heights = pairs.map(({ cell }) => stackHeightPt(cell.stack) + 2 * PADDING_Y_PT);
  const heightPt = Math.max(ROW_MIN_PT, ...heights);
  const inks = pairs.flatMap(({ column, cell }) =>
    cell.kind === 'signature' && cell.ink !== null ? [{ bytes: cell.ink, column }] : [],
  );
  return {
    kind: 'row',
    number,
    ink: inks[0] ?? null,
    heightPt,
    draw: (topPt) =>
      pairs.flatMap(({ column, cell }) => {
        const box = cellBox(column, topPt, heightPt);
        return cell.kind === 'signature'
          ? signatureMarks({ number, cell, box }, measure)
          : cellMarks(cell.stack, { box, align: column.align }, measure);
      }),
  };
}

/** A bold line across the table: what is counted, and how many. */
export function sumLine({ label, value }: Sum, measure: Measure): TableLine {
  const valueWidthPt = SUM_VALUE_PT;
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
export function gridMarks(
  page: readonly PlacedBlock<TableLine>[],
  tableColumns: readonly Column[],
): readonly RuleMark[] {
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
      : tableColumns
          .slice(1)
          .map(({ xPt }) => rule([xPt, first.topPt], [xPt, cellsBottomPt], GRID_PT));
  const rows = lines.map((placed) => {
    const widthPt = placed === last || placed.block.kind === 'head' ? EDGE_PT : GRID_PT;
    return rule([left, bottomOf(placed)], [right, bottomOf(placed)], widthPt);
  });
  return [rule([left, first.topPt], [right, first.topPt], EDGE_PT), ...columns, ...rows, ...edges];
}

/** The ink of a page's rows. It may reach half into the next row, never into a head or a sum. */
export function inkMarks(page: readonly PlacedBlock<TableLine>[]): readonly InkMark[] {
  return page.flatMap(({ block, topPt }, index) => {
    if (block.kind !== 'row' || block.ink === null) return [];
    const box = inkBox({
      number: block.number,
      cell: cellBox(block.ink.column, topPt, block.heightPt),
      abovePt: halfRowPt(page[index - 1]),
      belowPt: halfRowPt(page[index + 1]),
    });
    return [{ kind: 'ink', ink: block.ink.bytes, box }];
  });
}

function halfRowPt(placed: PlacedBlock<TableLine> | undefined): number {
  return placed?.block.kind === 'row' ? placed.block.heightPt / 2 : 0;
}

function signatureMarks(
  { number, cell, box }: { readonly number: number; readonly cell: Cell; readonly box: Box },
  measure: Measure,
): readonly PageMark[] {
  const space = numberBox(number, box);
  const widthPt = space.widthPt - PADDING_X_PT;
  const look = { ...inner(space), widthPt, sizesPt: [6.2, 5.4, 4.6, 3.8], tone: 'muted' } as const;
  const mark = fitText(String(number), look, measure);
  return [
    ...cellMarks([mark], { box: space, align: 'left' }, measure),
    ...cellMarks(cell.stack, { box: besideNumber(number, box), align: 'left' }, measure),
  ];
}

function cellMarks(
  stack: readonly Fitted[],
  at: { readonly box: Box; readonly align: 'left' | 'centre' },
  measure: Measure,
): readonly PageMark[] {
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

function bottomOf({ block, topPt }: PlacedBlock<TableLine>): number {
  return topPt + block.heightPt;
}

function rule(
  from: readonly [number, number],
  to: readonly [number, number],
  widthPt: number,
): RuleMark {
  return { kind: 'rule', from, to, widthPt };
}
