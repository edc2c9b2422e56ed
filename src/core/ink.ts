/**
 * Ink: all strokes of one signing as points in pad units, their checks and their compact bytes.
 * Shape only: no timing and no pressure ever enters, so none can leak. ink-path.ts draws it.
 */
import { assert } from './assert.ts';
import type { Bytes } from './bytes.ts';
import { bad, good, type Result } from './fault.ts';
import { LIMITS } from './limits.ts';

/** A place on the pad in whole pad units, x to the right, y down, inside the pad. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pen down to pen up: at least one point. One point, or one point repeated, is a dot. */
export type Stroke = readonly Point[];

/**
 * All strokes of one signing. The pad's size is given in pad units; its longer side has PAD.width
 * of them whatever the screen, so that ink looks the same from a phone and from a tablet.
 */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly Stroke[];
}

/** The pad everybody signs on: twice as wide as high. In print a unit is 0.03 mm. */
export const PAD = { width: 2_048, height: 1_024 } as const;

/** How far, in pad units, a simplified line may leave the drawn one: under half a phone's pixel. */
export const INK_TOLERANCE_UNITS = 3;

const INK_VERSION = 1;

/**
 * Writes ink as compact bytes: version, width, height, strokes, then per stroke its number of
 * points and each point's step from the one before (the first from the last point of the stroke
 * before). All numbers are LEB128 varints, steps zigzag. The ink must be valid and fit
 * LIMITS.inkBytesMax. Example: a dot at 3,2 on a pad of 8 by 4 is `01 08 04 01 01 06 04`.
 */
export function encodeInk(ink: Ink): Bytes {
  const bytes = writeInk(ink);
  assert(bytes.length <= LIMITS.inkBytesMax, 'ink bytes within limits');
  return Uint8Array.from(bytes);
}

function writeInk(ink: Ink): readonly number[] {
  assert(isSide(ink.width) && isSide(ink.height), 'the pad has a size within limits');
  assert(ink.strokes.length <= LIMITS.strokesMax, 'strokes within limits');
  const bytes: number[] = [];
  for (const value of [INK_VERSION, ink.width, ink.height, ink.strokes.length]) {
    writeVarint(bytes, value);
  }
  let last: Point = { x: 0, y: 0 };
  for (const stroke of ink.strokes) {
    assert(stroke.length > 0 && stroke.length <= LIMITS.strokePointsMax, 'points within limits');
    writeVarint(bytes, stroke.length);
    for (const point of stroke) {
      assert(isOnPad(ink, point), 'every point is on the pad');
      writeVarint(bytes, zigzag(point.x - last.x));
      writeVarint(bytes, zigzag(point.y - last.y));
      last = point;
    }
  }
  return bytes;
}

/**
 * Reads what encodeInk writes. Fails as unknown-version, too-large (a limit), malformed (cut short,
 * empty stroke, off the pad) or not-canonical (overlong number, bytes left over): the same ink has
 * exactly one form in bytes.
 */
export function decodeInk(bytes: Uint8Array): Result<Ink> {
  const strokes: Point[][] = [];
  const walked = walkInk(bytes, {
    stroke: () => strokes.push([]),
    point: (x, y) => strokes.at(-1)?.push({ x, y }),
  });
  return walked.ok ? good({ ...walked.value, strokes }) : walked;
}

/** True when decodeInk would read it; builds nothing, because the office asks of every entry. */
export function isInk(bytes: Uint8Array): boolean {
  return walkInk(bytes, { stroke: () => 0, point: () => 0 }).ok;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Gets every stroke when it begins, and its points. */
interface InkVisitor {
  stroke(): void;
  point(x: number, y: number): void;
}

/** A cursor in the bytes. */
interface InkCursor {
  readonly bytes: Uint8Array;
  at: number;
}

function walkInk(bytes: Uint8Array, visitor: InkVisitor): Result<Size> {
  if (bytes.length > LIMITS.inkBytesMax) return bad('too-large', 'ink bytes');
  const cursor: InkCursor = { bytes, at: 0 };
  const version = readVarint(cursor);
  const width = readVarint(cursor);
  const height = readVarint(cursor);
  const strokesCount = readVarint(cursor);
  const worst = Math.min(version, width, height, strokesCount);
  if (worst < 0) return badNumber(worst);
  if (version !== INK_VERSION) return bad('unknown-version', 'ink');
  if (!isSide(width) || !isSide(height)) return bad('malformed', 'pad size');
  if (strokesCount > LIMITS.strokesMax) return bad('too-large', 'strokes');
  const strokes = walkStrokes(cursor, { width, height, strokesCount }, visitor);
  if (!strokes.ok) return strokes;
  if (cursor.at !== bytes.length) return bad('not-canonical', 'bytes left over');
  return good({ width, height });
}

function walkStrokes(
  cursor: InkCursor,
  { width, height, strokesCount }: Size & { readonly strokesCount: number },
  visitor: InkVisitor,
): Result<void> {
  let x = 0;
  let y = 0;
  let points = 0;
  for (let stroke = 0; stroke < strokesCount; stroke++) {
    const count = readVarint(cursor);
    if (count < 0) return badNumber(count);
    if (count === 0) return bad('malformed', 'empty stroke');
    points += count;
    if (count > LIMITS.strokePointsMax || points > LIMITS.inkPointsMax) {
      return bad('too-large', 'points');
    }
    visitor.stroke();
    for (let i = 0; i < count; i++) {
      const stepX = readVarint(cursor);
      const stepY = readVarint(cursor);
      if (stepX < 0 || stepY < 0) return badNumber(Math.min(stepX, stepY));
      x += unzigzag(stepX);
      y += unzigzag(stepY);
      if (x < 0 || y < 0 || x > width || y > height) return bad('malformed', 'off the pad');
      visitor.point(x, y);
    }
  }
  return good(undefined);
}

function isSide(units: number): boolean {
  return Number.isInteger(units) && units > 0 && units <= LIMITS.padUnitsMax;
}

function isOnPad(pad: Size, { x, y }: Point): boolean {
  return (
    Number.isInteger(x) &&
    Number.isInteger(y) &&
    x >= 0 &&
    y >= 0 &&
    x <= pad.width &&
    y <= pad.height
  );
}

/** 0, -1, 1, -2 become 0, 1, 2, 3: small steps either way are small numbers. */
function zigzag(step: number): number {
  return step < 0 ? -2 * step - 1 : 2 * step;
}

/**
 * With bit operations: the office does this a hundred times for every entry, and a division is
 * slower.
 */
function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}

function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
}

/**
 * Three bytes are enough for every number here. A last byte of zero is refused: it would be a
 * second form of one number.
 */
const VARINT_BYTES_MAX = 3;
const MISFIT = { malformed: -1, overlong: -2 } as const;

/** The next number, or one of MISFIT. */
function readVarint(cursor: InkCursor): number {
  let value = 0;
  for (let size = 1; size <= VARINT_BYTES_MAX; size++) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) return MISFIT.malformed;
    value |= (byte & 127) << (7 * (size - 1));
    if (byte < 128) return byte === 0 && size > 1 ? MISFIT.overlong : value;
  }
  return MISFIT.malformed;
}

function badNumber(misfit: number): Result<never> {
  return misfit === MISFIT.overlong
    ? bad('not-canonical', 'overlong number')
    : bad('malformed', 'ink is cut short, or a number too large');
}

/**
 * Leaves out every point the line does not need: no point of the given ink is farther than the
 * tolerance from the simplified line (Douglas-Peucker, without recursion). Ends and dots stay.
 */
export function simplifyInk(ink: Ink, toleranceUnits: number): Ink {
  return {
    ...ink,
    strokes: ink.strokes.map((stroke) => simplifyStroke(stroke, toleranceUnits)),
  };
}

/** One stroke of simplifyInk. */
export function simplifyStroke(stroke: Stroke, toleranceUnits: number): Stroke {
  const keep = new Set([0, stroke.length - 1]);
  const spans: (readonly [number, number])[] = [[0, stroke.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [first, last] = span;
    const far = farthest(stroke, { first, last });
    if (far.distance <= toleranceUnits) continue;
    keep.add(far.index);
    spans.push([first, far.index], [far.index, last]);
  }
  return stroke.filter((_, index) => keep.has(index));
}

function farthest(
  stroke: Stroke,
  { first, last }: { readonly first: number; readonly last: number },
): { readonly index: number; readonly distance: number } {
  let index = first;
  let distance = 0;
  const from = stroke[first];
  const to = stroke[last];
  for (let i = first + 1; i < last; i++) {
    const point = stroke[i];
    if (point === undefined || from === undefined || to === undefined) break;
    const away = distanceToSegment(point, from, to);
    if (away > distance) {
      index = i;
      distance = away;
    }
  }
  return { index, distance };
}

/**
 * The ink as finely as LIMITS.inkBytesMax allows: unchanged when it fits, else simplified ever more
 * coarsely. Strokes stay one to one, so even a scribble can be encoded.
 */
export function fitInk(ink: Ink): Ink {
  let fitted = ink;
  for (let tolerance = INK_TOLERANCE_UNITS; !fits(fitted); tolerance *= 2) {
    fitted = simplifyInk(ink, tolerance);
  }
  return fitted;
}

function fits(ink: Ink): boolean {
  return writeInk(ink).length <= LIMITS.inkBytesMax;
}

function distanceToSegment(point: Point, from: Point, to: Point): number {
  const run = { x: to.x - from.x, y: to.y - from.y };
  const runSquared = run.x * run.x + run.y * run.y;
  const along =
    runSquared === 0 ? 0 : ((point.x - from.x) * run.x + (point.y - from.y) * run.y) / runSquared;
  const t = Math.min(1, Math.max(0, along));
  return distanceUnits(point, { x: from.x + t * run.x, y: from.y + t * run.y });
}

/** How far two points are apart, in pad units. */
export function distanceUnits(a: Point, b: Point): number {
  return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
}

/** A turn is a direction at least 60 degrees away from the last one; steps below are tremor. */
const TURN_COSINE_MAX = 0.5;
const TURN_STEP_UNITS = 24;
const TURNS_MIN = 2;

/**
 * Says whether ink can be somebody's signature: ink-empty without any stroke; ink-too-short when
 * the pen's path is under LIMITS.inkPathUnitsMin or turns fewer than twice, as a tap, rain or a
 * plain line does. A short paraf passes. Loops and strokes in another direction count as turns.
 */
export function checkInk(ink: Ink): Result<Ink> {
  if (ink.strokes.length === 0) return bad('ink-empty');
  if (pathUnits(ink) < LIMITS.inkPathUnitsMin) return bad('ink-too-short', 'path');
  if (turnsOf(ink) < TURNS_MIN) return bad('ink-too-short', 'turns');
  return good(ink);
}

/** The length of all strokes, in pad units; the way of the lifted pen does not count. */
function pathUnits(ink: Ink): number {
  return ink.strokes.reduce((sum, stroke) => sum + strokePathUnits(stroke), 0);
}

/** The length of one stroke from point to point, in pad units. */
export function strokePathUnits(stroke: Stroke): number {
  return stroke.reduce((sum, point, i) => sum + distanceUnits(stroke[i - 1] ?? point, point), 0);
}

function turnsOf(ink: Ink): number {
  let turns = 0;
  let direction: Point | null = null;
  for (const stroke of ink.strokes) {
    let anchor: Point | null = null;
    for (const point of stroke) {
      anchor ??= point;
      const step = { x: point.x - anchor.x, y: point.y - anchor.y };
      if (lengthUnits(step) < TURN_STEP_UNITS) continue;
      if (direction === null) direction = step;
      else if (cosine(direction, step) < TURN_COSINE_MAX) {
        turns += 1;
        direction = step;
      }
      anchor = point;
    }
  }
  return turns;
}

function cosine(a: Point, b: Point): number {
  return (a.x * b.x + a.y * b.y) / (lengthUnits(a) * lengthUnits(b));
}

function lengthUnits(step: Point): number {
  return Math.sqrt(step.x ** 2 + step.y ** 2);
}
