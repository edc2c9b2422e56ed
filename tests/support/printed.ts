/**
 * What is on printed paper, read back from the PDF by another program than the one that
 * wrote it: the words, and every curve that could be a signature.
 */
import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { Ink, Point, Stroke } from '#core/ink.ts';

export interface Printed {
  /** All words without spaces: a table cell may break a name anywhere. */
  readonly letters: string;
  /** Every curved path in the order of drawing: its strokes as the points they go through. */
  readonly curves: readonly (readonly Stroke[])[];
}

/** How pdf.js 6 tells a path: a verb, then its coordinates, of which the last two are the point. */
const MOVE = 0;
const CURVE = 2;
const COORDINATES: readonly number[] = [2, 2, 6, 4, 0];

export async function readPrinted(bytes: Uint8Array): Promise<Printed> {
  const pdf = await getDocumentProxy(bytes);
  const { text } = await extractText(pdf, { mergePages: true });
  const { OPS } = await getResolvedPDFJS();
  const curves: (readonly Stroke[])[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList();
    for (const [i, operator] of fnArray.entries()) {
      const strokes = operator === OPS.constructPath ? curvedStrokes(argsArray[i]) : null;
      if (strokes !== null) curves.push(strokes);
    }
  }
  return { letters: lettersOf(text), curves };
}

export function lettersOf(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** The strokes of a path; null when nothing of it is curved, as in a grid. */
function curvedStrokes(args: unknown): readonly Stroke[] | null {
  const [, [told]] = args as [unknown, [ArrayLike<number> | null]]; // as pdf.js 6 tells a path
  if (told === null) return null;
  const strokes: Point[][] = [];
  let isCurved = false;
  let at = 0;
  while (at < told.length) {
    const verb = told[at] ?? MOVE;
    const coordinates = COORDINATES[verb] ?? 0;
    if (verb === MOVE) strokes.push([]);
    isCurved ||= verb === CURVE;
    at += coordinates;
    if (coordinates > 0) strokes.at(-1)?.push({ x: told[at - 1] ?? 0, y: told[at] ?? 0 });
    at += 1;
  }
  return isCurved ? strokes : null;
}

/**
 * How far, as a share of its own width, strokes on paper leave an ink; 0 is the same shape.
 * Infinite when there are more or fewer strokes.
 */
export function differenceOf(paper: readonly Stroke[], ink: Ink): number {
  if (paper.length !== ink.strokes.length) return Infinity;
  const own = inUnitBox(ink.strokes);
  const away = inUnitBox(paper).flatMap((stroke, i) =>
    stroke.map((point) => distanceTo(own[i] ?? [], point)),
  );
  return Math.max(...away);
}

/** The same strokes in a box one wide, at the origin. */
function inUnitBox(strokes: readonly Stroke[]): readonly Stroke[] {
  const points = strokes.flat();
  const xs = points.map(({ x }) => x);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const top = Math.min(...points.map(({ y }) => y));
  const width = Math.max(right - left, 1e-9);
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: (x - left) / width, y: (y - top) / width })),
  );
}

/** From a point to the nearest place on a stroke. */
function distanceTo(stroke: Stroke, point: Point): number {
  const distances = stroke.map((from, i) => {
    const to = stroke[i + 1] ?? from;
    const [x, y] = [to.x - from.x, to.y - from.y];
    const square = x * x + y * y;
    const along = square === 0 ? 0 : ((point.x - from.x) * x + (point.y - from.y) * y) / square;
    const share = Math.min(1, Math.max(0, along));
    return Math.hypot(point.x - from.x - share * x, point.y - from.y - share * y);
  });
  return Math.min(...distances);
}
