/**
 * Strokes in pad units on a canvas, drawn by signature_pad 5.1.4 with its own listeners off. The
 * canvas is only a view: everything on it can be drawn again from the strokes at any size.
 */
import SignaturePad, { type PointGroup } from 'signature_pad';
import type { Stroke } from '#core/ink.ts';

/** What there is to see: finished strokes, and those still being drawn. */
export interface InkView {
  readonly laid: readonly Stroke[];
  readonly live: readonly Stroke[];
}

/** A canvas that shows ink. */
export interface InkScreen {
  /** Shows this ink; while strokes only grow, only what is new is drawn. */
  readonly draw: (view: InkView) => void;
  /** Takes the canvas' new size or pixel density; the ink is drawn again in full. */
  readonly resize: () => void;
  /** Forgets and wipes everything. */
  readonly close: () => void;
}

/** Readable in the sun. */
const INK_WIDTH_PX = 3.5;
/** A curve needs the three points before the new one to join what is already drawn. */
const JOIN_POINTS = 3;

/** Opens a canvas as a screen for ink from a pad so many units wide. */
export function openInkScreen(canvas: HTMLCanvasElement, padUnits: number): InkScreen {
  // signature_pad draws lines twice as wide as its widths say. Equal widths: shape only, no speed.
  const radius = INK_WIDTH_PX / 2;
  const pen = { minWidth: radius, maxWidth: radius, dotSize: radius, penColor: '#000' };
  const pad = new SignaturePad(canvas, pen);
  pad.off();
  let shown: InkView = { laid: [], live: [] };

  const group = (stroke: Stroke): PointGroup => {
    const scale = canvas.clientWidth / padUnits;
    const points = stroke.map(({ x, y }) => ({ x: x * scale, y: y * scale, pressure: 0, time: 0 }));
    // The end point is repeated, or signature_pad 5.1.4 leaves the last segment out.
    if (points.length > 2) points.push(...points.slice(-1));
    return {
      ...pen,
      points,
      velocityFilterWeight: 0,
      compositeOperation: 'source-over',
    };
  };

  const drawAll = (view: InkView): void => {
    pad.fromData([...view.laid, ...view.live].map(group));
  };
  const drawNew = (view: InkView): void => {
    view.live.forEach((stroke, i) => {
      const from = shown.live[i]?.length ?? 0;
      if (stroke.length === from) return;
      pad.fromData([group(stroke.slice(Math.max(0, from - JOIN_POINTS)))], { clear: false });
    });
  };

  return {
    draw: (view) => {
      if (grows(shown, view)) drawNew(view);
      else drawAll(view);
      shown = view;
    },
    resize: () => {
      const density = Math.max(1, devicePixelRatio);
      canvas.width = Math.round(canvas.clientWidth * density);
      canvas.height = Math.round(canvas.clientHeight * density);
      canvas.getContext('2d')?.scale(density, density);
      drawAll(shown);
    },
    close: () => {
      shown = { laid: [], live: [] };
      pad.clear();
      canvas.width = 0;
      canvas.height = 0;
    },
  };
}

/** True when the new view is the old one with live strokes continued or begun. */
function grows(before: InkView, after: InkView): boolean {
  return (
    after.laid.length === before.laid.length &&
    after.laid.every((stroke, i) => stroke === before.laid[i]) &&
    after.live.length >= before.live.length &&
    before.live.every((stroke, i) => continues(stroke, after.live[i] ?? []))
  );
}

function continues(before: Stroke, after: Stroke): boolean {
  return after.length >= before.length && before.every((point, i) => point === after[i]);
}
