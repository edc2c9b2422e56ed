/** What a list says of a person: name, number with its kind, position. */
import { fitText, type Fitted, type Measure } from '../print/layout.ts';
import { cellRoom, type Cell } from '../print/table.ts';

/** Somebody on a list, as paper shows him. */
export interface ListedPerson {
  readonly name: string;
  /** What kind of number it is, as `NIP` or `NI PPPK`; empty without a number. */
  readonly numberLabel: string;
  readonly number: string;
  readonly position: string;
}

/** Where the kinds of the numbers stand: in the head of the column, or in each cell. */
export interface NumberLabels {
  readonly title: string;
  readonly isInCells: boolean;
}

const LABELS_IN_HEAD_MAX = 3;
const SIZES_PT = [7.5, 7, 6.5, 6] as const;

/** The title of the column of numbers, for these people. */
export function numberLabelsOf(people: readonly ListedPerson[]): NumberLabels {
  const all = people.map(({ numberLabel }) => numberLabel).filter((label) => label !== '');
  const labels = [...new Set(all)];
  const isNamed = labels.length > 0 && labels.length <= LABELS_IN_HEAD_MAX;
  return {
    title: isNamed ? labels.join(' / ') : 'Nomor identitas',
    isInCells: labels.length > 1,
  };
}

/** The number of a row in its list. */
export function orderCell(number: number, widthPt: number, measure: Measure): Cell {
  return texts([fitText(String(number), cellRoom(widthPt, [8, 7, 6, 5.4]), measure)]);
}

/** The name, and under it what else must be said of the person. */
export function nameCell(
  { name, note }: { readonly name: string; readonly note: string },
  widthPt: number,
  measure: Measure,
): Cell {
  const room = cellRoom(widthPt, [8.2, 7.7, 7.2, 6.7, 6.2]);
  return texts([
    fitText(name === '' ? '–' : name, room, measure),
    ...noteStack(note, widthPt, measure),
  ]);
}

/** The number, and its kind where the head of the column does not say it. */
export function numberCell(
  {
    person: { number, numberLabel },
    isInCells,
  }: { readonly person: ListedPerson; readonly isInCells: boolean },
  widthPt: number,
  measure: Measure,
): Cell {
  return texts([
    fitText(number === '' ? '–' : number, cellRoom(widthPt, SIZES_PT), measure),
    ...noteStack(isInCells ? numberLabel : '', widthPt, measure),
  ]);
}

/** A plain text. */
export function textCell(text: string, widthPt: number, measure: Measure): Cell {
  return texts([fitText(text, cellRoom(widthPt, SIZES_PT), measure)]);
}

/** A small grey text, or nothing. */
export function noteStack(text: string, widthPt: number, measure: Measure): readonly Fitted[] {
  if (text === '') return [];
  const room = cellRoom(widthPt, [6.2, 5.8, 5.4]);
  return [fitText(text, { ...room, tone: 'muted' }, measure)];
}

function texts(stack: readonly Fitted[]): Cell {
  return { kind: 'texts', stack };
}
