/**
 * Trust in the pad: real touches and pens of a real Chromium become exactly the ink that was
 * written, and nothing that happens to the screen changes it.
 */
import { join } from 'node:path';
import { expect, test as base, type CDPSession, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { simplifyInk, type Ink, type Point, type Stroke } from '#core/ink.ts';
import { handwriting } from '../../scripts/demo/handwriting.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(import.meta.dirname, 'ink-pad');
const BUILT = join(ROOT, '.cache/ink-pad');

interface Hand {
  readonly touch: (
    kind: 'touchStart' | 'touchMove' | 'touchEnd',
    at: readonly Finger[],
  ) => Promise<void>;
  readonly pen: (
    kind: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    at: Point,
    buttons?: number,
  ) => Promise<void>;
  /** The button on the side of the pen, while its tip is down. */
  readonly barrel: (kind: 'mousePressed' | 'mouseReleased', at: Point) => Promise<void>;
}

interface Finger extends Point {
  readonly id: number;
}

const test = base.extend<{ hand: Hand }>({
  hand: async ({ page }, use) => {
    const devtools = await page.context().newCDPSession(page);
    await use(handOf(devtools));
  },
});

let url = '';
let close = async (): Promise<void> => undefined;

test.beforeAll(async () => {
  const common = { root: PAGE, configFile: false, logLevel: 'warn' } as const;
  await build({ ...common, build: { outDir: BUILT, emptyOutDir: true } });
  const server = await preview({ ...common, build: { outDir: BUILT }, preview: { port: 0 } });
  url = server.resolvedUrls?.local[0] ?? '';
  close = () => server.close();
});
test.afterAll(() => close());

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(url);
});

test('keeps a finger stroke from its first point to its last', async ({ page, hand }) => {
  const path = [at(60, 100), at(120, 40), at(180, 120), at(240, 40)];
  await stroke(hand, path);
  expect(await lastInk(page)).toEqual({
    width: 2_048,
    height: 1_024,
    strokes: [await units(page, path)],
  });
  expect(await inkedPixels(page, at(240, 40))).toBeGreaterThan(5);
});

test('keeps what the finger writes although a palm landed first', async ({ page, hand }) => {
  const palm = { id: 1, ...at(300, 150) };
  const path = [at(60, 100), at(120, 40), at(180, 120)];
  await hand.touch('touchStart', [palm]);
  await hand.touch('touchStart', [palm, { id: 2, ...at(60, 100) }]);
  for (const point of path) await hand.touch('touchMove', [palm, { id: 2, ...point }]);
  await hand.touch('touchEnd', [palm]);
  await page.waitForTimeout(800);
  await hand.touch('touchEnd', []);
  expect((await lastInk(page))?.strokes).toEqual([await units(page, path)]);
});

test('lets a pen take the pad from a palm', async ({ page, hand }) => {
  const palm = { id: 1, ...at(300, 150) };
  const path = [at(60, 100), at(120, 40), at(180, 120)];
  await hand.touch('touchStart', [palm]);
  await hand.pen('mousePressed', at(60, 100));
  for (const point of path) await hand.pen('mouseMoved', point);
  await hand.touch('touchMove', [{ id: 1, ...at(200, 150) }]);
  await hand.pen('mouseReleased', at(180, 120));
  await hand.touch('touchEnd', []);
  expect((await lastInk(page))?.strokes).toEqual([await units(page, path)]);
});

test('keeps one stroke while the barrel button of the pen is pressed and let go', async ({
  page,
  hand,
}) => {
  const path = [at(60, 100), at(120, 40), at(180, 120), at(240, 60)];
  await hand.pen('mousePressed', at(60, 100));
  for (const point of path.slice(0, 2)) await hand.pen('mouseMoved', point);
  await hand.barrel('mousePressed', at(120, 40));
  await hand.pen('mouseMoved', at(180, 120), BOTH_BUTTONS);
  await hand.barrel('mouseReleased', at(180, 120));
  await hand.pen('mouseMoved', at(240, 60));
  await hand.pen('mouseReleased', at(240, 60));
  expect((await lastInk(page))?.strokes).toEqual([await units(page, path)]);
});

test('shows the same ink after rotation, at any size and density', async ({ page }) => {
  const ink = simplifyInk(handwriting(3), 3);
  await page.evaluate((draft) => {
    window.leave();
    window.show({ initial: draft });
  }, ink);
  const before = await shape(page);
  await page.setViewportSize({ width: 640, height: 360 });
  await expect.poll(() => difference(page, before)).toBeLessThan(0.06);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setDeviceMetricsOverride', {
    width: 1_280,
    height: 800,
    deviceScaleFactor: 3,
    mobile: true,
  });
  await expect.poll(() => page.locator('canvas').getAttribute('width')).toBe('3744');
  await expect.poll(() => difference(page, before)).toBeLessThan(0.06);
  expect(await page.evaluate(() => window.told.length)).toBe(0);
});

test('keeps a stroke that is being written while the pad changes size', async ({ page, hand }) => {
  await hand.touch('touchStart', [{ id: 1, ...at(60, 60) }]);
  await hand.touch('touchMove', [{ id: 1, ...at(120, 120) }]);
  const first = await units(page, [at(60, 60), at(120, 120)]);
  await page.evaluate(() => {
    document.body.style.margin = '40px';
  });
  await expect.poll(() => inkedPixels(page, { x: 109, y: 109 })).toBeGreaterThan(0);
  await hand.touch('touchMove', [{ id: 1, ...at(200, 60) }]);
  const second = await units(page, [at(200, 60)]);
  await hand.touch('touchEnd', []);
  expect((await lastInk(page))?.strokes).toEqual([[...first, ...second]]);
});

test('wipes when told, and tells it', async ({ page, hand }) => {
  await stroke(hand, [at(60, 100), at(120, 40), at(180, 120)]);
  await page.evaluate(() => window.show({ clearSignal: 1 }));
  await expect.poll(() => lastInk(page)).toEqual({ width: 2_048, height: 1_024, strokes: [] });
  expect(await allInk(page)).toBe(0);
});

test('shows the next person an empty pad', async ({ page, hand }) => {
  await stroke(hand, [at(60, 100), at(120, 40), at(180, 120)]);
  await page.evaluate(() => {
    window.leave();
    window.show();
  });
  expect(await allInk(page)).toBe(0);
  await stroke(hand, [at(200, 60), at(260, 120), at(220, 140)]);
  expect((await lastInk(page))?.strokes).toHaveLength(1);
});

test('draws what is printed: the live line lies on the finished one', async ({ page, hand }) => {
  const path = Array.from({ length: 40 }, (_, i) => at(50 + i * 6, 90 + 45 * Math.sin(i / 4)));
  await hand.touch('touchStart', [{ id: 1, ...(path[0] ?? at(0, 0)) }]);
  for (const point of path) await hand.touch('touchMove', [{ id: 1, ...point }]);
  const live = await shape(page);
  await hand.touch('touchEnd', []);
  expect(await difference(page, live)).toBeLessThan(0.02);
});

function at(x: number, y: number): Point {
  return { x, y };
}

async function stroke(hand: Hand, path: readonly Point[]): Promise<void> {
  const [first = at(0, 0)] = path;
  await hand.touch('touchStart', [{ id: 1, ...first }]);
  for (const point of path) await hand.touch('touchMove', [{ id: 1, ...point }]);
  await hand.touch('touchEnd', []);
}

/** PointerEvent.buttons of a pen: its tip, and its tip with the barrel button. */
const TIP = 1;
const BOTH_BUTTONS = 3;

interface Press {
  readonly type: 'mousePressed' | 'mouseMoved' | 'mouseReleased';
  readonly place: Point;
  readonly button: 'left' | 'right';
  readonly buttons: number;
}

function handOf(devtools: CDPSession): Hand {
  const press = async ({ place: { x, y }, ...event }: Press): Promise<void> => {
    const pen = { clickCount: 1, force: 0.5, pointerType: 'pen' } as const;
    await devtools.send('Input.dispatchMouseEvent', { ...event, ...pen, x, y });
  };
  return {
    touch: async (type, fingers) => {
      await devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [...fingers] });
    },
    pen: (type, place, buttons = type === 'mouseReleased' ? 0 : TIP) =>
      press({ type, place, button: 'left', buttons }),
    barrel: (type, place) =>
      press({
        type,
        place,
        button: 'right',
        buttons: type === 'mousePressed' ? BOTH_BUTTONS : TIP,
      }),
  };
}

async function lastInk(page: Page): Promise<Ink | undefined> {
  return page.evaluate(() => window.told.at(-1));
}

/** Where places on the page are on the pad. */
async function units(page: Page, path: readonly Point[]): Promise<Stroke> {
  const box = await page.locator('.ink-pad').boundingBox();
  if (box === null) throw new Error('the pad is not shown');
  return path.map(({ x, y }) => ({
    x: Math.round(((x - box.x) / box.width) * 2_048),
    y: Math.round(((y - box.y) / box.width) * 2_048),
  }));
}

/** How many pixels are inked near a place on the page. */
async function inkedPixels(page: Page, { x, y }: Point): Promise<number> {
  return page.evaluate(
    ([left, top]) => {
      const canvas = document.querySelector('canvas');
      const context = canvas?.getContext('2d');
      if (canvas === null || !context) throw new Error('no canvas');
      const box = canvas.getBoundingClientRect();
      const scale = canvas.width / box.width;
      const corner = [(left - box.left - 3) * scale, (top - box.top - 3) * scale] as const;
      const { data } = context.getImageData(...corner, 6 * scale, 6 * scale);
      return data.filter((value, i) => i % 4 === 3 && value > 128).length;
    },
    [x, y] as const,
  );
}

async function allInk(page: Page): Promise<number> {
  return (await shape(page)).reduce((sum, cell) => sum + cell, 0);
}

/** The ink as 128 by 64 cells, the same at every size: one where ink is, zero where not. */
async function shape(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const small = document.createElement('canvas');
    small.width = 128;
    small.height = 64;
    const canvas = document.querySelector('canvas');
    const context = small.getContext('2d');
    if (canvas === null || context === null) throw new Error('no canvas');
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvas, 0, 0, 128, 64);
    const { data } = context.getImageData(0, 0, 128, 64);
    return Array.from({ length: 128 * 64 }, (_, i) => ((data[i * 4 + 3] ?? 0) > 24 ? 1 : 0));
  });
}

/** The share of inked cells of the first shape that have no ink in or beside them now. */
async function difference(page: Page, before: readonly number[]): Promise<number> {
  const now = await shape(page);
  const inked = before.flatMap((cell, i) => (cell === 1 ? [i] : []));
  const gone = inked.filter(
    (i) => ![-129, -128, -127, -1, 0, 1, 127, 128, 129].some((d) => now[i + d] === 1),
  );
  return gone.length / inked.length;
}
