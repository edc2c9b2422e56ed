/**
 * Signatures on paper: where a row's ink may go, and how its points come there. Numbers sign left
 * and right in turn, as on a paper list, so each may be twice as high as its row and none meets
 * another.
 */
import { inkBounds, inkPath } from '#core/ink-path.ts';
import { simplifyInk, type Ink } from '#core/ink.ts';
import type { Box } from './layout.ts';

/** Room for half the pen's width and for curves that swing out between points. */
const PADDING_PT = 2.4;
/** The column where the row's number is repeated, before the signature. */
const NUMBER_PT = 14;
/** Small writing is enlarged to be seen, but not beyond this against the pad in full width. */
const ENLARGED_MAX = 1.7;
/** Points the line does not need by this much are left out: less than a dot at 600 dpi. */
const TOLERANCE_PT = 0.1;

/** A row in its table: its signature cell, and how far its ink may reach into the rows around. */
export interface SignatureCell {
  readonly number: number;
  readonly cell: Box;
  readonly abovePt: number;
  readonly belowPt: number;
}

/** What the number leaves of its half: for the ink, or for the reason that there is none. */
export function besideNumber(number: number, cell: Box): Box {
  const half = halfOf(number, cell);
  return { ...half, xPt: half.xPt + NUMBER_PT, widthPt: half.widthPt - NUMBER_PT };
}

/** Left half for odd numbers, right half for even ones. */
function halfOf(number: number, cell: Box): Box {
  const widthPt = cell.widthPt / 2;
  return { ...cell, xPt: number % 2 === 1 ? cell.xPt : cell.xPt + widthPt, widthPt };
}

/** Where the number stands in its half. */
export function numberBox(number: number, cell: Box): Box {
  return { ...halfOf(number, cell), widthPt: NUMBER_PT };
}

/** Where the ink goes: its half beside the number, as far up and down as the neighbours allow. */
export function inkBox({ number, cell, abovePt, belowPt }: SignatureCell): Box {
  return {
    ...besideNumber(number, cell),
    yPt: cell.yPt - abovePt,
    heightPt: cell.heightPt + abovePt + belowPt,
  };
}

/** Where the path starts on the page, and the path itself in points from there. */
export interface PlacedInk {
  readonly xPt: number;
  readonly yPt: number;
  readonly path: string;
}

/**
 * Puts ink into the middle of its box in its own proportions; null when there is nothing to draw.
 */
export function placeInk(ink: Ink, box: Box): PlacedInk | null {
  const bounds = inkBounds(ink);
  if (bounds === null) return null;
  const roomX = box.widthPt - 2 * PADDING_PT;
  const roomY = box.heightPt - 2 * PADDING_PT;
  const scale = Math.min(
    roomX / Math.max(bounds.right - bounds.left, 1),
    roomY / Math.max(bounds.bottom - bounds.top, 1),
    (ENLARGED_MAX * roomX) / ink.width,
  );
  return {
    xPt: box.xPt + box.widthPt / 2 - (scale * (bounds.left + bounds.right)) / 2,
    yPt: box.yPt + box.heightPt / 2 - (scale * (bounds.top + bounds.bottom)) / 2,
    path: inkPath(simplifyInk(ink, TOLERANCE_PT / scale), { scale, decimals: 2 }),
  };
}
