/**
 * Synthetic signatures: an own writer of loops, zig-zags and flourishes moves over the pad, so that
 * demo, bench and tests have ink that looks human and belongs to nobody.
 */
import { PAD, type Ink, type Point, type Stroke } from '#core/ink.ts';
import { chance, type Chance } from './chance.ts';

/**
 * One synthetic signature, about 200 points before simplification; the same seed writes the same
 * ink.
 */
export function handwriting(seed: number): Ink {
  const dice = chance(seed);
  const capital = writeCapital(dice);
  const joined = dice.next() < 0.5;
  const word = writeWord(dice, joined ? endOf(capital) : { x: 170, y: dice.int(-30, 30) });
  const strokes: Stroke[] = joined ? [[...capital, ...word]] : [capital, word];
  if (dice.next() < 0.8) strokes.push(writeFlourish(dice, endOf(word)));
  if (dice.next() < 0.4) strokes.push([{ x: endOf(word).x * between(dice, 0.3, 0.8), y: -230 }]);
  return placeOnPad(dice, strokes);
}

/** Capitals as the turns of the pen, y up from the baseline being negative. */
const CAPITALS: readonly (readonly (readonly [number, number])[])[] = [
  [
    [150, -250],
    [60, -300],
    [0, -220],
    [110, -130],
    [140, -30],
    [40, 30],
    [-40, -30],
    [60, -70],
  ],
  [
    [-40, 0],
    [60, -290],
    [110, -300],
    [140, -20],
    [100, 20],
    [10, -110],
    [80, -130],
    [190, -100],
  ],
  [
    [30, -260],
    [10, 10],
    [0, 20],
    [20, -260],
    [130, -280],
    [140, -170],
    [30, -140],
    [170, 10],
  ],
  [
    [0, 10],
    [40, -270],
    [90, -40],
    [150, -290],
    [190, -20],
    [220, 0],
  ],
  [
    [120, -270],
    [-40, -240],
    [-60, -40],
    [80, 30],
    [190, -120],
    [110, -280],
    [60, -180],
    [200, -40],
  ],
  [
    [-30, -230],
    [120, -270],
    [200, -250],
    [70, -230],
    [60, -20],
    [-20, 30],
    [-50, -30],
    [90, -40],
  ],
  [
    [20, -280],
    [0, -60],
    [60, 20],
    [140, -50],
    [150, -280],
    [140, 120],
    [60, 190],
    [30, 100],
    [200, -30],
  ],
];

function writeCapital(dice: Chance): Stroke {
  const turns = dice.pick(CAPITALS).map(([x, y]) => ({
    x: x + dice.int(-25, 25),
    y: y * between(dice, 0.8, 1.2) + dice.int(-20, 20),
  }));
  return spline(turns, dice.int(6, 10));
}

/**
 * Letters as swings of the pen: a wide swing loops, a narrow one zig-zags, and the tail flattens.
 */
function writeWord(dice: Chance, from: Point): Stroke {
  const swings = dice.int(4, 9);
  const advance = dice.int(45, 95);
  const width = dice.pick([-30, 12, 35, 50, 65]);
  const samples = dice.int(14, 20);
  const fade = between(dice, 0.02, 0.1);
  const points: Point[] = [];
  let baseline = from.y;
  for (let swing = 0; swing < swings; swing++) {
    const height = swingHeight(dice) * Math.max(0.2, 1 - fade * swing);
    const sway = width * between(dice, 0.6, 1.3);
    const next = baseline * 0.5 + dice.int(-12, 12);
    for (let sample = 1; sample <= samples; sample++) {
      const part = sample / samples;
      const turn = part * 2 * Math.PI;
      points.push({
        x: from.x + advance * (swing + part) + sway * Math.sin(turn),
        y: baseline + (next - baseline) * part - (height * (1 - Math.cos(turn))) / 2,
      });
    }
    baseline = next;
  }
  return points;
}

/** Most letters are low; some rise, some hang below the line. */
function swingHeight(dice: Chance): number {
  const luck = dice.next();
  if (luck < 0.22) return dice.int(170, 260);
  if (luck < 0.36) return -dice.int(110, 190);
  return dice.int(55, 110);
}

/** The closing line: back under the name and out again, through it, or a wave. */
function writeFlourish(dice: Chance, end: Point): Stroke {
  const reach = Math.max(end.x, 300);
  const shapes = [
    [
      [1, 0.1],
      [0.6, 0.25],
      [0.05, 0.35],
      [-0.1, 0.2],
      [0.3, 0.12],
      [1.15, 0.18],
    ],
    [
      [-0.1, -0.1],
      [0.3, -0.35],
      [0.7, -0.15],
      [1.2, -0.3],
    ],
    [
      [0.95, -0.1],
      [1.25, -0.4],
      [1.1, -0.6],
      [0.9, -0.2],
      [0.5, 0.3],
      [1.3, 0.05],
    ],
    [
      [-0.05, 0.25],
      [0.25, 0.15],
      [0.45, 0.3],
      [0.7, 0.12],
      [0.9, 0.27],
      [1.2, 0.1],
    ],
  ] as const;
  const turns = dice.pick<(typeof shapes)[number]>(shapes).map(([x, y]) => ({
    x: reach * (x + between(dice, -0.05, 0.05)),
    y: 520 * (y + between(dice, -0.05, 0.05)),
  }));
  return spline(turns, dice.int(8, 13));
}

/** A smooth line through the turns (Catmull-Rom), with so many samples between two turns. */
function spline(turns: readonly Point[], samples: number): Stroke {
  const points: Point[] = [];
  for (let i = 0; i + 1 < turns.length; i++) {
    const b = pointAt(turns, i);
    const c = pointAt(turns, i + 1);
    const a = pointAt(turns, Math.max(0, i - 1));
    const d = pointAt(turns, Math.min(turns.length - 1, i + 2));
    for (let sample = i === 0 ? 0 : 1; sample <= samples; sample++) {
      const t = sample / samples;
      points.push({
        x: catmullRom([a.x, b.x, c.x, d.x], t),
        y: catmullRom([a.y, b.y, c.y, d.y], t),
      });
    }
  }
  return points;
}

function catmullRom([a, b, c, d]: readonly [number, number, number, number], t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/**
 * Slants, shrinks and puts the writing somewhere on the pad, with the tremor of a hand on glass.
 */
function placeOnPad(dice: Chance, strokes: readonly Stroke[]): Ink {
  const slant = between(dice, -0.05, 0.45);
  const rise = between(dice, -0.02, 0.15);
  const leaning = strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: x - y * slant, y: y - x * rise })),
  );
  const xs = leaning.flat().map(({ x }) => x);
  const ys = leaning.flat().map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = Math.min(
    (PAD.width * between(dice, 0.5, 0.85)) / width,
    (PAD.height * between(dice, 0.6, 0.88)) / height,
  );
  const spare = { x: PAD.width - width * scale, y: PAD.height - height * scale };
  const shift = { x: spare.x * between(dice, 0.3, 0.7), y: spare.y * between(dice, 0.4, 0.6) };
  const place = ({ x, y }: Point): Point => ({
    x: onPad((x - left) * scale + shift.x + between(dice, -1.5, 1.5), PAD.width),
    y: onPad((y - top) * scale + shift.y + between(dice, -1.5, 1.5), PAD.height),
  });
  return { ...PAD, strokes: leaning.map((stroke) => stroke.map(place)) };
}

function onPad(units: number, max: number): number {
  return Math.min(max, Math.max(0, Math.round(units)));
}

function between(dice: Chance, min: number, max: number): number {
  return min + dice.next() * (max - min);
}

function endOf(stroke: Stroke): Point {
  return pointAt(stroke, stroke.length - 1);
}

function pointAt(points: readonly Point[], index: number): Point {
  const point = points[index];
  if (point === undefined) throw new Error('the writer has no such point');
  return point;
}
