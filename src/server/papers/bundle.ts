/**
 * A bundle: a part of a list that is handed over as one. It begins on a page of its own, with the
 * head of the paper, its rows and sums, and who confirms it.
 */
import { PAPERS, type PaperKind } from '#core/papers.ts';
import {
  paginate,
  type Block,
  type PageMark,
  type Measure,
  type PlacedBlock,
} from '../print/layout.ts';
import {
  fieldsBlock,
  headingBlock,
  letterheadBlock,
  runningBlock,
  titleBlock,
  type Field,
} from '../print/letterhead.ts';
import {
  gridMarks,
  headLine,
  inkMarks,
  sumLine,
  type Column,
  type TableLine,
  type Sum,
} from '../print/table.ts';
import { confirmedByBlock } from './confirmed-by.ts';
import { noticeOf, runningText, type PaperHead } from './head.ts';

/** A part of a list. */
export interface Bundle<C extends Column = Column> {
  readonly heading: string | null;
  readonly columns: readonly C[];
  readonly rows: readonly TableLine[];
  readonly sums: readonly Sum[];
}

/** What all bundles of a list have above their tables. */
export interface ListTop<H extends PaperHead = PaperHead> {
  readonly kind: PaperKind;
  readonly head: H;
  readonly fields: readonly Field[];
}

/** One page: its lines where they lie, and the columns of its table. */
export interface ListPage<C extends Column = Column> {
  readonly lines: readonly PlacedBlock<TableLine>[];
  readonly columns: readonly C[];
}

/** So many last rows and sums stay with the signature block: nobody confirms an empty page. */
const LAST_ROWS = 2;
const LAST_SUMS_MAX = 10;

/** Decides what of a bundle lies where, page by page. */
export function planBundle<C extends Column>(
  { kind, head, fields }: ListTop,
  { heading, columns, rows, sums }: Bundle<C>,
  measure: Measure,
): readonly ListPage<C>[] {
  const { letterhead, confirmedBy, gathering } = head;
  const name = PAPERS[kind].name.id;
  const tableHead = rows.length === 0 ? [] : [headLine(columns, measure)];
  const top: readonly TableLine[] = [
    ...(letterhead === null ? [] : [other(letterheadBlock(letterhead, measure))]),
    other(titleBlock(name.toUpperCase(), noticeOf(head), measure)),
    other(fieldsBlock(fields, measure)),
    ...(heading === null ? [] : [other(headingBlock(heading, measure))]),
    ...tableHead,
  ];
  const sumLines = sums.map((sum) => sumLine(sum, measure));
  const end =
    confirmedBy === null ? [] : [other(confirmedByBlock(confirmedBy, gathering.zone, measure))];
  const units = unitsOf([...rows, ...sumLines], { top, end });
  const running = other(runningBlock(runningText(name, head, heading), measure));
  return paginate(units, [running, ...tableHead]).map((lines) => ({ lines, columns }));
}

/** All marks of a page: the grid first, text over it, ink over both. */
export function pageMarks({ lines, columns }: ListPage): readonly PageMark[] {
  const drawn = lines.flatMap(({ block, topPt }) => block.draw(topPt));
  const fills = drawn.filter((mark) => mark.kind === 'fill');
  const others = drawn.filter((mark) => mark.kind !== 'fill');
  return [...fills, ...gridMarks(lines, columns), ...others, ...inkMarks(lines)];
}

/** The head keeps the first line of the table; the signature block keeps sums and last rows. */
function unitsOf(
  [first, ...lines]: readonly TableLine[],
  { top, end }: { readonly top: readonly TableLine[]; readonly end: readonly TableLine[] },
): readonly (readonly TableLine[])[] {
  const sumsCount = lines.filter(({ kind }) => kind === 'sum').length;
  const cut = Math.max(0, lines.length - LAST_ROWS - Math.min(sumsCount, LAST_SUMS_MAX));
  const singles = lines.slice(0, cut).map((line) => [line]);
  return [
    [...top, ...(first === undefined ? [] : [first])],
    ...singles,
    [...lines.slice(cut), ...end],
  ];
}

function other(block: Block): TableLine {
  return { ...block, kind: 'other' };
}
