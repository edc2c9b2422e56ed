/**
 * The printer: prints one job at a time in a worker thread, and streams its bytes. The queue is
 * bounded. A press that crashes, or falls silent, costs its job a fault; the next job gets a new
 * press.
 */
import type { Readable } from 'node:stream';
import { bad, good, type Fault, type Result } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { AttendanceList } from './attendance-list.ts';
import { openPress, type Press, type PressBounds } from './press.ts';
import { openSpool, type Spool, type SpoolBounds } from './spool.ts';

/** The bounds of a printer, from LIMITS unless a test needs to reach them. */
export interface PrinterBounds extends SpoolBounds, PressBounds {
  readonly printJobsMax: number;
}

/** Prints lists until it is closed. */
export interface Printer {
  /**
   * The bytes of the PDF; reading fails when the print is torn. Fails as unavailable (too many
   * jobs, a crash before the first page, closed) or timeout (the press fell silent).
   */
  readonly print: (list: AttendanceList) => Promise<Result<Readable>>;
  /** Ends the print under way as torn; everything later is unavailable. */
  readonly close: () => Promise<void>;
}

/** One print: what it prints, where its bytes go, and who waits for the first of them. */
interface Job {
  readonly list: AttendanceList;
  readonly spool: Spool;
  readonly opened: (result: Result<Readable>) => void;
}

const CLOSED: Fault = { code: 'unavailable', detail: 'the printer is closed' };

/** Opens a printer. Its press starts with the first job. */
export function openPrinter(bounds: PrinterBounds = LIMITS): Printer {
  let press: Press | null = null;
  let turn: Promise<void> = Promise.resolve();
  let jobsCount = 0;
  let closed = false;

  const run = async (job: Job): Promise<void> => {
    if (closed) {
      fail(job, CLOSED);
      return;
    }
    press ??= openPress(bounds);
    const fault = await printOn(press, job);
    if (fault === null) return;
    fail(job, fault);
    await press.close();
    press = null;
  };

  return {
    print: (list) => {
      if (closed) return Promise.resolve({ ok: false, fault: CLOSED });
      if (jobsCount >= bounds.printJobsMax) {
        return Promise.resolve(bad('unavailable', 'too many prints at once'));
      }
      jobsCount += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Result<Readable>>();
      const spool = openSpool(bounds);
      const done = turn.then(() => run({ list, spool, opened: resolve }));
      turn = Promise.allSettled([done]).then(() => undefined);
      void spool.settled.then(() => (jobsCount -= 1));
      done.catch(reject);
      return promise;
    },
    close: async () => {
      closed = true;
      await press?.close();
      await turn;
    },
  };
}

/**
 * Moves a print from the press to its spool, page by page; the fault that ended it early, or
 * null.
 */
async function printOn(press: Press, { list, spool, opened }: Job): Promise<Fault | null> {
  let reply = await press.ask({ kind: 'print', list });
  while (reply.ok && reply.value.kind === 'bytes') {
    opened(good(spool.bytes));
    if ((await spool.put(reply.value.bytes)) === 'gone') return null;
    reply = await press.ask({ kind: 'next' });
  }
  if (!reply.ok) return reply.fault;
  spool.end();
  return null;
}

function fail({ spool, opened }: Job, fault: Fault): void {
  opened({ ok: false, fault });
  spool.tear(fault);
}
