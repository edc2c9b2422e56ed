/** Ink: what holds for any strokes and any bytes. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeInk, encodeInk, fitInk, INK_TOLERANCE_UNITS, simplifyInk } from '#core/ink.ts';
import { LIMITS } from '#core/limits.ts';
import type { Ink, Point, Stroke } from '#core/ink.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';

const inks: fc.Arbitrary<Ink> = fc
  .record({
    width: fc.integer({ min: 1, max: LIMITS.padUnitsMax }),
    height: fc.integer({ min: 1, max: LIMITS.padUnitsMax }),
  })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      strokes: fc.array(
        fc.array(
          fc.record({
            x: fc.integer({ min: 0, max: width }),
            y: fc.integer({ min: 0, max: height }),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        { maxLength: 12 },
      ),
    }),
  );

it('decoding undoes encoding', () => {
  fc.assert(
    fc.property(inks, (ink) => {
      expect(decodeInk(encodeInk(ink))).toEqual({ ok: true, value: ink });
    }),
  );
});

it('whatever decodes, encodes to the same bytes', () => {
  const seed = encodeInk(simplifyInk(handwriting(11), INK_TOLERANCE_UNITS));
  const edits = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 3 });
  const edited = edits.map((changes) => {
    const bytes = seed.slice();
    for (const [at, byte] of changes) bytes[at] = byte;
    return bytes;
  });
  const small = fc.uint8Array({ maxLength: 12 }).map((tail) => Uint8Array.of(1, 8, 4, ...tail));
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(edited, small, fc.uint8Array({ maxLength: 60 })), (bytes) => {
      const ink = decodeInk(bytes);
      if (!ink.ok) return;
      read += 1;
      expect([...encodeInk(ink.value)]).toEqual([...bytes]);
    }),
    { numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(50);
});

it('a simplified line stays within the tolerance of every point', () => {
  const tolerances = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(inks, tolerances, (ink, toleranceUnits) => {
      const simplified = simplifyInk(ink, toleranceUnits);
      ink.strokes.forEach((stroke, i) => {
        const line = simplified.strokes[i] ?? [];
        expect(line[0]).toBe(stroke[0]);
        expect(line.at(-1)).toBe(stroke.at(-1));
        for (const point of stroke) {
          expect(distanceToLine(point, line)).toBeLessThanOrEqual(toleranceUnits + 1e-6);
        }
      });
    }),
  );
});

it('fitted ink always encodes', () => {
  const long = fc.array(
    fc.array(fc.record({ x: fc.nat(2_048), y: fc.nat(1_024) }), {
      minLength: 1,
      maxLength: LIMITS.strokePointsMax,
      size: 'max',
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(long, (strokes) => {
      const fitted = fitInk({ width: 2_048, height: 1_024, strokes });
      expect(encodeInk(fitted).length).toBeLessThanOrEqual(LIMITS.inkBytesMax);
    }),
    { numRuns: 15 },
  );
});

function distanceToLine(point: Point, line: Stroke): number {
  return Math.min(...line.map((from, i) => distanceToSegment(point, [from, line[i + 1] ?? from])));
}

function distanceToSegment(point: Point, [from, to]: readonly [Point, Point]): number {
  const run = { x: to.x - from.x, y: to.y - from.y };
  const square = run.x ** 2 + run.y ** 2;
  const along =
    square === 0 ? 0 : ((point.x - from.x) * run.x + (point.y - from.y) * run.y) / square;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - t * run.x, point.y - from.y - t * run.y);
}
