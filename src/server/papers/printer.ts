/**
 * The printer: prints one job at a time in a worker thread, and streams its bytes. The queue is
 * bounded; a job whose reader goes gives its place back, whether it waits or is drawn. One that
 * waits long is answered with the opening of its PDF and comments, so that no proxy takes it for
 * dead. A press that crashes, or falls silent, costs its job a fault; the next gets a new press.
 */
import type { Readable } from 'node:stream';
import { bad, good, type Fault, type Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { PDF_OPENING, waitingComment } from '../print/preamble.ts';
import type { PaperFacts } from './papers.ts';
import { openPress, type Press, type PressBounds } from './press.ts';
import { openSpool, type Spool, type SpoolBounds } from './spool.ts';
import type { PaperOrder, PressReply } from './worker.ts';

/** The bounds of a printer, from LIMITS unless a test needs to reach them. */
export interface PrinterBounds extends SpoolBounds, PressBounds {
  readonly printJobsMax: number;
  readonly printPatienceMs: number;
}

/** A paper that is not at hand. */
export interface PaperSource {
  /** Where it is read; asked when its turn has come. */
  order(): PaperOrder;
  /** Asked after it was read: rejects when that may not be what the office holds. */
  assertRead(): Promise<void>;
}

/** A paper, or where it is to be read. */
export type PrintSource = PaperFacts | PaperSource;

/** Prints papers until it is closed. */
export interface Printer {
  /**
   * The bytes of the PDF; reading fails when the print is torn. Fails as busy (too many jobs),
   * unavailable (a crash before the first page, closed), too-large (more than the memory of the
   * press) or timeout (the press fell silent). The
   * signal tells that nobody reads any more.
   */
  readonly print: (printed: PrintSource, gone?: AbortSignal) => Promise<Result<Readable>>;
  /** Ends the print under way as torn; everything later is unavailable. */
  readonly close: () => Promise<void>;
}

/** One print: what it prints, where its bytes go, and who waits for the first of them. */
interface Job {
  readonly printed: PrintSource;
  readonly spool: Spool;
  readonly opened: (result: Result<Readable>) => void;
  /** Says that it waits; what was sent so, in bytes, when it need not any more. */
  readonly waiting: { readonly end: () => number };
}

const CLOSED: Fault = { code: 'unavailable', detail: 'the printer is closed' };
const GONE: Fault = { code: 'unavailable', detail: 'nobody waits for the print' };

/** Opens a printer. Its press starts with the first job. */
export function openPrinter(bounds: PrinterBounds = LIMITS): Printer {
  let press: Press | null = null;
  let turn: Promise<void> = Promise.resolve();
  let jobsCount = 0;
  let closed = false;
  const queue = new Set<Spool>();

  const run = async (job: Job): Promise<void> => {
    if (closed) {
      fail(job, CLOSED);
      return;
    }
    if (!queue.has(job.spool)) return;
    press ??= openPress(bounds);
    const fault = await printOn(press, job);
    if (fault === null) return;
    fail(job, fault);
    await press.close();
    press = null;
  };

  const enqueue = (
    printed: PrintSource,
    gone: AbortSignal | undefined,
  ): Promise<Result<Readable>> => {
    const { promise, resolve: opened, reject } = Promise.withResolvers<Result<Readable>>();
    const spool = openSpool(bounds);
    const waiting = sayWaiting({ spool, opened }, bounds.printPatienceMs, () =>
      [...queue].indexOf(spool),
    );
    const job = { printed, spool, opened, waiting };
    jobsCount += 1;
    queue.add(spool);
    gone?.addEventListener('abort', () => {
      fail(job, GONE);
    });
    void spool.settled.then(() => {
      jobsCount -= 1;
      queue.delete(spool);
      waiting.end();
    });
    const done = turn.then(() => run(job)).finally(() => queue.delete(spool));
    turn = Promise.allSettled([done]).then(() => undefined);
    done.catch((error: unknown) => {
      spool.tear({ code: 'unavailable', detail: String(error) });
      reject(error);
    });
    return promise;
  };

  return {
    print: (printed, gone) => {
      if (closed) return Promise.resolve({ ok: false, fault: CLOSED });
      if (gone?.aborted === true) return Promise.resolve({ ok: false, fault: GONE });
      if (jobsCount >= bounds.printJobsMax) {
        return Promise.resolve(bad('busy', 'too many prints at once'));
      }
      return enqueue(printed, gone);
    },
    close: async () => {
      closed = true;
      await press?.close();
      await turn;
    },
  };
}

/** Tells whoever waits, each time its patience may end, how many prints are made before his. */
function sayWaiting(
  { spool, opened }: Pick<Job, 'spool' | 'opened'>,
  patienceMs: number,
  aheadCount: () => number,
): Job['waiting'] {
  let sentBytes = 0;
  const send = (bytes: Uint8Array): void => {
    sentBytes += bytes.length;
    void spool.put(bytes);
  };
  const timer = setInterval(() => {
    if (sentBytes === 0) send(PDF_OPENING);
    send(waitingComment(aheadCount()));
    opened(good(spool.bytes));
  }, patienceMs);
  return {
    end: () => {
      clearInterval(timer);
      return sentBytes;
    },
  };
}

/**
 * Moves a print from the press to its spool, page by page; the fault that ended it early, or null:
 * then the press is free for the next.
 */
async function printOn(press: Press, job: Job): Promise<Fault | null> {
  const { printed, spool, opened, waiting } = job;
  const source = 'order' in printed ? printed : null;
  const paper = 'order' in printed ? printed.order() : printed;
  const read = await askFor(spool, press.ask({ kind: 'read', paper }));
  if (!read.ok) return read.fault;
  await source?.assertRead();
  let reply = await askFor(spool, press.ask({ kind: 'draw', sentBytes: waiting.end() }));
  while (reply.ok && reply.value.kind === 'bytes') {
    opened(good(spool.bytes));
    if ((await spool.put(reply.value.bytes)) === 'gone') return null;
    reply = await press.ask({ kind: 'next' });
  }
  if (!reply.ok) return reply.fault;
  spool.end();
  return null;
}

/** What takes long is not waited for when nobody reads any more. */
function askFor(spool: Spool, asked: Promise<Result<PressReply>>): Promise<Result<PressReply>> {
  return Promise.race([
    asked,
    spool.settled.then((): Result<PressReply> => ({ ok: false, fault: GONE })),
  ]);
}

function fail({ spool, opened }: Job, fault: Fault): void {
  opened({ ok: false, fault });
  spool.tear(fault);
}
