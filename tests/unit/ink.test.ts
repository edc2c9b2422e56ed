/** Ink: its bytes, its simplifying, and what can be somebody's signature. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#core/bytes.ts';
import {
  checkInk,
  decodeInk,
  encodeInk,
  fitInk,
  INK_TOLERANCE_UNITS,
  PAD,
  simplifyInk,
  type Ink,
  type Stroke,
} from '#core/ink.ts';
import { LIMITS } from '#core/limits.ts';
import { chance } from '../../scripts/demo/chance.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';
import vectors from '../vectors/ink.json' with { type: 'json' };

function inkOf(...strokes: readonly (readonly (readonly [number, number])[])[]): Ink {
  return { ...PAD, strokes: strokes.map((stroke) => stroke.map(([x, y]) => ({ x, y }))) };
}

function codeOf(ink: Ink): string {
  const checked = checkInk(ink);
  return checked.ok ? 'good' : checked.fault.code;
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === null) throw new Error(`not hex: ${hex}`);
  return bytes;
}

const stroke = (x: number) =>
  [
    [x, 400],
    [x, 470],
    [x + 70, 470],
  ] as const;

describe('the codec', () => {
  it.each(vectors.valid)('writes and reads $name', ({ hex, ink }) => {
    expect(decodeInk(bytesOf(hex))).toEqual({ ok: true, value: ink });
    expect(toHex(encodeInk(ink))).toBe(hex);
  });

  it.each(vectors.invalid)('refuses $name', ({ hex, fault }) => {
    const read = decodeInk(bytesOf(hex));
    expect(read.ok ? 'read' : read.fault.code).toBe(fault);
  });

  it('refuses bytes over the limit before reading them', () => {
    const read = decodeInk(new Uint8Array(LIMITS.inkBytesMax + 1));
    expect(read.ok ? 'read' : read.fault.code).toBe('too-large');
  });

  it('refuses every shortened form of a signature', () => {
    const bytes = encodeInk(simplifyInk(handwriting(7), INK_TOLERANCE_UNITS));
    for (let size = 0; size < bytes.length; size++) {
      expect(decodeInk(bytes.slice(0, size)).ok).toBe(false);
    }
  });

  it('throws on ink that no pad can make', () => {
    expect(() => encodeInk(inkOf([[PAD.width + 1, 0]]))).toThrow('on the pad');
    expect(() => encodeInk(inkOf([]))).toThrow('points within limits');
    expect(() => encodeInk(inkOf([[0.5, 0]]))).toThrow('on the pad');
  });

  it('keeps a typical signature under 500 bytes', () => {
    const sizes = Array.from(
      { length: 200 },
      (_, seed) => encodeInk(simplifyInk(handwriting(seed), INK_TOLERANCE_UNITS)).length,
    ).toSorted((a, b) => a - b);
    expect(sizes[100]).toBeLessThan(320);
    expect(sizes.at(-1)).toBeLessThan(500);
  });
});

describe('simplifying', () => {
  it('leaves out points on a straight line and keeps its ends', () => {
    const line = inkOf([
      [0, 0],
      [10, 0],
      [20, 1],
      [30, 0],
    ]);
    expect(simplifyInk(line, 2)).toEqual(
      inkOf([
        [0, 0],
        [30, 0],
      ]),
    );
  });

  it('keeps a corner, a dot and the way there and back', () => {
    const ink = inkOf(
      [
        [0, 0],
        [100, 0],
        [0, 0],
      ],
      [[5, 5]],
    );
    expect(simplifyInk(ink, 3)).toEqual(ink);
  });

  it('stands the longest stroke', () => {
    const spiral: Stroke = Array.from({ length: LIMITS.strokePointsMax }, (_, i) => ({
      x: Math.round(1_000 + (i / 5) * Math.cos(i / 9)),
      y: Math.round(500 + (i / 5) * Math.sin(i / 9)),
    }));
    const simplified = simplifyInk({ ...PAD, strokes: [spiral] }, 3);
    expect(simplified.strokes[0]?.length).toBeLessThan(1_000);
  });

  it('fits a wild scribble into the limit and leaves ordinary ink alone', () => {
    const dice = chance(5);
    const scribble: Ink = {
      ...PAD,
      strokes: Array.from({ length: 8 }, () =>
        Array.from({ length: 600 }, () => ({
          x: dice.int(0, PAD.width),
          y: dice.int(0, PAD.height),
        })),
      ),
    };
    const fitted = fitInk(scribble);
    expect(encodeInk(fitted).length).toBeLessThanOrEqual(LIMITS.inkBytesMax);
    expect(fitted.strokes.length).toBe(8);
    const ordinary = handwriting(1);
    expect(fitInk(ordinary)).toBe(ordinary);
  });
});

describe('the check', () => {
  const zigzag: readonly (readonly [number, number])[] = [
    [100, 600],
    [160, 450],
    [200, 600],
    [260, 450],
    [400, 590],
  ];
  it('refuses an untouched pad', () => {
    expect(codeOf({ ...PAD, strokes: [] })).toBe('ink-empty');
  });

  it('refuses a tap, rain, and a short scratch', () => {
    expect(codeOf(inkOf([[5, 5]]))).toBe('ink-too-short');
    expect(
      codeOf(inkOf(...Array.from({ length: 40 }, (_, i) => [[i * 50, i * 20] as const]))),
    ).toBe('ink-too-short');
    expect(codeOf(inkOf(zigzag.slice(0, 2)))).toBe('ink-too-short');
  });

  it('refuses a plain line however long, straight or trembling', () => {
    expect(
      codeOf(
        inkOf([
          [100, 500],
          [1_900, 480],
        ]),
      ),
    ).toBe('ink-too-short');
    const trembling = Array.from(
      { length: 300 },
      (_, i) => [100 + i * 5, 500 + (i % 2) * 4] as const,
    );
    expect(codeOf(inkOf(trembling))).toBe('ink-too-short');
  });

  it('refuses a long line with one hook, which has one turn', () => {
    const hooked = [
      [100, 500],
      [1_500, 500],
      [1_400, 650],
    ] as const;
    expect(codeOf(inkOf(hooked))).toBe('ink-too-short');
    expect(codeOf(inkOf([...hooked, [1_600, 650]]))).toBe('good');
  });

  it('passes a short paraf, drawn in one stroke or several', () => {
    expect(codeOf(inkOf(zigzag))).toBe('good');
    expect(codeOf(inkOf(zigzag.slice(0, 3), zigzag.slice(2)))).toBe('good');
  });

  it('passes three short strokes that are long enough together', () => {
    expect(codeOf(inkOf(stroke(100)))).toBe('ink-too-short');
    expect(codeOf(inkOf(stroke(100), stroke(300), stroke(500)))).toBe('good');
  });

  it('passes a loop', () => {
    const loop = Array.from({ length: 40 }, (_, i) => {
      const turn = (i / 39) * 2 * Math.PI;
      return [
        Math.round(300 + 60 * Math.sin(turn)),
        Math.round(300 + 60 * Math.cos(turn)),
      ] as const;
    });
    expect(codeOf(inkOf(loop))).toBe('good');
  });

  it('passes every synthetic signature, before and after simplifying', () => {
    for (let seed = 0; seed < 300; seed++) {
      const ink = handwriting(seed);
      expect(codeOf(ink)).toBe('good');
      expect(codeOf(simplifyInk(ink, INK_TOLERANCE_UNITS))).toBe('good');
    }
  });
});
