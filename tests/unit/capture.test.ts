/** Proves the capture of strokes: what a pen, a finger and a palm leave, as plain events. */
import { describe, expect, it } from 'vitest';
import {
  capturedInk,
  captureStep,
  liveStrokes,
  startCapture,
  type Capture,
  type PadEvent,
  type Tool,
} from '#app/ui/capture.ts';
import { encodeInk, PAD, type Point } from '#core/ink.ts';
import { LIMITS } from '#core/limits.ts';
import { chance } from '../../scripts/demo/chance.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';

const START: Point = { x: 500, y: 500 };
const CORNER: readonly Point[] = [
  { x: 600, y: 420 },
  { x: 700, y: 560 },
];

function run(events: readonly PadEvent[], from: Capture = startCapture()): Capture {
  return events.reduce(captureStep, from);
}

type Down = Extract<PadEvent, { kind: 'down' }>;

function down(id: number, tool: Tool, atMs: number): Down {
  return { kind: 'down', id, tool, alone: tool !== 'touch', at: START, atMs };
}

/** A hand's edge comes down beside the writing. */
function palmDown(id: number, atMs: number): Down {
  return { ...down(id, 'touch', atMs), at: { x: 900, y: 900 } };
}

function fingerStroke(atMs: number): readonly PadEvent[] {
  return [down(5, 'touch', atMs), write(5, atMs + 20), up(5, atMs + 40)];
}

function write(id: number, atMs: number): PadEvent {
  return { kind: 'move', id, path: CORNER, atMs };
}

function up(id: number, atMs: number, at: Point = { x: 710, y: 600 }): PadEvent {
  return { kind: 'up', id, at, atMs };
}

const WRITTEN = [START, ...CORNER, { x: 710, y: 600 }];

describe('one finger', () => {
  it('keeps every point from down to up', () => {
    const pad = run([down(1, 'touch', 0), write(1, 20), up(1, 40)]);
    expect(capturedInk(pad).strokes).toEqual([WRITTEN]);
    expect(liveStrokes(pad)).toEqual([]);
  });

  it('shows the stroke while it is drawn', () => {
    const pad = run([down(1, 'touch', 0), write(1, 20)]);
    expect(liveStrokes(pad)).toEqual([[START, ...CORNER]]);
    expect(capturedInk(pad).strokes).toEqual([]);
  });

  it('keeps a tap as a dot and leaves out a hand that rested', () => {
    expect(capturedInk(run([down(1, 'touch', 0), up(1, 90, START)])).strokes).toEqual([[START]]);
    expect(capturedInk(run([down(1, 'touch', 0), up(1, 2_000, START)])).strokes).toEqual([]);
  });

  it('keeps a cancelled stroke and drops a cancelled tap', () => {
    const cancel: PadEvent = { kind: 'cancel', id: 1, atMs: 40 };
    const stroke = run([down(1, 'touch', 0), write(1, 20), cancel]);
    expect(capturedInk(stroke).strokes).toEqual([[START, ...CORNER]]);
    expect(capturedInk(run([down(1, 'touch', 0), cancel])).strokes).toEqual([]);
  });

  it('writes on after a lift that was never told', () => {
    const lost = run([down(1, 'touch', 0), write(1, 20)]);
    const next = { ...down(2, 'touch', 500), alone: true };
    const pad = run([next, write(2, 520), up(2, 540)], lost);
    expect(capturedInk(pad).strokes).toEqual([[START, ...CORNER], WRITTEN]);
  });
});

describe('a hand on the glass', () => {
  it('gives the pad to the finger that writes although the palm came first', () => {
    const pad = run([
      palmDown(1, 0),
      down(2, 'touch', 400),
      write(2, 420),
      { kind: 'move', id: 1, path: [{ x: 960, y: 900 }], atMs: 430 },
      up(2, 440),
      up(1, 900, { x: 900, y: 900 }),
    ]);
    expect(capturedInk(pad).strokes).toEqual([WRITTEN]);
  });

  it('ignores whatever lands while a finger writes', () => {
    const pad = run([
      down(1, 'touch', 0),
      write(1, 20),
      palmDown(2, 25),
      { kind: 'move', id: 2, path: [{ x: 1_000, y: 900 }], atMs: 30 },
      up(2, 35, { x: 1_100, y: 900 }),
      up(1, 40),
    ]);
    expect(capturedInk(pad).strokes).toEqual([WRITTEN]);
  });

  it('keeps the dot tapped beside a resting palm', () => {
    const pad = run([
      palmDown(1, 0),
      down(2, 'touch', 800),
      up(2, 880, START),
      up(1, 1_500, { x: 900, y: 900 }),
    ]);
    expect(capturedInk(pad).strokes).toEqual([[START]]);
  });

  it('ignores three touches at once', () => {
    const touches = [1, 2, 3].map((id) => down(id, 'touch', id));
    const pad = run([...touches, write(1, 20), up(1, 40), write(3, 50), up(3, 60)]);
    expect(capturedInk(pad).strokes).toEqual([]);
  });
});

describe('a pen', () => {
  it('takes the pad from the palm that landed before it', () => {
    const pad = run([
      palmDown(1, 0),
      { kind: 'move', id: 1, path: [{ x: 1_000, y: 900 }], atMs: 50 },
      down(2, 'pen', 100),
      write(2, 120),
      { kind: 'move', id: 1, path: [{ x: 1_100, y: 900 }], atMs: 130 },
      up(2, 140),
      up(1, 150, { x: 1_100, y: 900 }),
    ]);
    expect(capturedInk(pad).strokes).toEqual([WRITTEN]);
  });

  it('removes the palm print of the last half second and keeps older finger ink', () => {
    const finger = run([down(1, 'touch', 0), write(1, 20), up(1, 40)]);
    const soon = run([down(2, 'pen', 300), write(2, 320), up(2, 340)], finger);
    expect(capturedInk(soon).strokes).toHaveLength(1);
    const late = run([down(2, 'pen', 3_000), write(2, 3_020), up(2, 3_040)], finger);
    expect(capturedInk(late).strokes).toHaveLength(2);
  });

  it('mutes fingers while it hovers and gives them back later', () => {
    const near = run([{ kind: 'pen-near', atMs: 1_000 }]);
    expect(capturedInk(run(fingerStroke(1_200), near)).strokes).toEqual([]);
    expect(capturedInk(run(fingerStroke(4_000), near)).strokes).toEqual([WRITTEN]);
  });
});

describe('the edge', () => {
  it('ends a stroke where it leaves the pad and begins another where it returns', () => {
    const pad = run([
      { ...down(1, 'pen', 0), at: { x: 100, y: 100 } },
      {
        kind: 'move',
        id: 1,
        path: [
          { x: 200, y: -100 },
          { x: 300, y: -100 },
          { x: 400, y: 100 },
        ],
        atMs: 20,
      },
      up(1, 40, { x: 400, y: 200 }),
    ]);
    expect(capturedInk(pad).strokes).toEqual([
      [
        { x: 100, y: 100 },
        { x: 150, y: 0 },
      ],
      [
        { x: 350, y: 0 },
        { x: 400, y: 100 },
        { x: 400, y: 200 },
      ],
    ]);
  });
});

describe('a wipe', () => {
  it('leaves nothing, also of the stroke in progress', () => {
    const written = run([down(1, 'pen', 0), write(1, 20), up(1, 40), down(2, 'pen', 60)]);
    const pad = run([{ kind: 'clear' }, write(2, 80), up(2, 90)], written);
    expect(capturedInk(pad).strokes).toEqual([]);
    expect(liveStrokes(pad)).toEqual([]);
  });
});

describe('the limits', () => {
  it('restores a draft as it was', () => {
    const ink = handwriting(4);
    expect(capturedInk(startCapture(ink))).toEqual(ink);
  });

  it('always has ink that encodes, whatever happens on the glass', () => {
    const dice = chance(2);
    let pad = startCapture();
    let atMs = 0;
    const place = (): Point => ({
      x: dice.int(-200, PAD.width + 200),
      y: dice.int(-200, PAD.height + 200),
    });
    for (let i = 0; i < 6_000; i++) {
      atMs += dice.int(1, 120);
      const id = dice.int(1, 5);
      const events: readonly PadEvent[] = [
        { ...down(id, dice.pick(['pen', 'touch', 'mouse'] as const), atMs), at: place() },
        { kind: 'move', id, path: Array.from({ length: dice.int(1, 40) }, place), atMs },
        { kind: 'move', id, path: [place()], atMs },
        { kind: 'up', id, at: place(), atMs },
        { kind: 'cancel', id, atMs },
        { kind: 'pen-near', atMs },
      ];
      pad = captureStep(pad, dice.pick(events));
      if (i % 100 === 0) encodeInk(capturedInk(pad));
    }
    const ink = capturedInk(pad);
    expect(encodeInk(ink).length).toBeLessThanOrEqual(LIMITS.inkBytesMax);
    expect(ink.strokes.length).toBeGreaterThan(10);
  });

  it('goes on with a stroke longer than the limit', () => {
    const path = Array.from({ length: 6_000 }, (_, i) => ({
      x: 1_000 + 400 * Math.cos(i / 40),
      y: 500 + 400 * Math.sin(i / 40),
    }));
    const pad = run([
      down(1, 'pen', 0),
      { kind: 'move', id: 1, path, atMs: 20 },
      up(1, 40, { x: 2_000, y: 1_000 }),
    ]);
    expect(capturedInk(pad).strokes[0]?.at(-1)).toEqual({ x: 2_000, y: 1_000 });
    expect(encodeInk(capturedInk(pad)).length).toBeLessThanOrEqual(LIMITS.inkBytesMax);
  });
});
