/**
 * Turns pointer events of fingers, palms and pens into strokes. It is a pure function over plain
 * event records. What a signatory drew stays. What only rested on the pad (palm, sleeve, rain) is
 * left out.
 */
import {
  fitInk,
  INK_TOLERANCE_UNITS,
  PAD,
  simplifyStroke,
  strokePathUnits,
  type Ink,
  type Point,
  type Stroke,
} from '#core/ink.ts';
import { LIMITS } from '#core/limits.ts';

/** What touches the pad. A rubber-tipped stylus is a touch. */
export type Tool = 'pen' | 'touch' | 'mouse';

/**
 * What happens at the pad. Places are pad units, fractions allowed, also off the pad; times are of
 * one clock. `alone` is true when no other contact of this tool is on the screen.
 */
export type PadEvent =
  | {
      readonly kind: 'down';
      readonly id: number;
      readonly tool: Tool;
      readonly alone: boolean;
      readonly at: Point;
      readonly atMs: number;
    }
  | {
      readonly kind: 'move';
      readonly id: number;
      readonly path: readonly Point[];
      readonly atMs: number;
    }
  | { readonly kind: 'up'; readonly id: number; readonly at: Point; readonly atMs: number }
  | { readonly kind: 'cancel'; readonly id: number; readonly atMs: number }
  | { readonly kind: 'pen-near'; readonly atMs: number }
  | { readonly kind: 'clear' };

/** A contact that is down. A muted contact is followed until it lifts, and draws nothing. */
interface Contact {
  readonly id: number;
  readonly tool: Tool;
  readonly sinceMs: number;
  readonly muted: boolean;
  /** More than one when the contact left the pad and came back. */
  readonly strokes: readonly Stroke[];
  /** Where the contact is while it is off the pad. */
  readonly away: Point | null;
}

interface LaidStroke {
  readonly stroke: Stroke;
  readonly tool: Tool;
  readonly endMs: number;
}

/** The pad at one moment. */
export interface Capture {
  readonly width: number;
  readonly height: number;
  readonly laid: readonly LaidStroke[];
  readonly contacts: readonly Contact[];
  readonly penMs: number;
}

/**
 * A contact that moved this far is writing: about 8 px on a small tablet. A resting palm or a tap
 * moves less.
 */
const WRITING_UNITS_MIN = 32;
/** Touches that land this close together are one hand or one cloth. */
const TOGETHER_MS = 250;
const TOUCHES_TOGETHER_MAX = 2;
/** A dot is a tap; a still touch held longer is a resting hand. */
const TAP_MS_MAX = 700;
/** The palm lands before the pen: touch strokes this young go when a pen writes. */
const PALM_MS = 500;
/** After the pen's last sign of life, fingers count again. */
const PEN_NEAR_MS = 1_500;

/** A pad at rest: empty, or with the ink of a restored draft (and the size of its pad). */
export function startCapture(initial: Ink = { ...PAD, strokes: [] }): Capture {
  return {
    width: initial.width,
    height: initial.height,
    laid: initial.strokes.map((stroke) => ({ stroke, tool: 'pen', endMs: -Infinity })),
    contacts: [],
    penMs: -Infinity,
  };
}

/** The ink of all finished strokes: simplified, within all limits, ready to encode. */
export function capturedInk({ width, height, laid }: Capture): Ink {
  return { width, height, strokes: laid.map(({ stroke }) => stroke) };
}

/** The strokes still being drawn. */
export function liveStrokes(capture: Capture): readonly Stroke[] {
  return capture.contacts.flatMap(({ strokes }) => strokes);
}

/**
 * The pad after an event. The same laid strokes (by identity) mean that the ink has not changed.
 */
export function captureStep(capture: Capture, event: PadEvent): Capture {
  switch (event.kind) {
    case 'down':
      return down(lift(capture, event), event);
    case 'move':
      return move(capture, event);
    case 'up':
      return up(capture, event);
    case 'cancel':
      return end(capture, event);
    case 'pen-near':
      return { ...capture, penMs: event.atMs };
    case 'clear':
      return { ...capture, laid: [], contacts: capture.contacts.map(mute) };
  }
}

type Down = Extract<PadEvent, { kind: 'down' }>;

/** Ends contacts whose pointerup event was lost, so that they cannot block the pad. */
function lift(capture: Capture, event: Down): Capture {
  return capture.contacts
    .filter(({ id, tool }) => id === event.id || (event.alone && tool === event.tool))
    .reduce((ended, { id }) => end(ended, { id, atMs: event.atMs }), capture);
}

function down(capture: Capture, event: Down): Capture {
  const full = capture.laid.length + liveStrokes(capture).length >= LIMITS.strokesMax;
  const contact = extend(
    {
      id: event.id,
      tool: event.tool,
      sinceMs: event.atMs,
      muted: full,
      strokes: [],
      away: null,
    },
    { path: [event.at], pad: capture, strokesLeft: 1 },
  );
  switch (event.tool) {
    case 'pen':
      return penDown(capture, contact);
    case 'touch':
      return touchDown(capture, contact);
    case 'mouse': {
      const busy = capture.contacts.some(({ muted }) => !muted);
      return add(capture, busy ? mute(contact) : contact);
    }
  }
}

/** A pen has priority: touches beside it are palms, and so are their latest strokes. */
function penDown(capture: Capture, contact: Contact): Capture {
  const isPalm = ({ tool, endMs }: LaidStroke): boolean =>
    tool === 'touch' && endMs >= contact.sinceMs - PALM_MS;
  return add(
    {
      ...capture,
      penMs: contact.sinceMs,
      laid: capture.laid.some(isPalm)
        ? capture.laid.filter((stroke) => !isPalm(stroke))
        : capture.laid,
      contacts: capture.contacts.map((other) => (other.tool === 'pen' ? other : mute(other))),
    },
    contact,
  );
}

/**
 * The first finger that writes has the pad. Until one does, touches compete, so that a palm that
 * landed first does not cost the finger its stroke. Three at once are a hand or a cloth.
 */
function touchDown(capture: Capture, contact: Contact): Capture {
  const taken = capture.contacts.some(
    (other) => !other.muted && (other.tool !== 'touch' || isWriting(other)),
  );
  if (taken || isPenNear(capture, contact.sinceMs)) return add(capture, mute(contact));
  const together = capture.contacts.filter(
    ({ muted, sinceMs }) => !muted && contact.sinceMs - sinceMs <= TOGETHER_MS,
  );
  if (together.length < TOUCHES_TOGETHER_MAX) return add(capture, contact);
  const contacts = capture.contacts.map((other) =>
    together.includes(other) ? mute(other) : other,
  );
  return add({ ...capture, contacts }, mute(contact));
}

function move(capture: Capture, { id, path, atMs }: Extract<PadEvent, { kind: 'move' }>): Capture {
  const before = capture.contacts.find((contact) => contact.id === id);
  if (before === undefined) return capture;
  const penMs = before.tool === 'pen' ? atMs : capture.penMs;
  if (before.muted) return { ...capture, penMs };
  const strokesLeft = LIMITS.strokesMax - capture.laid.length - liveStrokes(capture).length;
  const moved = extend(before, { path, pad: capture, strokesLeft });
  const wins = moved.tool === 'touch' && !isWriting(before) && isWriting(moved);
  const contacts = capture.contacts.map((other) => {
    if (other.id === id) return moved;
    return wins && other.tool === 'touch' ? mute(other) : other;
  });
  return { ...capture, penMs, contacts };
}

/** The pen leaves where the event says, which is often a little past the last move. */
function up(capture: Capture, { id, at, atMs }: Extract<PadEvent, { kind: 'up' }>): Capture {
  const moved = move(capture, { kind: 'move', id, path: [at], atMs });
  const contact = moved.contacts.find((other) => other.id === id);
  if (contact === undefined || isWriting(contact)) return end(moved, { id, atMs });
  const isDot = contact.tool !== 'touch' || atMs - contact.sinceMs <= TAP_MS_MAX;
  return isDot ? keep(moved, { contact, atMs }) : remove(moved, id);
}

/**
 * Ends a contact that was cancelled. Writing stays. Anything less was a palm or a gesture of the
 * system.
 */
function end(
  capture: Capture,
  { id, atMs }: { readonly id: number; readonly atMs: number },
): Capture {
  const contact = capture.contacts.find((other) => other.id === id);
  if (contact === undefined) return capture;
  return isWriting(contact) ? keep(capture, { contact, atMs }) : remove(capture, id);
}

/** Lays a contact's strokes on the pad for good. */
function keep(
  capture: Capture,
  { contact, atMs }: { readonly contact: Contact; readonly atMs: number },
): Capture {
  const removed = remove(capture, contact.id);
  if (contact.strokes.length === 0) return removed;
  const added = contact.strokes.map((stroke) => ({
    stroke: simplifyStroke(stroke, INK_TOLERANCE_UNITS),
    tool: contact.tool,
    endMs: atMs,
  }));
  const laid = [...capture.laid, ...added];
  const { strokes } = fitInk(capturedInk({ ...removed, laid }));
  return {
    ...removed,
    laid: laid.map((one, i) => ({ ...one, stroke: strokes[i] ?? one.stroke })),
  };
}

function add(capture: Capture, contact: Contact): Capture {
  return { ...capture, contacts: [...capture.contacts, contact] };
}

function remove(capture: Capture, id: number): Capture {
  return { ...capture, contacts: capture.contacts.filter((contact) => contact.id !== id) };
}

function mute(contact: Contact): Contact {
  return contact.muted ? contact : { ...contact, muted: true, strokes: [] };
}

function isPenNear({ penMs }: Capture, atMs: number): boolean {
  return atMs - penMs <= PEN_NEAR_MS;
}

function isWriting({ strokes }: Contact): boolean {
  return strokes.reduce((sum, stroke) => sum + strokePathUnits(stroke), 0) >= WRITING_UNITS_MIN;
}

interface Extension {
  readonly path: readonly Point[];
  readonly pad: { readonly width: number; readonly height: number };
  readonly strokesLeft: number;
}

/**
 * Continues a contact's strokes. Leaving the pad ends a stroke at the edge, coming back begins one.
 */
function extend(contact: Contact, { path, pad, strokesLeft }: Extension): Contact {
  if (contact.muted) return contact;
  const finished = contact.strokes.slice(0, -1);
  let stroke = contact.strokes.at(-1) ?? [];
  let away = contact.away;
  for (const place of path) {
    const point = { x: Math.round(place.x), y: Math.round(place.y) };
    const from = away ?? stroke.at(-1) ?? point;
    if (isOff(pad, point)) {
      if (away === null && stroke.length > 0) stroke = append(stroke, edge(pad, [from, point]));
      away = point;
      continue;
    }
    if (away !== null && stroke.length > 0) {
      if (finished.length >= contact.strokes.length + strokesLeft - 1) break;
      finished.push(stroke);
      stroke = [];
    }
    if (away !== null) stroke = append(stroke, edge(pad, [point, from]));
    stroke = append(stroke, point);
    away = null;
  }
  return { ...contact, strokes: stroke.length === 0 ? finished : [...finished, stroke], away };
}

function append(stroke: Stroke, point: Point): Stroke {
  const last = stroke.at(-1);
  if (last?.x === point.x && last.y === point.y) return stroke;
  return [...(stroke.length < LIMITS.strokePointsMax ? stroke : thin(stroke)), point];
}

/** Makes room in a stroke that goes on and on, by its finest simplification that halves it. */
function thin(stroke: Stroke): Stroke {
  let thinned = stroke;
  for (let units = INK_TOLERANCE_UNITS; thinned.length > LIMITS.strokePointsMax / 2; units *= 2) {
    thinned = simplifyStroke(stroke, units);
  }
  return thinned;
}

type Pad = Extension['pad'];

function isOff({ width, height }: Pad, { x, y }: Point): boolean {
  return x < 0 || y < 0 || x > width || y > height;
}

/** Where the line from a place on the pad to one off the pad crosses the edge. */
function edge({ width, height }: Pad, [on, off]: readonly [Point, Point]): Point {
  const share = Math.min(shareInside(on.x, off.x, width), shareInside(on.y, off.y, height));
  return {
    x: Math.round(on.x + (off.x - on.x) * share),
    y: Math.round(on.y + (off.y - on.y) * share),
  };
}

/** How much of the way from one number to the other lies between 0 and max. */
function shareInside(from: number, to: number, max: number): number {
  if (to < 0) return from / (from - to);
  return to > max ? (max - from) / (to - from) : 1;
}
