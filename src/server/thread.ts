/**
 * A thread: one worker that is asked for one thing at a time. When it crashes, grows too large or
 * falls silent every question is answered with a fault, never left open.
 */
import { Worker, type Transferable } from 'node:worker_threads';
import { type Result, bad, good } from '#core/fault.ts';

/** A worker thread that answers one request at a time. */
export interface Thread<Request, Reply> {
  /**
   * Fails as too-large when its memory was not enough, as unavailable after any other crash, as
   * timeout when there is no answer within the deadline.
   */
  ask(request: Request, how: Asking): Promise<Result<Reply>>;
  close(): Promise<void>;
}

/** How long an answer may take, and what is handed over instead of copied. */
export interface Asking {
  readonly deadlineMs: number;
  readonly handedOver?: readonly Transferable[];
}

const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

/** Starts the thread of a program. */
export function openThread<Request, Reply>(
  program: URL,
  { heapMbMax }: { readonly heapMbMax: number },
): Thread<Request, Reply> {
  const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: heapMbMax } });
  // An idle thread must not keep the office from stopping.
  worker.unref();
  let answer: ((reply: Result<Reply>) => void) | null = null;
  let stopped: Result<Reply> | null = null;
  const stop = (fault: Result<never>): void => {
    stopped ??= fault;
    answer?.(stopped);
  };
  worker.on('message', (reply: Reply) => {
    answer?.(good(reply));
  });
  worker.on('error', (error) => {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === OUT_OF_MEMORY;
    stop(bad(isTooLarge ? 'too-large' : 'unavailable', `the thread crashed: ${String(error)}`));
  });
  worker.on('exit', () => {
    stop(bad('unavailable', 'the thread stopped'));
  });
  return {
    ask: (request, { deadlineMs, handedOver = [] }) => {
      if (stopped !== null) return Promise.resolve(stopped);
      const replied = new Promise<Result<Reply>>((resolve) => {
        const deadline = setTimeout(() => {
          answer?.(bad('timeout', 'the thread fell silent'));
        }, deadlineMs);
        answer = (reply) => {
          clearTimeout(deadline);
          resolve(reply);
        };
      });
      worker.postMessage(request, handedOver);
      return replied;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
