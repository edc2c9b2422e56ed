/** Drawing ink: what is printed goes where the pen went. */
import { describe, expect, it } from 'vitest';
import { inkBounds, inkPath } from '#core/ink-path.ts';
import { PAD, type Ink } from '#core/ink.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';

function inkOf(...strokes: readonly (readonly (readonly [number, number])[])[]): Ink {
  return { ...PAD, strokes: strokes.map((stroke) => stroke.map(([x, y]) => ({ x, y }))) };
}

describe('the drawing', () => {
  it('draws a dot as a line of no length', () => {
    expect(inkPath(inkOf([[4, 6]]), { scale: 0.5, decimals: 2 })).toBe('M2 3L2 3');
  });

  it('draws two points as a line and rounds to the decimals asked for', () => {
    const line = inkOf([
      [1, 2],
      [10, 20],
    ]);
    expect(inkPath(line, { scale: 1 / 3, decimals: 2 })).toBe('M0.33 0.67L3.33 6.67');
  });

  it('draws a curve through every point', () => {
    const bow = inkOf([
      [0, 0],
      [100, 100],
      [200, 0],
    ]);
    expect(inkPath(bow, { scale: 1, decimals: 0 })).toBe(
      'M0 0C50 50 50 100 100 100C150 100 150 50 200 0',
    );
  });

  it('never writes more decimals than asked', () => {
    expect(inkPath(handwriting(3), { scale: 0.0731, decimals: 2 })).not.toMatch(/\.\d{3}|e/);
  });

  it('bounds all strokes', () => {
    expect(inkBounds(inkOf([[5, 9]], [[1, 20]]))).toEqual({
      left: 1,
      top: 9,
      right: 5,
      bottom: 20,
    });
    expect(inkBounds({ ...PAD, strokes: [] })).toBeNull();
  });
});
