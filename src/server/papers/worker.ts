/**
 * The press: reads and draws in its own thread, so that a long paper never keeps the office from
 * answering. It draws one page for each request and nothing ahead; a new print replaces one that
 * was given up.
 */
import { parentPort } from 'node:worker_threads';
import { assert } from '#core/assert.ts';
import type { Paper } from '#core/papers.ts';
import { type DatabasePlace, openReadDatabase } from '../db/reading.ts';
import { openRegistry } from '../ledger/registry.ts';
import { type PaperFacts, printPaper, readPaper } from './papers.ts';

/** Where a paper is read: the office's database, and what the office knows besides. */
export interface PaperOrder {
  readonly database: DatabasePlace;
  readonly gatheringNo: number;
  readonly paper: Paper;
  readonly nowMs: number;
  readonly epoch: number;
}

/**
 * What may be asked of the press: to have a paper at hand; the first bytes of its print, without as
 * many as were sent while it waited; or the next ones.
 */
export type PressRequest =
  | { readonly kind: 'read'; readonly paper: PaperFacts | PaperOrder }
  | { readonly kind: 'draw'; readonly sentBytes: number }
  | { readonly kind: 'next' };

/** What the press answers: that the paper is at hand, bytes, or that the print is whole. */
export type PressReply =
  | { readonly kind: 'read' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'whole' };

const port = parentPort;
assert(port !== null, 'the press runs in a worker thread');
let facts: PaperFacts | null = null;
let pages: Iterator<Uint8Array, void, void> | null = null;

port.on('message', (request: PressRequest) => {
  void answerTo(request).then((reply) => {
    port.postMessage(reply);
  });
});

async function answerTo(request: PressRequest): Promise<PressReply> {
  if (request.kind === 'read') {
    const { paper } = request;
    facts = 'gatheringNo' in paper ? await readOrder(paper) : paper;
    return { kind: 'read' };
  }
  if (request.kind === 'draw') {
    assert(facts !== null, 'a paper is at hand');
    pages = printPaper(facts, request.sentBytes);
    facts = null;
  }
  assert(pages !== null, 'a print is open');
  const step = pages.next();
  if (step.done !== true) return { kind: 'bytes', bytes: step.value };
  pages = null;
  return { kind: 'whole' };
}

async function readOrder(order: PaperOrder): Promise<PaperFacts> {
  using database = openReadDatabase(order.database);
  const registry = openRegistry(database.sqlite);
  const gathering = await database.query
    .selectFrom('gatherings')
    .selectAll()
    .where('no', '=', order.gatheringNo)
    .executeTakeFirstOrThrow();
  const reading = { database, registry, now: () => order.nowMs, epoch: order.epoch };
  return await readPaper(reading, gathering, order.paper);
}
