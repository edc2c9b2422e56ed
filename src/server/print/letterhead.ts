/**
 * The top of an official paper: letterhead over a double rule, the title, and the head fields with
 * their colons in one line. Each function yields one block, to be placed by the paginator.
 */
import {
  BODY,
  fitText,
  fittedHeightPt,
  stackHeightPt,
  textMarks,
  type Block,
  type Box,
  type Fitted,
  type PageMark,
  type Measure,
} from './layout.ts';

/** Who writes: the government's lines, the office that organises, its address. */
export interface Letterhead {
  readonly governmentLines: readonly string[];
  readonly organiser: string;
  readonly addressLine: string;
}

/** One line of the head: `Tempat : Lapangan …`. */
export interface Field {
  readonly label: string;
  readonly value: string;
}

const LABEL_WIDTH_PT = 82;
const RULES_PT = 11;

/** The letterhead with its thick and thin rule. */
export function letterheadBlock(letterhead: Letterhead, measure: Measure): Block {
  const stack = [
    ...letterhead.governmentLines.map((line) =>
      centred(line.toUpperCase(), { sizesPt: [12.5, 11, 10] }, measure),
    ),
    centred(letterhead.organiser.toUpperCase(), { sizesPt: [15, 13, 12, 11], bold: true }, measure),
    ...(letterhead.addressLine === ''
      ? []
      : [centred(letterhead.addressLine, { sizesPt: [8.5, 8, 7.5] }, measure)]),
  ];
  const textHeightPt = stackHeightPt(stack);
  return {
    heightPt: textHeightPt + RULES_PT,
    draw: (topPt) => [
      ...textMarks(stack, { box: strip(topPt, textHeightPt), align: 'centre' }, measure),
      across(topPt + textHeightPt + 4.5, 2),
      across(topPt + textHeightPt + 7.2, 0.6),
    ],
  };
}

/** The title in the middle; under it, in a frame, what must not be overlooked. */
export function titleBlock(title: string, notice: string | null, measure: Measure): Block {
  const stack = [centred(title, { sizesPt: [14], bold: true }, measure)];
  const warned = notice === null ? [] : [centred(notice, { sizesPt: [9, 8], bold: true }, measure)];
  const titlePt = stackHeightPt(stack) + 14;
  const noticePt = notice === null ? 0 : stackHeightPt(warned) + 12;
  return {
    heightPt: titlePt + noticePt,
    draw: (topPt) => {
      const marks: PageMark[] = [
        ...textMarks(stack, { box: strip(topPt + 7, titlePt), align: 'centre' }, measure),
      ];
      if (notice === null) return marks;
      const widthPt = Math.max(...warned.flatMap((text) => widths(text, measure))) + 20;
      const frame: Box = {
        xPt: BODY.xPt + (BODY.widthPt - widthPt) / 2,
        yPt: topPt + titlePt,
        widthPt,
        heightPt: noticePt - 6,
      };
      const box = strip(frame.yPt + 3, noticePt);
      return [
        ...marks,
        ...frameMarks(frame),
        ...textMarks(warned, { box, align: 'centre' }, measure),
      ];
    },
  };
}

/** The head fields, their values in line; a long value goes on under its own beginning. */
export function fieldsBlock(fields: readonly Field[], measure: Measure): Block {
  const widthPt = BODY.widthPt - LABEL_WIDTH_PT - 10;
  const rows = fields.map(({ label, value }) => ({
    label: fitText(label, { widthPt: LABEL_WIDTH_PT, heightPt: 12, sizesPt: [9] }, measure),
    value: fitText(value, { widthPt, heightPt: 26, sizesPt: [9, 8.5] }, measure),
  }));
  const heights = rows.map(({ value }) => fittedHeightPt(value) + 1.5);
  return {
    heightPt: heights.reduce((sum, heightPt) => sum + heightPt, 0) + 5,
    draw: (topPt) => {
      const marks: PageMark[] = [];
      let yPt = topPt;
      for (const [index, { label, value }] of rows.entries()) {
        const box = strip(yPt, heights[index] ?? 0);
        const colon = { ...label, lines: [':'] };
        const right = { ...box, xPt: box.xPt + LABEL_WIDTH_PT + 8 };
        marks.push(
          ...textMarks([label], { box, align: 'left' }, measure),
          ...textMarks(
            [colon],
            { box: { ...box, xPt: box.xPt + LABEL_WIDTH_PT }, align: 'left' },
            measure,
          ),
          ...textMarks([value], { box: right, align: 'left' }, measure),
        );
        yPt += heights[index] ?? 0;
      }
      return marks;
    },
  };
}

/** A bold line over a table: whose bundle it is. */
export function headingBlock(text: string, measure: Measure): Block {
  const room = { widthPt: BODY.widthPt, heightPt: 28, sizesPt: [10, 9], weight: 'bold' } as const;
  const heading = fitText(text, room, measure);
  const heightPt = fittedHeightPt(heading) + 6;
  return {
    heightPt,
    draw: (topPt) => textMarks([heading], { box: strip(topPt, heightPt), align: 'left' }, measure),
  };
}

/** The small line by which a loose later sheet is known. */
export function runningBlock(text: string, measure: Measure): Block {
  const room = { widthPt: BODY.widthPt, heightPt: 9, sizesPt: [7.5, 7, 6.5, 6] };
  const running = fitText(text, { ...room, tone: 'muted' }, measure);
  const heightPt = fittedHeightPt(running) + 3;
  return {
    heightPt,
    draw: (topPt) => textMarks([running], { box: strip(topPt, heightPt), align: 'left' }, measure),
  };
}

function centred(
  text: string,
  look: { readonly sizesPt: readonly number[]; readonly bold?: true },
  measure: Measure,
): Fitted {
  const heightPt = Math.max(...look.sizesPt) * 1.2;
  const weight = look.bold === true ? 'bold' : 'regular';
  return fitText(text, { widthPt: BODY.widthPt, heightPt, sizesPt: look.sizesPt, weight }, measure);
}

function widths(text: Fitted, measure: Measure): readonly number[] {
  return text.lines.map((line) => measure(line, text.weight) * text.sizePt);
}

function strip(yPt: number, heightPt: number): Box {
  return { xPt: BODY.xPt, yPt, widthPt: BODY.widthPt, heightPt };
}

function across(yPt: number, widthPt: number): PageMark {
  return { kind: 'rule', from: [BODY.xPt, yPt], to: [BODY.xPt + BODY.widthPt, yPt], widthPt };
}

function frameMarks({ xPt, yPt, widthPt, heightPt }: Box): readonly PageMark[] {
  const [right, bottom] = [xPt + widthPt, yPt + heightPt];
  const corners = [
    [xPt, yPt],
    [right, yPt],
    [right, bottom],
    [xPt, bottom],
    [xPt, yPt],
  ] as const;
  return corners.slice(1).map((to, index) => ({
    kind: 'rule',
    from: corners[index] ?? to,
    to,
    widthPt: 0.8,
  }));
}
