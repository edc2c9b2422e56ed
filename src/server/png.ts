/**
 * Pictures of black and white as PNG (https://www.w3.org/TR/png-3/). They are packed in zlib's own
 * threads, because packing millions of pixels here would keep everybody waiting.
 */
import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight pixels in a byte, grey, packed, no filter but the one that says so, not interlaced. */
const FORM = [1, 0, 0, 0, 0];

const pack = promisify(deflate);

/** A square picture whose side is so many pixels. */
export async function drawPng(
  widthPixels: number,
  isDark: (row: number, column: number) => boolean,
): Promise<Buffer> {
  const rowBytes = 1 + Math.ceil(widthPixels / 8);
  const pixels = Buffer.alloc(rowBytes * widthPixels);
  for (let row = 0; row < widthPixels; row += 1) {
    for (let column = 0; column < widthPixels; column += 1) {
      if (isDark(row, column)) continue;
      const at = row * rowBytes + 1 + (column >> 3);
      pixels[at] = (pixels[at] ?? 0) | (0x80 >> (column & 7));
    }
  }
  const head = Buffer.alloc(8 + FORM.length);
  head.writeUInt32BE(widthPixels, 0);
  head.writeUInt32BE(widthPixels, 4);
  head.set(FORM, 8);
  const parts = [partOf('IHDR', head), partOf('IDAT', await pack(pixels)), partOf('IEND')];
  return Buffer.concat([SIGNATURE, ...parts]);
}

function partOf(kind: string, data: Uint8Array = new Uint8Array(0)): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const part = Buffer.alloc(named.length + 8);
  part.writeUInt32BE(data.length, 0);
  part.set(named, 4);
  part.writeUInt32BE(crc32(named), named.length + 4);
  return part;
}
