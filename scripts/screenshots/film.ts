/** What the camera of the pictures sees: a piece of the poster, before it is aimed at. */
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';

const FRAME = { width: 640, height: 480 };
/** Where the frame begins on the poster, of the poster's width: its code is not wholly in it. */
const AIM = { x: -0.2, y: 0.6 };
/** How much of the poster's width is in the frame. */
const SPAN = 0.9;
const WALL_GREY = 110;

/** Films the poster that is on the screen. */
export async function filmPoster(page: Page, file: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  const poster = PNG.sync.read(await page.locator('.sheet').screenshot());
  const step = (poster.width * SPAN) / FRAME.width;
  const grey = Buffer.alloc(FRAME.width * FRAME.height, WALL_GREY);
  for (let at = 0; at < grey.length; at++) {
    const x = Math.round(poster.width * AIM.x + (at % FRAME.width) * step);
    const y = Math.round(poster.width * AIM.y + Math.floor(at / FRAME.width) * step);
    const isPaper = x >= 0 && x < poster.width && y < poster.height;
    if (isPaper) grey[at] = poster.data[(y * poster.width + x) * 4 + 1] ?? WALL_GREY;
  }
  const colours = Buffer.alloc(grey.length / 2, 128);
  const header = `YUV4MPEG2 W${FRAME.width} H${FRAME.height} F15:1 Ip A1:1 C420jpeg\nFRAME\n`;
  writeFileSync(file, Buffer.concat([Buffer.from(header), grey, colours]));
}
