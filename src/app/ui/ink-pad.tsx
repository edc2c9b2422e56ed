/**
 * The pad people sign on: pointer events become strokes (capture.ts) and are drawn (ink-screen.ts).
 * The strokes live here in pad units, never in the canvas, so that no resize, rotation or change of
 * pixel density can lose or move ink; leaving the screen forgets them all.
 */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { PAD, type Ink, type Point } from '#core/ink.ts';
import {
  capturedInk,
  captureStep,
  liveStrokes,
  startCapture,
  type PadEvent,
  type Tool,
} from './capture.ts';
import { openInkScreen } from './ink-screen.ts';

interface InkPadProps {
  /** What the pad is for, to a screen reader. */
  readonly label: string;
  /** The ink of a restored draft; read once. Give the pad a new key for a new signing. */
  readonly initial?: Ink | undefined;
  /** Another number wipes the pad. */
  readonly clearSignal?: number | undefined;
  /**
   * Told after each stroke, and with empty ink after a wipe: always all the ink, fit to be encoded.
   */
  readonly onInk: (ink: Ink) => void;
}

/** The pad. It is as wide as its place allows, and always twice as wide as high. */
export function InkPad({ label, initial, clearSignal = 0, onInk }: InkPadProps): VNode {
  const frameRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const padRef = useRef<OpenPad | null>(null);
  const onInkRef = useRef(onInk);
  const clearedRef = useRef(clearSignal);
  onInkRef.current = onInk;

  useLayoutEffect(() => {
    const frame = frameRef.current;
    const canvas = canvasRef.current;
    if (frame === null || canvas === null) return undefined;
    const pad = openPad({ frame, canvas, initial, onInk: (ink) => onInkRef.current(ink) });
    padRef.current = pad;
    return () => {
      padRef.current = null;
      pad.close();
    };
  }, []);

  useEffect(() => {
    if (clearedRef.current === clearSignal) return;
    clearedRef.current = clearSignal;
    padRef.current?.clear();
  }, [clearSignal]);

  const { width, height } = initial ?? PAD;
  return (
    <div
      ref={frameRef}
      class="ink-pad"
      role="img"
      aria-label={label}
      style={{ ...FRAME_STYLE, aspectRatio: `${width} / ${height}` }}
    >
      <span class="ink-pad-line" aria-hidden="true" style={LINE_STYLE} />
      <canvas ref={canvasRef} style={CANVAS_STYLE} />
    </div>
  );
}

const FRAME_STYLE = {
  position: 'relative',
  width: '100%',
  background: '#fff',
  overflow: 'hidden',
  touchAction: 'none',
  userSelect: 'none',
  WebkitUserSelect: 'none',
  WebkitTouchCallout: 'none',
} as const;

/** Events are the frame's; signature_pad sets touch-action on its canvas. */
const CANVAS_STYLE = {
  position: 'absolute',
  inset: '0',
  width: '100%',
  height: '100%',
  pointerEvents: 'none',
} as const;

const LINE_STYLE = {
  position: 'absolute',
  left: '6%',
  right: '6%',
  bottom: '24%',
  borderBottom: '2px solid #767676',
} as const;

interface OpenPad {
  readonly clear: () => void;
  readonly close: () => void;
}

interface PadParts {
  readonly frame: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly initial: Ink | undefined;
  readonly onInk: (ink: Ink) => void;
}

function openPad({ frame, canvas, initial, onInk }: PadParts): OpenPad {
  let capture = startCapture(initial);
  const padUnits = capture.width;
  const screen = openInkScreen(canvas, padUnits);
  const show = (): void => {
    screen.draw({ laid: capturedInk(capture).strokes, live: liveStrokes(capture) });
  };

  const step = (event: PadEvent): void => {
    const before = capture;
    capture = captureStep(before, event);
    if (capture === before) return;
    show();
    if (capture.laid !== before.laid) onInk(capturedInk(capture));
  };

  /** The app may be swept away while the hand still writes: what is drawn by then is told. */
  const onHide = (event: Event): void => {
    if (event.type === 'visibilitychange' && document.visibilityState !== 'hidden') return;
    for (const { id } of capture.contacts) step({ kind: 'cancel', id, atMs: event.timeStamp });
  };

  const stopListening = listen({ frame, padUnits, step });
  document.addEventListener('visibilitychange', onHide);
  addEventListener('pagehide', onHide);
  const sizes = new ResizeObserver(screen.resize);
  sizes.observe(frame);
  // Pixel density changes without a new size: zoom, or a window moved to another screen.
  addEventListener('resize', screen.resize);
  screen.resize();
  show();

  return {
    clear: () => {
      step({ kind: 'clear' });
    },
    close: () => {
      removeEventListener('resize', screen.resize);
      removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onHide);
      sizes.disconnect();
      stopListening();
      capture = startCapture();
      screen.close();
    },
  };
}

interface Listening {
  readonly frame: HTMLElement;
  readonly padUnits: number;
  readonly step: (event: PadEvent) => void;
}

/** Tells pointer events as pad events; gives back how to stop. */
function listen({ frame, padUnits, step }: Listening): () => void {
  const placeIn = (box: DOMRect, event: PointerEvent): Point => ({
    x: ((event.clientX - box.left) / box.width) * padUnits,
    y: ((event.clientY - box.top) / box.width) * padUnits,
  });

  const onDown = (event: PointerEvent): void => {
    const tool = toolOf(event);
    if (!inks(event, tool)) return;
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    const at = placeIn(frame.getBoundingClientRect(), event);
    step({
      kind: 'down',
      id: event.pointerId,
      tool,
      alone: event.isPrimary,
      at,
      atMs: event.timeStamp,
    });
  };
  const onMove = (event: PointerEvent): void => {
    if (event.pointerType === 'pen' && event.buttons === 0) {
      step({ kind: 'pen-near', atMs: event.timeStamp });
      return;
    }
    const box = frame.getBoundingClientRect();
    // Safari before 18.2 has no coalesced events, and a synthetic event has none.
    const coalesced = 'getCoalescedEvents' in event ? event.getCoalescedEvents() : [];
    const path = (coalesced.length > 0 ? coalesced : [event]).map((one) => placeIn(box, one));
    step({ kind: 'move', id: event.pointerId, path, atMs: event.timeStamp });
  };
  const onUp = (event: PointerEvent): void => {
    const at = placeIn(frame.getBoundingClientRect(), event);
    step({ kind: 'up', id: event.pointerId, at, atMs: event.timeStamp });
  };
  const onCancel = (event: PointerEvent): void => {
    step({ kind: 'cancel', id: event.pointerId, atMs: event.timeStamp });
  };
  const stop = new AbortController();
  const { signal } = stop;
  frame.addEventListener('pointerdown', onDown, { signal });
  frame.addEventListener('pointermove', onMove, { signal });
  frame.addEventListener('pointerup', onUp, { signal });
  frame.addEventListener('pointercancel', onCancel, { signal });
  frame.addEventListener('lostpointercapture', onCancel, { signal });
  frame.addEventListener('touchstart', refuseGesture, { signal, passive: false });
  frame.addEventListener('contextmenu', refuseGesture, { signal });
  return () => {
    stop.abort();
  };
}

/** No magnifier, no selection, no menu, no Scribble: on the pad a touch only writes. */
function refuseGesture(event: Event): void {
  event.preventDefault();
}

/** The buttons of PointerEvent.button that matter here. */
const MAIN_BUTTON = 0;
const ERASER_BUTTON = 5;

/** A pen inks with its barrel button pressed too; a mouse only with its main button. */
function inks(event: PointerEvent, tool: Tool): boolean {
  return tool === 'mouse' ? event.button === MAIN_BUTTON : event.button !== ERASER_BUTTON;
}

function toolOf(event: PointerEvent): Tool {
  return event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse';
}
