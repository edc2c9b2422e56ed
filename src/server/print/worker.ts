/**
 * The press: draws in its own thread, so that a long list never keeps the office from answering. It
 * draws one page for each request and nothing ahead; a new print replaces one that was given up.
 */
import { parentPort } from 'node:worker_threads';
import { assert } from '#core/assert.ts';
import { printAttendanceList, type AttendanceList } from './attendance-list.ts';

/** What may be asked of the press: the first bytes of a print, or the next ones. */
export type PressRequest =
  { readonly kind: 'print'; readonly list: AttendanceList } | { readonly kind: 'next' };

/** What the press answers: bytes, or that the print is whole. */
export type PressReply =
  { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'whole' };

const port = parentPort;
assert(port !== null, 'the press runs in a worker thread');
let pages: Iterator<Uint8Array, void, void> | null = null;

port.on('message', (request: PressRequest) => {
  if (request.kind === 'print') pages = printAttendanceList(request.list);
  assert(pages !== null, 'a print is open');
  const step = pages.next();
  const reply: PressReply =
    step.done === true ? { kind: 'whole' } : { kind: 'bytes', bytes: step.value };
  if (step.done === true) pages = null;
  port.postMessage(reply);
});
