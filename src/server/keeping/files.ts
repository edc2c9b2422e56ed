/**
 * Files that are there whole or not at all, even after a power cut: written under another name,
 * flushed, renamed, and the rename flushed with its folder.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';

/** Replaces a small file. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  syncFolder(dirname(path));
}

/** Copies a file, durable and for its owner alone, whatever the mode of the other. */
export function copyWhole(from: string, to: string): void {
  copyFileSync(from, to);
  chmodSync(to, 0o600);
  syncFile(to);
}

/** An empty file for its owner alone, for a program that would make it otherwise. */
export function makeEmpty(path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
}

/** Makes the content of a file that was written by somebody else durable. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Makes the names in a folder durable. Windows has no such call, and keeps names by itself. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** A file of JSON, read; null when it is missing, torn or of another shape. */
export function readJson<S extends v.GenericSchema>(
  path: string,
  shape: S,
): v.InferOutput<S> | null {
  if (!existsSync(path)) return null;
  const text = v.safeParse(v.pipe(v.string(), v.parseJson()), readFileSync(path, 'utf8'));
  const read = v.safeParse(shape, text.output);
  return text.success && read.success ? read.output : null;
}

/** The SHA-256 of a file of any size, as hex. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
