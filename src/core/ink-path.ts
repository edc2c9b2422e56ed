/** Draws ink: its bounds and its SVG path. Printed is what was seen on the pad. */
import { type Ink, type Point, type Stroke, distanceUnits } from './ink.ts';

/** The smallest box, in pad units, that holds every point; null when there is no ink. */
export function inkBounds(ink: Ink): {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
} | null {
  const points = ink.strokes.flat();
  const [first] = points;
  if (first === undefined) return null;
  const bounds = { left: first.x, top: first.y, right: first.x, bottom: first.y };
  for (const { x, y } of points) {
    bounds.left = Math.min(bounds.left, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.right = Math.max(bounds.right, x);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}

/**
 * The ink as an SVG path to be stroked with round caps and joins; a dot is a line of no length. The
 * scale is output units per pad unit, numbers are rounded to the given decimals. The curve goes
 * through every point, with the same control points as the pad on the screen: printed is what was
 * seen. Curves through midpoints would leave simplified ink by up to 70 units, this one by under 8.
 * Example at scale 0.5: a stroke from 2,2 to 8,2 is `M1 1L4 1`.
 */
export function inkPath(
  ink: Ink,
  { scale, decimals }: { readonly scale: number; readonly decimals: number },
): string {
  const unit = 10 ** decimals;
  const text = ({ x, y }: Point): string =>
    `${Math.round(x * scale * unit) / unit} ${Math.round(y * scale * unit) / unit}`;
  return ink.strokes.map((stroke) => strokePath(stroke, text)).join('');
}

function strokePath(stroke: Stroke, text: (point: Point) => string): string {
  const [first, second = first] = stroke;
  if (first === undefined || second === undefined) return '';
  if (stroke.length <= 2) return `M${text(first)}L${text(second)}`;
  let path = `M${text(first)}`;
  let before = first;
  for (let i = 0; i + 1 < stroke.length; i++) {
    const from = stroke[i] ?? first;
    const to = stroke[i + 1] ?? from;
    const leave = controls(before, from, to).leave;
    const arrive = controls(from, to, stroke[i + 2] ?? to).arrive;
    path += `C${text(leave)} ${text(arrive)} ${text(to)}`;
    before = from;
  }
  return path;
}

/** How the curve arrives at a point and leaves it: along the line between its neighbours. */
function controls(
  before: Point,
  at: Point,
  after: Point,
): { readonly arrive: Point; readonly leave: Point } {
  const [inUnits, outUnits] = [distanceUnits(before, at), distanceUnits(at, after)];
  const share = inUnits + outUnits === 0 ? 0 : outUnits / (inUnits + outUnits);
  const half = { x: (after.x - before.x) / 2, y: (after.y - before.y) / 2 };
  return {
    arrive: { x: at.x - half.x * (1 - share), y: at.y - half.y * (1 - share) },
    leave: { x: at.x + half.x * share, y: at.y + half.y * share },
  };
}
