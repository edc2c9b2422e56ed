/**
 * Yields what is on printed paper, read back from the PDF by another program than the one that
 * wrote it: the words, and every curve that could be a signature.
 */
import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { Ink, Point } from '#core/ink.ts';

export interface Printed {
  readonly pagesCount: number;
  /** All words without spaces: a table cell may break a name anywhere. */
  readonly letters: string;
  /** The points each curved line goes through, line by line, in its own units. */
  readonly curves: readonly (readonly Point[])[];
}

/** How a path is told in its numbers. */
const DRAW = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticTo: 3, close: 4 } as const;

export async function readPrinted(bytes: Uint8Array): Promise<Printed> {
  const pdf = await getDocumentProxy(bytes);
  const { text } = await extractText(pdf, { mergePages: true });
  const { OPS } = await getResolvedPDFJS();
  const curves: (readonly Point[])[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList();
    for (const [i, operator] of fnArray.entries()) {
      if (operator !== OPS.constructPath) continue;
      const points = curvePoints(argsArray[i]);
      if (points !== null) curves.push(points);
    }
  }
  return { pagesCount: pdf.numPages, letters: lettersOf(text), curves };
}

export function lettersOf(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** The points a path goes through; null when nothing of it is curved, as in a grid. */
function curvePoints(args: unknown): readonly Point[] | null {
  const [, [data]] = args as [unknown, [ArrayLike<number> | null]]; // as pdf.js 6 tells a path
  if (data === null) return null;
  const points: Point[] = [];
  let isCurved = false;
  for (let i = 0; i < data.length;) {
    const draw = data[i];
    const numbers = draw === DRAW.curveTo ? 6 : draw === DRAW.quadraticTo ? 4 : 2;
    if (draw === DRAW.close) {
      i += 1;
      continue;
    }
    isCurved ||= draw === DRAW.curveTo;
    points.push({ x: data[i + numbers - 1] ?? 0, y: data[i + numbers] ?? 0 });
    i += numbers + 1;
  }
  return isCurved ? points : null;
}

/**
 * How far, as a share of its own width, a curve on paper leaves an ink: every point of the paper is
 * near the ink's line, and the ink's ends are where the paper's are. 0 is the same shape.
 */
export function differenceOf(curve: readonly Point[], ink: Ink): number {
  const paper = inUnitBox(curve);
  const lines = ink.strokes.map((stroke) => stroke);
  const own = inUnitBox(lines.flat());
  let at = 0;
  const segments = lines.flatMap((line) => {
    const points = own.slice(at, (at += line.length));
    return points.map((point, i) => [point, points[i + 1] ?? point] as const);
  });
  const away = paper.map((point) =>
    Math.min(...segments.map(([from, to]) => distance(point, from, to))),
  );
  return Math.max(...away);
}

/** The same points in a box one wide, at the origin. */
function inUnitBox(points: readonly Point[]): readonly Point[] {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top, right] = [Math.min(...xs), Math.min(...ys), Math.max(...xs)];
  const width = Math.max(right - left, 1e-9);
  return points.map(({ x, y }) => ({ x: (x - left) / width, y: (y - top) / width }));
}

/** From a point to the nearest place between two others. */
function distance(point: Point, from: Point, to: Point): number {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = x * x + y * y;
  const along = length === 0 ? 0 : ((point.x - from.x) * x + (point.y - from.y) * y) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - share * x, point.y - from.y - share * y);
}
