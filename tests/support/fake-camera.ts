/**
 * What the fake camera of the journeys sees: a QR code held a little unsteadily. Chromium
 * reads the file when a page asks for the camera, so write it before the page does.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { create } from 'qrcode';

/** The file that playwright.config.ts names to Chromium: one for each worker. */
export const CAMERA_FILE = resolve(
  import.meta.dirname,
  `../../.cache/camera-${process.env['TEST_PARALLEL_INDEX'] ?? '0'}.y4m`,
);

const FRAME = { width: 640, height: 480, count: 15, perSecond: 15 };
const QUIET_MODULES = 4;
const SWAY_PIXELS = 20;
/** Luma of the wall behind, the paper and the print. */
const LUMA = { wall: 110, paper: 235, print: 20 };

type Matrix = ReturnType<typeof create>['modules'];

/** Holds a QR code with this text before the camera. */
export function showToCamera(text: string): void {
  film(create(text, { errorCorrectionLevel: 'M' }).modules);
}

/** Lets the camera see a sheet of paper with nothing on it. */
export function showNothingToCamera(): void {
  film({ ...create('nothing').modules, data: new Uint8Array(0) });
}

function film(modules: Matrix): void {
  const header = `YUV4MPEG2 W${FRAME.width} H${FRAME.height} F${FRAME.perSecond}:1 Ip A1:1 C420jpeg\n`;
  const frames = Array.from({ length: FRAME.count }, (_, index) => frameOf(modules, index));
  mkdirSync(dirname(CAMERA_FILE), { recursive: true });
  writeFileSync(CAMERA_FILE, Buffer.concat([Buffer.from(header), ...frames]));
}

function frameOf(modules: Matrix, index: number): Buffer {
  const luma = Buffer.alloc(FRAME.width * FRAME.height, LUMA.wall);
  const chroma = Buffer.alloc(luma.length / 2, 128);
  const sheetModules = modules.size + 2 * QUIET_MODULES;
  const modulePixels = Math.floor((FRAME.height * 0.7) / sheetModules);
  const sheetPixels = sheetModules * modulePixels;
  const sway = Math.round(SWAY_PIXELS * Math.sin((2 * Math.PI * index) / FRAME.count));
  const left = Math.floor((FRAME.width - sheetPixels) / 2) + sway;
  const top = Math.floor((FRAME.height - sheetPixels) / 2);
  for (let y = 0; y < sheetPixels; y += 1)
    for (let x = 0; x < sheetPixels; x += 1) {
      const row = Math.floor(y / modulePixels) - QUIET_MODULES;
      const column = Math.floor(x / modulePixels) - QUIET_MODULES;
      luma[(top + y) * FRAME.width + left + x] = isDark(modules, row, column)
        ? LUMA.print
        : LUMA.paper;
    }
  return Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
}

function isDark({ size, data }: Matrix, row: number, column: number): boolean {
  const inside = row >= 0 && row < size && column >= 0 && column < size;
  return inside && data[row * size + column] === 1;
}
