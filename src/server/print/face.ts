/**
 * A typeface from a package, unwrapped from WOFF to the TrueType inside. Once at start and with the
 * platform's inflate: pdfkit would do it anew for each document, in script, for most of a second.
 */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { assert } from '#core/assert.ts';

const WOFF = 0x774f4646;
const WOFF_HEAD_BYTES = 44;
const WOFF_ENTRY_BYTES = 20;
const TRUETYPE_HEAD_BYTES = 12;
const TRUETYPE_ENTRY_BYTES = 16;

/** Reads a face from its `file:` address. */
export function openFace(address: string): Buffer {
  return unwrap(readFileSync(new URL(address)));
}

function unwrap(woff: Buffer): Buffer {
  assert(woff.readUInt32BE(0) === WOFF, 'a face is a WOFF file');
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(TRUETYPE_HEAD_BYTES + count * TRUETYPE_ENTRY_BYTES);
  writeHead(head, { flavour: woff.readUInt32BE(4), count });
  const tables: Buffer[] = [];
  let offset = head.length;
  for (let index = 0; index < count; index++) {
    const from = WOFF_HEAD_BYTES + index * WOFF_ENTRY_BYTES;
    const to = TRUETYPE_HEAD_BYTES + index * TRUETYPE_ENTRY_BYTES;
    const table = readTable(woff, from);
    woff.copy(head, to, from, from + 4);
    woff.copy(head, to + 4, from + 16, from + 20);
    head.writeUInt32BE(offset, to + 8);
    head.writeUInt32BE(table.length, to + 12);
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([head, ...tables]);
}

/** The table of a directory entry: stored deflated only where that made it smaller. */
function readTable(woff: Buffer, entry: number): Buffer {
  const offset = woff.readUInt32BE(entry + 4);
  const storedBytes = woff.readUInt32BE(entry + 8);
  const tableBytes = woff.readUInt32BE(entry + 12);
  const stored = woff.subarray(offset, offset + storedBytes);
  return storedBytes < tableBytes ? inflateSync(stored) : stored;
}

/** Version, number of tables, and the three numbers for a binary search in them. */
function writeHead(head: Buffer, of: { readonly flavour: number; readonly count: number }): void {
  const power = Math.floor(Math.log2(of.count));
  head.writeUInt32BE(of.flavour, 0);
  head.writeUInt16BE(of.count, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (of.count - 2 ** power), 10);
}
